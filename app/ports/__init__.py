"""What the services ask of storage and of the machine."""
