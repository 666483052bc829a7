"""Locks the windows after idle minutes: what was typed stays behind a cover until the same user comes back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QVBoxLayout, QWidget

from app.services.users.unlock import unlock
from ui.shared.fields import PasswordField
from ui.shared.form_dialog import FormDialog
from ui.shared.plain_label import PlainLabel
from ui.shared.session import Session

_SIGNS_OF_LIFE = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})


class IdleLock(QObject):
    """Watches the whole program; ``leave`` closes the session when somebody else wants to enter."""

    def __init__(self, session: Session, minutes: int, leave: Callable[[], object]) -> None:
        super().__init__()
        self.session, self._leave = session, leave
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(minutes * 60_000)
        self._timer.timeout.connect(self.lock)
        self._is_locked = False

    def start(self) -> None:
        """Begin to watch."""
        self._application().installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """The session ends."""
        self._timer.stop()
        self._application().removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE and not self._is_locked:
            self._timer.start()
        return super().eventFilter(watched, event)

    def lock(self) -> None:
        """Cover every window and ask for the password; again while something long still runs."""
        if self._is_locked:
            return
        if self.session.tasks.is_busy:
            self._timer.start()
            return
        self._is_locked = True
        windows = [window for window in self._application().topLevelWidgets() if window.isVisible()]
        covers = [_Cover(window) for window in windows if window.isWindow()]
        dialog = UnlockDialog(self._application().activeWindow(), self.session)
        came_back = bool(dialog.exec())
        self._is_locked = False
        for cover in covers:
            cover.take_away()
        if came_back:
            self._timer.start()
            return
        for window in windows:
            if isinstance(window, QDialog):
                window.done(QDialog.DialogCode.Rejected)
        QTimer.singleShot(0, self._leave)

    @staticmethod
    def _application() -> QApplication:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        return application


class _Cover(QWidget):
    """Hides all that a window shows, and grows with it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        layout = QVBoxLayout(self)
        label = PlainLabel(self.tr("Ventana bloqueada"))
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(label)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def take_away(self) -> None:
        """Show the window again."""
        self.hide()
        self.deleteLater()


class UnlockDialog(FormDialog):
    """The password of who was working; rejected only when somebody else takes the PC."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(
            parent,
            session.tasks,
            self.tr("Ventana bloqueada"),
            self.tr("Por falta de uso. Lo que {} estaba capturando sigue aquí.").format(session.ctx.user.full_name),
            self.tr("Seguir"),
        )
        self.session = session
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.add_section(
            "", [[PasswordField("password", self.tr("Contraseña de {}").format(session.ctx.user.username))]]
        )
        other = QPushButton(self.tr("Cerrar la sesión y perder lo que no se guardó"))
        other.setAutoDefault(False)
        other.clicked.connect(lambda: self.done(QDialog.DialogCode.Rejected))
        self.body_layout.addWidget(other)
        self.cancel_button.hide()
        self.finish_layout(500, 330)

    def work(self, values: dict[str, Any], confirmed: frozenset[str]) -> Callable[[], Any]:
        return partial(unlock, self.session.ctx, values["password"])

    def reject(self) -> None:
        """Esc does not open what is locked."""
        self.fields["password"].editor.setFocus()
