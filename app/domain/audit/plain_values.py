"""Values as the audit trail keeps them: plain JSON, exact, and only what differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from app.domain.money import Money

Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]


def plain(value: object) -> Plain:
    """The value in JSON's terms: money and rates as exact text, dates in ISO form, records by field."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, str):
        return value
    if isinstance(value, Money):
        return str(value)
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    if isinstance(value, (frozenset, set)):
        return sorted((plain(item) for item in value), key=str)
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    assert is_dataclass(value), type(value)
    return {item.name: plain(getattr(value, item.name)) for item in fields(value)}


def plain_mapping(values: Mapping[str, object]) -> dict[str, Plain]:
    """Named values, plain."""
    return {name: plain(value) for name, value in values.items()}


def plain_fields(record: object) -> dict[str, Plain]:
    """A record's fields, plain; those of a record inside are named ``outer.inner``."""
    values: dict[str, Plain] = {}
    for item in fields(record):  # type: ignore[arg-type]  # a dataclass
        value = getattr(record, item.name)
        if is_dataclass(value) and not isinstance(value, Money):
            values |= {f"{item.name}.{name}": inner for name, inner in plain_fields(value).items()}
        else:
            values[item.name] = plain(value)
    return values


def differences(before: object, after: object) -> tuple[dict[str, Plain], dict[str, Plain]]:
    """What differs between two records of one kind: as it was, and as it is."""
    old, new = plain_fields(before), plain_fields(after)
    names = [name for name in new if old.get(name) != new[name]]
    return {name: old.get(name) for name in names}, {name: new[name] for name in names}
