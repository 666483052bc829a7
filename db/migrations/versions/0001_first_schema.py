"""The first schema: every table, and the triggers that keep what is recorded as it was recorded.

Revision ID: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = ("loan_events", "journal_entries", "journal_lines")


def upgrade() -> None:
    _create_tables()
    for table in APPEND_ONLY:
        for action in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_refuses_{action.lower()} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def downgrade() -> None:
    raise NotImplementedError("there is nothing before the first schema")


def _create_tables() -> None:
    op.create_table(
        "bank_accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_bank_accounts_name")),
        sa.CheckConstraint("number <> ''", name=op.f("ck_bank_accounts_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_accounts")),
        sa.UniqueConstraint("number", name=op.f("uq_bank_accounts_number")),
    )
    op.create_table(
        "bank_mappings",
        sa.Column("signature", sa.String(), nullable=False),
        sa.Column("mapping", sa.String(), nullable=False),
        sa.CheckConstraint("signature <> ''", name=op.f("ck_bank_mappings_signature")),
        sa.PrimaryKeyConstraint("signature", name=op.f("pk_bank_mappings")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "company",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("legal_name", sa.String(), nullable=False),
        sa.Column("trade_name", sa.String(), nullable=False),
        sa.Column("rfc", sa.String(length=12), nullable=False),
        sa.Column("street", sa.String(), nullable=False),
        sa.Column("exterior_number", sa.String(), nullable=False),
        sa.Column("interior_number", sa.String(), nullable=False),
        sa.Column("neighborhood", sa.String(), nullable=False),
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("postal_code", sa.String(length=5), nullable=False),
        sa.Column("phones", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("website", sa.String(), nullable=False),
        sa.Column("une_holder", sa.String(), nullable=False),
        sa.Column("une_address", sa.String(), nullable=False),
        sa.Column("une_phone", sa.String(), nullable=False),
        sa.Column("une_email", sa.String(), nullable=False),
        sa.Column("une_hours", sa.String(), nullable=False),
        sa.Column("reca_number", sa.String(), nullable=False),
        sa.Column("sipres_number", sa.String(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_company_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company")),
    )
    op.create_table(
        "folio_series",
        sa.Column("series", sa.String(length=8), nullable=False),
        sa.Column("next_number", sa.Integer(), nullable=False),
        sa.CheckConstraint("next_number >= 1", name=op.f("ck_folio_series_positive")),
        sa.PrimaryKeyConstraint("series", name=op.f("pk_folio_series")),
    )
    op.create_table(
        "products",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("method", sa.String(length=24), nullable=False),
        sa.Column("frequency", sa.String(length=16), nullable=False),
        sa.Column("day_count", sa.String(length=16), nullable=False),
        sa.Column("annual_rate", sa.String(length=40), nullable=False),
        sa.Column("late_annual_rate", sa.String(length=40), nullable=False),
        sa.Column("vat_rate", sa.String(length=40), nullable=False),
        sa.Column("opening_fee_rate", sa.String(length=40), nullable=False),
        sa.Column("amount_min", sa.BigInteger(), nullable=False),
        sa.Column("amount_max", sa.BigInteger(), nullable=False),
        sa.Column("installments_min", sa.Integer(), nullable=False),
        sa.Column("installments_max", sa.Integer(), nullable=False),
        sa.Column("amount_default", sa.BigInteger(), nullable=False),
        sa.Column("installments_default", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_products_name")),
        sa.CheckConstraint("0 < amount_min AND amount_min <= amount_max", name=op.f("ck_products_amounts")),
        sa.CheckConstraint(
            "1 <= installments_min AND installments_min <= installments_max", name=op.f("ck_products_installments")
        ),
        sa.CheckConstraint("amount_default BETWEEN amount_min AND amount_max", name=op.f("ck_products_amount_default")),
        sa.CheckConstraint(
            "installments_default BETWEEN installments_min AND installments_max",
            name=op.f("ck_products_installments_default"),
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_products_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_products")),
        sa.UniqueConstraint("name", name=op.f("uq_products_name")),
    )
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=60), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "role IN ('owner', 'cashier', 'credit_officer', 'collector', 'accountant')", name=op.f("ck_users_role")
        ),
        sa.CheckConstraint("username <> ''", name=op.f("ck_users_username")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("username", name=op.f("uq_users_username")),
    )
    op.create_table(
        "bank_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("layout", sa.String(length=80), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_bank_imports_sha256")),
        sa.ForeignKeyConstraint(["account_id"], ["bank_accounts.id"], name=op.f("fk_bank_imports_account_id")),
        sa.ForeignKeyConstraint(["imported_by"], ["users.id"], name=op.f("fk_bank_imports_imported_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_imports")),
        sa.UniqueConstraint("sha256", name=op.f("uq_bank_imports_sha256")),
    )
    op.create_index(op.f("ix_bank_imports_account_id"), "bank_imports", ["account_id"], unique=False)
    op.create_table(
        "clients",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("given_names", sa.String(), nullable=False),
        sa.Column("first_surname", sa.String(), nullable=False),
        sa.Column("second_surname", sa.String(), nullable=False),
        sa.Column("search_key", sa.String(), nullable=False),
        sa.Column("birth_on", sa.Date(), nullable=False),
        sa.Column("sex", sa.String(length=8), nullable=False),
        sa.Column("birth_state", sa.String(length=2), nullable=False),
        sa.Column("curp", sa.String(length=18), nullable=False),
        sa.Column("rfc", sa.String(length=13), nullable=False),
        sa.Column("street", sa.String(), nullable=False),
        sa.Column("exterior_number", sa.String(), nullable=False),
        sa.Column("interior_number", sa.String(), nullable=False),
        sa.Column("neighborhood", sa.String(), nullable=False),
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("postal_code", sa.String(length=5), nullable=False),
        sa.Column("mobile_phone", sa.String(), nullable=False),
        sa.Column("home_phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("clabe", sa.String(length=18), nullable=False),
        sa.Column("occupation", sa.String(), nullable=False),
        sa.Column("employer", sa.String(), nullable=False),
        sa.Column("monthly_income", sa.BigInteger(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("curp <> '' OR rfc <> ''", name=op.f("ck_clients_curp_or_rfc")),
        sa.CheckConstraint("search_key <> ''", name=op.f("ck_clients_search_key")),
        sa.CheckConstraint("sex IN ('man', 'woman', 'other')", name=op.f("ck_clients_sex")),
        sa.CheckConstraint("monthly_income >= 0", name=op.f("ck_clients_monthly_income")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_clients_version")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_clients_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clients")),
        sa.UniqueConstraint("number", name=op.f("uq_clients_number")),
    )
    op.create_index(op.f("ix_clients_birth_on"), "clients", ["birth_on"], unique=False)
    op.create_index(
        op.f("ix_clients_search_key_mobile_phone_home_phone_curp_rfc_number"),
        "clients",
        ["search_key", "mobile_phone", "home_phone", "curp", "rfc", "number"],
        unique=False,
    )
    op.create_index(
        "uq_clients_curp",
        "clients",
        ["curp"],
        unique=True,
        sqlite_where=sa.text("curp <> ''"),
        postgresql_where=sa.text("curp <> ''"),
    )
    op.create_index(
        "uq_clients_rfc",
        "clients",
        ["rfc"],
        unique=True,
        sqlite_where=sa.text("rfc <> ''"),
        postgresql_where=sa.text("rfc <> ''"),
    )
    op.create_table(
        "bank_movements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=80), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("credit", sa.BigInteger(), nullable=True),
        sa.Column("debit", sa.BigInteger(), nullable=True),
        sa.Column("balance", sa.BigInteger(), nullable=True),
        sa.Column("payer_name", sa.String(), nullable=False),
        sa.Column("payer_clabe", sa.String(), nullable=False),
        sa.Column("payer_rfc", sa.String(), nullable=False),
        sa.Column("tracking_key", sa.String(), nullable=False),
        sa.Column("time", sa.String(length=20), nullable=False),
        sa.CheckConstraint("fingerprint <> ''", name=op.f("ck_bank_movements_fingerprint")),
        sa.CheckConstraint("status IN ('pending', 'matched', 'left')", name=op.f("ck_bank_movements_status")),
        sa.ForeignKeyConstraint(["account_id"], ["bank_accounts.id"], name=op.f("fk_bank_movements_account_id")),
        sa.ForeignKeyConstraint(["import_id"], ["bank_imports.id"], name=op.f("fk_bank_movements_import_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_movements")),
        sa.UniqueConstraint("account_id", "fingerprint", name=op.f("uq_bank_movements_account_id_fingerprint")),
    )
    op.create_index(op.f("ix_bank_movements_import_id"), "bank_movements", ["import_id"], unique=False)
    op.create_table(
        "known_payers",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("client_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.CheckConstraint("key <> ''", name=op.f("ck_known_payers_key")),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_known_payers_client_id")),
        sa.PrimaryKeyConstraint("key", "client_id", name=op.f("pk_known_payers")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_known_payers_client_id"), "known_payers", ["client_id"], unique=False)
    op.create_table(
        "loans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("folio", sa.String(length=20), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("principal", sa.BigInteger(), nullable=False),
        sa.Column("installments", sa.Integer(), nullable=False),
        sa.Column("cat", sa.String(length=40), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("disbursed_on", sa.Date(), nullable=True),
        sa.Column("disbursement_channel", sa.String(length=12), nullable=True),
        sa.Column("disbursement_reference", sa.String(), nullable=True),
        sa.Column("net_amount", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("terms", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(status IN ('active', 'settled')) = (disbursed_on IS NOT NULL)",
            name=op.f("ck_loans_disbursed_when_active"),
        ),
        sa.CheckConstraint(
            "disbursement_channel IN ('cash', 'transfer', 'card', 'cheque', 'deposit')",
            name=op.f("ck_loans_disbursement_channel"),
        ),
        sa.CheckConstraint("status IN ('approved', 'active', 'settled', 'cancelled')", name=op.f("ck_loans_status")),
        sa.CheckConstraint(
            "(disbursed_on IS NULL) = (disbursement_channel IS NULL) AND (disbursed_on IS NULL) = (disbursement_reference IS NULL) AND (disbursed_on IS NULL) = (net_amount IS NULL)",
            name=op.f("ck_loans_disbursement_whole"),
        ),
        sa.CheckConstraint("installments >= 1", name=op.f("ck_loans_installments")),
        sa.CheckConstraint("net_amount > 0", name=op.f("ck_loans_net_amount")),
        sa.CheckConstraint("principal > 0", name=op.f("ck_loans_principal")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_loans_version")),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_loans_client_id")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_loans_created_by")),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name=op.f("fk_loans_product_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loans")),
        sa.UniqueConstraint("folio", name=op.f("uq_loans_folio")),
    )
    op.create_index(op.f("ix_loans_client_id"), "loans", ["client_id"], unique=False)
    op.create_index(op.f("ix_loans_product_id"), "loans", ["product_id"], unique=False)
    op.create_index(op.f("ix_loans_status"), "loans", ["status"], unique=False)
    op.create_table(
        "loan_events",
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
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("receipt", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'reversal') = (reverses_event_id IS NOT NULL)", name=op.f("ck_loan_events_reversal")
        ),
        sa.CheckConstraint("amount > 0 OR (kind = 'reversal' AND amount = 0)", name=op.f("ck_loan_events_amount")),
        sa.CheckConstraint(
            "channel IN ('cash', 'transfer', 'card', 'cheque', 'deposit')", name=op.f("ck_loan_events_channel")
        ),
        sa.CheckConstraint("kind <> 'reversal' OR reason <> ''", name=op.f("ck_loan_events_reason")),
        sa.CheckConstraint("kind IN ('disbursement', 'payment', 'reversal')", name=op.f("ck_loan_events_kind")),
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
    op.create_index(
        "uq_loan_events_receipt",
        "loan_events",
        ["receipt"],
        unique=True,
        sqlite_where=sa.text("receipt <> ''"),
        postgresql_where=sa.text("receipt <> ''"),
    )
    op.create_table(
        "loan_installments",
        sa.Column("loan_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("demanded_on", sa.Date(), nullable=False),
        sa.Column("opening", sa.BigInteger(), nullable=False),
        sa.Column("principal", sa.BigInteger(), nullable=False),
        sa.Column("interest", sa.BigInteger(), nullable=False),
        sa.Column("vat", sa.BigInteger(), nullable=False),
        sa.Column("fees", sa.BigInteger(), nullable=False),
        sa.Column("fees_vat", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("closing", sa.BigInteger(), nullable=False),
        sa.Column("paid_charges", sa.BigInteger(), nullable=False),
        sa.Column("paid_charges_vat", sa.BigInteger(), nullable=False),
        sa.Column("paid_late_interest", sa.BigInteger(), nullable=False),
        sa.Column("paid_late_vat", sa.BigInteger(), nullable=False),
        sa.Column("paid_interest", sa.BigInteger(), nullable=False),
        sa.Column("paid_vat", sa.BigInteger(), nullable=False),
        sa.Column("paid_fees", sa.BigInteger(), nullable=False),
        sa.Column("paid_fees_vat", sa.BigInteger(), nullable=False),
        sa.Column("paid_principal", sa.BigInteger(), nullable=False),
        sa.Column("is_paid", sa.Boolean(), nullable=False),
        sa.Column("unpaid", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("n >= 1", name=op.f("ck_loan_installments_n")),
        sa.CheckConstraint(
            "total = principal + interest + vat + fees + fees_vat", name=op.f("ck_loan_installments_total")
        ),
        sa.CheckConstraint("unpaid BETWEEN 0 AND total", name=op.f("ck_loan_installments_unpaid")),
        sa.ForeignKeyConstraint(["loan_id"], ["loans.id"], name=op.f("fk_loan_installments_loan_id")),
        sa.PrimaryKeyConstraint("loan_id", "n", name=op.f("pk_loan_installments")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_loan_installments_unpaid",
        "loan_installments",
        ["demanded_on", "loan_id", "unpaid"],
        unique=False,
        sqlite_where=sa.text("unpaid > 0"),
        postgresql_where=sa.text("unpaid > 0"),
    )
    op.create_table(
        "loan_schedule_rows",
        sa.Column("loan_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("demanded_on", sa.Date(), nullable=False),
        sa.Column("opening", sa.BigInteger(), nullable=False),
        sa.Column("principal", sa.BigInteger(), nullable=False),
        sa.Column("interest", sa.BigInteger(), nullable=False),
        sa.Column("vat", sa.BigInteger(), nullable=False),
        sa.Column("fees", sa.BigInteger(), nullable=False),
        sa.Column("fees_vat", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("closing", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("n >= 1", name=op.f("ck_loan_schedule_rows_n")),
        sa.CheckConstraint(
            "total = principal + interest + vat + fees + fees_vat", name=op.f("ck_loan_schedule_rows_total")
        ),
        sa.ForeignKeyConstraint(["loan_id"], ["loans.id"], name=op.f("fk_loan_schedule_rows_loan_id")),
        sa.PrimaryKeyConstraint("loan_id", "n", name=op.f("pk_loan_schedule_rows")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "loan_snapshots",
        sa.Column("loan_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("outstanding_principal", sa.BigInteger(), nullable=False),
        sa.Column("advance", sa.BigInteger(), nullable=False),
        sa.Column("oldest_unpaid_on", sa.Date(), nullable=True),
        sa.Column("next_due_on", sa.Date(), nullable=True),
        sa.Column("next_due_amount", sa.BigInteger(), nullable=False),
        sa.Column("last_due_on", sa.Date(), nullable=False),
        sa.Column("is_settled", sa.Boolean(), nullable=False),
        sa.CheckConstraint("(next_due_on IS NULL) = (next_due_amount = 0)", name=op.f("ck_loan_snapshots_next_due")),
        sa.CheckConstraint("advance >= 0", name=op.f("ck_loan_snapshots_advance")),
        sa.CheckConstraint("next_due_amount >= 0", name=op.f("ck_loan_snapshots_next_due_amount")),
        sa.CheckConstraint("outstanding_principal >= 0", name=op.f("ck_loan_snapshots_outstanding_principal")),
        sa.ForeignKeyConstraint(["loan_id"], ["loans.id"], name=op.f("fk_loan_snapshots_loan_id")),
        sa.PrimaryKeyConstraint("loan_id", name=op.f("pk_loan_snapshots")),
    )
    op.create_table(
        "bank_movement_events",
        sa.Column("movement_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("matched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("matched_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["loan_events.id"], name=op.f("fk_bank_movement_events_event_id")),
        sa.ForeignKeyConstraint(["matched_by"], ["users.id"], name=op.f("fk_bank_movement_events_matched_by")),
        sa.ForeignKeyConstraint(
            ["movement_id"], ["bank_movements.id"], name=op.f("fk_bank_movement_events_movement_id")
        ),
        sa.PrimaryKeyConstraint("movement_id", "event_id", name=op.f("pk_bank_movement_events")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_bank_movement_events_event_id"), "bank_movement_events", ["event_id"], unique=False)
    op.create_table(
        "journal_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=False),
        sa.Column("loan_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_journal_entries_created_by")),
        sa.ForeignKeyConstraint(["event_id"], ["loan_events.id"], name=op.f("fk_journal_entries_event_id")),
        sa.ForeignKeyConstraint(["loan_id"], ["loans.id"], name=op.f("fk_journal_entries_loan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_entries")),
    )
    op.create_index(op.f("ix_journal_entries_event_id"), "journal_entries", ["event_id"], unique=False)
    op.create_index(op.f("ix_journal_entries_loan_id"), "journal_entries", ["loan_id"], unique=False)
    op.create_index(op.f("ix_journal_entries_posted_on"), "journal_entries", ["posted_on"], unique=False)
    op.create_table(
        "journal_lines",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("account", sa.String(length=8), nullable=False),
        sa.Column("debit", sa.BigInteger(), nullable=False),
        sa.Column("credit", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("account <> ''", name=op.f("ck_journal_lines_account")),
        sa.CheckConstraint(
            "(debit > 0 AND credit = 0) OR (debit = 0 AND credit > 0)", name=op.f("ck_journal_lines_one_side")
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["journal_entries.id"], name=op.f("fk_journal_lines_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", "n", name=op.f("pk_journal_lines")),
        sqlite_with_rowid=False,
    )
