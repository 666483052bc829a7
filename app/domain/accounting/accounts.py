"""The lender's chart of accounts, and to which of them each concept of each product is posted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.accounting.concepts import Concept
from app.domain.typed_text import check_text
from app.errors import RuleViolation

NAME_LENGTH_MAX = 120
_CODE = re.compile(r"^[0-9A-Z][0-9A-Z.-]{0,19}$")
_SAT_CODE = re.compile(r"^\d{3}(\.\d{2})?$")
ANY_PRODUCT = 0


class AccountKind(StrEnum):
    """Where an account belongs in the statements."""

    ASSET = "asset"
    LIABILITY = "liability"
    EQUITY = "equity"
    INCOME = "income"
    EXPENSE = "expense"
    MEMO = "memo"


@dataclass(frozen=True)
class Account:
    """An account; ``is_debit``: its balance is normally a debit. ``sat_code``: the tax office's grouping code."""

    code: str
    name: str
    kind: AccountKind
    is_debit: bool
    sat_code: str = ""
    is_active: bool = True
    version: int = 1


@dataclass(frozen=True)
class Mapping:
    """A concept's account; ``product_id`` 0 for the products without one of their own."""

    concept: Concept
    product_id: int
    code: str


MEMO_CONCEPTS = frozenset({Concept.MEMO_INTEREST, Concept.MEMO_LATE, Concept.MEMO_CONTRA})


def checked_account(account: Account) -> Account:
    """The account tidied.

    RuleViolation ``account.code_form``, ``account.name_required``, ``text.…``, ``account.sat_code_form``.
    """
    code = account.code.strip().upper()
    if not _CODE.match(code):
        raise RuleViolation("account.code_form", field="code")
    name = " ".join(account.name.split())
    if not name:
        raise RuleViolation("account.name_required", field="name")
    check_text(name, "name", NAME_LENGTH_MAX)
    sat_code = account.sat_code.strip()
    if sat_code and not _SAT_CODE.match(sat_code):
        raise RuleViolation("account.sat_code_form", field="sat_code")
    return replace(account, code=code, name=name, sat_code=sat_code)


def check_mapping(mapping: Mapping, accounts: Iterable[Account]) -> None:
    """RuleViolation ``account.not_found``, ``account.inactive``, ``account.memo_mixed``."""
    account = next((one for one in accounts if one.code == mapping.code), None)
    if account is None:
        raise RuleViolation("account.not_found", field="code", account=mapping.code)
    if not account.is_active:
        raise RuleViolation("account.inactive", field="code", account=mapping.code)
    # Memo accounts balance among themselves: mixed with the others, the balance sheet would not.
    if (account.kind is AccountKind.MEMO) != (mapping.concept in MEMO_CONCEPTS):
        raise RuleViolation("account.memo_mixed", field="code", account=mapping.code)


def codes_of(mappings: Iterable[Mapping], product_id: int) -> dict[Concept, str]:
    """The account of every concept for a product: its own, or that of any product."""
    mappings = list(mappings)
    general = {one.concept: one.code for one in mappings if one.product_id == ANY_PRODUCT}
    return general | {one.concept: one.code for one in mappings if one.product_id == product_id}
