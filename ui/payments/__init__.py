"""Payments and reversals."""
