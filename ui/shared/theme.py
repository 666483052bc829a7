"""The look of the whole program: palettes, fonts and the one stylesheet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

_ICONS = (Path(__file__).parents[2] / "resources" / "icons").as_posix()
MARGIN = 16
GAP = 10


@dataclass(frozen=True)
class Colours:
    """One scheme; every text colour has a contrast of at least 4.5:1 on its ground."""

    ground: str
    surface: str
    raised: str
    line: str
    text: str
    muted: str
    primary: str
    primary_text: str
    primary_soft: str
    danger: str
    warning: str
    warning_soft: str
    good: str
    side: str
    side_text: str
    side_active: str
    arrow: str


LIGHT = Colours(
    ground="#F3F5F9",
    surface="#FFFFFF",
    raised="#F8FAFC",
    line="#D5DBE5",
    text="#1F2937",
    muted="#5B6472",
    primary="#1D4ED8",
    primary_text="#FFFFFF",
    primary_soft="#E6EDFD",
    danger="#B91C1C",
    warning="#92400E",
    warning_soft="#FEF3C7",
    good="#166534",
    side="#14213D",
    side_text="#DCE4F2",
    side_active="#27407A",
    arrow="arrow-down-light.svg",
)
DARK = Colours(
    ground="#12161F",
    surface="#1A202C",
    raised="#222A39",
    line="#394457",
    text="#E8EDF5",
    muted="#A6B1C2",
    primary="#7AA5FF",
    primary_text="#0B1530",
    primary_soft="#24345A",
    danger="#FCA5A5",
    warning="#FCD34D",
    warning_soft="#423410",
    good="#86EFAC",
    side="#0D1220",
    side_text="#C9D4E8",
    side_active="#24345A",
    arrow="arrow-down-dark.svg",
)
_current = LIGHT


def colours() -> Colours:
    """The scheme in use."""
    return _current


def apply_theme(app: QApplication, *, is_dark: bool = False) -> None:
    """Fusion with our palette and stylesheet: the same on every system and in the tests."""
    global _current
    _current = DARK if is_dark else LIGHT
    app.setStyle("Fusion")
    app.setPalette(_palette(_current))
    font = QFont(app.font())
    font.setFamilies(["Segoe UI", "Inter", "Noto Sans", "DejaVu Sans"])
    font.setPointSizeF(10.0)
    app.setFont(font)
    app.setStyleSheet(_stylesheet_of_forms(_current) + _stylesheet_of_lists(_current))


def _palette(scheme: Colours) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: scheme.ground,
        QPalette.ColorRole.Base: scheme.surface,
        QPalette.ColorRole.AlternateBase: scheme.raised,
        QPalette.ColorRole.Text: scheme.text,
        QPalette.ColorRole.WindowText: scheme.text,
        QPalette.ColorRole.Button: scheme.surface,
        QPalette.ColorRole.ButtonText: scheme.text,
        QPalette.ColorRole.Highlight: scheme.primary,
        QPalette.ColorRole.HighlightedText: scheme.primary_text,
        QPalette.ColorRole.PlaceholderText: scheme.muted,
        QPalette.ColorRole.ToolTipBase: scheme.raised,
        QPalette.ColorRole.ToolTipText: scheme.text,
        QPalette.ColorRole.Link: scheme.primary,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(scheme.muted))
    return palette


def _stylesheet_of_forms(scheme: Colours) -> str:
    return f"""
    QWidget {{ color: {scheme.text}; }}
    QMainWindow, QDialog, QWidget#ground {{ background: {scheme.ground}; }}
    QScrollArea, QScrollArea > QWidget > QWidget#body {{ background: transparent; border: none; }}
    QFrame#card {{ background: {scheme.surface}; border: 1px solid {scheme.line}; border-radius: 8px; }}
    QFrame#header {{ background: {scheme.surface}; border: none; border-bottom: 1px solid {scheme.line}; }}
    QFrame#footer {{ background: {scheme.surface}; border: none; border-top: 1px solid {scheme.line}; }}
    QLabel#title {{ font-size: 16pt; font-weight: 600; }}
    QLabel#subtitle, QLabel#hint, QLabel#muted {{ color: {scheme.muted}; }}
    QLabel#section {{ font-size: 11pt; font-weight: 600; color: {scheme.primary}; }}
    QLabel#figure {{ font-size: 15pt; font-weight: 600; }}
    QLabel#figureSmall {{ font-size: 12pt; font-weight: 600; }}
    QLabel#error {{ color: {scheme.danger}; }}
    QLabel#warning {{ color: {scheme.warning}; background: {scheme.warning_soft}; border-radius: 6px; padding: 8px; }}
    QLabel#banner {{ color: {scheme.danger}; background: {scheme.surface}; border: 1px solid {scheme.danger};
        border-radius: 6px; padding: 8px; }}
    QLabel#good {{ color: {scheme.good}; }}
    QLabel#demo {{ background: #9A3412; color: #FFFFFF; font-weight: 600; padding: 4px; }}
    QLineEdit, QComboBox, QPlainTextEdit, QSpinBox {{ background: {scheme.surface}; border: 1px solid {scheme.line};
        border-radius: 5px; padding: 5px 7px; min-height: 20px; selection-background-color: {scheme.primary};
        selection-color: {scheme.primary_text}; }}
    QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus {{ border: 2px solid {scheme.primary}; padding: 4px 6px; }}
    QLineEdit[wrong="true"], QComboBox[wrong="true"] {{ border: 2px solid {scheme.danger}; padding: 4px 6px; }}
    QLineEdit:disabled, QLineEdit:read-only {{ background: {scheme.raised}; color: {scheme.muted}; }}
    QComboBox::drop-down {{ border: none; width: 24px; }}
    QComboBox::down-arrow {{ image: url({_ICONS}/{scheme.arrow}); width: 12px; height: 12px; }}
    QScrollBar:vertical {{ background: transparent; width: 11px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 11px; margin: 0; }}
    QScrollBar::handle {{ background: {scheme.line}; border-radius: 5px; min-height: 28px; min-width: 28px; }}
    QScrollBar::handle:hover {{ background: {scheme.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none;
        border: none; width: 0; height: 0; }}
    QComboBox QAbstractItemView {{ background: {scheme.surface}; border: 1px solid {scheme.line}; }}
    QPushButton {{ background: {scheme.surface}; border: 1px solid {scheme.line}; border-radius: 6px;
        padding: 6px 14px; min-height: 20px; }}
    QPushButton:hover {{ background: {scheme.raised}; }}
    QPushButton:focus {{ border: 2px solid {scheme.primary}; padding: 5px 13px; }}
    QPushButton:disabled {{ color: {scheme.muted}; }}
    QPushButton#primary {{ background: {scheme.primary}; color: {scheme.primary_text};
        border: 2px solid {scheme.primary}; font-weight: 600; }}
    QPushButton#primary:focus {{ border: 2px solid {scheme.text}; }}
    QPushButton#primary:disabled {{ background: {scheme.line}; border-color: {scheme.line}; color: {scheme.muted}; }}
    QPushButton#choice {{ text-align: left; padding: 18px; font-size: 11pt; }}
    QToolButton {{ border: none; border-radius: 5px; padding: 4px; }}
    QToolButton:hover, QToolButton:focus {{ background: {scheme.primary_soft}; }}
    """


def _stylesheet_of_lists(scheme: Colours) -> str:
    return f"""
    QFrame#side {{ background: {scheme.side}; border: none; }}
    QFrame#side QLabel {{ color: {scheme.side_text}; }}
    QFrame#side QLabel#brand {{ font-size: 15pt; font-weight: 700; color: #FFFFFF; }}
    QFrame#side QPushButton {{ background: transparent; color: {scheme.side_text}; border: 2px solid transparent;
        text-align: left; padding: 4px 12px; border-radius: 6px; }}
    QFrame#side QPushButton:hover {{ background: {scheme.side_active}; }}
    QFrame#side QPushButton:checked {{ background: {scheme.side_active}; color: #FFFFFF; font-weight: 600; }}
    QFrame#side QPushButton:focus {{ border: 2px solid {scheme.side_text}; }}
    QTableView {{ background: {scheme.surface}; alternate-background-color: {scheme.raised};
        gridline-color: transparent; border: 1px solid {scheme.line}; border-radius: 6px;
        selection-background-color: {scheme.primary_soft};
        selection-color: {scheme.text}; }}
    QTableView {{ outline: 0; }}
    QTableView:focus {{ border: 1px solid {scheme.primary}; }}
    QTableView::item {{ padding: 0 6px; }}
    QHeaderView::section {{ background: {scheme.raised}; color: {scheme.muted}; border: none;
        border-bottom: 1px solid {scheme.line}; padding: 7px 6px; font-weight: 600; }}
    QTabWidget::pane {{ border: none; }}
    QTabBar::tab {{ padding: 8px 16px; border: none; border-bottom: 2px solid transparent; color: {scheme.muted}; }}
    QTabBar::tab:selected {{ border-bottom: 2px solid {scheme.primary}; color: {scheme.text}; font-weight: 600; }}
    QTabBar::tab:focus {{ background: {scheme.primary_soft}; }}
    QStatusBar {{ background: {scheme.surface}; border-top: 1px solid {scheme.line}; color: {scheme.muted}; }}
    QStatusBar QLabel {{ color: {scheme.muted}; padding: 2px 8px; }}
    QStatusBar::item {{ border: none; }}
    QProgressBar {{ border: 1px solid {scheme.line}; border-radius: 5px; background: {scheme.surface};
        text-align: center; }}
    QProgressBar::chunk {{ background: {scheme.primary}; border-radius: 4px; }}
    QCheckBox:focus, QRadioButton:focus {{ background: {scheme.primary_soft}; border-radius: 4px; }}
    QToolTip {{ background: {scheme.raised}; color: {scheme.text}; border: 1px solid {scheme.line}; padding: 4px; }}
    """
