"""Backups: what one holds, and which are kept."""
