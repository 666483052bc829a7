"""Puts the project's root on the path for every test."""
