"""The demonstration lender: believable, balanced, the same for the same day, and its bank's file is recognised."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.domain.identity import clabe, curp, rfc
from app.domain.loans.state import state_on
from app.errors import Cancelled
from app.services.bank.preview_statement import StatementPreview, preview_statement
from app.services.demo.create_demo import CreateDemo, DemoCreated, create_demo
from app.services.users.sign_in import context_of
from tests.company import PASSWORD, clock_on
from tests.fixtures_database import cheap_company_files

DAY = date(2026, 11, 23)
LOANS = 60


def _demo(folder: Path) -> DemoCreated:
    folder.mkdir(exist_ok=True)
    command = CreateDemo(folder / "demo.acredita", LOANS, DAY, PASSWORD)
    return create_demo(cheap_company_files(), clock_on(DAY), command)


def test_it_is_whole_and_adds_up(tmp_path: Path) -> None:
    made = _demo(tmp_path)
    ctx = context_of(made.database, clock_on(DAY), "cajera")
    with made.database.reading() as uow:
        totals = uow.queries.ledger_totals()
        assert totals.debits == totals.credits
        assert totals.entries == totals.events + 1, "the daily close of the eve is one entry more"
        lines = uow.queries.portfolio(DAY)
        for line in lines:
            loan = uow.loans.get(line.loan_id)
            state = state_on(loan.terms, [stored.new.event for stored in uow.loans.events(loan.id)], DAY)
            assert line.outstanding_principal == state.outstanding_principal, line.folio
            assert line.days_past_due == state.days_past_due, line.folio
        for client in uow.queries.clients("", 1000):
            data = uow.clients.get(client.id).data
            assert curp.validate(data.curp)
            assert rfc.validate(data.rfc)
            assert clabe.validate(data.clabe)
    preview = preview_statement(ctx, made.statement_path)
    assert isinstance(preview, StatementPreview)
    assert preview.account is not None
    assert preview.statement.layout == "bbva"
    assert preview.breaks == ()
    assert preview.statement.faults == ()
    made.database.close()


def test_the_same_day_gives_the_same_lender(tmp_path: Path) -> None:
    first, second = _demo(tmp_path / "a"), _demo(tmp_path / "b")
    with first.database.reading() as one, second.database.reading() as other:
        assert one.queries.portfolio(DAY) == other.queries.portfolio(DAY)
        assert one.queries.clients("", 1000) == other.queries.clients("", 1000)
        assert one.queries.ledger_totals() == other.queries.ledger_totals()
    first.database.close()
    second.database.close()


def test_cancelling_leaves_nothing_behind(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    command = CreateDemo(tmp_path / "demo.acredita", LOANS, DAY, PASSWORD)
    with pytest.raises(Cancelled):
        create_demo(cheap_company_files(), clock_on(DAY), command, stop)
    assert list(tmp_path.iterdir()) == []
