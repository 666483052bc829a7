"""Encrypted databases for tests: real files, with a key derivation that costs nothing."""

from __future__ import annotations

from pathlib import Path

from app.domain.clients.client import Address
from app.domain.settings.company import Company, Une
from app.domain.users.roles import PresetRole
from app.domain.users.user import User
from app.ports.clock import Clock
from app.ports.company_files import NewUserSlot
from app.ports.storage import Database
from db.company_files import LocalCompanyFiles
from db.key_derivation import KeyDerivation

PASSWORD = "clave-de-prueba-1"
CHEAP = KeyDerivation(memory_kib=64, iterations=1, lanes=1)
COMPANY = Company(
    legal_name="Préstamos de Prueba, S.A. de C.V., SOFOM, E.N.R.",
    trade_name="Préstamos de Prueba",
    rfc="PPR200101AB1",
    address=Address(street="Reforma", exterior_number="1", municipality="Cuauhtémoc", state="DF", postal_code="06500"),
    phones="5555555555",
    email="hola@example.mx",
    website="example.mx",
    une=Une("Rosa Núñez", "Reforma 1", "5555555556", "une@example.mx", "9 a 18 h"),
)


def cheap_company_files(clock: Clock | None = None) -> LocalCompanyFiles:
    """Company files whose slots open at once."""
    return LocalCompanyFiles(kdf=CHEAP, clock=clock)


def new_database(folder: Path) -> Database:
    """``folder/empresa.db``: a company, its owner ``admin`` (user 1, ``PASSWORD``), nothing else. Close it."""
    database = cheap_company_files().create(folder / "empresa.db", [NewUserSlot("admin", PASSWORD)]).database
    with database.unit_of_work() as uow:
        uow.company.save(COMPANY)
        uow.users.add(User(0, "admin", "Elena Ibáñez", uow.roles.get(PresetRole.OWNER)))
        uow.commit()
    return database
