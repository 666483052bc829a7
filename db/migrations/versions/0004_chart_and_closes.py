"""The chart of accounts, months, daily closes, and events of every kind; the ledger learns concepts and value dates.

Revision ID: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.catalogs.starting_chart import STARTING_CHART, STARTING_CODES

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

APPEND_ONLY = ("loan_events", "journal_entries", "journal_lines")


def upgrade() -> None:
    _create_new_tables()
    _fill_chart()
    _create_rebuilt_tables()
    _copy()
    for table in (*APPEND_ONLY, "loan_snapshots"):
        op.execute(f"DROP TABLE {table}")
        op.execute(f"ALTER TABLE {table}_new RENAME TO {table}")
    _create_indexes()
    for table in APPEND_ONLY:
        for action in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_refuses_{action.lower()} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def downgrade() -> None:
    raise NotImplementedError("a program never goes back to an older schema; it restores a backup")


def _fill_chart() -> None:
    connection = op.get_bind()
    for account in STARTING_CHART:
        connection.execute(
            sa.text("INSERT INTO accounts VALUES (:code, :name, :kind, :is_debit, :sat_code, 1, 1)"),
            {
                "code": account.code,
                "name": account.name,
                "kind": account.kind.value,
                "is_debit": account.is_debit,
                "sat_code": account.sat_code,
            },
        )
    for concept, code in STARTING_CODES.items():
        connection.execute(
            sa.text("INSERT INTO account_mappings VALUES (:concept, 0, :code)"),
            {"concept": concept.value, "code": code},
        )


def _copy() -> None:
    """A snapshot's day goes to the beginning of time: its loan is brought up to date by the next daily close."""
    op.execute("INSERT INTO loan_events_new SELECT *, '' FROM loan_events")
    op.execute(
        "INSERT INTO journal_entries_new SELECT e.id, e.posted_on, v.value_on, e.loan_id, e.event_id, NULL,"
        " e.created_at, e.created_by FROM journal_entries e JOIN loan_events v ON v.id = e.event_id"
    )
    op.execute(
        "INSERT INTO journal_lines_new SELECT l.entry_id, l.n, m.concept, l.account, l.debit, l.credit"
        " FROM journal_lines l JOIN account_mappings m ON m.account = l.account AND m.product_id = 0"
    )
    op.execute(
        "INSERT INTO loan_snapshots_new SELECT loan_id, '0001-01-01', 0, 1, outstanding_principal, advance,"
        " oldest_unpaid_on, next_due_on, next_due_amount, last_due_on, is_settled FROM loan_snapshots"
    )


def _create_new_tables() -> None:
    op.create_table(
        "accounts",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("is_debit", sa.Boolean(), nullable=False),
        sa.Column("sat_code", sa.String(length=12), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("code <> ''", name=op.f("ck_accounts_code")),
        sa.CheckConstraint(
            "kind IN ('asset', 'liability', 'equity', 'income', 'expense', 'memo')", name=op.f("ck_accounts_kind")
        ),
        sa.CheckConstraint("name <> ''", name=op.f("ck_accounts_name")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_accounts_version")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_accounts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "account_mappings",
        sa.Column("concept", sa.String(length=24), nullable=False),
        sa.Column("product_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("account", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "concept IN ('cash', 'banks', 'loans_principal', 'loans_overdue', 'interest_receivable', 'interest_overdue', 'vat_receivable', 'client_advances', 'vat_collected', 'vat_pending', 'deferred_fees', 'interest_income', 'late_interest_income', 'fee_income', 'opening_fee_income', 'memo_interest', 'memo_late', 'memo_contra')",
            name=op.f("ck_account_mappings_concept"),
        ),
        sa.ForeignKeyConstraint(["account"], ["accounts.code"], name=op.f("fk_account_mappings_account")),
        sa.PrimaryKeyConstraint("concept", "product_id", name=op.f("pk_account_mappings")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_account_mappings_account"), "account_mappings", ["account"], unique=False)
    op.create_table(
        "closed_months",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["closed_by"], ["users.id"], name=op.f("fk_closed_months_closed_by")),
        sa.PrimaryKeyConstraint("month", name=op.f("pk_closed_months")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "daily_closes",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_loan_id", sa.Integer(), nullable=False),
        sa.Column("loans", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("closed_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("loans >= 0", name=op.f("ck_daily_closes_loans")),
        sa.ForeignKeyConstraint(["closed_by"], ["users.id"], name=op.f("fk_daily_closes_closed_by")),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_daily_closes")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "loan_closes",
        sa.Column("loan_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("balances", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["loan_id"], ["loans.id"], name=op.f("fk_loan_closes_loan_id")),
        sa.PrimaryKeyConstraint("loan_id", name=op.f("pk_loan_closes")),
        sqlite_with_rowid=False,
    )


def _create_rebuilt_tables() -> None:
    op.create_table(
        "journal_entries_new",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=False),
        sa.Column("value_on", sa.Date(), nullable=False),
        sa.Column("loan_id", sa.Integer(), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("close_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("(event_id IS NULL) = (close_on IS NOT NULL)", name=op.f("ck_journal_entries_source")),
        sa.CheckConstraint("(loan_id IS NULL) = (event_id IS NULL)", name=op.f("ck_journal_entries_event_of_loan")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_journal_entries_created_by")),
        sa.ForeignKeyConstraint(["event_id"], ["loan_events.id"], name=op.f("fk_journal_entries_event_id")),
        sa.ForeignKeyConstraint(["loan_id"], ["loans.id"], name=op.f("fk_journal_entries_loan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_entries")),
    )
    op.create_table(
        "journal_lines_new",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("concept", sa.String(length=24), nullable=False),
        sa.Column("account", sa.String(length=20), nullable=False),
        sa.Column("debit", sa.BigInteger(), nullable=False),
        sa.Column("credit", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "concept IN ('cash', 'banks', 'loans_principal', 'loans_overdue', 'interest_receivable', 'interest_overdue', 'vat_receivable', 'client_advances', 'vat_collected', 'vat_pending', 'deferred_fees', 'interest_income', 'late_interest_income', 'fee_income', 'opening_fee_income', 'memo_interest', 'memo_late', 'memo_contra')",
            name=op.f("ck_journal_lines_concept"),
        ),
        sa.CheckConstraint(
            "(debit > 0 AND credit = 0) OR (debit = 0 AND credit > 0)", name=op.f("ck_journal_lines_one_side")
        ),
        sa.ForeignKeyConstraint(["account"], ["accounts.code"], name=op.f("fk_journal_lines_account")),
        sa.ForeignKeyConstraint(["entry_id"], ["journal_entries.id"], name=op.f("fk_journal_lines_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", "n", name=op.f("pk_journal_lines")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "loan_events_new",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("loan_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("value_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("excess", sa.String(length=16), nullable=True),
        sa.Column("effect", sa.String(length=16), nullable=True),
        sa.Column("reverses_event_id", sa.Integer(), nullable=True),
        sa.Column("request_id", sa.String(length=80), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("receipt", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("details", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'reversal') = (reverses_event_id IS NOT NULL)", name=op.f("ck_loan_events_reversal")
        ),
        sa.CheckConstraint(
            "amount > 0 OR (amount = 0 AND kind NOT IN ('disbursement', 'payment', 'charge', 'waiver'))",
            name=op.f("ck_loan_events_amount"),
        ),
        sa.CheckConstraint(
            "channel IN ('cash', 'transfer', 'card', 'cheque', 'deposit')", name=op.f("ck_loan_events_channel")
        ),
        sa.CheckConstraint(
            "kind IN ('disbursement', 'payment', 'charge', 'waiver', 'reversal', 'reschedule', 'restructure', 'acceleration', 'write_off', 'assignment')",
            name=op.f("ck_loan_events_kind"),
        ),
        sa.CheckConstraint(
            "kind NOT IN ('disbursement', 'payment') OR channel IS NOT NULL", name=op.f("ck_loan_events_money_moves")
        ),
        sa.CheckConstraint("kind NOT IN ('reversal', 'waiver') OR reason <> ''", name=op.f("ck_loan_events_reason")),
        sa.CheckConstraint("request_id <> ''", name=op.f("ck_loan_events_request_id")),
        sa.CheckConstraint("seq >= 1", name=op.f("ck_loan_events_seq")),
        sa.ForeignKeyConstraint(["loan_id"], ["loans.id"], name=op.f("fk_loan_events_loan_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["users.id"], name=op.f("fk_loan_events_recorded_by")),
        sa.ForeignKeyConstraint(
            ["reverses_event_id"], ["loan_events.id"], name=op.f("fk_loan_events_reverses_event_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loan_events")),
        sa.UniqueConstraint("loan_id", "seq", name=op.f("uq_loan_events_loan_id_seq")),
        sa.UniqueConstraint("request_id", name=op.f("uq_loan_events_request_id")),
        sa.UniqueConstraint("reverses_event_id", name=op.f("uq_loan_events_reverses_event_id")),
    )
    op.create_table(
        "loan_snapshots_new",
        sa.Column("loan_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("days_past_due", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("outstanding_principal", sa.BigInteger(), nullable=False),
        sa.Column("advance", sa.BigInteger(), nullable=False),
        sa.Column("oldest_unpaid_on", sa.Date(), nullable=True),
        sa.Column("next_due_on", sa.Date(), nullable=True),
        sa.Column("next_due_amount", sa.BigInteger(), nullable=False),
        sa.Column("last_due_on", sa.Date(), nullable=False),
        sa.Column("is_settled", sa.Boolean(), nullable=False),
        sa.CheckConstraint("(next_due_on IS NULL) = (next_due_amount = 0)", name=op.f("ck_loan_snapshots_next_due")),
        sa.CheckConstraint("advance >= 0", name=op.f("ck_loan_snapshots_advance")),
        sa.CheckConstraint("days_past_due >= 0", name=op.f("ck_loan_snapshots_days_past_due")),
        sa.CheckConstraint("next_due_amount >= 0", name=op.f("ck_loan_snapshots_next_due_amount")),
        sa.CheckConstraint("outstanding_principal >= 0", name=op.f("ck_loan_snapshots_outstanding_principal")),
        sa.CheckConstraint("stage BETWEEN 1 AND 3", name=op.f("ck_loan_snapshots_stage")),
        sa.ForeignKeyConstraint(["loan_id"], ["loans.id"], name=op.f("fk_loan_snapshots_loan_id")),
        sa.PrimaryKeyConstraint("loan_id", name=op.f("pk_loan_snapshots")),
    )


def _create_indexes() -> None:
    op.create_index(op.f("ix_journal_entries_close_on"), "journal_entries", ["close_on"], unique=False)
    op.create_index(op.f("ix_journal_entries_event_id"), "journal_entries", ["event_id"], unique=False)
    op.create_index(op.f("ix_journal_entries_loan_id"), "journal_entries", ["loan_id"], unique=False)
    op.create_index(op.f("ix_journal_entries_posted_on"), "journal_entries", ["posted_on"], unique=False)
    op.create_index(op.f("ix_journal_lines_account"), "journal_lines", ["account"], unique=False)
    op.create_index(
        "uq_loan_events_receipt",
        "loan_events",
        ["receipt"],
        unique=True,
        sqlite_where=sa.text("receipt <> ''"),
        postgresql_where=sa.text("receipt <> ''"),
    )
