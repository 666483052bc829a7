"""Sign in: the password opens the user's key slot, and the slot the company's file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from app.context import Context
from app.domain.audit.entry import Action, AuditEntry, Subject
from app.errors import NotAllowed
from app.ports.clock import Clock
from app.ports.company_files import CompanyFiles
from app.ports.storage import Database
from app.services.users.second_factor import matching_step


def sign_in(files: CompanyFiles, clock: Clock, path: Path, username: str, password: str, code: str = "") -> Context:
    """NotAllowed ``login.wrong``, ``login.wait``, ``login.code_…``; ExternalProblem about the file."""
    ctx = context_of(files.open(path, username, password), clock, username)
    with _closed_on_failure(ctx.database):
        _ask_code(ctx, code)
        _write_down(ctx, Action.SIGNED_IN)
    return ctx


def _ask_code(ctx: Context, code: str) -> None:
    """After the password. NotAllowed ``login.code_needed``, ``login.code_wrong``, ``login.wait``."""
    if not ctx.user.has_totp:
        return
    if not code.strip():
        raise NotAllowed("login.code_needed", field="code")
    with ctx.database.counted_code(ctx.user.username) as failures, ctx.database.unit_of_work() as uow:
        factor = uow.users.second_factor(ctx.user.id)
        if factor is None:
            return  # taken away since the user was read
        step = matching_step(factor, code, ctx.clock.now())
        if step is None:
            raise NotAllowed("login.code_wrong", field="code", count=failures)
        uow.users.set_second_factor(ctx.user.id, replace(factor, last_step=step))
        uow.commit()


def sign_in_unattended(files: CompanyFiles, clock: Clock, path: Path, username: str) -> Context:
    """With what this PC keeps for the user: for scheduled commands, and good for those only.

    NotAllowed ``login.not_trusted``; ExternalProblem ``keyring.unavailable`` and about the file.
    """
    ctx = replace(context_of(files.open_trusted(path, username), clock, username), is_unattended=True)
    with _closed_on_failure(ctx.database):
        _write_down(ctx, Action.SIGNED_IN_UNATTENDED)
    return ctx


def recover_access(
    files: CompanyFiles, clock: Clock, path: Path, recovery_key: str, username: str, new_password: str
) -> Context:
    """Sign in with the printed recovery key and set a new password for the user."""
    files.check_password(new_password, username)
    database = files.open_with_recovery(path, recovery_key, username, new_password)
    ctx = context_of(database, clock, username)
    with _closed_on_failure(ctx.database):
        _write_down(ctx, Action.ACCESS_RECOVERED)
    return ctx


@contextmanager
def _closed_on_failure(database: Database) -> Iterator[None]:
    try:
        yield
    except BaseException:
        database.close()
        raise


def _write_down(ctx: Context, action: Action) -> None:
    """Who came in, and every failed try since somebody last did: they wait beside the file while it is shut."""
    failures = ctx.database.sign_in_failures()
    with ctx.database.unit_of_work(is_audited=True) as uow:
        for failure in failures:
            uow.audit.append(
                AuditEntry(
                    at=failure.at,
                    user_id=None,
                    username=failure.username,
                    workplace=failure.workplace,
                    action=Action.SIGN_IN_FAILED,
                    subject=Subject("user", label=failure.username),
                )
            )
        ctx.record(uow, action, Subject("user", ctx.user.id, ctx.user.username))
        uow.commit()
    if failures:
        ctx.database.forget_sign_in_failures(len(failures))


def context_of(database: Database, clock: Clock, username: str) -> Context:
    """The context of a user on a database just opened; closes it when he is not among its users."""
    with database.reading() as uow:
        user = uow.users.with_username(username)
    if user is None:
        database.close()
        raise NotAllowed("user.not_in_company", user=username)
    if not user.is_active:
        database.close()
        raise NotAllowed("user.inactive", user=username)
    return Context(user, database, clock)
