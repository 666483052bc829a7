"""The tables of a hundred loans beside a workbook of formulas that LibreOffice recalculates, where it is installed.

A workbook is what many lenders leave behind for this program. Its whole process is timed, start included, and the
start of an empty workbook apart.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from app.domain.loans.schedule import make_contract
from app.domain.money import Money
from bench.bench_schedule import ANNUAL_RATE, MONTHS, VAT_RATE, terms_of

LOANS = 100
_COLUMNS = 4
Table = list[tuple[int, int, int, int]]


def principal_of(place: int) -> Decimal:
    """Of the loan of a place."""
    return Decimal(10_000 + 1_237 * place)


def write_formulas(path: Path, loans: int) -> None:
    """One sheet: each loan takes four columns (balance, interest, VAT, principal) and a row a month."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rate, vat = f"({ANNUAL_RATE}/12)", VAT_RATE
    for place in range(loans):
        first = place * _COLUMNS + 1
        balance, interest, _, principal = (get_column_letter(first + offset) for offset in range(_COLUMNS))
        for month in range(1, MONTHS + 1):
            before = f"{balance}{month - 1}-{principal}{month - 1}" if month > 1 else str(principal_of(place))
            sheet.cell(month, first, f"={before}")
            sheet.cell(month, first + 1, f"=ROUND({balance}{month}*{rate},2)")
            sheet.cell(month, first + 2, f"=ROUND({interest}{month}*{vat},2)")
            level = f"=ROUND(PMT({rate},{MONTHS},-{principal_of(place)}),2)-{interest}{month}"
            sheet.cell(month, first + 3, level if month < MONTHS else f"={balance}{month}")
    book.save(path)


def recalculated(soffice: str, path: Path, folder: Path) -> tuple[float, Path]:
    """Seconds of the whole process, and the workbook it wrote with its figures."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / "out"
    command = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path)]
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return time.perf_counter() - started, out / path.name


def our_tables() -> list[Table]:
    """Opening balance, interest, VAT and principal of each month, in centavos."""
    return [
        [
            (row.opening_centavos, row.interest_centavos, row.vat_centavos, row.principal_centavos)
            for row in make_contract(terms_of(principal_of(place), ANNUAL_RATE, VAT_RATE, MONTHS)).schedule.rows
        ]
        for place in range(LOANS)
    ]


def their_tables(path: Path) -> list[Table]:
    """The same of the workbook."""
    sheet = load_workbook(path, data_only=True).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    tables = []
    for place in range(LOANS):
        cells = [row[place * _COLUMNS : place * _COLUMNS + _COLUMNS] for row in rows]
        tables.append([tuple(Money.of(str(value)).centavos for value in line) for line in cells])
    return tables  # type: ignore[return-value]  # four cells a line


def differing_tables(ours: list[Table], theirs: list[Table]) -> int:
    """How many differ, each first where the exact interest is a half centavo that binary floats fall short of."""
    count = 0
    for mine, other in zip(ours, theirs, strict=True):
        first = next((one for one in zip(mine, other, strict=True) if one[0] != one[1]), None)
        if first is not None:
            exact = Fraction(first[0][0]) * Fraction(ANNUAL_RATE) / 12
            assert exact.denominator == 2, f"the two must agree but for halves: {first}"
            count += 1
    return count


def main() -> None:
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if soffice is None:
        _say({"bench": f"tables of {LOANS} loans", "skipped": "LibreOffice is not installed here"})
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        empty, full = folder / "empty.xlsx", folder / "full.xlsx"
        Workbook().save(empty)
        write_formulas(full, LOANS)
        recalculated(soffice, empty, folder)  # the first run makes its profile
        start = min(recalculated(soffice, empty, folder)[0] for _ in range(3))
        runs = [recalculated(soffice, full, folder) for _ in range(3)]
        started = time.perf_counter()
        ours = our_tables()
        taken = time.perf_counter() - started
        differing = differing_tables(ours, their_tables(runs[0][1]))
    whole = min(seconds for seconds, _ in runs)
    told: dict[str, object] = {
        "bench": f"tables of {LOANS} loans of {MONTHS} months",
        "against": "LibreOffice's recalculation",
    }
    _say(
        told
        | {"ours_ms": round(taken * 1000, 1), "alternative_ms": round(whole * 1000), "start_ms": round(start * 1000)}
        | {"ratio": round(taken / whole, 4), "ratio_without_start": round(taken / max(whole - start, 1e-3), 4)}
        | {"tables_that_differ": differing}
    )


def _say(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
