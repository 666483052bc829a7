"""Use cases of the books: chart of accounts, months and daily closes."""
