"""Rows of clients."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.clients.client import Sex
from app.domain.money import Money
from db.models.metadata import TableRow, one_of


class ClientRow(TableRow):
    """A client's file; ``search_key`` is the folded full name that lists are searched by."""

    __tablename__ = "clients"
    __table_args__ = (
        UniqueConstraint("number"),
        # The empty text is "unknown" and repeats.
        Index(
            "uq_clients_curp", "curp", unique=True, sqlite_where=text("curp <> ''"), postgresql_where=text("curp <> ''")
        ),
        Index("uq_clients_rfc", "rfc", unique=True, sqlite_where=text("rfc <> ''"), postgresql_where=text("rfc <> ''")),
        # Covers the searches: they read this index and not the wide rows.
        Index(None, "search_key", "mobile_phone", "home_phone", "curp", "rfc", "number"),
        Index(None, "birth_on"),
        Index(None, "branch_id"),
        CheckConstraint("curp <> '' OR rfc <> ''", name="curp_or_rfc"),
        CheckConstraint("search_key <> ''", name="search_key"),
        CheckConstraint("monthly_income >= 0", name="monthly_income"),
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint(one_of("sex", Sex), name="sex"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20))
    given_names: Mapped[str]
    first_surname: Mapped[str]
    second_surname: Mapped[str]
    search_key: Mapped[str]
    birth_on: Mapped[date]
    sex: Mapped[str] = mapped_column(String(8))
    birth_state: Mapped[str] = mapped_column(String(2))
    curp: Mapped[str] = mapped_column(String(18))
    rfc: Mapped[str] = mapped_column(String(13))
    street: Mapped[str]
    exterior_number: Mapped[str]
    interior_number: Mapped[str]
    neighborhood: Mapped[str]
    municipality: Mapped[str]
    city: Mapped[str]
    state: Mapped[str]
    postal_code: Mapped[str] = mapped_column(String(5))
    mobile_phone: Mapped[str]
    home_phone: Mapped[str]
    email: Mapped[str]
    clabe: Mapped[str] = mapped_column(String(18))
    occupation: Mapped[str]
    employer: Mapped[str]
    monthly_income: Mapped[Money]
    notes: Mapped[str]
    version: Mapped[int]
    created_at: Mapped[datetime]
    created_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    branch_id: Mapped[int] = mapped_column(ForeignKey("branches.id"), server_default="1")
