"""The command simulate: a table as JSON, Excel or PDF; what is wrong in one line of Spanish."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from app.cli.command_line import run_command
from app.cli.streams import Streams

EXAMPLES = json.loads(
    (Path(__file__).parents[2] / "golden" / "worked_examples" / "schedules.json").read_text(encoding="utf-8")
)["examples"]
TERMS: dict[str, Any] = next(example["terms"] for example in EXAMPLES if example["id"] == "MX-L1")
ROW_KEYS = ["n", "due_on", "opening", "principal", "interest", "vat", "fees", "total", "closing"]


def _run(data: object, *options: str) -> tuple[int, Any, str]:
    typed = data if isinstance(data, str) else json.dumps(data)
    out, err = io.StringIO(), io.StringIO()
    streams = Streams(io.StringIO(typed), out, err, files=None, clock=None, read_password=lambda: None)  # type: ignore[arg-type]  # no company, no clock here
    code = run_command(["simulate", "-", *options], streams)
    return code, json.loads(out.getvalue()) if out.getvalue() else None, err.getvalue()


def test_rows_totals_and_cat_have_the_agreed_shape() -> None:
    code, result, err = _run(TERMS)
    assert (code, err) == (0, "")
    assert list(result) == ["rows", "totals", "cat", "net_amount", "total_payable", "effective_annual_rate"]
    assert list(result["rows"][0]) == ROW_KEYS
    assert result["rows"][0] == {
        "n": 1,
        "due_on": "2026-02-15",
        "opening": "10000.00",
        "principal": "1527.45",
        "interest": "300.00",
        "vat": "48.00",
        "fees": "0.00",
        "total": "1875.45",
        "closing": "8472.55",
    }
    assert result["totals"] == {
        "principal": "10000.00",
        "interest": "1079.91",
        "vat": "172.79",
        "fees": "0.00",
        "total": "11252.70",
    }


def test_what_is_received_and_paid_in_all_and_the_effective_rate_are_told() -> None:
    """The fee of 3 % and its VAT, 348.00, is deducted: 9,652.00 received, 11,600.70 paid; 3 % a month is 42.5761 %."""
    fee = {"rate": "0.03", "vat_rate": "0.16", "how": "deducted"}
    _, result, _ = _run(TERMS | {"opening_fee": fee})
    assert (result["net_amount"], result["total_payable"]) == ("9652.00", "11600.70")
    assert result["effective_annual_rate"] == "0.425761"
    _, financed, _ = _run(TERMS | {"opening_fee": fee | {"how": "financed"}})
    assert financed["total_payable"] == financed["totals"]["total"]


def test_a_list_of_terms_gives_a_list_of_results_as_the_worked_examples_say() -> None:
    code, results, err = _run([example["terms"] for example in EXAMPLES])
    assert (code, err) == (0, "")
    for result, example in zip(results, EXAMPLES, strict=True):
        keys = ("n", "principal", "interest", "vat", "total", "closing")
        found = [{key: row[key] for key in keys} for row in result["rows"]]
        assert found == [{key: row[key] for key in keys} for row in example["expected"]], example["id"]


def test_an_empty_list_gives_an_empty_list() -> None:
    assert _run([])[:2] == (0, [])


def test_a_file_is_read_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "terms.json"
    path.write_text(json.dumps(TERMS), encoding="utf-8-sig")
    out, err = io.StringIO(), io.StringIO()
    streams = Streams(io.StringIO(), out, err, files=None, clock=None, read_password=lambda: None)  # type: ignore[arg-type]  # no company, no clock here
    assert run_command(["simulate", str(path)], streams) == 0
    assert len(json.loads(out.getvalue())["rows"]) == 6


def test_vat_of_fees_is_a_column_where_some_fee_carries_it() -> None:
    taxed = {"name": "Seguro", "amount": "25.00"}
    _, result, _ = _run({**TERMS, "fees": [taxed]})
    row = result["rows"][0]
    assert (row["fees"], row["fees_vat"], row["total"]) == ("25.00", "4.00", "1904.45")
    assert result["totals"]["fees_vat"] == "24.00"
    _, result, _ = _run({**TERMS, "fees": [{**taxed, "vat_rate": "0"}]})
    assert list(result["rows"][0]) == ROW_KEYS


def test_the_due_date_printed_is_the_one_demanded() -> None:
    """15 February 2026 is a Sunday, and Monday 16 March a bank holiday."""
    _, result, _ = _run({**TERMS, "business_day_rule": "following"})
    assert [row["due_on"] for row in result["rows"][:2]] == ["2026-02-16", "2026-03-17"]
    assert result["totals"]["interest"] == "1079.91"


def test_the_cat_counts_the_opening_fee() -> None:
    """Publicly checked: 100,000 at 24 %, twelve months, 3 % deducted is 34.5."""
    terms = {**TERMS, "principal": "100000.00", "annual_rate": "0.24", "method": "level", "installments": 12}
    assert _run(terms)[1]["cat"] == "26.8"
    assert _run({**terms, "opening_fee": {"rate": "0.03"}})[1]["cat"] == "34.5"
    assert _run({**terms, "opening_fee": {"rate": "0.03", "how": "financed"}})[1]["cat"] == "34.2"


def test_the_table_is_written_as_a_workbook_and_a_pdf(tmp_path: Path) -> None:
    workbook, pdf = tmp_path / "tabla.xlsx", tmp_path / "tabla.pdf"
    code, result, _ = _run(TERMS, "--xlsx", str(workbook), "--pdf", str(pdf))
    assert code == 0
    assert len(result["rows"]) == 6
    assert pdf.read_bytes().startswith(b"%PDF")
    cells = {cell for row in load_workbook(workbook).worksheets[0].iter_rows(values_only=True) for cell in row}
    assert 1812.38 in cells


def test_a_file_is_of_one_loan() -> None:
    code, result, err = _run([TERMS], "--pdf", "x.pdf")
    assert (code, result) == (2, None)
    assert "un solo crédito" in err


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({**TERMS, "installments": 0}, "El número de pagos debe ser 1 o más"),
        ({**TERMS, "annual_rate": "-0.36"}, "Una tasa no puede ser negativa"),
        ({**TERMS, "first_due_on": "2026-01-14"}, "posterior a la entrega (15/01/2026)"),
        ({**TERMS, "principal": "1O000"}, "«principal»: 1O000 no es un número"),
        ({**TERMS, "principal": "100.005"}, "más de dos decimales"),
        ({**TERMS, "installments": 10**6}, "llega a lo más a 1200"),
        ({**TERMS, "frequency": "semimonthly", "first_due_on": "2026-02-10"}, "elija 31/01/2026 o 15/02/2026"),
        ({**TERMS, "tasa": "1"}, "no se reconocen: tasa"),
        ([TERMS, {**TERMS, "installments": 0}], "En el elemento 2 de la lista: El número de pagos"),
        ('{"principal": 1e30}', "el número es demasiado grande"),
        ('{"principal": NaN}', "«principal»: nan no es un número"),
        ('{"principal": "5"}', "Faltan datos del crédito: annual_rate, vat_rate"),
        ("{", "no es JSON válido"),
        ("[" * 100_000, "no es JSON válido"),
        ("", "no es JSON válido"),
        ("5", "objeto JSON"),
    ],
)
def test_bad_input_is_one_line_of_spanish_and_no_table(data: object, says: str) -> None:
    code, result, err = _run(data)
    assert (code, result) == (2, None)
    assert says in err
    assert err.count("\n") == 1
    assert err.startswith("Error: ")
