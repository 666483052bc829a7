"""The fast filling writes what the repositories would, through the same constraints."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from app.domain.loans.events import EventKind
from app.domain.loans.loan import Channel, Disbursement, LoanStatus
from app.domain.loans.schedule import disbursed_amount
from app.domain.loans.state import state_on
from app.domain.money import Money
from app.ports.recorded import NewEvent
from app.ports.storage import BulkLoan
from db.bulk_writer import SqlBulkWriter
from db.database import LocalDatabase
from tests.db.sample_rows import ADMIN, AT, entry_of, event_of, new_loan, other_client, product

DUE_ON = date(2026, 2, 15)


def bulk_loan(number: int, client_id: int, kinds: Iterable[EventKind] = (EventKind.PAYMENT,)) -> BulkLoan:
    """A disbursed loan with its first installment paid, or with the events told after its disbursement."""
    loan = new_loan(client_id, 1, f"CRE-{number:06d}")
    net = disbursed_amount(loan.terms)
    given = Disbursement(loan.terms.disbursed_on, Channel.TRANSFER, "SPEI 1", net)
    loan = replace(loan, status=LoanStatus.ACTIVE, disbursement=given)
    events = [event_of(0, 1, EventKind.DISBURSEMENT, net, given.on)]
    for seq, kind in enumerate(kinds, start=2):
        undone = 2 if kind is EventKind.REVERSAL else None
        events.append(event_of(0, seq, kind, Money.of("1875.45"), DUE_ON, reverses_seq=undone))
    made = [
        replace(new, request_id="", receipt=f"REC-{number * 10 + new.event.seq:06d}" if new.receipt else "")
        for new in events
    ]
    state = state_on(loan.terms, [new.event for new in made], DUE_ON)
    return BulkLoan(loan, tuple((new, entry_of(new.event.amount, new.event.value_on)) for new in made), state)


@pytest.fixture
def writer(database: LocalDatabase) -> SqlBulkWriter:
    with database.unit_of_work() as uow:
        uow.products.add(product())
        uow.commit()
    return SqlBulkWriter(database.engine, database.keys.rows)


def add_clients(writer: SqlBulkWriter, count: int) -> list[int]:
    clients = ((f"CLI-{number:06d}", other_client(number)) for number in range(1, count + 1))
    return writer.add_clients(clients, AT, ADMIN)


def test_everything_comes_back_as_if_recorded_one_by_one(database: LocalDatabase, writer: SqlBulkWriter) -> None:
    client_ids = add_clients(writer, 3)
    bulk = bulk_loan(1, client_ids[1], (EventKind.PAYMENT, EventKind.REVERSAL, EventKind.PAYMENT))
    writer.add_loans([bulk])
    with database.reading() as uow:
        (line,) = uow.queries.loans("", DUE_ON)
        loan = uow.loans.get(line.id)
        assert loan == replace(bulk.loan, id=line.id)
        stored = uow.loans.events(line.id)
        assert [one.new.event for one in stored] == [new.event for new, _ in bulk.events]
        assert [one.new.loan_id for one in stored] == [line.id] * 4
        assert len({one.new.request_id for one in stored}) == 4
        assert uow.clients.get(client_ids[1]).data == other_client(2)
        assert (line.next_due_on, line.outstanding_principal) == (date(2026, 3, 15), Money.of("8472.55"))
        totals = uow.queries.ledger_totals()
    assert totals.debits == totals.credits
    assert totals.events == totals.entries == 4


def test_the_series_go_on_after_the_last_folio_written(database: LocalDatabase, writer: SqlBulkWriter) -> None:
    client_ids = add_clients(writer, 5)
    writer.add_loans(bulk_loan(number, client_ids[0]) for number in (3, 2))
    writer.add_loans([bulk_loan(1, client_ids[0])])
    with database.unit_of_work() as uow:
        assert [uow.folios.take(series) for series in ("CLI", "CRE", "REC")] == [
            "CLI-000006",
            "CRE-000004",
            "REC-000033",
        ]


def test_thousands_are_written_in_chunks(database: LocalDatabase, writer: SqlBulkWriter) -> None:
    client_ids = add_clients(writer, 2)
    model = bulk_loan(1, client_ids[0])

    def numbered(number: int) -> BulkLoan:
        events: list[tuple[NewEvent, object]] = []
        for new, entry in model.events:
            receipt = f"REC-{number:06d}" if new.receipt else ""
            events.append((replace(new, receipt=receipt), entry))
        return replace(model, loan=replace(model.loan, folio=f"CRE-{number:06d}"), events=tuple(events))  # type: ignore[arg-type]  # entries as they were

    writer.add_loans(numbered(number) for number in range(1, 1206))
    with database.reading() as uow:
        assert len(uow.queries.portfolio(DUE_ON)) == 1205
        assert uow.queries.ledger_totals().events == 2410


def test_a_loan_not_disbursed_has_no_snapshot(database: LocalDatabase, writer: SqlBulkWriter) -> None:
    client_ids = add_clients(writer, 1)
    loan = new_loan(client_ids[0], 1, "CRE-000001")
    writer.add_loans([BulkLoan(loan, (), state_on(loan.terms, (), DUE_ON))])
    with database.reading() as uow:
        (line,) = uow.queries.loans("", DUE_ON)
    assert (line.status, line.next_due_on) == (LoanStatus.APPROVED, None)


def test_no_clients_and_no_loans_are_nothing(writer: SqlBulkWriter) -> None:
    assert writer.add_clients([], AT, ADMIN) == []
    writer.add_loans([])


def test_constraints_hold_and_the_chunk_is_forgotten(database: LocalDatabase, writer: SqlBulkWriter) -> None:
    client_ids = add_clients(writer, 1)
    good = bulk_loan(1, client_ids[0])
    twice = replace(bulk_loan(2, client_ids[0]), events=(*good.events,))
    with pytest.raises(IntegrityError, match="receipt"):
        writer.add_loans([good, twice])
    with database.reading() as uow:
        assert uow.queries.loans("", DUE_ON) == ()
