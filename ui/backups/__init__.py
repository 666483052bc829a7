"""Backups: where they go, making, trying and restoring them."""
