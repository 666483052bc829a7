"""Use cases of backups and of the keys that open the company."""
