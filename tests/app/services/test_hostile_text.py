"""Quotes, formulas, other scripts, ten thousand letters, NUL, emoji: kept as typed, or refused with a reason."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from app.catalogs.demo_people import DEMO_COMPANY
from app.context import Context
from app.domain.accounting.accounts import Account, AccountKind
from app.domain.bank.statement import Movement, Statement
from app.domain.loans.loan import Channel
from app.domain.money import Money
from app.domain.payments.components import Component
from app.domain.typed_text import is_unseen
from app.domain.users.user import Branch
from app.errors import Conflict, NotAllowed, UserError
from app.messages import text_of
from app.ports.queries import AuditFilter
from app.services.accounting.close_day import close_day
from app.services.accounting.close_month import close_month, reopen_month
from app.services.accounting.edit_chart import save_account
from app.services.audit.read_audit import export_audit, read_audit
from app.services.audit.verify_books import verify_books
from app.services.bank.import_statement import ImportStatement, import_statement
from app.services.bank.preview_statement import StatementPreview
from app.services.clients.read_clients import find_clients, read_client
from app.services.clients.save_client import SaveClient, save_client
from app.services.collections.attend_reminders import attend_reminder, read_reminders
from app.services.documents.issue_loan_documents import issue_loan_documents
from app.services.documents.issue_receipt import issue_receipt
from app.services.loans.read_loans import find_loans, read_loan
from app.services.loans.waive_amounts import WaiveAmounts, waive_amounts
from app.services.payments.record_payment import RecordPayment, record_payment
from app.services.payments.reverse_payment import ReversePayment, reverse_payment
from app.services.products.read_products import read_products
from app.services.products.save_product import save_product
from app.services.reports.export_portfolio import export_portfolio
from app.services.settings.edit_company import edit_company, read_company
from app.services.users.read_users import read_staff
from app.services.users.save_branch import save_branch
from app.services.users.save_role import SaveRole, save_role
from app.services.users.save_user import AddUser, add_user
from app.services.users.set_password import change_own_password
from app.services.users.sign_in import sign_in
from tests.company import CONCEPCION, PASSWORD, Lender, add_active_loan, add_client, new_lender, pay
from tests.fixtures_database import cheap_company_files

HOSTILE = {
    "quotes": 'D\'Ángelo "la «güera»" `x`; DROP TABLE clients;--',
    "a formula": "=cmd|' /C calc'!A0",
    "a sum": "+52@SUM(A1)-1",
    "markup": "<b>Ana</b> &amp; <script>",
    "a percent": "100% {0} %s \\N",
    "another script": "محمد \u200f 李 Ωμέγα",
    "marks that turn the order": "Ana \u202egnp.exe",
    "ten thousand letters": "ñ" * 10_000,
    "a NUL": "Ana\x00López",
    "a bell": "Ana\x07",
    "half a letter": "Ana \ud83d",
    "lines": "Ana\r\nLópez",
    "an emoji": "Ana 👩‍👩‍👧 é",
}
REFUSED = {"text.unseen", "text.long"}
DAY = date(2026, 4, 20)

Keep = Callable[[Context, str], str]
"""Gives the text to a use case and reads back what was kept."""


@dataclass(frozen=True)
class Field:
    """A field that somebody types into."""

    name: str
    keep: Keep


def client_field(path: str) -> Field:
    def keep(ctx: Context, text: str) -> str:
        data = _with(CONCEPCION, path, text)
        saved = save_client(ctx, SaveClient(data, confirmed=_all_doubts()))
        return str(_of(read_client(ctx, saved.client_id).client.data, path))

    return Field(f"client.{path}", keep)


def company_field(path: str) -> Field:
    def keep(ctx: Context, text: str) -> str:
        edit_company(ctx, _with(read_company(ctx), path, text), _all_doubts())
        return str(_of(read_company(ctx), path))

    return Field(f"company.{path}", keep)


def texts_of(record: object, prefix: str = "") -> list[str]:
    """The paths of a record's texts, found in the record itself so that a new field is tried too."""
    paths = []
    for one in fields(record):  # type: ignore[arg-type]  # a record
        value = getattr(record, one.name)
        if isinstance(value, str):
            paths.append(prefix + one.name)
        elif is_dataclass(value):
            paths += texts_of(value, f"{prefix}{one.name}.")
    return paths


def _of(record: Any, path: str) -> object:
    for name in path.split("."):
        record = getattr(record, name)
    return record


def _with(record: Any, path: str, text: str) -> Any:
    name, _, rest = path.partition(".")
    return replace(record, **{name: _with(getattr(record, name), rest, text) if rest else text})


def _all_doubts() -> frozenset[str]:
    return frozenset({"client.duplicate", "curp.name", "rfc.check_digit", "curp.check_digit", "rfc.birth_date"})


def a_loan(ctx: Context) -> int:
    """One on file."""
    return find_loans(ctx, "CRE-000001")[0].id


def _product(ctx: Context, text: str) -> str:
    product = replace(read_products(ctx)[0], id=0, name=text)
    product_id = save_product(ctx, product).product_id
    return next(one.name for one in read_products(ctx) if one.id == product_id)


def _user(ctx: Context, text: str) -> str:
    user_id = add_user(ctx, AddUser(f"u{uuid4().hex[:8]}", text, "cashier", 1, True, PASSWORD)).user_id
    return next(user.full_name for user in read_staff(ctx).users if user.id == user_id)


def _username(ctx: Context, text: str) -> str:
    user_id = add_user(ctx, AddUser(text, "Ana", "cashier", 1, True, PASSWORD)).user_id
    return next(user.username for user in read_staff(ctx).users if user.id == user_id)


def _role(ctx: Context, text: str) -> str:
    key = save_role(ctx, SaveRole("", text, frozenset({"loans.view"}), {})).key
    return next(role.name for role in read_staff(ctx).roles if role.key == key)


def _branch(ctx: Context, text: str) -> str:
    branch_id = save_branch(ctx, Branch(0, text)).branch_id
    return next(branch.name for branch in read_staff(ctx).branches if branch.id == branch_id)


def _account(ctx: Context, text: str) -> str:
    code = f"19{uuid4().int % 10**6:06d}"
    save_account(ctx, Account(code, text, AccountKind.ASSET, is_debit=True), is_new=True)
    with ctx.database.reading() as uow:
        return next(one.name for one in uow.chart.accounts() if one.code == code)


def _account_code(ctx: Context, text: str) -> str:
    save_account(ctx, Account(text, "Bancos", AccountKind.ASSET, is_debit=True), is_new=True)
    return text


def _reference(ctx: Context, text: str) -> str:
    loan_id = a_loan(ctx)
    record_payment(
        ctx,
        RecordPayment(
            loan_id,
            Money.of("10"),
            DAY,
            Channel.TRANSFER,
            text,
            uuid4().hex,
            confirmed=frozenset({"payment.looks_repeated"}),
        ),
    )
    return read_loan(ctx, loan_id).payments[-1].reference


def _reversal_reason(ctx: Context, text: str) -> str:
    loan_id = a_loan(ctx)
    paid = pay(ctx, loan_id, "10", DAY, confirmed=frozenset({"payment.looks_repeated"}))
    reverse_payment(ctx, ReversePayment(paid.event_id, text, uuid4().hex))
    return str(read_audit(ctx, AuditFilter())[0].entry.after["reason"])


def _waiver_reason(ctx: Context, text: str) -> str:
    loan_id = a_loan(ctx)
    waive_amounts(ctx, WaiveAmounts(loan_id, {Component.INTEREST: Money(1)}, text, uuid4().hex))
    return str(read_audit(ctx, AuditFilter())[0].entry.after["reason"])


def _reopening_reason(ctx: Context, text: str) -> str:
    with suppress(Conflict):  # closed already, when the text before was refused
        close_month(ctx, date(2026, 1, 1))
    reopen_month(ctx, date(2026, 1, 1), text)
    return str(read_audit(ctx, AuditFilter())[0].entry.after["reason"])


def _note(ctx: Context, text: str) -> str:
    attend_reminder(ctx, read_reminders(ctx)[0].id, text)
    return str(read_audit(ctx, AuditFilter())[0].entry.after["note"])


def _bank_account(ctx: Context, text: str) -> str:
    return _imported_account(ctx, text, str(uuid4().int))[0]


def _bank_account_number(ctx: Context, text: str) -> str:
    return _imported_account(ctx, "Banco", text)[1]


def _imported_account(ctx: Context, name: str, number: str) -> tuple[str, str]:
    movement = Movement(2, DAY, f"DEPOSITO {uuid4().hex}", "", Money(100), None, None)
    statement = Statement("otro", "", (movement,))
    preview = StatementPreview(
        Path("banco.xlsx"),
        uuid4().hex * 2,
        statement,
        (),
        (),
        None,
        0,
        imported_before=False,
        signature="",
        mapping=None,
    )
    import_statement(ctx, ImportStatement(preview, None, name, number))
    with ctx.database.reading() as uow:
        account = uow.bank.accounts()[-1]
    return account.name, account.number


FIELDS = [
    *(client_field(path) for path in texts_of(CONCEPCION) if path != "sex"),
    *(company_field(path) for path in texts_of(DEMO_COMPANY)),
    Field("product", _product),
    Field("user", _user),
    Field("username", _username),
    Field("role", _role),
    Field("branch", _branch),
    Field("account", _account),
    Field("account code", _account_code),
    Field("reference", _reference),
    Field("reason of a reversal", _reversal_reason),
    Field("reason of a waiver", _waiver_reason),
    Field("reason of a reopening", _reopening_reason),
    Field("note", _note),
    Field("bank account", _bank_account),
    Field("number of a bank account", _bank_account_number),
]


@pytest.fixture(scope="module")
def ctx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    """A company with loans in arrears, its days closed."""
    lender = new_lender(tmp_path_factory.mktemp("hostil"))
    client_id = add_client(lender.ctx, replace(CONCEPCION, curp="", rfc="AEPA910101AB1", birth_on=date(1991, 1, 1)))
    for _ in HOSTILE:
        add_active_loan(lender.ctx, client_id)
    for day in (DAY - timedelta(days=9), DAY):
        close_day(lender.on(day))
    yield lender.on(DAY)
    lender.ctx.database.close()


def kept_or_refused(ctx: Context, field: Field, text: str) -> tuple[str, UserError | None]:
    """What was kept, or why it was refused."""
    try:
        return field.keep(ctx, text), None
    except UserError as refused:
        return "", refused


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_it_is_kept_as_typed_or_refused_beside_its_field(ctx: Context, field: Field) -> None:
    for name, text in HOSTILE.items():
        kept, refused = kept_or_refused(ctx, field, text)
        if refused is not None:
            assert refused.field, (name, refused.code)
            assert re.search("No se (guardó|reabrió) nada", text_of(refused))
        else:
            assert kept.casefold() in (text.casefold(), " ".join(text.split()).casefold()), name
            assert name not in ("a NUL", "a bell", "half a letter", "ten thousand letters")
            assert name != "marks that turn the order"


def test_every_unseen_or_endless_text_is_refused_for_what_it_is(ctx: Context) -> None:
    for name in ("a NUL", "a bell", "half a letter", "marks that turn the order", "ten thousand letters"):
        with pytest.raises(UserError) as refused:
            client_field("occupation").keep(ctx, HOSTILE[name])
        assert refused.value.code in REFUSED
        assert refused.value.field == "occupation"


def test_searching_for_anything_finds_nothing_and_breaks_nothing(ctx: Context) -> None:
    for text in (*HOSTILE.values(), "%", "_", "\\", "[", "ñ" * 100_000):
        assert find_clients(ctx, text, 10) is not None
        assert find_loans(ctx, text) is not None
        assert read_audit(ctx, AuditFilter(text=text)) is not None
    assert find_loans(ctx, "%") == ()
    assert find_clients(ctx, "_", 10) == ()


KEPT = [name for name, text in HOSTILE.items() if len(text) < 100 and not any(map(is_unseen, text))]


@pytest.mark.parametrize("name", KEPT)
def test_workbooks_hold_it_as_text_and_papers_print_it(lender: Lender, tmp_path: Path, name: str) -> None:
    text = "".join(character for character in HOSTILE[name] if not character.isdigit())  # a name holds none
    ctx = lender.on(DAY)
    data = replace(CONCEPCION, given_names=text, occupation=HOSTILE[name], employer=HOSTILE[name])
    client_id = save_client(lender.ctx, SaveClient(data, confirmed=_all_doubts())).client_id
    loan_id = add_active_loan(lender.ctx, client_id)
    paid = record_payment(
        ctx, RecordPayment(loan_id, Money.of("100"), DAY, Channel.TRANSFER, HOSTILE[name], uuid4().hex)
    )
    shown = " ".join(text.split())
    export_portfolio(ctx, tmp_path / "cartera.xlsx")
    export_audit(ctx, AuditFilter(), tmp_path / "bitacora.xlsx")
    for path in (tmp_path / "cartera.xlsx", tmp_path / "bitacora.xlsx"):
        cells = [cell for sheet in load_workbook(path).worksheets for row in sheet.iter_rows() for cell in row]
        told = [cell for cell in cells if isinstance(cell.value, str) and shown in cell.value]
        assert told, path.name
        assert {cell.data_type for cell in told} == {"s"}
        formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
        assert not [one for one in formulas if "cmd" in one or "SUM(A)" in one]
    assert len(PdfReader(io.BytesIO(issue_loan_documents(ctx, loan_id).content)).pages) > 3
    assert PdfReader(io.BytesIO(issue_receipt(ctx, paid.event_id).content)).pages
    assert find_clients(ctx, shown, 10)[0].id == client_id
    assert verify_books(ctx).differences == ()


def test_anything_may_be_typed_at_the_door(lender: Lender) -> None:
    for text in HOSTILE.values():
        for username, password in ((text, PASSWORD), ("admin", text)):
            files = cheap_company_files()
            with pytest.raises(NotAllowed) as refused:
                sign_in(files, lender.ctx.clock, lender.path, username, password)
            assert refused.value.code in ("login.wrong", "login.wait")


def test_a_password_of_any_characters_opens_what_it_closed(lender: Lender) -> None:
    password = HOSTILE["an emoji"] + HOSTILE["another script"] + HOSTILE["half a letter"]
    change_own_password(lender.ctx, PASSWORD, password)
    sign_in(lender.files, lender.ctx.clock, lender.path, "admin", password).database.close()
