"""Create a company: its encrypted file, the owner and whoever else signs in, its data and starting products."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from app.catalogs.starting_products import STARTING_PRODUCTS
from app.domain.audit.entry import Action, AuditEntry, Subject
from app.domain.audit.plain_values import plain_fields
from app.domain.settings.company import Company, checked
from app.domain.users.roles import PRESET_ROLES, PresetRole
from app.domain.users.user import User, checked_user
from app.ports.clock import Clock
from app.ports.company_files import CompanyFiles, NewUserSlot
from app.ports.storage import Database
from app.ports.workplace import this_pc

_ROLES = {role.key: role for role in PRESET_ROLES}


@dataclass(frozen=True)
class NewUser:
    """Somebody who will sign in to the new company."""

    username: str
    full_name: str
    role: PresetRole
    password: str = field(repr=False)


@dataclass(frozen=True)
class CreateCompany:
    """``users`` begins with the owner."""

    path: Path
    company: Company
    users: tuple[NewUser, ...]
    confirmed: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class CompanyCreated:
    """The open database, and the recovery key to print: it is shown once and kept nowhere."""

    database: Database
    recovery_key: str = field(repr=False)


def check_company(files: CompanyFiles, command: CreateCompany) -> Company:
    """Everything that can be refused before a file is made; the tidied company."""
    company = checked(command.company, command.confirmed)
    for user in command.users:
        checked_user(User(0, user.username, user.full_name, _ROLES[user.role]))
        files.check_password(user.password, user.username)
    files.check_place(command.path)
    return company


def create_company(files: CompanyFiles, clock: Clock, command: CreateCompany) -> CompanyCreated:
    """Nothing is left behind when it fails. Errors as ``check_company`` and ``CompanyFiles.create``."""
    company = check_company(files, command)
    slots = [NewUserSlot(user.username, user.password) for user in command.users]
    created = files.create(command.path, slots)
    try:
        _fill(created.database, clock, company, command.users)
    except BaseException:
        created.database.close()
        files.remove(command.path)
        raise
    return CompanyCreated(created.database, created.recovery_key)


def _fill(database: Database, clock: Clock, company: Company, users: tuple[NewUser, ...]) -> None:
    with database.unit_of_work(is_audited=True) as uow:
        uow.company.save(company)
        for user in users:
            uow.users.add(checked_user(User(0, user.username, user.full_name, uow.roles.get(user.role))))
        for product in STARTING_PRODUCTS:
            uow.products.add(product)
        uow.audit.append(
            AuditEntry(
                at=clock.now(),
                user_id=None,
                username=users[0].username,
                workplace=this_pc(),
                action=Action.COMPANY_CREATED,
                subject=Subject("company", 1, company.trade_name),
                after=plain_fields(company) | {"users": [user.username for user in users]},
            )
        )
        uow.commit()
