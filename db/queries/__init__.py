"""Lists and sums for screens and reports: SQL to frozen lines."""
