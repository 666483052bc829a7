"""Loan products and the methods they may use."""
