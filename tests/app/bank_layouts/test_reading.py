"""No file, however broken or hostile, gets past the reader as anything but a sentence for the user."""

from __future__ import annotations

import contextlib
import io
import random
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import msoffcrypto.format.ooxml
import pytest

from app.bank_layouts import read_statement
from app.bank_layouts.reading import read_grid
from app.errors import ExternalProblem, UserError
from app.messages import text_of
from tests.samples import bank_files

DAMAGED_FILES = 200


def code_of(path: Path) -> str:
    with pytest.raises(ExternalProblem) as caught:
        read_grid(path)
    assert path.name in text_of(caught.value)
    assert "No se guardó nada" in text_of(caught.value)
    return caught.value.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "bank.empty"),
        (b"\r\n \r\n", "bank.empty"),
        (b"hola\nmundo\n", "bank.no_table"),
        (b"%PDF-1.7\n1,2,3,4\n", "bank.pdf"),
        (b"<html><body><table><tr><td>1</td></tr></table>", "bank.web_page"),
        (b"PK\x03\x04 not a zip", "bank.damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600, "bank.damaged"),
        (bytes(range(32)) * 40, "bank.damaged"),
    ],
)
def test_what_is_no_statement_is_refused_with_its_reason(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "archivo.xls"
    path.write_bytes(content)
    assert code_of(path) == code


def test_a_missing_file_and_a_folder_are_said_so(tmp_path: Path) -> None:
    assert code_of(tmp_path / "nada.xlsx") == "bank.missing"
    assert code_of(tmp_path) == "bank.unreadable"


def test_a_workbook_without_a_table_is_said_so(tmp_path: Path) -> None:
    assert code_of(bank_files.save_xlsx(tmp_path / "nota.xlsx", [("Hola",), ("mundo",)])) == "bank.no_table"


def test_a_workbook_with_a_password_is_said_so(tmp_path: Path) -> None:
    sealed = io.BytesIO()
    plain = io.BytesIO(bank_files.bbva_people(tmp_path).read_bytes())
    msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("secreto", sealed)
    path = tmp_path / "con_clave.xlsx"
    path.write_bytes(sealed.getvalue())
    assert code_of(path) == "bank.password"


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = bank_files.zip_bomb(tmp_path / "bomba.xlsx", 300_000_000)
    assert path.stat().st_size < 1_000_000
    assert code_of(path) == "bank.too_large"


def test_a_file_above_the_limit_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "enorme.xlsx"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    assert code_of(path) == "bank.too_large"


def test_a_cell_in_the_last_corner_is_refused_not_reserved(tmp_path: Path) -> None:
    path = bank_files.save_xlsx(tmp_path / "esquina.xlsx", [("Fecha", "Abono"), ("a", "b")])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b'r="B2"', b'r="XFD1048576"')
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert code_of(path) == "bank.too_large"


def test_a_dimension_that_lies_does_no_harm(tmp_path: Path) -> None:
    path = bank_files.bbva_people(tmp_path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert b'<dimension ref="A1:E7"' in parts[sheet]
    parts[sheet] = parts[sheet].replace(b"A1:E7", b"A1:XFD1048576")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert len(read_statement(path).movements) == 3


def test_xml_that_declares_entities_is_refused(tmp_path: Path) -> None:
    path = bank_files.bbva_companies(tmp_path)
    text = path.read_text(encoding="utf-8").replace("<Workbook", '<!DOCTYPE x [<!ENTITY a "b">]><Workbook', 1)
    for charset in ("utf-8", "utf-16"):
        path.write_text(text.replace('encoding="UTF-8"', f'encoding="{charset}"'), encoding=charset)
        assert code_of(path) == "bank.damaged"


def test_numbers_arrive_exact(tmp_path: Path) -> None:
    path = bank_files.save_xlsx(tmp_path / "n.xlsx", [("a", "b"), (0.1, 1234567.89), (3, "007")])
    assert read_grid(path)[0].rows[1:] == [[Decimal("0.1"), Decimal("1234567.89")], [Decimal("3.0"), "007"]]


@pytest.mark.parametrize("writer", [bank_files.bbva_people, bank_files.banorte_xls, bank_files.bbva_companies])
def test_damaged_workbooks_raise_nothing_but_the_users_errors(tmp_path: Path, writer: Callable[[Path], Path]) -> None:
    original = writer(tmp_path).read_bytes()
    chance = random.Random(writer.__name__)
    path = tmp_path / "dañado.xls"
    for _ in range(DAMAGED_FILES):
        data = bytearray(original)
        for _ in range(chance.randint(1, 60)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(bytes(data[: chance.randrange(1, len(data))]) if chance.random() < 0.5 else bytes(data))
        with contextlib.suppress(UserError):
            read_statement(path)


def test_an_old_workbook_with_a_cell_in_the_last_corner_is_refused(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Fecha", "Abono"], ["a", "b"], *([[]] * 65533), [*[None] * 255, "x"]]
    assert code_of(bank_files.save_xls(tmp_path / "esquina.xls", rows)) == "bank.too_large"
