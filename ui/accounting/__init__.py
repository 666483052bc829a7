"""The books: trial balance, journal, chart of accounts, months and daily closes."""
