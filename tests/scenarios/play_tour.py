"""Plays the main job on the real windows and leaves its pictures, PDFs and workbook in a folder.

``python -m tests.scenarios.play_tour --out DIR``: first run, client, loan, contract, disbursement, payment, reversal,
bank reconciliation, portfolio; then the demonstration lender. No service is called: only clicks and keys.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.ports.clock import FixedClock
from db.company_files import LocalCompanyFiles
from tests.scenarios.driver import Driver
from tests.scenarios.tour_company import play_company
from tests.scenarios.tour_demo import play_demo
from ui.application import HOME_VARIABLE, Application, make_application

OWN_FILES = (
    "[0-9][0-9]*-*.png",
    "contrato.pdf",
    "recibo.pdf",
    "cartera.xlsx",
    "demo-*.xlsx",
    "banco-*.xlsx",
    "usb/*",
)
"""What a former tour left in the folder: it would ask whether to replace its papers."""
TOUR_DAY = datetime(2026, 11, 23, 18, tzinfo=UTC)


def play(script: Callable[[Driver], None], driver: Driver, clock: FixedClock, path: Path | None = None) -> None:
    """Run the program on this thread while the script acts from another; raise what the script raised."""
    failures: list[BaseException] = []

    def run_script() -> None:
        try:
            script(driver)
        except BaseException as error:  # noqa: BLE001  raised again below, once the windows are closed
            failures.append(error)
            traceback.print_exc()
            _give_up()

    thread = threading.Thread(target=run_script, name="guion")
    thread.start()
    Application(LocalCompanyFiles(clock=clock), clock, path).run()
    thread.join(timeout=120)
    if failures:
        raise failures[0]


def _give_up() -> None:
    os._exit(3)


def main(arguments: list[str]) -> int:
    """Exit code 0 when the whole tour was played."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--skip-demo", action="store_true", help="only the first company")
    args = parser.parse_args(arguments)
    args.out.mkdir(parents=True, exist_ok=True)
    for pattern in OWN_FILES:
        for old in args.out.glob(pattern):
            old.unlink()
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    home = Path(tempfile.mkdtemp(prefix="acredita-"))
    os.environ[HOME_VARIABLE] = str(home)
    application = make_application()
    driver = Driver(args.out)
    try:
        play(play_company, driver, FixedClock(TOUR_DAY))
        (home / "acredita.ini").unlink(missing_ok=True)
        if not args.skip_demo:
            play(play_demo, driver, FixedClock(TOUR_DAY + timedelta(hours=1)))
    finally:
        shutil.rmtree(home, ignore_errors=True)
    application.closeAllWindows()
    sys.stdout.write(f"{driver.count} pictures in {args.out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
