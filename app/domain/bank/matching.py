"""Which loans a bank deposit most likely pays, with the reasons in codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.bank.loan_index import Clues, KnownPayer, LoanIndex, OpenLoan
from app.domain.bank.payer_clues import NAME_FULL
from app.domain.bank.statement import Movement
from app.domain.clients.names import search_key
from app.domain.money import ZERO, Money

__all__ = ["CERTAIN", "Candidate", "KnownPayer", "OpenLoan", "Reason", "known_payers_of", "suggest"]

CERTAIN = 90
CONFIDENCE_MAX = 99
CANDIDATES_MAX = 5
KEPT_MAX = 50
RIVAL_MARGIN = 10
EQUAL_STANDING = 5
NAMESAKE_MARGIN = 5
FOLIO, CLABE, RFC, KNOWN, NAME, PHONE = 80, 75, 75, 75, 65, 55
SECOND_SIGNAL = 20
IDENTITY_MAX = 100
AMOUNT, ROUNDED, NEAR_DATE = 25, 15, 5
NEAR_DAYS = 5
ANONYMOUS_BASE, ANONYMOUS_MAX = 20, 50
ROUND_STEPS = (1_000, 5_000, 10_000)
"""Ten, fifty and a hundred pesos in centavos: how people round a payment up."""


@dataclass(frozen=True)
class Reason:
    """Why a loan is a candidate; the code's Spanish is in the messages."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Candidate:
    """A loan that a deposit may pay; confidence from 0 to 100."""

    loan_id: int
    folio: str
    client_name: str
    amount: Money
    confidence: int
    reasons: tuple[Reason, ...]


def known_payers_of(movement: Movement, client_id: int) -> tuple[KnownPayer, ...]:
    """What accepting a deposit for a client teaches."""
    keys = (movement.payer_clabe, movement.payer_rfc, search_key(movement.payer_name))
    return tuple(KnownPayer(key, client_id) for key in keys if key)


def suggest(
    movements: Sequence[Movement], loans: Sequence[OpenLoan], known: Sequence[KnownPayer]
) -> dict[int, tuple[Candidate, ...]]:
    """Candidates by the movement's row, at most five, the likeliest first; certain from ``CERTAIN`` up.

    The file is looked at as a whole: a due that one deposit pays is not another's first choice
    while a loan of equal standing is free.
    """
    index = LoanIndex(loans, known)
    scored = {
        movement.row: _scored(movement, index) for movement in movements if movement.credit and movement.credit > ZERO
    }
    _share_dues(scored)
    return {row: _candidates(entries) for row, entries in scored.items()}


@dataclass(frozen=True)
class _Scored:
    """A loan's standing for a deposit before it is made a candidate; ``points`` may pass 100."""

    loan: OpenLoan
    credit: Money
    points: int
    has_folio: bool
    is_due_paid: bool
    is_doubtful: bool
    reasons: tuple[Reason, ...]


def _scored(movement: Movement, index: LoanIndex) -> list[_Scored]:
    credit = movement.credit or ZERO
    clues = index.clues(movement)
    best_name = sorted({name.points for name in clues.names.values()}, reverse=True)[:1]
    namesakes = sum(name.points + NAMESAKE_MARGIN >= best_name[0] for name in clues.names.values()) if best_name else 0
    entries = []
    for loan in index.loans_of(clues, credit):
        entry = _standing(movement, credit, loan, clues, namesakes > 1)
        if entry is not None:
            entries.append(entry)
    entries.sort(key=_order)
    return entries[:KEPT_MAX]


def _order(entry: _Scored) -> tuple[int, date, int]:
    return (-entry.points, entry.loan.due_on or date.max, entry.loan.loan_id)


def _standing(movement: Movement, credit: Money, loan: OpenLoan, clues: Clues, has_namesake: bool) -> _Scored | None:
    found = _identity(loan, clues)
    identity = _identity_points(found)
    amount_points, amount_reason = _amount(credit, loan, bool(found))
    if not found and not amount_points:
        return None
    reasons = [reason for _, reason in found]
    if amount_reason is not None:
        reasons.append(amount_reason)
    days = abs((movement.on - loan.due_on).days) if loan.due_on else None
    near = NEAR_DATE if days is not None and days <= NEAR_DAYS else 0
    if near and loan.due_on:
        reasons.append(Reason("match.near_date", {"date": loan.due_on.strftime("%d/%m/%Y")}))
    points = identity + amount_points + near
    if not found:
        # An amount and a date never tell who paid; the nearer due comes first.
        points = min(ANONYMOUS_MAX, ANONYMOUS_BASE + amount_points + near) - min(days or 0, NEAR_DAYS)
    is_by_name_alone = {reason.code for _, reason in found} == {"match.name"}
    return _Scored(
        loan=loan,
        credit=credit,
        points=points,
        has_folio=any(reason.code == "match.folio" for reason in reasons),
        is_due_paid=any(reason.code in ("match.amount_due", "match.amount_next") for reason in reasons),
        is_doubtful=is_by_name_alone and has_namesake,
        reasons=tuple(reasons),
    )


def _identity(loan: OpenLoan, clues: Clues) -> list[tuple[int, Reason]]:
    """What tells that this client paid, each with its points."""
    found = []
    name = {"name": loan.client_name}
    if loan.loan_id in clues.by_folio:
        found.append((FOLIO, Reason("match.folio", {"folio": loan.folio})))
    if loan.client_id in clues.by_clabe:
        found.append((CLABE, Reason("match.clabe", name)))
    if loan.client_id in clues.by_rfc:
        found.append((RFC, Reason("match.rfc", name)))
    if loan.client_id in clues.by_history:
        found.append((KNOWN, Reason("match.known_payer", name)))
    if loan.client_id in clues.by_phone:
        found.append((PHONE, Reason("match.phone", name)))
    if loan.client_id in clues.names:
        found.append((clues.names[loan.client_id].points * NAME // NAME_FULL, Reason("match.name", name)))
    return found


def _identity_points(found: Sequence[tuple[int, Reason]]) -> int:
    """The strongest signal, and something for each other that is independent of it.

    A payer known from before is known by his account, RFC or printed name: the same signal, not a second one.
    """
    points = {reason.code: number for number, reason in found}
    account = max(points.get(code, 0) for code in ("match.clabe", "match.rfc", "match.known_payer"))
    name = points.get("match.name", 0)
    if account and not points.keys() & {"match.clabe", "match.rfc"}:
        name = 0
    signals = [one for one in (points.get("match.folio", 0), account, name, points.get("match.phone", 0)) if one]
    return min(max(signals, default=0) + SECOND_SIGNAL * (len(signals) - 1), IDENTITY_MAX)


def _amount(credit: Money, loan: OpenLoan, is_known: bool) -> tuple[int, Reason | None]:
    """How well the amount fits; a rounded one says nothing of a stranger."""
    for points, code, amount in (
        (AMOUNT, "match.amount_due", loan.due_amount),
        (AMOUNT, "match.amount_next", loan.next_amount),
        (AMOUNT - 1, "match.amount_payoff", loan.payoff),
    ):
        if amount > ZERO and credit == amount:
            return points, Reason(code, {"amount": amount.formatted()})
    for amount in (loan.due_amount, loan.next_amount):
        if is_known and amount > ZERO and credit in _rounded_up(amount):
            return ROUNDED, Reason("match.amount_rounded", {"amount": amount.formatted()})
    return 0, None


def _rounded_up(amount: Money) -> set[Money]:
    return {Money(-(-amount.centavos // step) * step) for step in ROUND_STEPS}


def _share_dues(scored: dict[int, list[_Scored]]) -> None:
    """Whoever is surest takes its due; the next deposit of that due looks for a free loan of equal standing."""
    taken: set[int] = set()
    for row in sorted(scored, key=lambda row: (-scored[row][0].points if scored[row] else 1, row)):
        entries = scored[row]
        if not entries:
            continue
        first = entries[0]
        if first.is_due_paid and first.loan.loan_id in taken:
            equals = [one for one in entries if one.points + EQUAL_STANDING >= first.points]
            free = next((one for one in equals if one.loan.loan_id not in taken), None)
            if free is not None:
                entries.remove(free)
                entries.insert(0, free)
            elif not first.has_folio:
                entries[0] = replace(first, is_doubtful=True)
        if entries[0].is_due_paid:
            taken.add(entries[0].loan.loan_id)


def _candidates(entries: Sequence[_Scored]) -> tuple[Candidate, ...]:
    made = []
    for place, entry in enumerate(entries[:CANDIDATES_MAX]):
        confidence = min(entry.points, CONFIDENCE_MAX)
        has_rival = any(
            other.points + RIVAL_MARGIN >= entry.points for number, other in enumerate(entries) if number != place
        )
        if place > 0 or has_rival or entry.is_doubtful:
            confidence = min(confidence, CERTAIN - 1)
        loan = entry.loan
        made.append(Candidate(loan.loan_id, loan.folio, loan.client_name, entry.credit, confidence, entry.reasons))
    return tuple(made)
