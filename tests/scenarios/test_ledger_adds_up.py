"""After random events the ledger's sums are those of all loans, to the centavo.

``python -m tests.scenarios.random_events 100000`` is the same with a hundred thousand; its answer is in
docs/benchmarks.md.
"""

from __future__ import annotations

import pytest

from app.services.audit.verify_books import verify_books
from tests.company import Lender, new_lender
from tests.scenarios.random_events import Player, loan_ids_of, sums_of

EVENTS = 600


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_the_ledger_is_the_sum_of_the_loans(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    lender: Lender = new_lender(tmp_path_factory.mktemp("libros"))
    player = Player(lender, loans=30, seed=seed)
    player.play(EVENTS, days=12)
    loan_ids = loan_ids_of(player.ctx)
    sums = sums_of(player.ctx, loan_ids)
    assert sums.events >= EVENTS
    assert set(player.done) == {"disbursement", "payment", "reversal", "waiver"}
    assert len(loan_ids) == player.done["disbursement"]
    assert sums.debits == sums.credits
    for ledger, loans in (sums.principal, sums.advances, sums.money):
        assert ledger == loans
    assert verify_books(player.ctx).differences == ()
    lender.ctx.database.close()
