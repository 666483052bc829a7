"""Asks and tells with whole sentences and named buttons."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.errors import UserError
from app.messages import text_of


def _tr(text: str) -> str:
    return QCoreApplication.translate("message_box", text)


def confirm(parent: QWidget | None, title: str, sentence: str, accept: str, reject: str) -> bool:
    """Whether the user chose ``accept``; Esc and the default are ``reject``."""
    box = QMessageBox(QMessageBox.Icon.Question, title, sentence, QMessageBox.StandardButton.NoButton, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    yes = box.addButton(accept, QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton(reject, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    box.exec()
    return box.clickedButton() is yes


def inform(parent: QWidget | None, title: str, sentence: str) -> None:
    """One sentence and «Entendido»."""
    _show(QMessageBox.Icon.Information, parent, title, sentence)


def show_error(parent: QWidget | None, error: UserError) -> None:
    """The error's Spanish text."""
    _show(QMessageBox.Icon.Warning, parent, _tr("No se pudo"), text_of(error))


def _show(icon: QMessageBox.Icon, parent: QWidget | None, title: str, sentence: str) -> None:
    box = QMessageBox(icon, title, sentence, QMessageBox.StandardButton.NoButton, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.addButton(_tr("Entendido"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()
