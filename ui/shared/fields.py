"""Typed fields of a form: a label, an editor, and the message that belongs beside it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.money import Money
from app.errors import RuleViolation, UserError
from app.messages import text_of
from ui.shared.formats import date_text, parse_date, parse_rate
from ui.shared.plain_label import PlainLabel

DATE_HINT = "15/03/2026, 150326, 15/3, hoy, ayer, +7"


class Field(QWidget):
    """What all fields share. ``value`` raises RuleViolation when what is typed cannot be read; nothing is lost."""

    edited = Signal()
    left = Signal()

    def __init__(self, name: str, label: str, editor: QWidget, *, is_required: bool = False, hint: str = "") -> None:
        super().__init__()
        self.name = name
        self.editor = editor
        self.is_required = is_required
        self.label = PlainLabel(label if not is_required else f"{label} *")
        self.label.setBuddy(editor)
        editor.setAccessibleName(label.replace("&", ""))
        editor.setObjectName(name)
        if hint:
            editor.setToolTip(hint)
        self.error = PlainLabel()
        self.error.setObjectName("error")
        self.error.setWordWrap(True)
        self.error.hide()
        self.confirm = QCheckBox(self.tr("Guardar de todos modos"))
        self.confirm.hide()
        self._code = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        for part in (self.label, editor, self.error, self.confirm):
            layout.addWidget(part)
        layout.addStretch(1)
        editor.installEventFilter(self)
        self.setFocusProxy(editor)
        self._initial: object = None

    def value(self) -> Any:
        """What is typed, as its type."""
        raise NotImplementedError

    def text(self) -> str:
        """What is typed, as it stands."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value; it counts as unmodified."""
        raise NotImplementedError

    def is_modified(self) -> bool:
        """Whether it differs from what was set."""
        return self.text() != (self._initial or "")

    def keep_as_initial(self) -> None:
        """What is shown counts as unmodified from here on."""
        self._initial = self.text()

    def checked_value(self) -> Any:
        """``value``, with the message shown here when it cannot be read."""
        try:
            value = self.value()
            if self.is_required and value in (None, ""):
                raise RuleViolation("typed.required")
        except RuleViolation as error:
            self.show_error(error)
            raise
        return value

    def show_error(self, error: UserError, *, can_confirm: bool = False) -> None:
        """Say it beside the field, and to a screen reader."""
        text = text_of(error)
        self._code = error.code
        self.error.setText(text)
        self.error.show()
        self.confirm.setVisible(can_confirm)
        self.confirm.setChecked(False)
        self.confirm.setAccessibleDescription(text)
        self.editor.setAccessibleDescription(text)
        self._mark(is_wrong=True)

    def clear_error(self) -> None:
        """Take the message away."""
        self._code = ""
        self.error.hide()
        self.confirm.hide()
        self.confirm.setChecked(False)
        self.editor.setAccessibleDescription("")
        self._mark(is_wrong=False)

    def confirmed_code(self) -> str:
        """The code of the doubt that the user overruled here, or nothing."""
        return self._code if self.confirm.isVisibleTo(self) and self.confirm.isChecked() else ""

    def _mark(self, *, is_wrong: bool) -> None:
        self.editor.setProperty("wrong", is_wrong)
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.editor and event.type() == QEvent.Type.FocusOut:
            self._leave()
            self.left.emit()
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        """Checks what was typed when the focus goes."""
        if not self.text():
            return
        try:
            value = self.value()
        except RuleViolation as error:
            self.show_error(error)
        else:
            self._tidy(value)

    def _tidy(self, value: Any) -> None:
        """Shows a read value in its usual form."""

    def _changed(self) -> None:
        self.clear_error()
        self.edited.emit()


class TextField(Field):
    """A line of text."""

    def __init__(
        self, name: str, label: str, *, is_required: bool = False, is_upper: bool = False, length: int = 120,
        hint: str = "", placeholder: str = "",
    ) -> None:  # fmt: skip
        self.line = QLineEdit()
        super().__init__(name, label, self.line, is_required=is_required, hint=hint)
        self.line.setMaxLength(length)
        self.line.setPlaceholderText(placeholder)
        self._is_upper = is_upper
        self.line.textEdited.connect(self._typed)
        self._initial = ""

    def _typed(self, text: str) -> None:
        if self._is_upper and text != text.upper():
            place = self.line.cursorPosition()
            self.line.setText(text.upper())
            self.line.setCursorPosition(place)
        self._changed()

    def text(self) -> str:
        return self.line.text()

    def value(self) -> Any:
        return self.line.text().strip()

    def set_value(self, value: Any) -> None:
        self.line.setText("" if value is None else str(value))
        self.line.setCursorPosition(0)
        self.clear_error()
        self.keep_as_initial()


class PasswordField(TextField):
    """A password: hidden, never trimmed."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__(name, label, is_required=True, length=200)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)

    def value(self) -> Any:
        return self.line.text()


class MoneyField(TextField):
    """An amount: right aligned, ``1,500*12`` understood, shown as ``1,500.00`` when left."""

    def __init__(self, name: str, label: str, *, is_required: bool = False, hint: str = "") -> None:
        super().__init__(name, label, is_required=is_required, length=30, hint=hint)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)

    def value(self) -> Any:
        return Money.parse(self.line.text()) if self.line.text().strip() else None

    def set_value(self, value: Any) -> None:
        super().set_value("" if value is None else f"{value.to_decimal():,.2f}")

    def _tidy(self, value: Any) -> None:
        if value is not None:
            self.line.setText(f"{value.to_decimal():,.2f}")


class RateField(TextField):
    """A rate typed as a percentage, a fraction inside."""

    def __init__(self, name: str, label: str, *, is_required: bool = False, hint: str = "") -> None:
        super().__init__(name, label, is_required=is_required, length=20, hint=hint)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)

    def value(self) -> Any:
        return parse_rate(self.line.text()) if self.line.text().strip() else None

    def set_value(self, value: Any) -> None:
        super().set_value("" if value is None else self._percent(value))

    def _tidy(self, value: Any) -> None:
        if value is not None:
            self.line.setText(self._percent(value))

    @staticmethod
    def _percent(value: Decimal) -> str:
        percent = (value * 100).normalize()
        places = max(2, -int(percent.as_tuple().exponent))
        return f"{percent:,.{places}f} %"


class IntegerField(TextField):
    """A whole number."""

    def __init__(self, name: str, label: str, *, is_required: bool = False) -> None:
        super().__init__(name, label, is_required=is_required, length=7)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)

    def value(self) -> Any:
        text = self.line.text().strip().replace(",", "")
        if not text:
            return None
        if not (text.lstrip("-").isascii() and text.lstrip("-").isdigit()):
            raise RuleViolation("typed.not_an_integer", text=self.line.text())
        return int(text)


class DateField(TextField):
    """A date typed as clerks do; ``today`` is the business date."""

    def __init__(self, name: str, label: str, today: date, *, is_required: bool = False) -> None:
        super().__init__(
            name, label, is_required=is_required, length=12, placeholder="dd/mm/aaaa",
            hint=DATE_HINT,
        )  # fmt: skip
        self._today = today

    def value(self) -> Any:
        return parse_date(self.line.text(), self._today) if self.line.text().strip() else None

    def set_value(self, value: Any) -> None:
        super().set_value(date_text(value))

    def _tidy(self, value: Any) -> None:
        self.line.setText(date_text(value))


class ChoiceField(Field):
    """One of several values with their labels."""

    def __init__(
        self, name: str, label: str, choices: Iterable[tuple[Any, str]], *, is_required: bool = False, hint: str = ""
    ) -> None:
        self.combo = QComboBox()
        self._values: list[Any] = []
        super().__init__(name, label, self.combo, is_required=is_required, hint=hint)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(12)
        self.set_choices(choices)
        self.combo.currentIndexChanged.connect(self._changed)
        self.keep_as_initial()

    def set_choices(self, choices: Iterable[tuple[Any, str]]) -> None:
        """Other values; the selected one stays when it is still among them."""
        former = self._values[self.combo.currentIndex()] if self.combo.count() else None
        self._values = []
        self.combo.blockSignals(True)
        self.combo.clear()
        for value, label in choices:
            self._values.append(value)
            self.combo.addItem(label)
        self.combo.blockSignals(False)
        if former in self._values:
            self.combo.setCurrentIndex(self._values.index(former))

    def text(self) -> str:
        return self.combo.currentText()

    def value(self) -> Any:
        place = self.combo.currentIndex()
        return self._values[place] if place >= 0 else None

    def set_value(self, value: Any) -> None:
        self.combo.setCurrentIndex(self._values.index(value) if value in self._values else -1)
        self.clear_error()
        self.keep_as_initial()


class MultilineField(Field):
    """Several lines of text; Ctrl+Enter goes on to the next field."""

    def __init__(self, name: str, label: str, *, is_required: bool = False) -> None:
        self.area = QPlainTextEdit()
        super().__init__(name, label, self.area, is_required=is_required)
        self.area.setTabChangesFocus(True)
        self.area.setFixedHeight(72)
        self.area.textChanged.connect(self._changed)
        self._initial = ""

    def text(self) -> str:
        return self.area.toPlainText()

    def value(self) -> Any:
        return self.area.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        self.area.setPlainText(value or "")
        self.clear_error()
        self.keep_as_initial()
