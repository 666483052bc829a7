"""The lender's own data and the folio series."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Select, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from app.domain.clients.client import Address
from app.domain.settings.company import Company, Une
from app.errors import NotFound
from db.models.settings import BankHolidayRow, CompanyRow, FolioSeriesRow

_ADDRESS = (
    "street",
    "exterior_number",
    "interior_number",
    "neighborhood",
    "municipality",
    "city",
    "state",
    "postal_code",
)
_PLAIN = (
    "legal_name",
    "trade_name",
    "rfc",
    "phones",
    "email",
    "website",
    "reca_number",
    "sipres_number",
    "is_demo",
    "idle_minutes",
)
_UNE = ("holder", "address", "phone", "email", "hours")


class CompanyTable:
    """The one row of the lender."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self) -> Company:
        """NotFound ``company.not_found`` in a file whose creation did not finish."""
        row = self._session.execute(company_query()).scalar_one_or_none()
        if row is None:
            raise NotFound("company.not_found")
        return Company(
            address=Address(**{name: getattr(row, name) for name in _ADDRESS}),
            une=Une(**{name: getattr(row, f"une_{name}") for name in _UNE}),
            **{name: getattr(row, name) for name in _PLAIN},
        )

    def save(self, company: Company) -> None:
        values = {name: getattr(company, name) for name in _PLAIN}
        values |= {name: getattr(company.address, name) for name in _ADDRESS}
        values |= {f"une_{name}": getattr(company.une, name) for name in _UNE}
        statement = insert(CompanyRow).values(id=1, **values)
        self._session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))


def company_query() -> Select[CompanyRow]:
    """The lender's row as it is now, whatever the session remembers."""
    return select(CompanyRow).where(CompanyRow.id == 1).execution_options(populate_existing=True)


class HolidayTable:
    """Bank holidays as published."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[date, ...]:
        return tuple(self._session.execute(select(BankHolidayRow.day).order_by(BankHolidayRow.day)).scalars())

    def replace_year(self, year: int, days: tuple[date, ...]) -> None:
        """The year's list becomes these days."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        self._session.execute(delete(BankHolidayRow).where(BankHolidayRow.day.between(first, last)))
        if days:
            self._session.execute(insert(BankHolidayRow), [{"day": day} for day in days])


class FolioTable:
    """Series of folios."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def take(self, series: str) -> str:
        """The next folio; the write lock makes it nobody else's, and a rollback gives it back (no holes)."""
        statement = (
            insert(FolioSeriesRow)
            .values(series=series, next_number=2)
            .on_conflict_do_update(index_elements=["series"], set_={"next_number": FolioSeriesRow.next_number + 1})
            .returning(FolioSeriesRow.next_number)
        )
        return folio_text(series, self._session.execute(statement).scalar_one() - 1)


def folio_text(series: str, number: int) -> str:
    """A folio as people read it: ``CRE-000123``."""
    return f"{series}-{number:06d}"
