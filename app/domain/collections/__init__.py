"""Collections: who has to be reminded of what."""
