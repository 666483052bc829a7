"""The recovery key's sheet: one page with the key whole."""

from __future__ import annotations

from datetime import date

from app.documents import DOCUMENTS
from app.documents.recovery_key_sheet import write_recovery_key_sheet
from tests.app.documents.loan_papers import LONG_NAME, pages_of

KEY = "ABCDE-FGHJK-MNPQR-STVWX-YZ234-56789"


def test_one_page_has_the_key_on_one_line_and_what_to_do_with_it() -> None:
    (page,) = pages_of(
        write_recovery_key_sheet("Sierra Clara", r"C:\Acredita\sierra.acredita", KEY, date(2026, 11, 23))
    )
    for words in (
        KEY,
        "Sierra Clara",
        r"C:\Acredita\sierra.acredita",
        "23 de noviembre de 2026",
        "todos sus respaldos",
    ):
        assert words in page


def test_long_names_and_paths_stay_on_the_page() -> None:
    path = "/home/" + "carpeta" * 40 + "/<b>x</b>.acredita"
    (page,) = pages_of(write_recovery_key_sheet(LONG_NAME, path, KEY, date(2026, 11, 23)))
    assert KEY in page
    assert "<b>x</b>" in page.replace(" ", "")


def test_every_listed_document_has_its_own_key_and_a_spanish_title() -> None:
    assert [kind.key for kind in DOCUMENTS] == ["loan_package", "receipt", "recovery_key"]
    assert all(kind.title for kind in DOCUMENTS)
