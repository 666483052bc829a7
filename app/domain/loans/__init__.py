"""A loan's terms, schedule, events and state."""
