"""Import a bank's file: only the movements that are not on file yet."""

from __future__ import annotations

from dataclasses import dataclass

from app.changes import Changes, Topic
from app.context import Context
from app.domain.audit.entry import Action, Subject
from app.domain.bank.statement import fingerprints
from app.domain.typed_text import check_text
from app.errors import Conflict, RuleViolation
from app.ports.storage import BankAccount, UnitOfWork
from app.services.bank.preview_statement import StatementPreview

ACCOUNT_LENGTH_MAX = 80


@dataclass(frozen=True)
class ImportStatement:
    """``account_id`` None makes a new account of the name given, with the number the file tells."""

    preview: StatementPreview
    account_id: int | None
    new_account_name: str = ""
    new_account_number: str = ""


@dataclass(frozen=True)
class StatementImported:
    """``import_id`` None when every movement was on file already."""

    import_id: int | None
    added: int
    skipped: int
    changes: Changes


def import_statement(ctx: Context, command: ImportStatement) -> StatementImported:
    """Conflict ``bank.file_imported`` for the same file; RuleViolation of the account."""
    preview = command.preview
    with ctx.change("bank.import") as uow:
        if uow.bank.import_of_file(preview.sha256) is not None:
            raise Conflict("bank.file_imported", file=preview.path.name)
        account = _account(uow, command)
        marks = fingerprints(account.number, preview.statement.movements)
        known = uow.bank.known_fingerprints(account.id, marks)
        pairs = zip(marks, preview.statement.movements, strict=True)
        new = [(mark, movement) for mark, movement in pairs if mark not in known]
        changes = Changes.of(Topic.BANK)
        if not new:
            return StatementImported(None, 0, len(known), changes)
        import_id = uow.bank.add_import(
            account_id=account.id,
            file_name=preview.path.name,
            sha256=preview.sha256,
            layout=preview.statement.layout,
            at=ctx.clock.now(),
            by=ctx.user.id,
        )
        uow.bank.add_movements(import_id, new)
        if preview.mapping is not None and preview.signature:
            uow.bank.save_mapping(preview.signature, preview.mapping)
        after = {"file": preview.path.name, "account": account.number, "movements": len(new), "sha256": preview.sha256}
        ctx.record(uow, Action.STATEMENT_IMPORTED, Subject("import", import_id, preview.path.name), after=after)
        uow.commit()
    return StatementImported(import_id, len(new), len(marks) - len(new), changes)


def _account(uow: UnitOfWork, command: ImportStatement) -> BankAccount:
    accounts = uow.bank.accounts()
    if command.account_id is not None:
        return next(account for account in accounts if account.id == command.account_id)
    name = command.new_account_name.strip()
    number = command.new_account_number.strip() or command.preview.statement.account
    if not name:
        raise RuleViolation("bank.account_name", field="account_name")
    if not number:
        raise RuleViolation("bank.account_number", field="account_number")
    check_text(name, "account_name", ACCOUNT_LENGTH_MAX)
    check_text(number, "account_number", ACCOUNT_LENGTH_MAX)
    if any(account.number == number for account in accounts):
        raise RuleViolation("bank.account_taken", field="account_number", number=number)
    return BankAccount(uow.bank.add_account(name, number), name, number)
