"""Alembic's scripts: each file of versions/ takes the schema one step further."""
