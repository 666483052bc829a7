"""The code of the telephone: setting it up, knowing it, and doing without it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pyotp

from app.changes import Changes, Topic
from app.context import OWN_ACCESS, Context
from app.domain.audit.entry import Action, Subject
from app.domain.users.second_factor import DIGITS, STEP_SECONDS, SecondFactor
from app.errors import RuleViolation
from app.services.users.save_user import check_not_above

_ISSUER = "Acredita"
_STEPS_AROUND = 1
"""A telephone's clock, or a slow hand, may be one step off (RFC 6238, 5.2)."""


@dataclass(frozen=True, repr=False)
class NewSecondFactor:
    """What the telephone is to learn: ``uri`` as a QR code, or ``secret`` typed by hand."""

    secret: str
    uri: str


@dataclass(frozen=True)
class SecondFactorSet:
    """Nothing but what changed."""

    changes: Changes


def propose_second_factor(ctx: Context, company_name: str) -> NewSecondFactor:
    """A new secret, kept nowhere until a code of it is confirmed."""
    ctx.require(OWN_ACCESS)
    secret = pyotp.random_base32()
    name = f"{ctx.user.username} ({company_name})"
    return NewSecondFactor(secret, pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=_ISSUER))


def set_second_factor(ctx: Context, secret: str, code: str, password: str) -> SecondFactorSet:
    """Ask for it from now on. NotAllowed ``login.wrong``, ``login.wait``; RuleViolation ``totp.code_wrong``."""
    with ctx.change(OWN_ACCESS) as uow:
        ctx.database.check_password(ctx.user.username, password)
        step = matching_step(SecondFactor(secret), code, ctx.clock.now())
        if step is None:
            raise RuleViolation("totp.code_wrong", field="code")
        uow.users.set_second_factor(ctx.user.id, SecondFactor(secret, step))
        ctx.record(uow, Action.SECOND_FACTOR_SET, Subject("user", ctx.user.id, ctx.user.username))
        uow.commit()
    return SecondFactorSet(Changes.of(Topic.USERS))


def remove_own_second_factor(ctx: Context, password: str) -> SecondFactorSet:
    """The password is enough again. NotAllowed ``login.wrong`` or ``login.wait``."""
    with ctx.change(OWN_ACCESS) as uow:
        ctx.database.check_password(ctx.user.username, password)
        uow.users.set_second_factor(ctx.user.id, None)
        ctx.record(uow, Action.SECOND_FACTOR_REMOVED, Subject("user", ctx.user.id, ctx.user.username))
        uow.commit()
    return SecondFactorSet(Changes.of(Topic.USERS))


def remove_second_factor(ctx: Context, user_id: int) -> SecondFactorSet:
    """For somebody who lost his telephone. NotAllowed ``user.role_above``."""
    with ctx.change("users.edit") as uow:
        user = uow.users.get(user_id)
        check_not_above(ctx, uow, user.role)
        uow.users.set_second_factor(user.id, None)
        ctx.record(uow, Action.SECOND_FACTOR_REMOVED, Subject("user", user.id, user.username))
        uow.commit()
    return SecondFactorSet(Changes.of(Topic.USERS))


def matching_step(factor: SecondFactor, code: str, now: datetime) -> int | None:
    """The step whose code this is, if it is one of now and later than the last one accepted."""
    typed = "".join(code.split())
    present = int(now.timestamp()) // STEP_SECONDS
    codes = pyotp.TOTP(factor.secret, digits=DIGITS, interval=STEP_SECONDS)
    for step in range(present - _STEPS_AROUND, present + _STEPS_AROUND + 1):
        if step > factor.last_step and pyotp.utils.strings_equal(typed, codes.at(step * STEP_SECONDS)):
            return step
    return None
