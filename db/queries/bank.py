"""Imported statements and their movements."""

from __future__ import annotations

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session, aliased

from app.domain.money import ZERO
from app.ports.queries import ImportLine, MovementLine
from db.models.bank import BankAccountRow, BankImportRow, BankMovementEventRow, BankMovementRow
from db.models.loans import LoanEventRow, LoanRow
from db.models.users import UserRow


def list_imports(session: Session, limit: int) -> tuple[ImportLine, ...]:
    """The last statements imported, the newest first."""
    newest = select(BankImportRow.id).order_by(BankImportRow.id.desc()).limit(limit)
    sums = (
        select(
            BankMovementRow.import_id,
            func.count().label("movements"),
            func.sum(BankMovementRow.credit).label("credits"),
            func.sum(case((BankMovementRow.status == "pending", 1), else_=0)).label("pending"),
        )
        .where(BankMovementRow.import_id.in_(newest))
        .group_by(BankMovementRow.import_id)
        .subquery()
    )
    rows = session.execute(
        select(
            BankImportRow.id,
            BankImportRow.file_name,
            BankImportRow.layout,
            BankImportRow.account_id,
            BankAccountRow.name.label("account_name"),
            BankImportRow.imported_at,
            UserRow.full_name.label("imported_by"),
            sums.c.movements,
            sums.c.credits,
            sums.c.pending,
        )
        .join(BankAccountRow, BankAccountRow.id == BankImportRow.account_id)
        .join(UserRow, UserRow.id == BankImportRow.imported_by)
        .outerjoin(sums, sums.c.import_id == BankImportRow.id)
        .order_by(BankImportRow.id.desc())
        .limit(limit)
    )
    return tuple(
        ImportLine(
            id=row.id,
            file_name=row.file_name,
            layout=row.layout,
            account_id=row.account_id,
            account_name=row.account_name,
            imported_at=row.imported_at,
            imported_by=row.imported_by,
            movements=row.movements or 0,
            credits=row.credits or ZERO,
            pending=row.pending or 0,
        )
        for row in rows
    )


def list_movements(session: Session, import_id: int) -> tuple[MovementLine, ...]:
    """Every movement of an import, in the file's order, with the folios of the loans it pays."""
    rows = session.execute(
        select(BankMovementRow)
        .where(BankMovementRow.import_id == import_id)
        .order_by(BankMovementRow.row, BankMovementRow.id)
        .execution_options(populate_existing=True)
    ).scalars()
    folios = _folios(session, import_id)
    return tuple(_movement_line(row, ", ".join(folios.get(row.id, ()))) for row in rows)


def _movement_line(row: BankMovementRow, loan_folios: str) -> MovementLine:
    return MovementLine(
        id=row.id,
        import_id=row.import_id,
        account_id=row.account_id,
        row=row.row,
        on=row.moved_on,
        description=row.description,
        reference=row.reference,
        credit=row.credit,
        debit=row.debit,
        balance=row.balance,
        payer_name=row.payer_name,
        payer_clabe=row.payer_clabe,
        payer_rfc=row.payer_rfc,
        tracking_key=row.tracking_key,
        status=row.status,
        loan_folios=loan_folios,
    )


def _folios(session: Session, import_id: int) -> dict[int, list[str]]:
    reversal = aliased(LoanEventRow)
    rows = session.execute(
        select(BankMovementEventRow.movement_id, LoanRow.folio)
        .join(BankMovementRow, BankMovementRow.id == BankMovementEventRow.movement_id)
        .join(LoanEventRow, LoanEventRow.id == BankMovementEventRow.event_id)
        .join(LoanRow, LoanRow.id == LoanEventRow.loan_id)
        .outerjoin(reversal, reversal.reverses_event_id == LoanEventRow.id)
        .where(and_(BankMovementRow.import_id == import_id, reversal.id.is_(None)))
        .order_by(LoanEventRow.id)
    )
    folios: dict[int, list[str]] = {}
    for movement_id, folio in rows:
        folios.setdefault(movement_id, []).append(folio)
    return folios
