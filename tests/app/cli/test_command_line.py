"""The program without a window, run as it will be: real processes, their exit codes and what they write."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from app.cli import COMMANDS
from app.ports.queries import ClientLine, LedgerTotals, PortfolioLine
from db.company_files import LocalCompanyFiles

ROOT = Path(__file__).parents[3]
PASSWORD = "cuatro palabras que nadie adivina"
DAY = date(2026, 11, 23)
USERS = ["admin", "cajera", "ejecutivo", "gestor", "contador", "gerente", "oficial"]
TERMS = {
    "principal": "10000.00",
    "annual_rate": "0.36",
    "vat_rate": "0.16",
    "method": "level_with_vat",
    "frequency": "monthly",
    "installments": 6,
    "disbursed_on": "2026-01-15",
    "first_due_on": "2026-02-15",
    "day_count": "30/360",
}
FLOWS = {
    "disbursements": [{"t": "0", "amount": "100.00"}],
    "payments": [{"t": "1", "amount": "110.00"}],
}
ENGLISH = re.compile(
    r"\b(usage|options|positional|optional|arguments?|show|help message|exit|default|error:|invalid|required)\b"
)
GIVEN_NAMES = ("-h, --help", "{small,medium,large}", "--user", "--size")


def run(
    *arguments: str, typed: bytes | str = b"", password: str | None = None, folder: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "ACREDITA_PASSWORD"}
    if password is not None:
        environment["ACREDITA_PASSWORD"] = password
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *arguments],
        input=typed.encode() if isinstance(typed, str) else typed,
        capture_output=True,
        env=environment,
        cwd=folder,
        timeout=120,
        check=False,
    )
    out, err = (stream.decode("utf-8").replace("\r\n", "\n") for stream in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def _refused(done: subprocess.CompletedProcess[str], says: str) -> None:
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1
    assert says in done.stderr


@pytest.mark.parametrize("arguments", [[], *([command.NAME] for command in COMMANDS)], ids=" ".join)
def test_help_is_in_spanish(arguments: list[str]) -> None:
    done = run(*arguments, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("uso: acredita")
    assert "opciones:" in done.stdout
    text = done.stdout
    for name in GIVEN_NAMES:
        text = text.replace(name, "")
    assert not ENGLISH.findall(text)


def test_the_help_names_every_command() -> None:
    text = run("--help").stdout
    assert all(command.NAME in text for command in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nada"], "'nada' no es una opción"),
        (["simulate"], "falta escribir: TERMS.json"),
        (["cat"], "falta escribir: FLOWS.json"),
        (["read-statement"], "falta escribir: ARCHIVO"),
        (["seed"], "falta escribir: --db"),
        (["simulate", "-", "--nada"], "no se reconoce: --nada"),
        (["simulate", "-", "--xlsx"], "--xlsx lleva un valor"),
        (["seed", "--size", "huge", "--db", "x"], "'huge' no es una opción"),
        (["simulate", "no hay.json"], "No se encontró el archivo no hay.json"),
        (["simulate", "."], "que sea un archivo, no una carpeta"),
        (["simulate", ""], "que sea un archivo, no una carpeta"),
        (["read-statement", "no hay.xlsx"], "No se encontró el archivo"),
        (["read-statement", "."], "No se pudo abrir"),
        (["read-statement", "main.py", "--layout", "nada"], "Ese formato no existe"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_badly_written_command_ends_with_one_line_and_2(arguments: list[str], says: str, tmp_path: Path) -> None:
    (tmp_path / "main.py").touch()
    _refused(run(*arguments, folder=tmp_path), says)


@pytest.mark.parametrize(
    ("command", "typed", "says"),
    [
        ("simulate", b"", "no es JSON válido"),
        ("simulate", b"\xff\xfe{", "no es texto UTF-8"),
        ("simulate", b"[" * 100_000, "no es JSON válido"),
        ("simulate", json.dumps({**TERMS, "installments": 0}), "El número de pagos debe ser 1 o más"),
        ("simulate", json.dumps({**TERMS, "annual_rate": "-0.36"}), "Una tasa no puede ser negativa"),
        ("simulate", json.dumps({**TERMS, "first_due_on": "2026-01-15"}), "posterior a la entrega (15/01/2026)"),
        ("simulate", json.dumps({**TERMS, "principal": "1e30"}), "«principal»: 1e30 no es un número"),
        ("simulate", json.dumps(TERMS).replace('"10000.00"', "NaN"), "«principal»: nan no es un número"),
        ("simulate", '{"\\ud800": 1}', "no se reconocen: \\ud800"),
        ("cat", '{"\\ud800": 1}', "\\ud800"),
        ("cat", json.dumps({**FLOWS, "payments": []}), "al menos una entrega y un pago"),
    ],
)
def test_bad_input_ends_with_one_line_and_2(command: str, typed: bytes | str, says: str) -> None:
    _refused(run(command, "-", typed=typed), says)


def test_standard_input_is_read_and_a_list_answered_with_a_list() -> None:
    one = run("simulate", "-", typed="\ufeff" + json.dumps(TERMS))
    many = run("simulate", "-", typed=json.dumps([TERMS, {**TERMS, "installments": 1}]))
    assert (one.returncode, many.returncode, one.stderr, many.stderr) == (0, 0, "", "")
    first, second = json.loads(many.stdout)
    assert first == json.loads(one.stdout)
    assert first["rows"][5]["principal"] == "1812.38"
    assert [row["total"] for row in second["rows"]] == ["10348.00"]
    assert json.loads(run("cat", "-", typed=json.dumps([FLOWS])).stdout) == [{"cat": "10.0"}]


def test_the_files_written_open_and_hold_the_table(tmp_path: Path) -> None:
    (tmp_path / "crédito.json").write_text(json.dumps(TERMS), encoding="utf-8")
    done = run("simulate", "crédito.json", "--xlsx", "tabla.xlsx", "--pdf", "tabla.pdf", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    cells = [cell for row in load_workbook(tmp_path / "tabla.xlsx").worksheets[0].iter_rows() for cell in row]
    assert {1527.45, 1580.6, 1812.38} <= {cell.value for cell in cells}
    text = " ".join(page.extract_text() for page in PdfReader(tmp_path / "tabla.pdf").pages)
    assert "1,875.45" in text
    assert "1,812.38" in text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["crédito.json", "tabla.pdf", "tabla.xlsx"]


@pytest.mark.parametrize(
    ("option", "path", "says"),
    [
        ("--xlsx", "", "lleva el nombre del archivo"),
        ("--pdf", ".", "lleva el nombre del archivo"),
        ("--xlsx", "no hay/tabla.xlsx", "No se pudo guardar"),
        ("--pdf", "no hay/tabla.pdf", "No se pudo guardar"),
    ],
)
def test_a_file_that_cannot_be_written_ends_with_one_line_and_2(
    option: str, path: str, says: str, tmp_path: Path
) -> None:
    _refused(run("simulate", "-", option, path, typed=json.dumps(TERMS), folder=tmp_path), says)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is Linux's")
def test_a_full_disk_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, str(ROOT / "main.py"), "simulate", "-"],
            input=json.dumps(TERMS).encode(),
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert "No se pudo escribir el resultado" in done.stderr.decode("utf-8")


@pytest.mark.parametrize(
    ("options", "password", "says"),
    [
        ([], None, "Falta la contraseña"),
        ([], "", "Falta la contraseña"),
        ([], "corta", "al menos 12 caracteres"),
        (["--password", PASSWORD], None, "no se reconoce: --password"),
        (["--user", "nadie"], PASSWORD, "elija entre admin, cajera, ejecutivo, gestor, contador"),
        (["--on", "2026-02-30"], PASSWORD, "no es una fecha"),
        (["--on", "0001-01-01"], PASSWORD, "el año es de 1970 a 2100"),
        (["--on", "9999-12-31"], PASSWORD, "el año es de 1970 a 2100"),
    ],
    ids=["no password", "empty", "short", "as an argument", "user", "no date", "too early", "too late"],
)
def test_a_lender_that_cannot_be_made_leaves_nothing(
    options: list[str], password: str | None, says: str, tmp_path: Path
) -> None:
    _refused(run("seed", "--db", "demo.acredita", *options, password=password, folder=tmp_path), says)
    assert list(tmp_path.iterdir()) == []


Data = tuple[tuple[PortfolioLine, ...], tuple[ClientLine, ...], LedgerTotals]


def _seeded(folder: Path) -> Data:
    folder.mkdir()
    done = run("seed", "--size", "small", "--db", "demo.acredita", "--on", str(DAY), password=PASSWORD, folder=folder)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    made = json.loads(done.stdout)
    assert (made["clients"], made["loans"]) == (300, 500)
    assert (folder / made["statement"]).is_file()
    assert PASSWORD not in done.stdout + done.stderr
    database = LocalCompanyFiles().open(folder / "demo.acredita", "cajera", PASSWORD)
    try:
        with database.reading() as uow:
            assert [user.username for user in uow.users.all()] == USERS
            return uow.queries.portfolio(DAY), uow.queries.clients("", 1000), uow.queries.ledger_totals()
    finally:
        database.close()


def test_the_same_size_and_day_make_the_same_lender_and_never_write_over_one(tmp_path: Path) -> None:
    with ThreadPoolExecutor() as threads:
        first, second = threads.map(_seeded, [tmp_path / "a", tmp_path / "b"])
    assert first == second
    portfolio, clients, totals = first
    assert len(clients) == 300
    assert len({line.folio for line in portfolio}) == len(portfolio)
    assert totals.debits == totals.credits
    kept = (tmp_path / "a" / "demo.acredita").read_bytes()
    _refused(run("seed", "--db", "demo.acredita", password=PASSWORD, folder=tmp_path / "a"), "Ya hay un archivo")
    assert (tmp_path / "a" / "demo.acredita").read_bytes() == kept
