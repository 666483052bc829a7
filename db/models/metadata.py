"""The declarative root of every table: constraint names by convention, and the column types used all over."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import Date, MetaData
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeEngine

from app.domain.money import Money
from db.types import MoneyType, RateType, UtcInstant

NAMING = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


class TableRow(DeclarativeBase):
    """A row of any table."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[type, type[TypeEngine[Any]]]] = {
        Money: MoneyType,
        Decimal: RateType,
        datetime: UtcInstant,
        date: Date,
    }


def one_of(column: str, values: type) -> str:
    """The text of a CHECK that allows only an enum's values."""
    listed = ", ".join(f"'{member.value}'" for member in values)  # type: ignore[attr-defined]  # a StrEnum
    return f"{column} IN ({listed})"
