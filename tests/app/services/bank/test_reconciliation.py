"""From the bank's file to the payments: imported once, suggested with reasons, split, left, undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from app.domain.bank.mapping import ColumnMapping
from app.domain.loans.events import Excess
from app.domain.money import Money
from app.domain.users.roles import PresetRole
from app.errors import Conflict, NotAllowed, RuleViolation
from app.services.bank.accept_match import AcceptMatch, MatchPart, accept_all, accept_match
from app.services.bank.import_statement import ImportStatement, StatementImported, import_statement
from app.services.bank.leave_movement import leave_movement
from app.services.bank.preview_statement import StatementPreview, UnknownLayout, preview_statement
from app.services.bank.read_imports import read_imports
from app.services.bank.suggest_matches import MovementSuggestion, suggest_matches
from app.services.loans.read_loans import read_loan
from app.services.payments.reverse_payment import ReversePayment, reverse_payment
from tests.company import Lender, add_active_loan, add_client
from tests.known_terms import terms_l1

DUE_1 = date(2026, 2, 15)
Row = tuple[date, str, str, Decimal | None, Decimal | None]
BBVA = ("FECHA", "DESCRIPCIÓN", "REFERENCIA", "CARGO", "ABONO", "SALDO")
UNKNOWN = ("Día del movimiento", "Detalle", "Folio interno", "Salidas", "Entradas", "Quedan")
ROWS: tuple[Row, ...] = (
    (date(2026, 2, 13), "SPEI RECIBIDO AZTECA PAGO CRE000001 CONCEPCION SALGADO", "111", None, Decimal("1875.45")),
    (date(2026, 2, 14), "DEPOSITO EN EFECTIVO 0034", "112", None, Decimal("700.00")),
    (date(2026, 2, 14), "DEPOSITO EN EFECTIVO 0034", "113", None, Decimal("700.00")),
    (date(2026, 2, 15), "COMISION", "114", Decimal("58.00"), None),
)


def _file(folder: Path, rows: Sequence[Row], headings: Sequence[str] = BBVA, name: str = "banco.xlsx") -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Movimientos"])
    sheet.append(["Cuenta", "0118834527"])
    sheet.append(list(headings))
    balance = Decimal("1000.00")
    lines = []
    for on, text, reference, debit, credit in rows:
        balance += (credit or 0) - (debit or 0)
        lines.append([on, text, reference, debit, credit, balance])
    for line in lines if headings is not BBVA else reversed(lines):
        sheet.append(line)
    book.save(folder / name)
    return folder / name


def _import(lender: Lender, path: Path) -> StatementImported:
    preview = preview_statement(lender.on(DUE_1), path)
    assert isinstance(preview, StatementPreview)
    account = preview.account.id if preview.account else None
    command = ImportStatement(preview, account, "BBVA cobranza", preview.statement.account or "0118834527")
    return import_statement(lender.on(DUE_1), command)


def _suggestions(lender: Lender, imported: StatementImported) -> list[MovementSuggestion]:
    assert imported.import_id is not None
    return sorted(suggest_matches(lender.on(DUE_1), imported.import_id), key=lambda item: (item.line.on, item.line.row))


def _part(loan_id: int, amount: str) -> MatchPart:
    return MatchPart(loan_id, Money.of(amount), Excess.ADVANCE)


def test_a_folio_in_the_text_with_the_exact_amount_is_certain(lender: Lender, tmp_path: Path) -> None:
    loan_id = add_active_loan(lender.ctx)
    imported = _import(lender, _file(tmp_path, ROWS))
    assert (imported.added, imported.skipped) == (4, 0)
    first = next(item for item in _suggestions(lender, imported) if item.line.credit == Money.of("1875.45"))
    assert first.candidates[0].loan_id == loan_id
    assert first.candidates[0].confidence >= 90
    assert {reason.code for reason in first.candidates[0].reasons} >= {"match.folio"}


def test_the_same_file_and_the_same_movements_enter_once(lender: Lender, tmp_path: Path) -> None:
    path = _file(tmp_path, ROWS[:3])
    _import(lender, path)
    with pytest.raises(Conflict) as caught:
        _import(lender, path)
    assert caught.value.code == "bank.file_imported"
    longer = _import(lender, _file(tmp_path, ROWS, name="banco-2.xlsx"))
    assert (longer.added, longer.skipped) == (1, 3)
    assert [line.movements for line in read_imports(lender.ctx)] == [1, 3]


def test_two_truly_equal_deposits_of_a_day_stay_two(lender: Lender, tmp_path: Path) -> None:
    imported = _import(lender, _file(tmp_path, ROWS))
    equal = [item for item in _suggestions(lender, imported) if item.line.credit == Money.of("700.00")]
    assert len(equal) == 2


def test_accepting_posts_the_payment_on_the_banks_date_and_teaches_nothing_twice(
    lender: Lender, tmp_path: Path
) -> None:
    loan_id = add_active_loan(lender.ctx)
    imported = _import(lender, _file(tmp_path, ROWS))
    item = next(one for one in _suggestions(lender, imported) if one.candidates)
    command = AcceptMatch(item.line.id, (MatchPart(loan_id, Money.of("1875.45"), Excess.ADVANCE),), "a-1")
    accepted = accept_match(lender.on(DUE_1), command)
    assert accepted.receipts == ("REC-000001",)
    state = read_loan(lender.on(DUE_1), loan_id).state
    assert state is not None
    # Deposited two days early: kept as an advance and applied on the due date to the centavo.
    assert state.outstanding_principal == Money.of("8472.55")
    assert state.due.total == Money(0)
    with pytest.raises(Conflict) as caught:
        accept_match(lender.on(DUE_1), AcceptMatch(item.line.id, command.parts, "a-2"))
    assert caught.value.code == "bank.already_matched"
    with lender.ctx.database.reading() as uow:
        totals = uow.queries.ledger_totals()
    assert totals.debits == totals.credits


def test_a_deposit_is_split_over_several_loans_or_refused_whole(lender: Lender, tmp_path: Path) -> None:
    client_id = add_client(lender.ctx)
    first = add_active_loan(lender.ctx, client_id)
    second = add_active_loan(lender.ctx, client_id, terms_l1(principal=Money.of(5_000)))
    imported = _import(lender, _file(tmp_path, ROWS))
    item = next(one for one in _suggestions(lender, imported) if one.line.credit == Money.of("700.00"))
    short = (
        MatchPart(first, Money.of("300.00"), Excess.ADVANCE),
        MatchPart(second, Money.of("300.00"), Excess.ADVANCE),
    )
    with pytest.raises(RuleViolation) as caught:
        accept_match(lender.on(DUE_1), AcceptMatch(item.line.id, short, "a-1"))
    assert caught.value.code == "bank.parts_differ"
    too_much = (_part(first, "200.00"), _part(9999, "500.00"))
    with pytest.raises(Exception, match=r"loan\.not_found"):
        accept_match(lender.on(DUE_1), AcceptMatch(item.line.id, too_much, "a-2"))
    assert read_loan(lender.on(DUE_1), first).payments == ()
    parts = (
        MatchPart(first, Money.of("300.00"), Excess.ADVANCE),
        MatchPart(second, Money.of("400.00"), Excess.ADVANCE),
    )
    assert len(accept_match(lender.on(DUE_1), AcceptMatch(item.line.id, parts, "a-3")).receipts) == 2
    assert [str(read_loan(lender.on(DUE_1), loan).payments[0].amount) for loan in (first, second)] == [
        "300.00",
        "400.00",
    ]


def test_reversing_its_payment_puts_the_deposit_back_in_the_queue(lender: Lender, tmp_path: Path) -> None:
    loan_id = add_active_loan(lender.ctx)
    imported = _import(lender, _file(tmp_path, ROWS))
    item = next(one for one in _suggestions(lender, imported) if one.candidates)
    accept_match(
        lender.on(DUE_1), AcceptMatch(item.line.id, (MatchPart(loan_id, Money.of("1875.45"), Excess.ADVANCE),), "a-1")
    )
    payment = read_loan(lender.on(DUE_1), loan_id).payments[0]
    reverse_payment(lender.on(DUE_1), ReversePayment(payment.event_id, "Era de otro cliente", "r-1"))
    again = next(one for one in _suggestions(lender, imported) if one.line.id == item.line.id)
    assert again.line.status == "pending"
    assert again.candidates


def test_a_movement_is_left_and_taken_up_again(lender: Lender, tmp_path: Path) -> None:
    imported = _import(lender, _file(tmp_path, ROWS))
    item = next(one for one in _suggestions(lender, imported) if one.line.credit is not None)
    leave_movement(lender.on(DUE_1), item.line.id)
    statuses = {one.line.id: one.line.status for one in _suggestions(lender, imported)}
    assert statuses[item.line.id] == "left"
    leave_movement(lender.on(DUE_1), item.line.id, is_left=False)
    statuses = {one.line.id: one.line.status for one in _suggestions(lender, imported)}
    assert statuses[item.line.id] == "pending"


def test_accepting_many_keeps_what_worked_and_names_what_was_refused(lender: Lender, tmp_path: Path) -> None:
    loan_id = add_active_loan(lender.ctx)
    imported = _import(lender, _file(tmp_path, ROWS))
    deposits = [one for one in _suggestions(lender, imported) if one.line.credit is not None]
    assert deposits[0].line.credit is not None
    good = AcceptMatch(deposits[0].line.id, (MatchPart(loan_id, deposits[0].line.credit, Excess.ADVANCE),), "a-1")
    bad = AcceptMatch(deposits[1].line.id, (MatchPart(loan_id, Money.of("1.00"), Excess.ADVANCE),), "a-2")
    result = accept_all(lender.on(DUE_1), (good, bad))
    assert result.accepted == 1
    assert [(movement, error.code) for movement, error in result.refused] == [
        (deposits[1].line.id, "bank.parts_differ")
    ]


def test_an_unknown_banks_columns_are_told_once_and_remembered(lender: Lender, tmp_path: Path) -> None:
    path = _file(tmp_path, ROWS[:1], UNKNOWN)
    unknown = preview_statement(lender.on(DUE_1), path)
    assert isinstance(unknown, UnknownLayout)
    table = unknown.tables[0]
    mapping = ColumnMapping(table.sheet.name, table.header_row, 0, 1, reference=2, debit=3, credit=4, balance=5)
    preview = preview_statement(lender.on(DUE_1), path, mapping)
    assert isinstance(preview, StatementPreview)
    assert [str(movement.credit) for movement in preview.statement.movements] == ["1875.45"]
    import_statement(lender.on(DUE_1), ImportStatement(preview, None, "Caja Popular", "90011"))
    later = preview_statement(lender.on(DUE_1), _file(tmp_path, ROWS[1:], UNKNOWN, "marzo.xlsx"))
    assert isinstance(later, StatementPreview)
    assert len(later.statement.movements) == 3


def test_who_may_not_reconcile_is_refused_by_the_service(lender: Lender, tmp_path: Path) -> None:
    path = _file(tmp_path, ROWS)
    with pytest.raises(NotAllowed):
        preview_statement(lender.as_role(PresetRole.COLLECTOR), path)
    with pytest.raises(NotAllowed):
        accept_match(lender.as_role(PresetRole.CREDIT_OFFICER), AcceptMatch(1, (), "a-1"))
