"""Amounts, dates and texts of a statement's cells, as Mexican banks write them; what is ambiguous is not guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from app.bank_layouts.grid import Cell
from app.domain.clients.names import search_key
from app.domain.money import CENTAVOS_MAX, Money
from app.domain.typed_text import readable

AMBIGUOUS = "bank.ambiguous_amount"
BAD_AMOUNT = "bank.bad_amount"
BAD_DATE = "bank.bad_date"

_FILLERS = frozenset({"", "-", "--", "–", "—", "#", "no aplica", "n/a", "na", "$-", "$ -"})
_EDGES = " \t\r\n'’`\"_\u00a0\u200b\ufeff"
_PLAIN = re.compile(r"(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?")
_AMBIGUOUS = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?|\d+,\d{1,2}|\d{1,3}(\.\d{3})+\.\d*")
_NOISE_MAX = Decimal("0.000001")
"""A binary fraction kept by a workbook strays from its centavos by less than this."""
_DAY_FIRST = re.compile(r"(\d{1,2})[/\-. ](\d{1,2})[/\-. ](\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[/\-.](\d{1,2})[/\-.](\d{1,2})")
_NAMED = re.compile(r"(\d{1,2})[/\-. ]*(?:de )?([a-z]{3,10})\.?[/\-. ]*(?:de |del )?(\d{4}|\d{2})")
_TIME = re.compile(r"[t ]+\d{1,2}:\d{2}(:\d{2})?(\.\d+)?( ?[ap]\.? ?m\.?)?$")
_MONTHS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")
_FOREIGN_MONTHS = {"jan": 1, "apr": 4, "aug": 8, "dec": 12, "set": 9}
_EPOCH = date(1899, 12, 30)
_YEAR_MIN, _YEAR_MAX = 1990, 2100
_SERIAL_MAX = 80_000


@dataclass(frozen=True)
class Bad:
    """A cell that cannot be read, with the code that says why."""

    code: str


def text_of_cell(cell: Cell) -> str:
    """The cell in one line, without the apostrophes and underscores banks put before numbers; fillers are empty."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, Decimal):
        return f"{cell:f}".removesuffix(".0")
    text = " ".join(readable(cell).split()).strip(_EDGES)
    return "" if search_key(text) in _FILLERS else text


def parse_amount(cell: Cell) -> Money | Bad | None:
    """None for an empty cell or a filler; Bad ``bank.bad_amount`` or ``bank.ambiguous_amount`` (``1.234,56``)."""
    if cell is None:
        return None
    if isinstance(cell, Decimal):
        return _exact(cell)
    if isinstance(cell, (date, datetime)):
        return Bad(BAD_AMOUNT)
    text = re.sub(r"[\s\u00a0'’`\"_]", "", cell).upper()
    text = text.removesuffix("M.N.").removesuffix("MXN").removeprefix("MXN")
    if search_key(text) in _FILLERS or text == "NOAPLICA":
        return None
    is_negative = text.startswith(("-", "(", "$-", "−")) or text.endswith(("-", "−"))
    digits = re.sub(r"[$()+\-−]", "", text)
    if len(text) - len(digits) > 3:
        return Bad(BAD_AMOUNT)
    if _AMBIGUOUS.fullmatch(digits):
        return Bad(AMBIGUOUS)
    if not _PLAIN.fullmatch(digits) or not digits.strip(".,"):
        return Bad(BAD_AMOUNT)
    amount = _exact(Decimal(digits.replace(",", "")))
    return -amount if is_negative and isinstance(amount, Money) else amount


def _exact(number: Decimal) -> Money | Bad:
    if abs(number) * 100 > CENTAVOS_MAX:
        return Bad(BAD_AMOUNT)
    amount = Money.of(number)
    return amount if abs(amount.to_decimal() - number) < _NOISE_MAX else Bad(BAD_AMOUNT)


def parse_date(cell: Cell) -> date | Bad | None:
    """Day before month always; serials of Excel's 1900 system, DDMMAAAA, AAAAMMDD, names of months. Bad otherwise."""
    if cell is None:
        return None
    if isinstance(cell, datetime):
        return _plausible(cell.year, cell.month, cell.day)
    if isinstance(cell, date):
        return _plausible(cell.year, cell.month, cell.day)
    if isinstance(cell, Decimal):
        return _from_number(cell)
    text = search_key(cell.replace("\u00a0", " ").strip(_EDGES))
    if text in _FILLERS:
        return None
    text = _TIME.sub("", text).strip()
    if text.isdecimal():
        return _from_digits(text)
    if match := _DAY_FIRST.fullmatch(text):
        return _plausible(_year(match[3]), int(match[2]), int(match[1]))
    if match := _YEAR_FIRST.fullmatch(text):
        return _plausible(int(match[1]), int(match[2]), int(match[3]))
    if match := _NAMED.fullmatch(text):
        return _plausible(_year(match[3]), _month(match[2]), int(match[1]))
    return Bad(BAD_DATE)


def _from_number(number: Decimal) -> date | Bad:
    whole = int(number)
    if 0 < whole < _SERIAL_MAX:
        day = _EPOCH + timedelta(days=whole)
        return _plausible(day.year, day.month, day.day)
    return _from_digits(str(whole)) if whole == number else Bad(BAD_DATE)


def _from_digits(text: str) -> date | Bad:
    """No date from 1990 to 2100 can be read both as DDMMAAAA and as AAAAMMDD: 19 and 20 are no months."""
    if len(text) in (7, 8):
        digits = text.zfill(8)
        day_first = _plausible(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
        return day_first if isinstance(day_first, date) else _plausible(*_parts(digits))
    if len(text) == 5:
        return _from_number(Decimal(text))
    return Bad(BAD_DATE)


def _parts(digits: str) -> tuple[int, int, int]:
    return int(digits[:4]), int(digits[4:6]), int(digits[6:])


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _month(name: str) -> int:
    short = name[:3]
    return _MONTHS.index(short) + 1 if short in _MONTHS else _FOREIGN_MONTHS.get(short, 0)


def _plausible(year: int, month: int, day: int) -> date | Bad:
    if not _YEAR_MIN <= year < _YEAR_MAX:
        return Bad(BAD_DATE)
    try:
        return date(year, month, day)
    except ValueError:
        return Bad(BAD_DATE)
