"""Accounts and balanced entries of each money event."""
