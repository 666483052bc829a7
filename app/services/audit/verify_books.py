"""Verify the books: replay every loan, and compare what is kept, the ledger and the audit trail with what results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain

from app.context import Context
from app.domain.accounting.concepts import Concept
from app.domain.accounting.entries import difference
from app.domain.accounting.loan_balances import balances_of
from app.domain.audit.entry import Action, Subject
from app.domain.audit.verification import Difference, Verification
from app.domain.loans.loan import LoanStatus
from app.domain.loans.state import LoanState, state_on
from app.domain.money import ZERO, Money
from app.errors import RuleViolation
from app.ports.integrity import AlteredRow, RowFault
from app.ports.lives import LoanLife
from app.ports.storage import UnitOfWork
from app.progress import Progress, no_progress
from app.services.audit.anchors import Anchor, known_anchors
from app.services.payments.posting import cash_flows

LOANS_AT_A_TIME = 500
DIFFERENCES_MAX = 1_000
"""A file altered from end to end is not told row by row."""
_DISBURSED = frozenset({LoanStatus.ACTIVE, LoanStatus.SETTLED})
_ROW_CODES = {
    RowFault.ALTERED: "verify.row.altered",
    RowFault.ADDED: "verify.row.added",
    RowFault.DELETED: "verify.row.deleted",
}


def verify_books(ctx: Context, progress: Progress = no_progress, *, is_copy: bool = False) -> Verification:
    """Everything at one moment, while others work; the audit trail tells that it was done. Cancelled.

    The trail is also compared with what each backup saw of it, unless it is of a copy (``is_copy``): those made after
    the copy know more.
    """
    with ctx.reading("books.verify") as uow:
        counts = uow.integrity.counts()
        loans = uow.lives.count(_DISBURSED)
        pace = _Pace(progress, counts["rows"] + counts["audit"] + loans * _ROWS_A_LOAN)
        found: list[Difference] = []
        anchors = () if is_copy else known_anchors(ctx, uow)
        for one in chain(_differences(uow, pace), _of_anchors(uow, anchors)):
            found.append(one)
            if len(found) == DIFFERENCES_MAX:
                break
        pace.finish()
    result = Verification(loans, counts["entries"], counts["audit"], tuple(found))
    after = {"loans": loans, "entries": result.entries, "differences": len(found)}
    ctx.note(Action.BOOKS_VERIFIED, Subject("books"), "books.verify", after=after)
    return result


_ROWS_A_LOAN = 40
"""How many rows' checks the replay of a loan takes about as long as."""


class _Pace:
    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._done = progress, max(total, 1), 0

    def noticed(self, count: int) -> None:
        self._done = min(self._done + count, self._total)
        self._progress(self._done, self._total)

    def finish(self) -> None:
        self._progress(self._total, self._total)


def _differences(uow: UnitOfWork, pace: _Pace) -> Iterator[Difference]:
    for fault in uow.integrity.file_faults():
        yield Difference.of("verify.file", detail=fault)
    for row in uow.integrity.altered_rows(pace.noticed):
        yield _of_row(row)
    for one in uow.integrity.chain_breaks(pace.noticed):
        if one.is_missing:
            yield Difference.of("verify.audit.missing", number=one.number)
        else:
            yield Difference.of("verify.audit.altered", number=one.number)
    for entry in uow.integrity.unbalanced_entries():
        yield Difference.of(
            "verify.entry_unbalanced",
            entry=entry.entry_id,
            debits=entry.debits.formatted(),
            credits=entry.credits.formatted(),
        )
    yield from _of_loans(uow, pace)


def _of_anchors(uow: UnitOfWork, anchors: Iterable[Anchor]) -> Iterator[Difference]:
    """A file put back, or a trail written anew with the key, does not fit what backups saw before."""
    for anchor in anchors:
        if anchor.number and uow.integrity.chain_mac(anchor.number) != anchor.mac:
            on = anchor.made_at.astimezone().strftime("%d/%m/%Y %H:%M")
            yield Difference.of("verify.anchor", on=on, number=anchor.number)


def _of_row(row: AlteredRow) -> Difference:
    return Difference(_ROW_CODES[row.fault], {"table": row.table, "key": row.key})


def _of_loans(uow: UnitOfWork, pace: _Pace) -> Iterator[Difference]:
    """Each loan against its replay; then what the daily closes posted against what they posted for each."""
    closed: dict[Concept, Money] = defaultdict(lambda: ZERO)
    last = 0
    while lives := uow.lives.after(last, LOANS_AT_A_TIME, _DISBURSED):
        for life in lives:
            yield from _of_loan(life)
            for concept, amount in life.closed.items():
                closed[concept] += amount
        last = lives[-1].id
        pace.noticed(len(lives) * _ROWS_A_LOAN)
    sums = uow.integrity.close_sums()
    for concept in difference(sums, closed):
        yield Difference.of(
            "verify.closes",
            concept=concept.value,
            posted=sums.get(concept, ZERO).formatted(),
            wanted=closed[concept].formatted(),
        )


def _of_loan(life: LoanLife) -> Iterator[Difference]:
    if life.kept.as_of == date.min:
        yield Difference.of("verify.needs_close", folio=life.folio)
        return
    events = [new.event for new in life.events]
    try:
        state = state_on(life.terms, events, life.kept.as_of)
        wanted = balances_of(life.terms, events, state, cash_flows(list(life.events)))
    except (RuleViolation, AssertionError, ArithmeticError, LookupError) as error:
        # Events altered behind the program's back may break any of the rules by which they were written.
        yield Difference.of("verify.loan_broken", folio=life.folio, reason=type(error).__name__)
        return
    figures = life.kept.differences(state)
    if figures:
        yield Difference.of("verify.snapshot", folio=life.folio, figures=", ".join(figures[:6]))
    if life.status is not _status_of(state):
        yield Difference.of("verify.status", folio=life.folio)
    yield from _of_ledger(life, wanted)


def _status_of(state: LoanState) -> LoanStatus:
    return LoanStatus.SETTLED if state.is_settled else LoanStatus.ACTIVE


def _of_ledger(life: LoanLife, wanted: Mapping[Concept, Money]) -> Iterator[Difference]:
    posted = {
        concept: life.posted.get(concept, ZERO) + life.closed.get(concept, ZERO)
        for concept in {*life.posted, *life.closed}
    }
    for concept in difference(wanted, posted):
        yield Difference.of(
            "verify.ledger",
            folio=life.folio,
            concept=concept.value,
            posted=posted.get(concept, ZERO).formatted(),
            wanted=wanted.get(concept, ZERO).formatted(),
        )
