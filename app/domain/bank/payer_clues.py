"""What a bank's text tells about who paid: folios, CLABEs, RFCs, telephones, and how well a name fits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from app.domain.bank.statement import Movement
from app.domain.clients.names import search_key

NAME_FULL = 100
NAME_PART = 70
_TOKEN_LIKE = 84
_ALIKE_PENALTY = 12
"""Hernandez and Fernandez are alike and two families: whoever is spelt exactly goes first."""
_TRUNCATED_LENGTH_MIN = 16
_CLABE = re.compile(r"(?<!\d)\d{18}(?!\d)")
_PHONE = re.compile(r"(?<!\d)(?:52 ?1? ?)?(\d{10}|\d{2,3} \d{3,4} \d{4})(?!\d)")
_RFC = re.compile(r"(?<![a-z0-9])[a-z&]{3,4} ?\d{6} ?[a-z0-9]{3}(?![a-z0-9])")
_NOISE = frozenset({
    "de", "del", "la", "las", "los", "y", "el", "a", "en", "por", "para", "con", "su", "al", "spei", "recibido",
    "recibida", "enviado", "transferencia", "transf", "traspaso", "interbancaria", "deposito", "dep", "efectivo",
    "practicaja", "cajero", "ventanilla", "sucursal", "suc", "abono", "pago", "pagos", "prestamo", "credito",
    "mensualidad", "quincena", "semana", "cuota", "folio", "ref", "referencia", "concepto", "cliente", "clabe", "rfc",
    "cuenta", "cta", "cve", "rast", "rastreo", "clave", "hr", "liq", "bco", "banco", "benef", "ordenante", "terceros",
    "tercero", "banorte", "santander", "hsbc", "banamex", "citibanamex", "azteca", "scotiabank", "bbva", "bancomer",
    "inbursa", "banregio", "bajio", "afirme", "bancoppel", "coppel", "stp", "mifel", "multiva", "nu", "mercado",
    "banca", "movil", "internet", "dato", "no", "verificado", "institucion", "sa", "cv",
})  # fmt: skip


def text_of(movement: Movement) -> str:
    """Everything printed about the movement, in lower case without accents; punctuation became spaces."""
    return plain_words(f"{movement.payer_name} {movement.description} {movement.reference}")


def plain_words(text: str) -> str:
    """Lower case without accents, punctuation as spaces."""
    return " ".join(re.sub(r"[^\w&]+|_", " ", search_key(text)).split())


def folio_numbers(text: str, prefixes: Sequence[str]) -> list[tuple[str, int]]:
    """The folios in a text: prefix and number, with or without the dash and the leading zeros."""
    return [
        (prefix, int(match[1]))
        for prefix in prefixes
        for match in re.finditer(rf"(?<![a-z]){re.escape(prefix)} ?(\d{{1,9}})(?!\d)", text)
    ]


def split_folio(folio: str) -> tuple[str, int] | None:
    """``CRE-000123`` as its letters and number."""
    match = re.fullmatch(r"([a-z]+)[^a-z0-9]*(\d{1,9})", search_key(folio))
    return (match[1], int(match[2])) if match else None


def clabes_in(text: str) -> list[str]:
    """Runs of exactly eighteen digits."""
    return _CLABE.findall(text)


def phones_in(text: str) -> list[str]:
    """Ten-digit telephones, spaces and the country's prefix forgiven."""
    return [match[1].replace(" ", "") for match in _PHONE.finditer(text)]


def rfcs_in(text: str) -> list[str]:
    """What has the shape of an RFC, as ``rfc_key`` writes it."""
    return [found.replace(" ", "").upper() for found in _RFC.findall(text)]


def rfc_key(rfc: str) -> str:
    """An RFC in capitals; its one accented letter becomes N, as banks print it."""
    return search_key(rfc).replace(" ", "").upper()


def name_words(text: str) -> tuple[str, ...]:
    """The words of a text that may be somebody's name: no numbers, no words of the bank."""
    return tuple(word for word in text.split() if word.isalpha() and len(word) > 1 and word not in _NOISE)


def name_fit(name: Sequence[str], words: Sequence[str]) -> int:
    """How well a client's name fits the words, from 0 to 100, in any order.

    ``NAME_FULL``: every word of a name of three or more is there, or the print was cut off inside the name.
    """
    if len(name) < 2:
        return 0
    free = list(words)
    missing = alike = 0
    for word in name:
        place = _place_of(word, free)
        if place is None:
            missing += 1
            continue
        alike += not word.startswith(free[place])
        free.pop(place)
    count = len(name) - missing
    if count < 2:
        return 0
    penalty = _ALIKE_PENALTY * alike
    if not missing:
        return (NAME_FULL if count >= 3 else NAME_PART + 10) - penalty
    if _is_cut_off(name, words):
        return NAME_FULL - 10 - penalty
    return NAME_PART - penalty if count >= 3 or len(name) == 3 else 0


def _place_of(word: str, words: Sequence[str]) -> int | None:
    """The word itself, else its beginning where the print was cut off, else the most alike."""
    if word in words:
        return words.index(word)
    if len(word) < 4:
        return None
    beginning = next((place for place, other in enumerate(words) if len(other) >= 4 and word.startswith(other)), None)
    if beginning is not None:
        return beginning
    likeness = [fuzz.ratio(word, other) for other in words]
    best = max(range(len(words)), key=lambda place: likeness[place], default=None)
    return best if best is not None and likeness[best] >= _TOKEN_LIKE else None


def _is_cut_off(name: Sequence[str], words: Sequence[str]) -> bool:
    """The words end with a beginning of the name, given names first or surnames first, long enough to mean it."""
    printed = " ".join(words)
    orders = (" ".join(name), " ".join((*name[-2:], *name[:-2])))
    return any(_ends_with_start(printed, whole) for whole in orders)


def _ends_with_start(printed: str, whole: str) -> bool:
    return any(
        printed.endswith(whole[:length]) and printed[:-length][-1:] in ("", " ")
        for length in range(len(whole) - 1, _TRUNCATED_LENGTH_MIN - 1, -1)
    )
