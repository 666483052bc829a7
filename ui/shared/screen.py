"""The one kind of screen: a heading with its actions, a body, and what it says while loading or when empty."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.changes import Changes, Topic
from app.errors import UserError
from app.messages import text_of
from ui.shared.plain_label import PlainLabel
from ui.shared.session import Session
from ui.shared.theme import GAP, MARGIN

LOADING_AFTER_MS = 200


class Screen(QWidget):
    """Subclasses build ``content``, set ``topics`` and implement ``load``; a hidden one only remembers it is stale."""

    topics: ClassVar[frozenset[Topic]] = frozenset()

    def __init__(self, session: Session, title: str, subtitle: str = "", *, has_many_actions: bool = False) -> None:
        super().__init__()
        self.session = session
        self.setObjectName("ground")
        self._is_stale = True
        self.first_focus: QWidget | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        header = QFrame()
        header.setObjectName("header")
        self._header = QHBoxLayout(header)
        self._header.setContentsMargins(MARGIN, 12, MARGIN, 12)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.title = PlainLabel(title)
        self.title.setObjectName("title")
        self.title.setWordWrap(True)
        self.subtitle = PlainLabel(subtitle)
        self.subtitle.setObjectName("subtitle")
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        self._header.addLayout(words, 1)
        if has_many_actions:  # they would leave no room for the title beside them
            self._header = QHBoxLayout()
            self._header.addStretch(1)
            words.addSpacing(4)
            words.addLayout(self._header)
        outer.addWidget(header)
        self.stack = QStackedWidget()
        outer.addWidget(self.stack, 1)
        self.content = QWidget()
        self.content_layout = QVBoxLayout(self.content)
        self.content_layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.content_layout.setSpacing(GAP)
        self._message = PlainLabel()
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setWordWrap(True)
        self.stack.addWidget(self.content)
        self.stack.addWidget(self._message)
        self._loading = QTimer(self)
        self._loading.setSingleShot(True)
        self._loading.setInterval(LOADING_AFTER_MS)
        self._loading.timeout.connect(lambda: self._say(self.tr("Cargando…")))
        session.tasks.bus.changed.connect(self._on_changes)
        self.add_shortcut("F5", self.reload)

    def add_action(self, text: str, keys: str, action: Callable[[], None], *, is_primary: bool = False) -> QPushButton:
        """A button of the heading with its key; the key works while the screen is shown."""
        button = QPushButton(f"{text}  {keys}" if keys else text)
        button.setAutoDefault(False)
        button.setAccessibleName(text)
        if is_primary:
            button.setObjectName("primary")
        button.clicked.connect(lambda: action())
        self._header.addWidget(button)
        if keys:
            self.add_shortcut(keys, lambda: action() if button.isEnabled() else None)
        return button

    def add_shortcut(self, keys: str, action: Callable[[], object]) -> None:
        """A key that works wherever the focus is, while this screen is the one shown."""
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(lambda: action())

    # -- loading ------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the data through ``session.tasks`` and end with ``loaded``."""
        raise NotImplementedError

    def reload(self) -> None:
        """Load now when shown, or when it is next shown."""
        if self.isVisible():
            self._is_stale = False
            self._loading.start()
            self.load()
        else:
            self._is_stale = True

    def loaded(self, empty: str = "") -> None:
        """The data are in: show them, or why there are none."""
        self._loading.stop()
        if empty:
            self._say(empty)
        else:
            self.stack.setCurrentWidget(self.content)

    def load_failed(self, error: UserError) -> None:
        """Say what happened in place of the data."""
        self._loading.stop()
        self._say(text_of(error))

    def _say(self, sentence: str) -> None:
        self._message.setText(sentence)
        self.stack.setCurrentWidget(self._message)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.reload()
        if self.first_focus is not None:
            self.first_focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changes(self, changes: Changes) -> None:
        if self.topics & changes.topics:
            self.reload()

    def unsaved(self) -> str:
        """What would be lost by closing; nothing by default."""
        return ""
