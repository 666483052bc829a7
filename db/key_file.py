"""The file of key slots beside a database, and the failed tries on it: who gets in, and how long a wrong one waits."""

from __future__ import annotations

import contextlib
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from app.domain.users.sign_in_failure import SignInFailure
from app.errors import ExternalProblem, NotAllowed, RuleViolation
from app.ports.clock import Clock
from app.ports.machine_secrets import MachineSecrets
from app.ports.workplace import this_pc
from db.key_derivation import CompanyKeys, KeyDerivation
from db.key_slots import MACHINE, PASSWORD, RECOVERY, Holder, KeysDamaged, KeySlots, SlotShut
from db.login_attempts import LoginAttempts
from db.machine_secrets import SystemVault
from db.passwords import check_password
from db.recovery_key import compact, new_recovery_key
from db.side_file import replace_file

KEYS = ".keys"
ATTEMPTS = ".attempts"
_SECRET_BYTES = 32
_BEFORE = ".before"
_RECOVERY_HOLDER: Holder = (RECOVERY, "")


class KeyFile:
    """The slots of the database at ``path``; ``derivation`` is the cost of new ones (old ones keep theirs)."""

    def __init__(
        self, path: Path, derivation: KeyDerivation, clock: Clock, vault: MachineSecrets | None = None
    ) -> None:
        self.path = beside(path, KEYS)
        self._attempts_path = beside(path, ATTEMPTS)
        self._derivation = derivation
        self._clock = clock
        self._vault = vault or SystemVault()

    def load(self) -> KeySlots:
        """ExternalProblem ``file.keys_missing``, ``file.keys_damaged``, ``file.disk``."""
        try:
            return KeySlots.load(self.path)
        except FileNotFoundError as error:
            raise ExternalProblem("file.keys_missing", keys=self.path.name) from error
        except KeysDamaged as error:
            raise ExternalProblem("file.keys_damaged") from error
        except OSError as error:
            raise ExternalProblem("file.disk") from error

    def unlock(self, username: str, password: str) -> CompanyKeys:
        """The keys. NotAllowed ``login.wrong`` (count of failures) or ``login.wait`` (seconds)."""
        slots = self.load()
        slot = slots.of_user(username)
        known = slot.user if slot is not None else ""
        with self._counted_try(slots, username, known, "password") as failures:
            if slot is None:
                # As long as for a user who exists: time must not tell who does.
                (slots.slots[0].derivation if slots.slots else self._derivation).derive(password, b"acredita-no-user")
                raise NotAllowed("login.wrong", field="password", count=failures)
            try:
                data_key = slots.open(slot, password)
            except SlotShut as error:
                raise NotAllowed("login.wrong", field="password", count=failures) from error
        if slot.is_first_format:
            with disk_problems():
                slots.sealed_to(data_key, password, slot.holder, self._derivation).save(self.path)
        return CompanyKeys.of(data_key, slots.generation)

    @contextlib.contextmanager
    def counted_code(self, username: str) -> Iterator[int]:
        """A try of the telephone's code, counted apart from those of the password. NotAllowed ``login.wait``."""
        with self._counted_try(self.load(), f"{username}/code", username, "code") as failures:
            yield failures

    @contextlib.contextmanager
    def _counted_try(self, slots: KeySlots, counted_as: str, known: str, field: str) -> Iterator[int]:
        """Counts the try as a failure before it is made, and forgets it and those before when it ends well."""
        attempts = LoginAttempts(self._attempts_path, slots.database_id)
        now = self._clock.now()
        with disk_problems():
            wait = attempts.wait_seconds(counted_as, now)
            if wait:
                raise NotAllowed("login.wait", field=field, seconds=wait)
            failure = SignInFailure(now, known, this_pc())
            failures = attempts.record_try(counted_as, failure)
        yield failures
        with disk_problems():
            attempts.forget(counted_as, failure)

    def unlock_trusted(self, username: str) -> CompanyKeys:
        """The keys, by what this PC keeps. NotAllowed ``login.not_trusted``; ``keyring.unavailable``."""
        slots = self.load()
        slot = slots.of(MACHINE, _at_this_pc(username))
        secret = self._vault.find(_kept_as(slots, username)) if slot is not None else None
        if slot is None or secret is None:
            raise NotAllowed("login.not_trusted", user=username)
        try:
            return CompanyKeys.of(slots.open(slot, secret), slots.generation)
        except SlotShut as error:
            raise NotAllowed("login.not_trusted", user=username) from error

    def trust_pc(self, keys: CompanyKeys, username: str) -> None:
        """A slot that opens with a random secret, which only this PC's vault keeps."""
        secret = secrets.token_urlsafe(_SECRET_BYTES)
        self._vault.keep(_kept_as(self.load(), username), secret)
        self.set_secret(keys, (MACHINE, _at_this_pc(username)), secret)

    def is_pc_trusted(self, username: str) -> bool:
        """Whether both halves are there. ExternalProblem ``keyring.unavailable``."""
        slots = self.load()
        kept = self._vault.find(_kept_as(slots, username))
        return kept is not None and slots.of(MACHINE, _at_this_pc(username)) is not None

    def forget_pc(self, username: str) -> None:
        """Take away this PC's slot of the user, and what its vault keeps."""
        kept_as = _kept_as(self.load(), username)
        self.remove((MACHINE, _at_this_pc(username)))
        # Without its slot the secret opens nothing: a vault that is out of reach does not keep the access alive.
        with contextlib.suppress(ExternalProblem):
            self._vault.forget(kept_as)

    def forget_pcs(self, username: str) -> None:
        """Take away the slots of every PC that the user trusted; what their vaults keep opens nothing then."""
        slots = self.load()
        with disk_problems():
            for slot in slots.slots:
                if slot.kind == MACHINE and slot.user.startswith(f"{username}@"):
                    slots = slots.without(slot.holder)
            slots.save(self.path)

    def unlock_with_recovery(self, typed: str, username: str) -> tuple[CompanyKeys, str]:
        """The keys and the user's name as his slot writes it. NotAllowed ``recovery.wrong``; RuleViolation."""
        secret = compact(typed)
        slots = self.load()
        user_slot = slots.of_user(username)
        if user_slot is None:
            raise RuleViolation("recovery.unknown_user", field="username")
        slot = slots.of(*_RECOVERY_HOLDER)
        if slot is None:
            raise ExternalProblem("file.keys_damaged")
        try:
            data_key = slots.open(slot, secret)
        except SlotShut as error:
            raise NotAllowed("recovery.wrong", field="recovery_key") from error
        return CompanyKeys.of(data_key, slots.generation), user_slot.user

    def create(self, keys: CompanyKeys, passwords: dict[str, str]) -> str:
        """A file with a slot for each user and one for the printed key, which is returned. OSError."""
        recovery_key = new_recovery_key()
        slots = KeySlots.new()
        for user, password in passwords.items():
            slots = slots.sealed_to(keys.data, password, (PASSWORD, user), self._derivation)
        slots.sealed_to(keys.data, compact(recovery_key), _RECOVERY_HOLDER, self._derivation).save(self.path)
        return recovery_key

    @contextlib.contextmanager
    def undone_on_failure(self) -> Iterator[None]:
        """Slots changed inside the block are as they were before when it fails; putting them back needs no room.

        ExternalProblem ``file.disk`` before anything changed.
        """
        before = self.path.with_name(self.path.name + _BEFORE)
        with disk_problems():
            try:
                shutil.copy(self.path, before)
            except OSError:
                before.unlink(missing_ok=True)
                raise
        try:
            yield
        except BaseException:
            with disk_problems():
                replace_file(before, self.path)
            raise
        with disk_problems():
            before.unlink()

    def set_password(self, keys: CompanyKeys, username: str, password: str) -> None:
        """Give the user a slot, or another password. RuleViolation about the password."""
        check_password(password, username)
        self.set_secret(keys, (PASSWORD, username), password)
        with disk_problems():
            LoginAttempts(self._attempts_path, self.load().database_id).forget(username)

    def set_secret(self, keys: CompanyKeys, holder: Holder, secret: str) -> None:
        """Give a holder a slot that the secret opens, in place of the one he had."""
        slots = self.load()
        with disk_problems():
            slots.sealed_to(keys.data, secret, holder, self._derivation).save(self.path)

    def new_recovery_key(self, keys: CompanyKeys) -> str:
        """A new printed key; the old one opens nothing from here on."""
        made = new_recovery_key()
        self.set_secret(keys, _RECOVERY_HOLDER, compact(made))
        return made

    def remove(self, holder: Holder) -> None:
        """Take a slot away; who had it and kept the data key is only shut out by a new one."""
        slots = self.load()
        with disk_problems():
            slots.without(holder).save(self.path)

    def failures(self) -> tuple[SignInFailure, ...]:
        """Failed tries not yet in the audit trail, the oldest first."""
        with disk_problems():
            return LoginAttempts(self._attempts_path, self.load().database_id).failures()

    def forget_failures(self, count: int) -> None:
        """The oldest so many are in the audit trail now."""
        with disk_problems():
            LoginAttempts(self._attempts_path, self.load().database_id).forget_failures(count)


def _at_this_pc(username: str) -> str:
    return f"{username}@{this_pc()}"


def _kept_as(slots: KeySlots, username: str) -> str:
    return f"{slots.database_id}/{username}"


def beside(path: Path, ending: str) -> Path:
    """A companion of a database: its whole name and an ending."""
    return path.with_name(path.name + ending)


@contextlib.contextmanager
def disk_problems() -> Iterator[None]:
    """Turn the system's refusals into ExternalProblem ``file.disk``."""
    try:
        yield
    except OSError as error:
        raise ExternalProblem("file.disk") from error
