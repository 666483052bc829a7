"""Bank statement layouts, one bank a file, listed here."""
