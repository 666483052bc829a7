"""Clients that are probably one person written twice."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz

from app.domain.clients.client import ClientData, ClientIdentity
from app.domain.clients.names import search_key

NEAR_SPELLING_MIN = 86
"""Likeness of two names (0 to 100, words in any order) from which they may be one person's."""
SAME_NAME_MIN = 96
"""Likeness from which a name alone, with another birth date, is worth a look."""


def likely_duplicates(data: ClientData, others: Iterable[ClientIdentity]) -> tuple[ClientIdentity, ...]:
    """Those who share birth date and nearly the name, or the whole name; the likest first."""
    name = search_key(data.full_name)
    scored = []
    for other in others:
        likeness = fuzz.token_sort_ratio(name, search_key(other.full_name))
        needed = NEAR_SPELLING_MIN if other.birth_on == data.birth_on else SAME_NAME_MIN
        if likeness >= needed:
            scored.append((-likeness, other.id, other))
    return tuple(other for _, _, other in sorted(scored))
