"""The rules of lending, as frozen values and pure functions."""
