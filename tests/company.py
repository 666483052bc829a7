"""A small lender for tests: a real encrypted file with an owner, a client and loans, made through the services."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

from app.catalogs.demo_people import DEMO_COMPANY
from app.context import Authorisation, Context
from app.domain.audit.entry import Action, AuditEntry
from app.domain.clients.client import Address, ClientData, Sex
from app.domain.loans.events import Excess, PrepaymentEffect
from app.domain.loans.loan import Channel
from app.domain.loans.terms import LoanTerms
from app.domain.money import Money
from app.domain.users.roles import PresetRole
from app.domain.users.user import User
from app.ports.clock import FixedClock
from app.ports.queries import AuditFilter
from app.services.clients.save_client import SaveClient, save_client
from app.services.loans.create_loan import CreateLoan, create_loan
from app.services.loans.disburse_loan import DisburseLoan, disburse_loan
from app.services.payments.record_payment import PaymentRecorded, RecordPayment, record_payment
from app.services.settings.create_company import CreateCompany, NewUser, create_company
from app.services.users.sign_in import context_of
from db.company_files import LocalCompanyFiles
from tests.fixtures_database import cheap_company_files
from tests.known_terms import terms_l1

PASSWORD = "clave-de-prueba-1"
CONCEPCION = ClientData(
    given_names="Concepción",
    first_surname="Salgado",
    second_surname="Briseño",
    birth_on=date(1956, 6, 26),
    sex=Sex.WOMAN,
    birth_state="DF",
    curp="SABC560626MDFLRN01",
    rfc="SABC560626",
    address=Address(
        street="Calle Nogal", exterior_number="12", municipality="Querétaro", state="QT", postal_code="76000"
    ),
    mobile_phone="4421234567",
)


def clock_on(day: date) -> FixedClock:
    """A clock that stands at 18:00 UTC of a day (noon in central Mexico)."""
    return FixedClock(datetime(day.year, day.month, day.day, 18, tzinfo=UTC))


@dataclass(frozen=True)
class Lender:
    """An open company, and the files it lies in."""

    files: LocalCompanyFiles
    path: Path
    ctx: Context
    recovery_key: str

    def on(self, day: date) -> Context:
        """The owner's context on another business day."""
        return replace(self.ctx, clock=clock_on(day))

    def as_role(self, role: PresetRole) -> Context:
        """The same database, asked by somebody of another role, who is made when he is first wanted."""
        with self.ctx.database.unit_of_work() as uow:
            user = uow.users.with_username(f"usuario.{role.value}".replace("_", "."))
            if user is None:
                made = User(0, f"usuario.{role.value}".replace("_", "."), "Persona de Prueba", uow.roles.get(role))
                user = uow.users.get(uow.users.add(made))
                uow.commit()
        return replace(self.ctx, user=user)

    def supervisor(self, role: PresetRole = PresetRole.MANAGER) -> Authorisation:
        """Somebody of a role who types his password beside the user."""
        username = self.as_role(role).user.username
        self.ctx.database.set_password(username, PASSWORD)
        return Authorisation(username, PASSWORD)


def new_lender(folder: Path, day: date = date(2026, 1, 15)) -> Lender:
    """A company just created by its owner ``admin``."""
    files = cheap_company_files()
    path = folder / "empresa.acredita"
    users = (NewUser("admin", "Elena Ibáñez", PresetRole.OWNER, PASSWORD),)
    created = create_company(files, clock_on(day), CreateCompany(path, replace(DEMO_COMPANY, is_demo=False), users))
    ctx = context_of(created.database, clock_on(day), "admin")
    return Lender(files, path, ctx, created.recovery_key)


def add_client(ctx: Context, data: ClientData = CONCEPCION) -> int:
    """The client's id."""
    return save_client(ctx, SaveClient(data, confirmed=frozenset({"client.duplicate"}))).client_id


def add_loan(ctx: Context, client_id: int, terms: LoanTerms | None = None) -> int:
    """A loan saved, not disbursed; its id."""
    terms = terms or terms_l1()
    with ctx.database.reading() as uow:
        product = next(one for one in uow.products.all() if one.name == "Personal mensual")
    return create_loan(ctx, CreateLoan(client_id, product.id, terms, terms.disbursed_on)).loan_id


def disburse(ctx: Context, loan_id: int, day: date = date(2026, 1, 15)) -> None:
    """Hand the money over by transfer."""
    disburse_loan(ctx, DisburseLoan(loan_id, day, Channel.TRANSFER, "SPEI 778812", uuid4().hex))


def add_active_loan(ctx: Context, client_id: int | None = None, terms: LoanTerms | None = None) -> int:
    """A loan with its money handed over on its planned day."""
    terms = terms or terms_l1()
    loan_id = add_loan(ctx, client_id if client_id is not None else add_client(ctx), terms)
    disburse(ctx, loan_id, terms.disbursed_on)
    return loan_id


def pay(
    ctx: Context,
    loan_id: int,
    amount: str,
    day: date,
    excess: Excess | None = None,
    effect: PrepaymentEffect | None = None,
    request_id: str = "",
    confirmed: frozenset[str] = frozenset(),
) -> PaymentRecorded:
    """A payment in cash."""
    return record_payment(
        ctx,
        RecordPayment(
            loan_id, Money.of(amount), day, Channel.CASH, "", request_id or uuid4().hex, excess, effect, confirmed
        ),
    )


def audit_trail(lender: Lender) -> tuple[AuditEntry, ...]:
    """Every entry, the oldest first."""
    with lender.ctx.database.reading() as uow:
        return tuple(line.entry for line in reversed(uow.queries.audit(AuditFilter(), 100_000)))


def refusals(lender: Lender) -> list[AuditEntry]:
    """What was refused, the oldest first."""
    return [entry for entry in audit_trail(lender) if entry.action is Action.REFUSED]
