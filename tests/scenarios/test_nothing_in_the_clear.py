"""No name, RFC or amount can be read in the database, its WAL, its companions or temporary files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.services.loans.read_loans import find_loans
from tests.company import CONCEPCION, add_active_loan, new_lender, pay

SECRETS = ("Salgado", "salgado", "SABC560626", "Briseño", "4421234567", "1875.45", "187545", "Nogal", "clave-de-prueba")


def test_strings_over_every_file_shows_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    for name in ("SQLITE_TMPDIR", "TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    folder = tmp_path / "empresa"
    folder.mkdir()
    lender = new_lender(folder)
    loan_id = add_active_loan(lender.ctx)
    ctx = lender.on(date(2026, 2, 15))
    pay(ctx, loan_id, "1875.45", date(2026, 2, 15))
    assert find_loans(ctx, CONCEPCION.first_surname)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.name.endswith("-wal") for path in files)
    for path in files:
        content = path.read_bytes()
        for secret in SECRETS:
            assert secret.encode() not in content, (path.name, secret)
            assert secret.encode("utf-16-le") not in content, (path.name, secret)
    lender.ctx.database.close()
