"""Which PC this is, for the audit trail."""

from __future__ import annotations

import getpass
import platform

NAME_LENGTH_MAX = 80


def this_pc() -> str:
    """The PC's name in its network and the account signed in to it."""
    try:
        account = getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        account = ""
    return f"{platform.node()} {account}".strip()[:NAME_LENGTH_MAX]
