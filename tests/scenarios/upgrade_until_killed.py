"""Opens a company of an older program, which brings it up to date, until it is killed.

Run as ``python -m tests.scenarios.upgrade_until_killed DATABASE`` by ``test_killed_while_upgrading``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.fixtures_database import PASSWORD, cheap_company_files


def main(database: Path) -> None:
    files = cheap_company_files()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    files.open(database, "admin", PASSWORD).close()
    sys.stdout.write("done\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
