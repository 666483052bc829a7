"""Storage: SQLCipher through SQLAlchemy."""
