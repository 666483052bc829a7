"""The command ``backup``: a verified backup to a folder, or to every place that the company has."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.streams import Streams, write_json

NAME = "backup"
HELP = "hace un respaldo cifrado, lo abre y lo revisa; sin --to, en cada lugar elegido en el programa"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    from app.cli.company_session import add_company_arguments, add_unattended_argument  # noqa: PLC0415  other commands start without it

    add_company_arguments(parser)
    add_unattended_argument(parser)
    parser.add_argument("--to", type=Path, metavar="CARPETA", help="carpeta, memoria o carpeta de red")


def run(args: argparse.Namespace, streams: Streams) -> int:
    """Print the backups made, as one JSON line."""
    from app.cli.company_session import progress_to, signed_in  # noqa: PLC0415
    from app.domain.backups.backup import BackupKind  # noqa: PLC0415
    from app.messages import text_of  # noqa: PLC0415
    from app.services.backups.make_backup import make_backup  # noqa: PLC0415

    with signed_in(args, streams) as ctx:
        done = make_backup(ctx, BackupKind.MANUAL, args.to, progress_to(streams))
    made = [{"file": str(Path(one.folder) / one.file_name), "size": one.size} for one in done.made]
    refused = [{"folder": folder, "why": text_of(why)} for folder, why in done.refused]
    write_json({"made": made, "refused": refused}, streams)
    return 1 if refused else 0
