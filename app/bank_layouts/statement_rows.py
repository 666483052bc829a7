"""Turns the rows under a layout's headings into movements and faults; every layout reads its table through it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.bank_layouts.cell_values import BAD_DATE, Bad, parse_amount, parse_date, text_of_cell
from app.bank_layouts.grid import Cell, Sheet
from app.domain.bank.statement import Fault, Movement, Statement
from app.domain.clients.names import search_key
from app.domain.money import ZERO, Money

NO_AMOUNT = "bank.no_amount"
TWO_AMOUNTS = "bank.two_amounts"
BAD_SIGN = "bank.bad_sign"
OTHER_ACCOUNT = "bank.other_account"
_BALANCES = re.compile(r"saldo (inicial|anterior|final|al corte|al inicio|promedio)\b")
_NOT_MOVEMENTS = re.compile(
    r"(saldo (inicial|anterior|final|al corte|al inicio|promedio)|sub ?totale?s?|totale?s?|sumas?)\b"
)
_CREDIT_SIGNS = frozenset({"+", "abono", "a", "c", "credito", "deposito", "h", "haber"})
_DEBIT_SIGNS = frozenset({"-", "−", "cargo", "d", "debito", "retiro", "debe"})


@dataclass(frozen=True)
class TextRow:
    """The cells of one row by role."""

    cells: Mapping[str, Cell]

    def raw(self, role: str) -> Cell:
        """The cell as it was; None for a column the layout has not."""
        return self.cells.get(role)

    def text(self, role: str) -> str:
        """The cell as clean text."""
        return text_of_cell(self.raw(role))


Finish = Callable[[Movement, TextRow], Movement]
"""What a layout adds to a movement: the payer, the parts of its text."""


def read_rows(layout: str, sheet: Sheet, header_row: int, columns: Mapping[str, int], finish: Finish) -> Statement:
    """The statement under the headings, oldest first, of its first account."""
    movements: list[Movement] = []
    faults: list[Fault] = []
    accounts: dict[str, int] = {}
    is_after_footer = False
    for index in range(header_row + 1, len(sheet.rows)):
        row = TextRow(_by_role(sheet.rows[index], columns))
        outcome = _read(index + 1, row)
        if outcome is None:
            is_after_footer = _continue_text(movements, sheet.rows[index], row, is_after_footer)
            continue
        is_after_footer = False
        account = account_number(row.text("account")) or next(iter(accounts), "")
        accounts.setdefault(account, index + 1)
        if isinstance(outcome, Fault):
            faults.append(outcome)
        elif account == next(iter(accounts)):
            movements.append(finish(outcome, row))
    others = list(accounts.items())[1:]
    faults.extend(
        Fault(row_number, "account", number, OTHER_ACCOUNT, {"number": number}) for number, row_number in others
    )
    return Statement(layout, next(iter(accounts), ""), oldest_first(movements), tuple(faults))


def account_number(text: str) -> str:
    """An account as digits; letters of a masked one stay."""
    return re.sub(r"[\s'’`-]", "", text)


def _by_role(cells: Sequence[Cell], columns: Mapping[str, int]) -> dict[str, Cell]:
    return {role: cells[place] if place < len(cells) else None for role, place in columns.items()}


def _continue_text(movements: list[Movement], cells: Sequence[Cell], row: TextRow, is_after_footer: bool) -> bool:
    """Text without a date under a movement goes on with its description; returns whether the data are over."""
    filled = [cell for cell in cells if text_of_cell(cell)]
    if not filled:
        return is_after_footer
    text = row.text("description")
    is_more = len(filled) == 1 and text and not row.text("date") and not _NOT_MOVEMENTS.match(search_key(text))
    if is_after_footer or not is_more or not movements:
        return True
    movements[-1] = replace(movements[-1], description=f"{movements[-1].description} {text}".strip())
    return False


def _read(number: int, row: TextRow) -> Movement | Fault | None:
    """None for what is no movement: empty rows, titles, opening balances, totals and legal text."""
    on = parse_date(row.raw("date"))
    if on is None and "other_date" in row.cells:
        on = parse_date(row.raw("other_date"))
    amounts = {role: parse_amount(row.raw(role)) for role in ("credit", "debit", "amount")}
    if not isinstance(on, date):
        has_money = any(isinstance(amount, Money) and amount for amount in amounts.values())
        label = search_key(f"{row.text('date')} {row.text('description')}")
        if not has_money or not label or _NOT_MOVEMENTS.match(label):
            return None
        return Fault(number, "date", row.text("date"), BAD_DATE)
    label = search_key(row.text("description"))
    if _BALANCES.match(label) or (_NOT_MOVEMENTS.match(label) and not any(amounts.values())):
        return None
    return _movement(number, on, row, amounts)


def _movement(number: int, on: date, row: TextRow, amounts: Mapping[str, Money | Bad | None]) -> Movement | Fault:
    balance = parse_amount(row.raw("balance"))
    for role, value in (*amounts.items(), ("balance", balance)):
        if isinstance(value, Bad):
            return Fault(number, role, row.text(role), value.code)
    credit, debit, amount = (_money(amounts[role]) for role in ("credit", "debit", "amount"))
    if amount:
        sign = _sign(row, amount)
        if sign is None:
            return Fault(number, "sign", row.text("sign") or str(row.raw("sign") or ""), BAD_SIGN)
        credit, debit = (abs(amount), ZERO) if sign else (ZERO, abs(amount))
    if credit and debit:
        return Fault(number, "credit", credit.formatted(), TWO_AMOUNTS)
    if not credit and not debit:
        return Fault(number, "credit", "", NO_AMOUNT)
    # A negative credit takes from the account; a debit is often printed negative and takes from it all the same.
    out = abs(debit) or (-credit if credit < ZERO else ZERO)
    return Movement(
        row=number,
        on=on,
        description=row.text("description"),
        reference=row.text("reference"),
        credit=credit if credit > ZERO else None,
        debit=out or None,
        balance=balance if isinstance(balance, Money) else None,
        time=row.text("time"),
    )


def _money(value: Money | Bad | None) -> Money:
    return value if isinstance(value, Money) else ZERO


def _sign(row: TextRow, amount: Money) -> bool | None:
    """Whether it is a credit; None when the column of signs says neither."""
    if "sign" not in row.cells:
        return amount > ZERO
    mark = search_key(str(row.raw("sign") or "")).strip(" '’`\"")
    if mark in _CREDIT_SIGNS:
        return True
    return False if mark in _DEBIT_SIGNS else None


def oldest_first(movements: Sequence[Movement]) -> tuple[Movement, ...]:
    """The file's order or its reverse, whichever the running balance proves; without proof, by the dates."""
    turned = tuple(reversed(movements))
    as_is, reverse = _links(movements), _links(turned)
    if as_is != reverse:
        return tuple(movements) if as_is > reverse else turned
    is_newest_first = bool(movements) and movements[0].on > movements[-1].on
    return turned if is_newest_first else tuple(movements)


def _links(movements: Iterable[Movement]) -> int:
    """How many balances follow from the one before."""
    count = 0
    previous: Money | None = None
    for movement in movements:
        if movement.balance is not None and previous is not None:
            count += previous + movement.net == movement.balance
        previous = movement.balance
    return count
