"""The lender's own data, printed on each document."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.clients.client import Address
from app.domain.clients.names import digits_of
from app.domain.identity import rfc
from app.domain.typed_text import check_texts
from app.errors import RuleViolation

IDLE_MINUTES, IDLE_MINUTES_MIN, IDLE_MINUTES_MAX = 10, 1, 120


@dataclass(frozen=True)
class Une:
    """Unidad Especializada de Atención a Usuarios (LTOSF): whom a client complains to."""

    holder: str
    address: str
    phone: str
    email: str
    hours: str


@dataclass(frozen=True)
class Company:
    """The lender; ``reca_number`` and ``sipres_number`` are CONDUSEF's registrations, empty until given.

    ``idle_minutes``: after so long without a key or a click a window locks.
    """

    legal_name: str
    trade_name: str
    rfc: str
    address: Address
    phones: str
    email: str
    website: str
    une: Une
    reca_number: str = ""
    sipres_number: str = ""
    is_demo: bool = False
    idle_minutes: int = IDLE_MINUTES


def checked(company: Company, confirmed: frozenset[str] = frozenset()) -> Company:
    """The same company, tidied, or a RuleViolation that names the field."""
    check_texts(company)
    for field in ("legal_name", "trade_name", "phones"):
        if not getattr(company, field).strip():
            raise RuleViolation("company.required", field=field)
    checked_rfc = rfc.validate(company.rfc, is_company=True, confirmed=confirmed)
    for field in ("street", "municipality", "state"):
        if not getattr(company.address, field).strip():
            raise RuleViolation("company.required", field=field)
    postal_code = company.address.postal_code.strip()
    if len(digits_of(postal_code)) != 5 or len(postal_code) != 5:
        raise RuleViolation("company.postal_code", field="postal_code")
    for field in ("holder", "phone", "email"):
        if not getattr(company.une, field).strip():
            raise RuleViolation("company.required", field=f"une_{field}")
    if not IDLE_MINUTES_MIN <= company.idle_minutes <= IDLE_MINUTES_MAX:
        raise RuleViolation("company.idle_minutes", field="idle_minutes", least=IDLE_MINUTES_MIN, most=IDLE_MINUTES_MAX)
    return replace(company, rfc=checked_rfc)
