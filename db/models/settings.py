"""Rows of the lender's own data and of the folio series."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.metadata import TableRow


class CompanyRow(TableRow):
    """The lender: one row, always number 1."""

    __tablename__ = "company"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    legal_name: Mapped[str]
    trade_name: Mapped[str]
    rfc: Mapped[str] = mapped_column(String(12))
    street: Mapped[str]
    exterior_number: Mapped[str]
    interior_number: Mapped[str]
    neighborhood: Mapped[str]
    municipality: Mapped[str]
    city: Mapped[str]
    state: Mapped[str]
    postal_code: Mapped[str] = mapped_column(String(5))
    phones: Mapped[str]
    email: Mapped[str]
    website: Mapped[str]
    une_holder: Mapped[str]
    une_address: Mapped[str]
    une_phone: Mapped[str]
    une_email: Mapped[str]
    une_hours: Mapped[str]
    reca_number: Mapped[str]
    sipres_number: Mapped[str]
    is_demo: Mapped[bool]
    idle_minutes: Mapped[int] = mapped_column(server_default="10")


class FolioSeriesRow(TableRow):
    """A series of folios and the number it gives next."""

    __tablename__ = "folio_series"
    __table_args__ = (CheckConstraint("next_number >= 1", name="positive"),)

    series: Mapped[str] = mapped_column(String(8), primary_key=True)
    next_number: Mapped[int]


class BankHolidayRow(TableRow):
    """A day on which banks close, of a year whose published list was typed."""

    __tablename__ = "bank_holidays"
    __table_args__ = ({"sqlite_with_rowid": False},)

    day: Mapped[date] = mapped_column(primary_key=True)
