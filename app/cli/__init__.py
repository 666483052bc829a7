"""Commands without a window, one file each, listed here."""

from __future__ import annotations

import app.cli.cat
import app.cli.read_statement
import app.cli.seed
import app.cli.simulate

COMMANDS = (app.cli.simulate, app.cli.cat, app.cli.read_statement, app.cli.seed)
