"""One loan: what it owes today, its table, its movements and its ledger."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabWidget, QVBoxLayout

from app.changes import Topic
from app.domain.loans.loan import LoanStatus
from app.domain.loans.state import InstallmentState
from app.ports.queries import PaymentLine
from app.services.documents.issue_loan_documents import issue_loan_documents
from app.services.documents.issue_receipt import issue_receipt
from app.services.loans.cancel_loan import cancel_loan
from app.services.loans.read_loans import LoanFile, read_loan
from ui.loans.disburse_loan_dialog import DisburseLoanDialog
from ui.loans.loan_columns import SCHEDULE_COLUMNS, days_tone
from ui.loans.loan_figures_dialog import LoanFiguresDialog
from ui.loans.waive_amounts_dialog import WaiveAmountsDialog
from ui.payments.reverse_payment_dialog import ReversePaymentDialog
from ui.shared.authorisation_dialog import run_authorised
from ui.shared.formats import date_text, money_text, rate_text
from ui.shared.labels import CHANNELS, COMPONENTS, FREQUENCIES, LOAN_STATUSES, METHODS
from ui.shared.message_box import confirm
from ui.shared.pdf_view import PdfPreview
from ui.shared.plain_label import PlainLabel
from ui.shared.rows_model import Column
from ui.shared.screen import Screen
from ui.shared.session import Session
from ui.shared.table_view import TableView


def _standing(item: InstallmentState) -> str:
    if item.is_paid:
        return "Pagado"
    return "Pago parcial" if item.paid.total else "Pendiente"


INSTALLMENT_COLUMNS = (
    Column("Núm.", lambda item: item.row.n, is_number=True, width=55),
    Column("Fecha límite", lambda item: item.row.demanded_on, lambda item: date_text(item.row.demanded_on), width=105),
    Column("Capital", lambda item: item.row.principal, lambda item: money_text(item.row.principal), is_number=True),
    Column("Interés", lambda item: item.row.interest, lambda item: money_text(item.row.interest), is_number=True),
    Column("IVA", lambda item: item.row.vat, lambda item: money_text(item.row.vat), is_number=True, width=90),
    Column("Pago", lambda item: item.row.total, lambda item: money_text(item.row.total), is_number=True),
    Column("Pagado", lambda item: item.paid.total, lambda item: money_text(item.paid.total), is_number=True),
    Column(
        "Por pagar",
        lambda item: item.outstanding.total,
        lambda item: money_text(item.outstanding.total),
        is_number=True,
    ),
    Column("Estado", _standing, width=110, tone=lambda item: "good" if item.is_paid else ""),
)


def _payment_standing(line: PaymentLine) -> str:
    if line.is_reversal:
        return f"Reverso: {line.reason}"
    if line.component is not None and not line.is_reversed:
        return f"{COMPONENTS[line.component.value]}: {line.reason}"
    return "Reversado" if line.is_reversed else "Aplicado"


PAYMENT_COLUMNS = (
    Column("Recibo", lambda line: "Condonación" if line.is_waiver else line.receipt or line.reference, width=110),
    Column("Fecha valor", lambda line: line.value_on, lambda line: date_text(line.value_on), width=105),
    Column("Importe", lambda line: line.amount, lambda line: money_text(line.amount), is_number=True),
    Column("Medio", lambda line: CHANNELS[line.channel.value] if line.channel else "", width=150),
    Column("Referencia", lambda line: line.reference, width=130),
    Column("Registró", lambda line: line.recorded_by, width=150),
    Column("Estado", _payment_standing, width=190, tone=lambda line: "danger" if line.is_reversed else ""),
)
LEDGER_COLUMNS = (
    Column("Póliza", lambda line: line.entry_id, is_number=True, width=70),
    Column("Fecha", lambda line: line.on, lambda line: date_text(line.on), width=105),
    Column("Cuenta", lambda line: line.account, lambda line: f"{line.account}  {line.account_name}", width=320),
    Column("Cargo", lambda line: line.debit, lambda line: money_text(line.debit) if line.debit else "", is_number=True),
    Column(
        "Abono", lambda line: line.credit, lambda line: money_text(line.credit) if line.credit else "", is_number=True
    ),
)


class LoanScreen(Screen):
    """Kept per loan; reloads when anything of loans or payments changes."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.LOANS, Topic.PAYMENTS, Topic.CLIENTS})

    def __init__(self, session: Session, loan_id: int) -> None:
        super().__init__(session, "Crédito", has_many_actions=True)
        self.loan_id = loan_id
        self.file: LoanFile | None = None
        self._add_figures()
        self.terms_line = PlainLabel()
        self.terms_line.setObjectName("muted")
        self.terms_line.setWordWrap(True)
        self.content_layout.addWidget(self.terms_line)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.tr("Partes del crédito"))
        self.installments = TableView(self.tr("Tabla de amortización vigente"), INSTALLMENT_COLUMNS)
        self.contract = TableView(self.tr("Tabla contratada"), SCHEDULE_COLUMNS)
        self.payments = TableView(self.tr("Pagos, condonaciones y reversos"), PAYMENT_COLUMNS)
        self.ledger = TableView(self.tr("Pólizas"), LEDGER_COLUMNS)
        for table, title in (
            (self.installments, self.tr("Tabla vigente")),
            (self.payments, self.tr("Pagos")),
            (self.contract, self.tr("Tabla contratada")),
            (self.ledger, self.tr("Pólizas")),
        ):
            self.tabs.addTab(table, title)
        self.content_layout.addWidget(self.tabs, 1)
        self.first_focus = self.tabs
        if session.may("documents.issue"):
            self.payments.opened.connect(self._show_receipt)
        self.payments.empty_text = self.tr("Todavía no hay pagos.")
        self.ledger.empty_text = self.tr("Las pólizas empiezan con la entrega del dinero.")
        self._add_actions()

    def _add_actions(self) -> None:
        may = self.session.may
        self.documents = self.add_action(self.tr("Documentos"), "Ctrl+P", self._show_documents)
        self.documents.setVisible(may("documents.issue"))
        self.why = self.add_action(self.tr("Estado y por qué"), "Ctrl+E", self._explain)
        self.receipt = self.add_action(self.tr("Recibo"), "F7", self._receipt_of_chosen)
        self.reverse = self.add_action(self.tr("Reversar"), "Ctrl+Z", self._reverse)
        self.waive = self.add_action(self.tr("Condonar"), "Ctrl+D", self._waive)
        self.cancel = self.add_action(self.tr("Cancelar crédito"), "", self._cancel)
        self.disburse = self.add_action(self.tr("Entregar dinero"), "F6", self._disburse, is_primary=True)
        self.charge = self.add_action(self.tr("Cobrar"), "F9", self._charge, is_primary=True)

    def _add_figures(self) -> None:
        card = QFrame()
        card.setObjectName("card")
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(22)
        self.figures: dict[str, PlainLabel] = {}
        for key, title in (
            ("status", self.tr("Estado")),
            ("balance", self.tr("Saldo de capital")),
            ("due", self.tr("Exigible hoy")),
            ("days", self.tr("Atraso")),
            ("next", self.tr("Próximo pago")),
            ("payoff", self.tr("Para liquidar hoy")),
            ("cat", self.tr("CAT sin IVA")),
        ):
            column = QVBoxLayout()
            column.setSpacing(1)
            caption = PlainLabel(title)
            caption.setObjectName("muted")
            figure = PlainLabel()
            figure.setObjectName("figureSmall")
            figure.setAccessibleName(title)
            self.figures[key] = figure
            column.addWidget(caption)
            column.addWidget(figure)
            row.addLayout(column, 1)
        self.content_layout.addWidget(card)

    # -- loading ------------------------------------------------------------------------------------------------

    def load(self) -> None:
        self.session.tasks.run(self, partial(read_loan, self.session.ctx, self.loan_id), self._show, self.load_failed)

    def _show(self, file: LoanFile) -> None:
        self.file = file
        loan, terms = file.loan, file.loan.terms
        self.title.setText(f"{loan.folio}  {file.client.data.full_name}")
        self.subtitle.setText(f"{file.product.name} · {money_text(terms.principal)}")
        self.terms_line.setText(
            self.tr("{} pagos · {} · {} · tasa {} anual sin IVA · moratoria {} anual · entrega {}").format(
                terms.installments,
                FREQUENCIES[terms.frequency.value],
                METHODS[terms.method.value],
                rate_text(terms.annual_rate),
                rate_text(terms.late_annual_rate),
                date_text(terms.disbursed_on),
            )
        )
        self._show_figures(file)
        self.installments.set_lines(file.state.installments if file.state else ())
        self.contract.set_lines(loan.schedule)
        self.payments.set_lines(file.payments)
        self.ledger.set_lines(file.ledger)
        is_new = file.state is None
        if self.tabs.isTabVisible(0) == is_new:
            self.tabs.setTabVisible(0, not is_new)
            self.tabs.setCurrentWidget(self.contract if is_new else self.installments)
        self._show_actions(loan.status)
        self.loaded()

    def _show_figures(self, file: LoanFile) -> None:
        state = file.state
        texts = {"status": LOAN_STATUSES[file.loan.status.value], "cat": f"{file.loan.cat} %"}
        if state is not None:
            days = self.tr("{} días").format(state.days_past_due) if state.days_past_due else self.tr("Al corriente")
            upcoming = f"{money_text(state.next_due_amount)} el {date_text(state.next_due_on)}"
            texts |= {
                "balance": money_text(state.outstanding_principal),
                "due": money_text(state.due.total),
                "days": days,
                "next": upcoming if state.next_due_on else "-",
                "payoff": money_text(state.payoff),
            }
        for key, figure in self.figures.items():
            figure.setText(texts.get(key, "-"))
        tone = days_tone(state.days_past_due) if state else ""
        self.figures["days"].setObjectName("error" if tone == "danger" else "figureSmall")

    def _show_actions(self, status: LoanStatus) -> None:
        may = self.session.may
        is_active = status is LoanStatus.ACTIVE
        is_approved = status is LoanStatus.APPROVED
        # At the window a supervisor may authorise beside him what he may not do alone.
        may_with_authorisation = may("payments.reverse") or may("payments.record")
        has_payments = bool(self.payments.rows.lines)
        self.disburse.setVisible(is_approved and may("loans.disburse"))
        self.cancel.setVisible(is_approved and may("loans.create"))
        self.charge.setVisible(is_active and may("payments.record"))
        self.receipt.setVisible(has_payments and may("documents.issue"))
        self.reverse.setVisible(has_payments and may_with_authorisation)
        self.waive.setVisible(is_active and (may("loans.waive") or may("payments.record")))
        self.why.setVisible(self.file is not None and self.file.state is not None)
        self.documents.setVisible(status is not LoanStatus.CANCELLED and may("documents.issue"))
        shown = (
            self.disburse,
            self.cancel,
            self.charge,
            self.receipt,
            self.reverse,
            self.documents,
            self.why,
            self.waive,
        )
        for button in shown:
            button.setEnabled(button.isVisibleTo(self))

    # -- actions ------------------------------------------------------------------------------------------------

    def _disburse(self) -> None:
        if self.file is not None and DisburseLoanDialog(self, self.session, self.file).exec():
            self.session.requests.say.emit(self.tr("Se registró la entrega de {}.").format(self.file.loan.folio))

    def _charge(self) -> None:
        self.session.requests.charge.emit(self.loan_id)

    def _explain(self) -> None:
        if self.file is not None and self.file.state is not None:
            folio, today = self.file.loan.folio, self.file.business_on
            LoanFiguresDialog(self, self.session, self.loan_id, folio, today).exec()

    def _show_documents(self) -> None:
        self.session.tasks.run(
            self,
            partial(issue_loan_documents, self.session.ctx, self.loan_id),
            lambda document: PdfPreview(self, self.session.tasks, document).exec(),
        )

    def _chosen_payment(self) -> PaymentLine | None:
        self.tabs.setCurrentWidget(self.payments)
        line = self.payments.current_line()
        is_payment = isinstance(line, PaymentLine) and not line.is_reversal
        if not is_payment:
            self.session.requests.say.emit(self.tr("Elija un pago en la lista."))
        return line if is_payment else None

    def _receipt_of_chosen(self) -> None:
        line = self._chosen_payment()
        if line is not None and line.is_waiver:
            self.session.requests.say.emit(self.tr("Una condonación no lleva recibo."))
        elif line is not None:
            self._show_receipt(line)

    def _show_receipt(self, line: PaymentLine) -> None:
        if line.is_reversal or line.is_waiver:
            return
        self.session.tasks.run(
            self,
            partial(issue_receipt, self.session.ctx, line.event_id),
            lambda document: PdfPreview(self, self.session.tasks, document).exec(),
        )

    def _reverse(self) -> None:
        line = self._chosen_payment()
        if line is not None and ReversePaymentDialog(self, self.session, line).exec():
            told = self.tr("Se reversó la condonación.") if line.is_waiver else self.tr("Se reversó el recibo {}.")
            self.session.requests.say.emit(told.format(line.receipt))

    def _waive(self) -> None:
        if self.file is not None and WaiveAmountsDialog(self, self.session, self.file).exec():
            self.session.requests.say.emit(self.tr("Se guardó la condonación."))

    def _cancel(self) -> None:
        assert self.file is not None
        sentence = self.tr("El crédito {} de {} por {} queda cancelado; su folio se conserva.").format(
            self.file.loan.folio, self.file.client.data.full_name, money_text(self.file.loan.terms.principal)
        )
        title = self.tr("Cancelar crédito")
        if confirm(self, title, sentence, self.tr("Cancelar el crédito"), self.tr("Dejarlo como está")):
            run_authorised(self.session, self, lambda ctx: cancel_loan(ctx, self.loan_id), lambda _: None)
