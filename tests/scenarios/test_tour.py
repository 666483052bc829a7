"""The tour is a test: the whole main job, played on the real windows in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_main_job_is_played_and_leaves_its_pictures_and_papers(tmp_path: Path) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.scenarios.play_tour", "--out", str(tmp_path)]
    played = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=400, check=False
    )
    assert played.returncode == 0, played.stderr[-3000:]
    pictures = sorted(tmp_path.glob("[0-9][0-9]-*.png"))
    assert len(pictures) >= 50
    assert all(picture.stat().st_size > 5_000 for picture in pictures)
    contract = "\n".join(page.extract_text() for page in PdfReader(tmp_path / "contrato.pdf").pages)
    for words in ("CARÁTULA", "58.7", "1,875.45", "DIEZ MIL PESOS 00/100 M.N.", "PAGARÉ", "AVISO DE PRIVACIDAD"):
        assert words.casefold() in contract.casefold(), words
    receipt = PdfReader(tmp_path / "recibo.pdf").pages[0].extract_text()
    assert "REC-000001" in receipt
    assert "1,896.71" in receipt  # 1,875.45; 1,527.45 at 72 %/360 for the six days after 17 November, and its VAT
    sheet = load_workbook(tmp_path / "cartera.xlsx")["Cartera"]
    assert sheet.freeze_panes is not None
    assert any(str(cell.value).startswith("=") for row in sheet.iter_rows() for cell in row)
