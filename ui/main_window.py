"""Hosts the screens: side bar, status bar and the keys that work everywhere; it knows nothing of what they do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.shared.formats import date_text
from ui.shared.labels import role_text
from ui.shared.message_box import confirm
from ui.shared.plain_label import PlainLabel
from ui.shared.screen import Screen
from ui.shared.session import Session

MESSAGE_MS = 8000


@dataclass(frozen=True)
class ScreenEntry:
    """A line of the side bar."""

    key: str
    title: str
    permission: str
    build: Callable[[Session], Screen]


class MainWindow(QMainWindow):
    """The signed-in window."""

    charge_requested = Signal()
    search_requested = Signal()
    access_requested = Signal()
    left = Signal(bool)

    def __init__(self, session: Session, company_name: str, entries: Sequence[ScreenEntry], *, is_demo: bool) -> None:
        super().__init__()
        self.session = session
        self._locks = False
        self._screens: dict[str, Screen] = {}
        self._builders = {entry.key: entry.build for entry in entries}
        self._buttons: dict[str, QPushButton] = {}
        self.setWindowTitle(self.tr("Acredita: {}").format(company_name))
        self.setMinimumSize(1000, 560)
        self.resize(1280, 720)
        central = QWidget()
        outer = QVBoxLayout(central)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        if is_demo:
            demo = PlainLabel(self.tr("DEMOSTRACIÓN: empresa, clientes y créditos ficticios"))
            demo.setObjectName("demo")
            demo.setAlignment(Qt.AlignmentFlag.AlignCenter)
            outer.addWidget(demo)
        row = QHBoxLayout()
        row.setSpacing(0)
        self.stack = QStackedWidget()
        row.addWidget(self._side_bar(company_name, [entry for entry in entries if session.may(entry.permission)]))
        row.addWidget(self.stack, 1)
        outer.addLayout(row, 1)
        self.setCentralWidget(central)
        self._fill_status_bar()
        QShortcut(QKeySequence("F12"), self, self.charge_requested.emit)
        QShortcut(QKeySequence("Ctrl+K"), self, self.search_requested.emit)
        QShortcut(QKeySequence("Ctrl+L"), self, self.lock)
        session.requests.say.connect(lambda text: self.statusBar().showMessage(text, MESSAGE_MS))

    def _side_bar(self, company_name: str, entries: Sequence[ScreenEntry]) -> QFrame:
        side = QFrame()
        side.setObjectName("side")
        side.setFixedWidth(206)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(10, 12, 10, 8)
        layout.setSpacing(2)
        brand = PlainLabel("Acredita")
        brand.setObjectName("brand")
        company = PlainLabel(company_name)
        company.setWordWrap(True)
        layout.addWidget(brand)
        layout.addWidget(company)
        layout.addSpacing(8)
        for place, entry in enumerate(entries, start=1):
            keys = f"Alt+{place % 10}" if place <= 10 else ""
            button = QPushButton(f"{entry.title}   {keys}")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setAccessibleName(entry.title)
            button.clicked.connect(lambda _checked=False, key=entry.key: self.show_screen(key))
            if keys:
                QShortcut(QKeySequence(keys), self, lambda key=entry.key: self.show_screen(key))
            self._buttons[entry.key] = button
            layout.addWidget(button)
        layout.addStretch(1)
        actions = [
            (self.tr("Buscar"), "Ctrl+K", self.search_requested.emit),
            (self.tr("Cobrar"), "F12", self.charge_requested.emit),
            (self.tr("Mi acceso"), "", self.access_requested.emit),
            (self.tr("Cerrar sesión"), "Ctrl+L", self.lock),
        ]
        if not self.session.may("payments.record"):
            actions.pop(1)
        for text, keys, action in actions:
            button = QPushButton(f"{text}   {keys}".rstrip())
            button.setAccessibleName(text)
            button.clicked.connect(lambda _checked=False, action=action: action())
            layout.addWidget(button)
        return side

    def _fill_status_bar(self) -> None:
        user = self.session.ctx.user
        business_on = self.session.ctx.clock.business_on()
        for text in (
            self.tr("{} ({})").format(user.full_name, role_text(user.role)),
            self.tr("Fecha de operación {}").format(date_text(business_on)),
        ):
            label = PlainLabel(text)
            self.statusBar().addPermanentWidget(label)
        self.backup_label = PlainLabel()
        self.statusBar().addPermanentWidget(self.backup_label)

    def show_backup_age(self, text: str, *, is_late: bool) -> None:
        """How old the last good backup is; in red when it is late."""
        self.backup_label.setText(text)
        self.backup_label.setObjectName("error" if is_late else "")
        self.backup_label.style().polish(self.backup_label)

    def show_first(self) -> None:
        """The first screen of those that the user may see, or an empty window."""
        if self._buttons:
            self.show_screen(next(iter(self._buttons)))

    def show_screen(self, key: str) -> Screen:
        """Bring a screen to the front, building it the first time."""
        if key not in self._screens:
            self._screens[key] = self._builders[key](self.session)
            self.stack.addWidget(self._screens[key])
        screen = self._screens[key]
        self.stack.setCurrentWidget(screen)
        if key in self._buttons:
            self._buttons[key].setChecked(True)
        return screen

    def show_extra(self, key: str, build: Callable[[], Screen]) -> Screen:
        """Show a screen that is about one thing (a client, a loan), built anew when its key is new."""
        if key not in self._screens:
            self._screens[key] = build()
            self.stack.addWidget(self._screens[key])
        self.stack.setCurrentWidget(self._screens[key])
        return self._screens[key]

    def lock(self) -> None:
        """Back to the sign-in window."""
        self._locks = True
        self.close()
        self._locks = False

    def closeEvent(self, event: QCloseEvent) -> None:
        unsaved = [text for text in (screen.unsaved() for screen in self._screens.values()) if text]
        if unsaved and not confirm(
            self,
            self.tr("Hay datos sin guardar"),
            self.tr("Si cierra ahora se pierde: {}.").format("; ".join(unsaved)),
            self.tr("Cerrar de todos modos"),
            self.tr("Seguir capturando"),
        ):
            event.ignore()
            return
        self.session.tasks.shutdown()
        event.accept()
        self.left.emit(self._locks)
