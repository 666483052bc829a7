"""Data shipped with the program, in Spanish: starting products, names for the demonstration lender."""
