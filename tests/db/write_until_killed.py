"""Adds clients one transaction at a time and says each number after its commit, until it ends or is killed.

Run as ``python -m tests.db.write_until_killed DATABASE FIRST COUNT``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.db.sample_rows import ADMIN, AT, other_client
from tests.fixtures_database import PASSWORD, cheap_company_files


def main(path: Path, first: int, count: int) -> None:
    database = cheap_company_files().open(path, "admin", PASSWORD)
    for place in range(first, first + count):
        with database.unit_of_work() as uow:
            number = uow.folios.take("CLI")
            uow.clients.add(other_client(place), number, AT, ADMIN)
            uow.commit()
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
    database.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
