"""The errors that a user is told about; anything else that is raised is a bug.

    UserError
    ├── RuleViolation    bad input: shown beside the field, the dialog stays
    │   └── ConfirmationNeeded   a doubt: the user may go on by confirming its code
    ├── NotAllowed       permission or limit
    │   └── AuthorisationNeeded   a second person may allow it by typing his password
    ├── Conflict         somebody or something else changed it first
    ├── NotFound         the thing is not there (any more)
    └── ExternalProblem  disk, file, printer: mend it and try again
    Cancelled            the user stopped it: silent

Each carries a ``code`` whose Spanish text is in ``app/messages.py`` and the parameters of that text.
``field`` names the input the message belongs beside (``None``: the whole form).
"""

from __future__ import annotations


class UserError(Exception):
    """An error the user can do something about: a code and the values of its text."""

    def __init__(self, code: str, *, field: str | None = None, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.params = params

    def __str__(self) -> str:
        # Parameters may hold personal data; what reaches a log is the code alone.
        return self.code


class RuleViolation(UserError):
    """What was typed breaks a rule."""


class ConfirmationNeeded(RuleViolation):
    """A doubt the user may overrule: the same command with this code among its ``confirmed`` goes through."""


class NotAllowed(UserError):
    """The user lacks the permission."""


class AuthorisationNeeded(NotAllowed):
    """Beyond what the user may do alone: the same command, authorised by somebody who may, goes through."""


class Conflict(UserError):
    """The record changed, or the same thing was recorded already."""


class NotFound(UserError):
    """The record does not exist."""


class ExternalProblem(UserError):
    """Disk, file or device: nothing of ours is wrong; mend it and try again."""


class Cancelled(Exception):
    """The user stopped a long task."""
