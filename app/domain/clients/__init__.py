"""The client's file and likely duplicates."""
