"""The command cat: the CAT of flows, by fractions of the year or by dates."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from app.cli.command_line import run_command
from app.cli.streams import Streams

EXAMPLES = json.loads(
    (Path(__file__).parents[2] / "golden" / "worked_examples" / "cat.json").read_text(encoding="utf-8")
)["examples"]


def _run(data: object) -> tuple[int, Any, str]:
    out, err = io.StringIO(), io.StringIO()
    typed = io.StringIO(data if isinstance(data, str) else json.dumps(data))
    streams = Streams(typed, out, err, files=None, clock=None, read_password=lambda: None)  # type: ignore[arg-type]  # no company, no clock here
    code = run_command(["cat", "-"], streams)
    return code, json.loads(out.getvalue()) if out.getvalue() else None, err.getvalue()


def _flows(*payments: dict[str, object], start: dict[str, object] | None = None) -> dict[str, object]:
    return {"disbursements": [start or {"t": "0", "amount": "1000.00"}], "payments": list(payments)}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["id"])
def test_the_published_cat_comes_out(example: dict[str, Any]) -> None:
    assert _run(example["flows"]) == (0, {"cat": example["cat"]}, "")


def test_a_list_gives_a_list() -> None:
    code, results, _ = _run([example["flows"] for example in EXAMPLES])
    assert code == 0
    assert [result["cat"] for result in results] == [example["cat"] for example in EXAMPLES]


def test_dates_count_days_of_365_from_the_first_disbursement() -> None:
    """73 days are a fifth of the year: 1.02^5 = 1.10408…"""
    start: dict[str, object] = {"on": "2026-01-15", "amount": "1000.00"}
    assert _run(_flows({"on": "2026-03-29", "amount": "1020.00"}, start=start))[1] == {"cat": "10.4"}


def test_a_time_is_a_fraction_a_decimal_or_a_whole_number() -> None:
    for t in ("3/2", "1.5", " 3 / 2 "):
        assert _run(_flows({"t": t, "amount": "1200.00"}))[1] == {"cat": "12.9"}
    assert _run('{"disbursements":[{"t":0,"amount":1000}],"payments":[{"t":1.5,"amount":1200.00}]}')[1] == {
        "cat": "12.9"
    }


def test_a_later_start_is_moved_to_the_first_disbursement() -> None:
    start: dict[str, object] = {"t": "1", "amount": "1000.00"}
    assert _run(_flows({"t": "2.5", "amount": "1200.00"}, start=start))[1] == {"cat": "12.9"}


def test_a_cash_guarantee_enters_when_given_and_negative_when_released() -> None:
    """The domain reference's C10: 43.0."""
    payments: list[dict[str, object]] = [{"t": "0", "amount": "10000"}, {"t": "1", "amount": "-10000"}]
    payments += [{"t": f"{k}/12", "amount": "9455.96"} for k in range(1, 13)]
    assert _run(_flows(*payments, start={"t": "0", "amount": "97000.00"}))[1] == {"cat": "43.0"}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (_flows(), "al menos una entrega y un pago"),
        (_flows({"t": "1", "amount": "900.00"}), "no hay un CAT positivo"),
        (_flows({"t": "1/0", "amount": "1200.00"}), "«t»: 1/0"),
        (_flows({"t": "-1", "amount": "1200.00"}), "«t»: -1"),
        (_flows({"t": "1e9", "amount": "1200.00"}), "«t»: 1e9"),
        (_flows({"t": "300", "amount": "1200.00"}), "«t»: 300"),
        (_flows({"t": "1", "amount": "mil"}), "mil no es un número"),
        (_flows({"t": "1", "amount": "1200.005"}), "más de dos decimales"),
        (_flows({"amount": "1200.00"}), "uno de «t» u «on»"),
        (_flows({"t": "1", "on": "2026-01-01", "amount": "1200.00"}), "uno de «t» u «on»"),
        (_flows({"on": "2026-01-01", "amount": "1200.00"}), "la primera entrega también debe llevar su fecha"),
        (_flows({"t": "1", "amount": "1200.00", "x": 1}), "no se reconocen: x"),
        (_flows({"t": "0", "amount": "5"}, start={"t": "1", "amount": "1000"}), "anterior a la primera entrega"),
        (_flows({"t": "1", "amount": "5"}, start={"t": "0", "amount": "-1000"}), "mayor que cero"),
        ({"disbursements": {}, "payments": []}, "«disbursements» debe ser una lista"),
        ([_flows(), 5], "En el elemento 1 de la lista"),
        ("7", "objeto JSON"),
        ({**_flows(), "payments": [{"t": "1", "amount": "1"}] * 10_001}, "demasiados flujos"),
    ],
)
def test_bad_input_is_one_line_of_spanish(data: object, says: str) -> None:
    code, result, err = _run(data)
    assert (code, result) == (2, None)
    assert says in err
    assert err.count("\n") == 1
