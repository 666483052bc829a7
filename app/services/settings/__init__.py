"""Use cases of settings."""
