"""Create a company: its encrypted file, the owner and whoever else signs in, its data and starting products."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from app.catalogs.starting_products import STARTING_PRODUCTS
from app.domain.settings.company import Company, checked
from app.domain.users.roles import Role
from app.errors import RuleViolation
from app.ports.company_files import CompanyFiles, NewUserSlot
from app.ports.storage import Database

_USERNAME = re.compile(r"^[a-z][a-z0-9.]{2,29}$")


@dataclass(frozen=True)
class NewUser:
    """Somebody who will sign in to the new company."""

    username: str
    full_name: str
    role: Role
    password: str


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
    recovery_key: str


def check_company(files: CompanyFiles, command: CreateCompany) -> Company:
    """Everything that can be refused before a file is made; the tidied company."""
    company = checked(command.company, command.confirmed)
    for user in command.users:
        if not _USERNAME.match(user.username):
            raise RuleViolation("user.username_form", field="username")
        if not user.full_name.strip():
            raise RuleViolation("user.name_required", field="full_name")
        files.check_password(user.password, user.username)
    files.check_place(command.path)
    return company


def create_company(files: CompanyFiles, command: CreateCompany) -> CompanyCreated:
    """Nothing is left behind when it fails. Errors as ``check_company`` and ``CompanyFiles.create``."""
    company = check_company(files, command)
    slots = [NewUserSlot(user.username, user.password) for user in command.users]
    created = files.create(command.path, slots)
    try:
        _fill(created.database, company, command.users)
    except BaseException:
        created.database.close()
        files.remove(command.path)
        raise
    return CompanyCreated(created.database, created.recovery_key)


def _fill(database: Database, company: Company, users: tuple[NewUser, ...]) -> None:
    with database.unit_of_work() as uow:
        uow.company.save(company)
        for user in users:
            uow.users.add(user.username, user.full_name.strip(), user.role)
        for product in STARTING_PRODUCTS:
            uow.products.add(product)
        uow.commit()
