"""The one kind of capture window: fields in sections, one primary button, nothing typed is ever lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.errors import ConfirmationNeeded, RuleViolation, UserError
from app.messages import text_of
from app.progress import Progress, no_progress
from ui.shared.dialog import Dialog
from ui.shared.fields import Field
from ui.shared.message_box import confirm
from ui.shared.plain_label import PlainLabel
from ui.shared.tasks import Tasks
from ui.shared.theme import GAP, MARGIN
from ui.shared.window_size import open_at

SAVE_KEYS = ("F8", "Ctrl+G", "Ctrl+S")


class FormDialog(Dialog):
    """Subclasses add fields and give ``work``: what to run with the values; the result is in ``result_value``.

    With ``long_text`` it runs behind a progress window with its cancel button.
    """

    def __init__(
        self, parent: QWidget | None, tasks: Tasks, title: str, explanation: str = "", save_text: str = ""
    ) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.setWindowTitle(title)
        self.fields: dict[str, Field] = {}
        self.result_value: Any = None
        self._is_running = False
        self.running_text = self.tr("Guardando…")
        self.long_text = ""
        self._progress: Progress = no_progress
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._header(title, explanation))
        self.body = QWidget()
        self.body.setObjectName("body")
        self.body_layout = QVBoxLayout(self.body)
        self.body_layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.body_layout.setSpacing(GAP)
        self.banner = PlainLabel()
        self.banner.setObjectName("banner")
        self.banner.setWordWrap(True)
        self.banner.hide()
        self.body_layout.addWidget(self.banner)
        self.confirm_all = QCheckBox(self.tr("Guardar de todos modos"))
        self.confirm_all.hide()
        self._confirm_code = ""
        self.body_layout.addWidget(self.confirm_all)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(self.body)
        outer.addWidget(self.scroller, 1)
        outer.addWidget(self._footer(save_text or self.tr("Guardar")))

    # -- building -----------------------------------------------------------------------------------------------

    def _header(self, title: str, explanation: str) -> QFrame:
        header = QFrame()
        header.setObjectName("header")
        layout = QVBoxLayout(header)
        layout.setContentsMargins(MARGIN, 12, MARGIN, 12)
        layout.setSpacing(2)
        heading = PlainLabel(title)
        heading.setObjectName("title")
        layout.addWidget(heading)
        self.explanation = PlainLabel(explanation)
        self.explanation.setObjectName("subtitle")
        self.explanation.setWordWrap(True)
        self.explanation.setVisible(bool(explanation))
        layout.addWidget(self.explanation)
        return header

    def _footer(self, save_text: str) -> QFrame:
        footer = QFrame()
        footer.setObjectName("footer")
        layout = QHBoxLayout(footer)
        layout.setContentsMargins(MARGIN, 10, MARGIN, 10)
        self.footer_note = PlainLabel()
        self.footer_note.setObjectName("muted")
        layout.addWidget(self.footer_note, 1)
        self.cancel_button = QPushButton(self.tr("Cancelar  Esc"))
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        self.primary = QPushButton(f"{save_text}  F8")
        self.primary.setObjectName("primary")
        self.primary.setAutoDefault(False)
        self.primary.clicked.connect(self.submit)
        layout.addWidget(self.cancel_button)
        layout.addWidget(self.primary)
        for keys in SAVE_KEYS:
            QShortcut(QKeySequence(keys), self, self.submit)
        return footer

    def add_section(self, title: str, rows: Sequence[Sequence[Field]], into: QVBoxLayout | None = None) -> None:
        """A titled block; each row's fields share the width."""
        into = into or self.body_layout
        if title:
            heading = PlainLabel(title)
            heading.setObjectName("section")
            into.addWidget(heading)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP + 4)
        grid.setVerticalSpacing(8)
        for place, row in enumerate(rows):
            span = 12 // max(len(row), 1)
            for column, field in enumerate(row):
                grid.addWidget(field, place, column * span, 1, span)
                self._register(field)
        for column in range(12):
            grid.setColumnStretch(column, 1)
        into.addLayout(grid)

    def _register(self, field: Field) -> None:
        self.fields[field.name] = field
        field.editor.installEventFilter(self)
        field.edited.connect(self._hide_banner)

    def finish_layout(self, width: int = 760, height: int = 560) -> None:
        """Call when all fields are in: sizes that fit a 1024×600 screen."""
        self.body_layout.addStretch(1)
        open_at(self, width, height)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.focusWidget() in (None, self.cancel_button, self.primary):
            first = next((field for field in self.fields.values() if field.editor.isEnabled()), None)
            if first is not None:
                first.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- keyboard -----------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter and isinstance(watched, (QLineEdit, QComboBox)):
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._step_from(watched, back=back)
                return True
            with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if is_enter and with_control and isinstance(watched, QPlainTextEdit):
                self._step_from(watched, back=False)
                return True
        return super().eventFilter(watched, event)

    def _step_from(self, editor: QWidget, *, back: bool) -> None:
        editors = [
            field.editor for field in self.fields.values() if field.editor.isEnabled() and field.isVisibleTo(self)
        ]
        place = editors.index(editor) + (-1 if back else 1)
        target: QWidget = editors[place] if 0 <= place < len(editors) else self.primary
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self.scroller.ensureWidgetVisible(target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.primary.hasFocus():
            self.submit()
            return
        super().keyPressEvent(event)

    # -- submitting ---------------------------------------------------------------------------------------------

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        """What to run on the data thread; RuleViolation while it is put together is shown like its own."""
        raise NotImplementedError

    def submit(self) -> None:
        """Collect, run, and close on success; on a refusal say it beside the field and keep everything."""
        if self._is_running:
            return
        confirmed = frozenset(filter(None, (field.confirmed_code() for field in self.fields.values())))
        if self.confirm_all.isChecked():
            confirmed |= {self._confirm_code}
        try:
            values = self.values()
            work = self.work(values, confirmed)
        except UserError as error:
            self.show_failure(error)
            return
        self._set_running(is_running=True)
        if self.long_text:
            self.tasks.run_long(self, self.long_text, self._with(work), self._succeeded, self._failed, self._cancelled)
        else:
            self.tasks.run(self, work, self._succeeded, self._failed)

    def _with(self, work: Callable[[], Any]) -> Callable[[Progress], Any]:
        def run(progress: Progress) -> Any:
            self._progress = progress
            return work()

        return run

    def report(self, done: int, total: int) -> None:
        """For the work of a form with ``long_text``: how far it is. Cancelled."""
        self._progress(done, total)

    def values(self) -> dict[str, Any]:
        """Every field's value; the first that cannot be read gets the focus."""
        values, first_wrong = {}, None
        for field in self.fields.values():
            try:
                values[field.name] = field.checked_value()
            except RuleViolation as error:
                first_wrong = first_wrong or RuleViolation(error.code, field=field.name, **error.params)
        if first_wrong is not None:
            raise first_wrong
        return values

    def _succeeded(self, result: Any) -> None:
        self._set_running(is_running=False)
        self.result_value = result
        self.done(QDialog.DialogCode.Accepted)

    def _cancelled(self) -> None:
        self._set_running(is_running=False)

    def _failed(self, error: UserError) -> None:
        self._set_running(is_running=False)
        self.show_failure(error)

    def show_failure(self, error: UserError) -> None:
        """Beside its field, or in the banner; a doubt gets its «de todos modos» box."""
        can_confirm = isinstance(error, ConfirmationNeeded)
        field = self.fields.get(error.field or "")
        if field is not None:
            field.show_error(error, can_confirm=can_confirm)
            field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self.scroller.ensureWidgetVisible(field)
            return
        self.banner.setText(text_of(error))
        self.banner.show()
        self._confirm_code = error.code if can_confirm else ""
        self.confirm_all.setVisible(can_confirm)
        self.confirm_all.setChecked(False)
        self.scroller.ensureWidgetVisible(self.banner)
        if can_confirm:
            self.confirm_all.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hide_banner(self) -> None:
        self.banner.hide()
        self.confirm_all.hide()
        self.confirm_all.setChecked(False)

    def _set_running(self, *, is_running: bool) -> None:
        self._is_running = is_running
        self.primary.setEnabled(not is_running)
        self.cancel_button.setEnabled(not is_running)
        self.footer_note.setText(self.running_text if is_running else "")

    # -- leaving ------------------------------------------------------------------------------------------------

    def unsaved(self) -> list[str]:
        """The labels of the fields that were changed."""
        return [field.editor.accessibleName() for field in self.fields.values() if field.is_modified()]

    def reject(self) -> None:
        """Esc and Cancelar: asks only when something was typed."""
        if self._is_running:
            return
        changed = self.unsaved()
        if changed and not confirm(
            self,
            self.tr("Hay datos sin guardar"),
            self.tr("En «{}» hay datos que no se han guardado: {}. Si cierra se pierden.").format(
                self.windowTitle(), ", ".join(changed[:5])
            ),
            self.tr("Descartar"),
            self.tr("Seguir capturando"),
        ):
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()
