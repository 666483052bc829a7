"""Commands without a window, one file each, listed here."""

from __future__ import annotations

import app.cli.backup as backup
import app.cli.cat as cat
import app.cli.close_day as close_day
import app.cli.loans as loans
import app.cli.read_statement as read_statement
import app.cli.record_payments as record_payments
import app.cli.replay as replay
import app.cli.restore as restore
import app.cli.seed as seed
import app.cli.simulate as simulate
import app.cli.verify as verify

COMMANDS = (simulate, cat, replay, read_statement, seed, loans, record_payments, close_day, verify, backup, restore)
