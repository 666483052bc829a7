"""Who asks, when, from where and of which database: what every use case is given.

Permission, limit, audit entry and write are one transaction: a use case opens it through here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from app.domain.audit.entry import WRITTEN_WITH_ANY_CLOCK, Action, AuditEntry, Subject
from app.domain.audit.plain_values import plain_mapping
from app.domain.money import Money
from app.domain.users.permissions import GRANTED_ON_THE_SPOT, UNATTENDED
from app.domain.users.roles import Limit, Role
from app.domain.users.user import User
from app.errors import AuthorisationNeeded, NotAllowed
from app.ports.clock import Clock
from app.ports.storage import Database, UnitOfWork
from app.ports.workplace import this_pc

ANYONE = ""
"""The permission that everybody who is signed in has."""
OWN_ACCESS = "own access"
"""The same, also before a first password is changed."""
CLOCK_TOLERANCE = timedelta(minutes=10)
"""How far back a PC's clock may be set (it corrects itself over the network) before it is a doubt."""
VIEWED_ONCE_IN = timedelta(minutes=15)
"""A screen reloads while one works on it: looking at the same file again so soon is one look."""


@dataclass(frozen=True)
class Authorisation:
    """A second person, who typed his password beside the user; good for one use case."""

    username: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class Context:
    """A signed-in user on an open database; ``workplace`` names the PC.

    ``is_unattended``: the PC itself let a scheduled command in, which may do ``UNATTENDED`` and no more.
    """

    user: User
    database: Database
    clock: Clock
    workplace: str = field(default_factory=this_pc)
    authorisation: Authorisation | None = None
    is_unattended: bool = False

    def authorised_by(self, authorisation: Authorisation) -> Context:
        """The same, with somebody who vouches for the next use case."""
        return replace(self, authorisation=authorisation)

    @contextmanager
    def change(self, permission: str) -> Iterator[UnitOfWork]:
        """A writing transaction of somebody who still has the permission; it cannot commit without an audit entry.

        NotAllowed ``permission.denied``, ``user.inactive``, ``password.must_change``; AuthorisationNeeded
        ``clock.set_back``. Whatever is refused leaves an entry of its own.
        """
        with self._changing(permission, checks_clock=True) as uow:
            yield uow

    @contextmanager
    def reading(self, permission: str = ANYONE) -> Iterator[UnitOfWork]:
        """A reading transaction of somebody who still has the permission. Errors as ``change``."""
        with self._refusals_kept(permission), self.database.reading() as uow:
            self._admit(uow, permission)
            yield uow

    def require(self, permission: str) -> None:
        """Only the question, for what takes long before or after its transaction."""
        with self.reading(permission):
            pass

    def require_limit(self, uow: UnitOfWork, limit: Limit, figure: int, permission: str) -> str:
        """The second person whom the figure needed, or ``""`` when it is within the user's own limit.

        AuthorisationNeeded ``limit.…`` without one; NotAllowed ``limit.authoriser`` when his limit is passed too.
        """
        role = self._present_user(uow, permission).role
        if role.may(permission) and role.allows(limit, figure):
            return ""
        if self.authorisation is None:
            raise _beyond(limit, role)
        authoriser = self._authoriser(uow, permission)
        if not authoriser.role.allows(limit, figure):
            raise AuthorisationNeeded("limit.authoriser", user=authoriser.username)
        return authoriser.username

    def record(
        self,
        uow: UnitOfWork,
        action: Action,
        subject: Subject,
        *,
        before: Mapping[str, object] | None = None,
        after: Mapping[str, object] | None = None,
        authorised_by: str = "",
    ) -> None:
        """Add to the audit trail, in the transaction of what it tells."""
        uow.audit.append(
            AuditEntry(
                at=self.clock.now(),
                user_id=self.user.id,
                username=self.user.username,
                workplace=self.workplace,
                action=action,
                subject=subject,
                before=plain_mapping(before or {}),
                after=plain_mapping(after or {}),
                authorised_by=authorised_by or (self.authorisation.username if self.authorisation else ""),
            )
        )

    def note(
        self,
        action: Action,
        subject: Subject,
        permission: str,
        *,
        after: Mapping[str, object] | None = None,
        is_once: bool = False,
    ) -> None:
        """Tell of something read or taken out, in a transaction of its own; ``is_once``: not again for a while."""
        assert action in WRITTEN_WITH_ANY_CLOCK, action
        with self._changing(permission, checks_clock=False) as uow:
            since = self.clock.now() - VIEWED_ONCE_IN
            if is_once and uow.audit.has_recent(self.user.id, action, subject, since):
                return
            self.record(uow, action, subject, after=after)
            uow.commit()

    # -- who may ------------------------------------------------------------------------------------------------

    def _admit(self, uow: UnitOfWork, permission: str) -> None:
        user = self._present_user(uow, permission)
        if self.is_unattended and permission not in UNATTENDED | {ANYONE}:
            raise NotAllowed("permission.unattended", permission=permission, user=user.username)
        if not user.sees_all_branches:
            uow.limit_to_branch(user.branch_id)
        if permission in (ANYONE, OWN_ACCESS) or user.may(permission):
            return
        if permission not in GRANTED_ON_THE_SPOT:
            raise NotAllowed("permission.denied", permission=permission, user=user.username)
        if self.authorisation is None:
            raise AuthorisationNeeded("permission.denied", permission=permission, user=user.username)
        self._authoriser(uow, permission)

    def _present_user(self, uow: UnitOfWork, permission: str) -> User:
        """The user as he is now: somebody may have been dismissed, or given another role, while he worked."""
        user = uow.users.get(self.user.id)
        if not user.is_active:
            raise NotAllowed("user.inactive", user=user.username)
        if user.must_change_password and permission != OWN_ACCESS:
            raise NotAllowed("password.must_change", field="password")
        return user

    def _authoriser(self, uow: UnitOfWork, permission: str) -> User:
        assert self.authorisation is not None
        self.database.check_password(self.authorisation.username, self.authorisation.password)
        authoriser = uow.users.with_username(self.authorisation.username.strip().lower())
        if authoriser is None or not authoriser.is_active or not authoriser.may(permission):
            raise AuthorisationNeeded("authorisation.without_permission", user=self.authorisation.username)
        if authoriser.id == self.user.id:
            raise AuthorisationNeeded("authorisation.same_person")
        return authoriser

    def _check_clock(self, uow: UnitOfWork) -> None:
        """An order of things that cannot be told by their times is worth a second look."""
        last = uow.audit.last_at()
        now = self.clock.now()
        if last is None or now >= last - CLOCK_TOLERANCE:
            return
        doubt = AuthorisationNeeded("clock.set_back", last=_local(last), now=_local(now))
        if self.authorisation is None:
            raise doubt
        self._authoriser(uow, "clock.confirm")

    @contextmanager
    def _changing(self, permission: str, *, checks_clock: bool) -> Iterator[UnitOfWork]:
        """A change; what only tells of a look does not wait for a clock that was set back to be confirmed."""
        with self._refusals_kept(permission), self.database.unit_of_work(is_audited=True) as uow:
            self._admit(uow, permission)
            if checks_clock:
                self._check_clock(uow)
            yield uow

    @contextmanager
    def _refusals_kept(self, permission: str) -> Iterator[None]:
        try:
            yield
        except NotAllowed as refusal:
            with self.database.unit_of_work(is_audited=True) as uow:
                after = {"permission": permission, "code": refusal.code}
                self.record(uow, Action.REFUSED, Subject("permission", label=permission), after=after)
                uow.commit()
            raise


def _beyond(limit: Limit, role: Role) -> AuthorisationNeeded:
    most = role.limits.get(limit, 0)
    if limit is Limit.LOAN_AMOUNT:
        return AuthorisationNeeded("limit.loan_amount", most=Money(most).formatted())
    if limit is Limit.REVERSAL_AMOUNT:
        return AuthorisationNeeded("limit.reversal_amount", most=Money(most).formatted())
    if limit is Limit.WAIVER_AMOUNT:
        return AuthorisationNeeded("limit.waiver_amount", most=Money(most).formatted())
    return AuthorisationNeeded("limit.backdating_days", field="value_on", most=most)


def _local(instant: datetime) -> str:
    return instant.astimezone().strftime("%d/%m/%Y %H:%M")
