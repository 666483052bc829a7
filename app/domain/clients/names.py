"""Names as people write them, and the key under which they are found and compared."""

from __future__ import annotations

import unicodedata


def search_key(text: str) -> str:
    """Lower case without accents and doubled spaces: JOSÉ  Peña -> ``jose pena``."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(ch for ch in folded if not unicodedata.combining(ch))
    return " ".join(plain.split())


def digits_of(text: str) -> str:
    """Only the digits of a telephone or folio."""
    return "".join(ch for ch in text if ch.isascii() and ch.isdigit())
