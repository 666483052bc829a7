"""The command ``restore``: what going back to a backup would lose and, with ``--yes``, going back."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.streams import Streams, required_password, write_json
from app.context import Context
from app.errors import ExternalProblem

NAME = "restore"
HELP = "dice qué se perdería al volver a un respaldo y, con --yes, vuelve a él; lo de ahora se guarda aparte"

DAMAGED = frozenset({"file.damaged", "file.keys_missing", "file.keys_damaged"})
"""What is wrong with a file that only a backup mends."""


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    from app.cli.company_session import add_company_arguments  # noqa: PLC0415  other commands start without it

    parser.add_argument("backup", type=Path, metavar="RESPALDO", help="archivo .respaldo")
    add_company_arguments(parser)
    parser.add_argument("--yes", action="store_true", help="restaura; sin esto solo dice qué se perdería")


def run(args: argparse.Namespace, streams: Streams) -> int:
    """Print what the backup holds and what would be, or was, lost; exit 0."""
    from app.services.backups.restore_backup import (  # noqa: PLC0415
        BackupToRestore,
        preview_restore,
        restore_backup,
    )

    files, password = streams.files(), required_password(streams)
    backup = BackupToRestore(args.backup, args.user.lower(), password)
    present = _present(args, streams, password)
    try:
        preview = preview_restore(files, present, backup)
        state, loss = preview.manifest.state, preview.loss
        answer: dict[str, object] = {
            "backup": {
                "made_at": preview.manifest.made_at.isoformat(),
                "loans": state.loans,
                "events": state.events,
                "folios": {series: number - 1 for series, number in state.folios.items()},
            },
            "lost": None if loss is None else {"clients": loss.clients, "loans": loss.loans, "events": loss.events},
            "restored": False,
        }
        if args.yes:
            done = restore_backup(files, streams.clock, present, backup, args.db)
            answer |= {"restored": True, "kept_as": None if done.kept_as is None else str(done.kept_as)}
    finally:
        if present is not None:
            present.database.close()
    write_json(answer, streams)
    return 0


def _present(args: argparse.Namespace, streams: Streams, password: str) -> Context | None:
    """The present file, when there is one that opens: a damaged one is replaced without being asked."""
    from app.services.users.sign_in import sign_in  # noqa: PLC0415

    if not args.db.exists():
        return None
    try:
        return sign_in(streams.files(), streams.clock, args.db, args.user.lower(), password)
    except ExternalProblem as problem:
        if problem.code not in DAMAGED:
            raise
        return None
