"""Identity numbers, each checked in one file."""
