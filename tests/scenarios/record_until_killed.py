"""Records payments one after another and says each receipt after its commit, until somebody kills it.

Run as ``python -m tests.scenarios.record_until_killed DATABASE COUNT`` by ``test_killed_in_the_middle``.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from app.domain.loans.events import Excess
from app.services.users.sign_in import sign_in
from tests.company import PASSWORD, clock_on, pay
from tests.fixtures_database import cheap_company_files

DAY = date(2026, 2, 15)


def main(database: Path, count: int) -> None:
    ctx = sign_in(cheap_company_files(), clock_on(DAY), database, "admin", PASSWORD)
    with ctx.database.reading() as uow:
        loan_ids = [line.id for line in uow.queries.loans("", DAY, limit=1000)]
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for place in range(count):
        loan_id = loan_ids[place % len(loan_ids)]
        amount = f"{10 + place // len(loan_ids)}.{place % 100:02d}"
        recorded = pay(ctx, loan_id, amount, DAY, Excess.ADVANCE, request_id=f"pago-{place}")
        sys.stdout.write(f"{recorded.receipt} {amount}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
