"""Nothing in the clear stays in temporary folders: not after an export, and not after a program was killed in one."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest

from app.ports.queries import AuditFilter
from app.services.audit.read_audit import export_audit
from app.services.documents.issue_loan_documents import issue_loan_documents
from app.services.reports.export_portfolio import export_portfolio
from db.temporary_files import private_temporary_folder
from tests.company import PASSWORD, add_active_loan, new_lender

ROOT = Path(__file__).parents[2]
IN_THE_MIDDLE = """
import sys, tempfile, time
from app.documents.workbook import ListWorkbook
from db.temporary_files import private_temporary_folder
with private_temporary_folder() as folder:
    with ListWorkbook() as book:
        sheet = book.new_sheet("Cartera", [20])
        for _ in range(5000):
            sheet.append(["Concepción Salgado Briseño"])
        sys.stdout.write(f"{folder}\\n")
        sys.stdout.flush()
        time.sleep(60)
"""


def files_with(text: str, folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]


def run_main(temporary: Path, *arguments: str) -> int:
    environment = {**os.environ, "TMPDIR": str(temporary), "TEMP": str(temporary), "TMP": str(temporary)}
    command = [sys.executable, "main.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=60, check=False).returncode


def test_what_a_killed_program_left_is_gone_when_the_next_one_starts(tmp_path: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path), "TEMP": str(tmp_path), "TMP": str(tmp_path)}
    command = [sys.executable, "-c", IN_THE_MIDDLE]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        folder = Path(process.stdout.readline().strip())
        assert folder.parent == tmp_path
        assert folder.stat().st_mode & 0o077 == 0
        assert files_with("Salgado", tmp_path)
        assert run_main(tmp_path, "--help") == 0
        assert files_with("Salgado", tmp_path), "the folder of a running program is left alone"
        process.kill()
    assert files_with("Salgado", tmp_path)
    assert run_main(tmp_path, "--help") == 0
    assert list(tmp_path.iterdir()) == []


def test_exports_and_papers_leave_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary, out = tmp_path / "tmp", tmp_path / "out"
    for folder in (temporary, out, tmp_path / "empresa"):
        folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    lender = new_lender(tmp_path / "empresa")
    loan_id = add_active_loan(lender.ctx)
    with private_temporary_folder() as folder:
        export_portfolio(lender.ctx, out / "cartera.xlsx")
        export_audit(lender.ctx, AuditFilter(), out / "bitacora.xlsx")
        issue_loan_documents(lender.ctx, loan_id)
        assert list(folder.iterdir()) == []
    assert list(temporary.iterdir()) == []
    assert sorted(path.name for path in out.iterdir()) == ["bitacora.xlsx", "cartera.xlsx"]
    lender.ctx.database.close()


@pytest.mark.skipif(not Path("/proc").exists(), reason="lists processes as Linux does")
def test_the_password_is_in_no_list_of_processes(tmp_path: Path) -> None:
    """Who lists processes sees arguments: a password that comes from the environment or the terminal is not there."""
    lender = new_lender(tmp_path)
    lender.ctx.database.close()
    environment = {**os.environ, "ACREDITA_PASSWORD": PASSWORD}
    command = [sys.executable, "main.py", "verify", "--db", str(lender.path)]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        seen = set()
        while process.poll() is None:
            with suppress(OSError):
                seen.add(Path(f"/proc/{process.pid}/cmdline").read_bytes())
        assert process.stdout is not None
        assert process.stderr is not None
        said = process.stdout.read() + process.stderr.read()
    assert any(b"verify" in one for one in seen)
    assert not any(PASSWORD.encode() in one for one in (*seen, said))
