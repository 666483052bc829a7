"""The command that reads a bank's file: JSON out, doubts apart, a bad file answered with one line."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from app.cli.command_line import run_command
from app.cli.streams import Streams
from tests.samples import bank_files


def run(*arguments: str) -> tuple[int, str, str]:
    streams = Streams(io.StringIO(), io.StringIO(), io.StringIO(), files=None, clock=None, read_password=lambda: None)  # type: ignore[arg-type]  # no company, no clock here
    code = run_command(["read-statement", *arguments], streams)
    assert isinstance(streams.stdout, io.StringIO)
    assert isinstance(streams.stderr, io.StringIO)
    return code, streams.stdout.getvalue(), streams.stderr.getvalue()


def test_a_statement_is_printed_with_amounts_as_strings_and_absent_ones_null(tmp_path: Path) -> None:
    code, out, err = run(str(bank_files.bbva_companies(tmp_path)))
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "layout": "bbva",
        "account": "0118834527",
        "rows": [
            {
                "row": 4,
                "date": "2026-06-22",
                "description": "COMISION",
                "reference": "0",
                "credit": None,
                "debit": "50.00",
                "balance": "5000.00",
            },
            {
                "row": 3,
                "date": "2026-06-23",
                "description": "SPEI RECIBIDO BANORTE PAGO CRE-000123",
                "reference": "0012345",
                "credit": "950.25",
                "debit": None,
                "balance": "5950.25",
            },
        ],
    }


@pytest.mark.parametrize("bank", ["bbva", "BBVA"])
def test_the_layout_may_be_named(tmp_path: Path, bank: str) -> None:
    code, out, _ = run(str(bank_files.bbva_text(tmp_path)), "--layout", bank)
    assert code == 0
    assert json.loads(out)["layout"] == "bbva"


def test_what_cannot_be_read_is_a_warning_a_line_each(tmp_path: Path) -> None:
    rows = (
        ("FECHA", "DESCRIPCIÓN", "CARGO", "ABONO", "SALDO"),
        ("22/06/2026", "A", None, "10", "10"),
        ("23/06/2026", "B", None, "1.234,56", "20"),
        ("24/06/2026", "C", None, "10", "35"),
    )
    code, out, err = run(str(bank_files.save_xlsx(tmp_path / "b.xlsx", rows)))
    assert code == 0
    assert [row["row"] for row in json.loads(out)["rows"]] == [2, 4]
    assert err.splitlines() == [
        "Aviso: Renglón 3: «1.234,56» puede leerse de dos maneras. Escríbalo en el archivo como 1,234.56; "
        "no se importa.",
        "Aviso: Renglón 4: el saldo $35.00 no sale del anterior; la diferencia es $15.00. Revise si falta un "
        "movimiento en el archivo.",
    ]


@pytest.mark.parametrize("arguments", [(), ("--layout", "otro")])
def test_a_file_that_cannot_be_read_is_one_line_and_exit_2(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    code, out, err = run(str(tmp_path / "nada.xlsx"), *arguments)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "No se guardó nada" in err
