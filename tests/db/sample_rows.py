"""Clients, products and loans to store, and a loan with its disbursement, for the tests of storage."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from app.domain.accounting.concepts import Concept
from app.domain.accounting.entries import JournalEntry, JournalLine
from app.domain.bank.mapping import ColumnMapping
from app.domain.bank.matching import KnownPayer
from app.domain.bank.statement import Movement
from app.domain.calendar import Frequency
from app.domain.clients.client import Address, ClientData, Sex
from app.domain.loans.events import EventKind, LoanEvent
from app.domain.loans.loan import Channel, Disbursement, Loan, LoanStatus
from app.domain.loans.methods import Method
from app.domain.loans.schedule import build_schedule, disbursed_amount
from app.domain.loans.state import state_on
from app.domain.loans.terms import LoanTerms
from app.domain.money import ZERO, Money
from app.domain.products.product import Product
from app.domain.rates import DayCount
from app.ports.recorded import NewEvent
from app.ports.storage import UnitOfWork
from tests.known_terms import terms_l1

AT = datetime(2026, 1, 15, 18, tzinfo=UTC)
ADMIN = 1
SIGNED_ON = date(2026, 1, 15)


def client_data(**changes: object) -> ClientData:
    """José Núñez Ávila, changed as told."""
    data = ClientData(
        given_names="José María",
        first_surname="Núñez",
        second_surname="Ávila",
        birth_on=date(1985, 5, 20),
        sex=Sex.MAN,
        birth_state="JC",
        curp="NUAJ850520HJCXVS03",
        rfc="NUAJ850520AB1",
        address=Address(
            street="Hidalgo", exterior_number="10", municipality="Zapopan", state="JC", postal_code="45100"
        ),
        mobile_phone="3312345678",
        monthly_income=Money.of("12345.67"),
    )
    return replace(data, **changes)  # type: ignore[arg-type]  # names are checked by replace itself


def other_client(number: int, **changes: object) -> ClientData:
    """One of many clients, none of whose keys repeats."""
    data = client_data(curp="", rfc=f"XAXX{number:06d}AB1", mobile_phone=f"55{number:08d}")
    return replace(data, **changes)  # type: ignore[arg-type]  # names are checked by replace itself


def product(**changes: object) -> Product:
    """A monthly product."""
    made = Product(
        id=0,
        name="Personal",
        method=Method.LEVEL_WITH_VAT,
        frequency=Frequency.MONTHLY,
        day_count=DayCount.THIRTY_360,
        annual_rate=Decimal("0.36"),
        late_annual_rate=Decimal("0.72"),
        vat_rate=Decimal("0.16"),
        opening_fee_rate=Decimal("0.03"),
        amount_min=Money.of(1000),
        amount_max=Money.of(100_000),
        installments_min=1,
        installments_max=36,
        amount_default=Money.of(10_000),
        installments_default=6,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # names are checked by replace itself


def new_loan(client_id: int, product_id: int, folio: str, terms: LoanTerms | None = None) -> Loan:
    """A loan as contracted, not disbursed: MX-L1 of the worked examples."""
    terms = terms or terms_l1()
    return Loan(
        id=0,
        folio=folio,
        client_id=client_id,
        product_id=product_id,
        terms=terms,
        schedule=build_schedule(terms).rows,
        cat=Decimal("72.9"),
        status=LoanStatus.APPROVED,
        signed_on=SIGNED_ON,
        disbursement=None,
        version=1,
    )


def event_of(
    loan_id: int, seq: int, kind: EventKind, amount: Money, on: date, *, reverses_seq: int | None = None
) -> NewEvent:
    """An event with what its kind asks for."""
    return NewEvent(
        loan_id=loan_id,
        event=LoanEvent(seq=seq, kind=kind, value_on=on, amount=amount, reverses_seq=reverses_seq),
        request_id=f"request-{loan_id}-{seq}",
        recorded_at=AT,
        recorded_by=ADMIN,
        channel=Channel.TRANSFER,
        reference=f"SPEI {seq}",
        receipt=f"REC-{loan_id * 100 + seq:06d}" if kind is EventKind.PAYMENT else "",
        reason="captured twice" if kind is EventKind.REVERSAL else "",
    )


def entry_of(amount: Money, on: date) -> JournalEntry:
    """A balanced entry of one amount."""
    lines = (
        JournalLine(Concept.LOANS_PRINCIPAL, "1301", amount, ZERO),
        JournalLine(Concept.BANKS, "1102", ZERO, amount),
    )
    return JournalEntry(on, on, lines)


def add_event(uow: UnitOfWork, new: NewEvent) -> int:
    """The event with an entry of its amount; its id."""
    event_id = uow.loans.append_event(new)
    entry = entry_of(new.event.amount, new.event.value_on)
    uow.ledger.append(entry, loan_id=new.loan_id, event_id=event_id, at=AT, by=ADMIN)
    return event_id


def add_client_and_product(uow: UnitOfWork) -> tuple[int, int]:
    """Their ids."""
    client_id = uow.clients.add(client_data(), uow.folios.take("CLI"), AT, ADMIN)
    return client_id, uow.products.add(product())


def add_active_loan(uow: UnitOfWork, client_id: int, product_id: int, terms: LoanTerms | None = None) -> int:
    """A loan disbursed on its day, with its snapshot of that day; its id."""
    loan = new_loan(client_id, product_id, uow.folios.take("CRE"), terms)
    loan_id = uow.loans.add(loan, AT, ADMIN)
    net = disbursed_amount(loan.terms)
    given = Disbursement(loan.terms.disbursed_on, Channel.TRANSFER, "SPEI 1", net)
    uow.loans.save_disbursed(replace(loan, id=loan_id), given)
    add_event(uow, event_of(loan_id, 1, EventKind.DISBURSEMENT, net, given.on))
    refresh(uow, loan_id, given.on)
    return loan_id


def pay(uow: UnitOfWork, loan_id: int, amount: str, on: date) -> int:
    """A payment with its snapshot; the event's id."""
    seq = len(uow.loans.events(loan_id)) + 1
    event_id = add_event(uow, event_of(loan_id, seq, EventKind.PAYMENT, Money.of(amount), on))
    refresh(uow, loan_id, on)
    return event_id


def reverse(uow: UnitOfWork, loan_id: int, seq: int, on: date) -> int:
    """The reversal of a payment with its snapshot; the event's id."""
    stored = uow.loans.events(loan_id)
    amount = next(one.new.event.amount for one in stored if one.new.event.seq == seq)
    new = event_of(loan_id, len(stored) + 1, EventKind.REVERSAL, amount, on, reverses_seq=seq)
    event_id = add_event(uow, new)
    refresh(uow, loan_id, on)
    return event_id


def refresh(uow: UnitOfWork, loan_id: int, on: date) -> None:
    """The snapshot that the engine gives of the events on file."""
    loan = uow.loans.get(loan_id)
    events = [stored.new.event for stored in uow.loans.events(loan_id)]
    uow.loans.save_snapshot(loan_id, state_on(loan.terms, events, on))


def fill_bank(uow: UnitOfWork) -> None:
    """A row in every table of the bank: a deposit that became the first payment on file."""
    account_id = uow.bank.add_account("BBVA 1234", "0112345678")
    import_id = uow.bank.add_import(
        account_id=account_id, file_name="enero.xlsx", sha256="a" * 64, layout="bbva", at=AT, by=ADMIN
    )
    deposit = Movement(7, SIGNED_ON, "SPEI RECIBIDO", "0123", Money.of("500.00"), None, Money.of("20.00"))
    uow.bank.add_movements(import_id, [("mark-1", deposit)])
    uow.bank.record_match(uow.bank.pending(import_id)[0].id, [2], AT, ADMIN)
    uow.bank.learn_payer(KnownPayer("032180000118359719", 1))
    uow.bank.save_mapping("signature", ColumnMapping("Otra", 0, date=1, description=2))
