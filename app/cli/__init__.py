"""Commands without a window, one file each, listed here."""

from __future__ import annotations

import app.cli.cat as cat
import app.cli.read_statement as read_statement
import app.cli.replay as replay
import app.cli.seed as seed
import app.cli.simulate as simulate

COMMANDS = (simulate, cat, replay, read_statement, seed)
