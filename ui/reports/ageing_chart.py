"""The portfolio by age of its arrears, as bars with their amounts."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.reports.portfolio import BandTotal
from ui.shared.formats import money_text
from ui.shared.labels import AGEING_BANDS
from ui.shared.theme import colours

BAND_COLOURS = ("#2F9E6E", "#E0A526", "#E07B26", "#D2502A", "#B91C1C", "#7F1D1D")


class AgeingChart(QWidget):
    """Height is the outstanding principal of each band; the same figures are in its description, for screen readers."""

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        scheme = colours()
        self.plot = pg.PlotWidget(background=QColor(scheme.surface))
        self.plot.setMenuEnabled(False)
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.hideButtons()
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot.getAxis("left").hide()
        self.plot.getAxis("bottom").setStyle(tickLength=0)
        self.plot.getAxis("bottom").setTextPen(QColor(scheme.text))
        self.plot.getAxis("bottom").setPen(QColor(scheme.line))
        self.plot.setAccessibleName(self.tr("Antigüedad de la cartera"))
        layout.addWidget(self.plot)

    def show_bands(self, bands: Sequence[BandTotal]) -> None:
        """Draw the bars anew. Bars are drawn in thousands of pesos; the labels carry the exact amounts."""
        self.plot.clear()
        heights = [band.outstanding.centavos / 100_000 for band in bands]
        self.plot.addItem(
            pg.BarGraphItem(x=list(range(len(bands))), height=heights, width=0.62, brushes=list(BAND_COLOURS))
        )
        top = max(heights, default=0) or 1
        for place, band in enumerate(bands):
            label = pg.TextItem(
                self.tr("{}\n{} créditos").format(money_text(band.outstanding), band.loans),
                color=QColor(colours().text),
                anchor=(0.5, 1.0),
            )
            label.setPos(place, heights[place] + top * 0.02)
            self.plot.addItem(label)
        ticks = [(place, AGEING_BANDS[band.band]) for place, band in enumerate(bands)]
        self.plot.getAxis("bottom").setTicks([ticks])
        self.plot.setYRange(0, top * 1.28, padding=0)
        self.plot.setXRange(-0.6, len(bands) - 0.4, padding=0)
        words = "; ".join(f"{AGEING_BANDS[band.band]} {money_text(band.outstanding)}" for band in bands)
        self.plot.setAccessibleDescription(words)
