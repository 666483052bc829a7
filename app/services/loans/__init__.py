"""Use cases of loans."""
