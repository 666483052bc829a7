"""Shows a PDF inside the program, saves it and prints it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QKeySequence, QPageLayout, QPageSize, QPainter, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.services.documents.issue_loan_documents import IssuedDocument, save_document
from ui.shared.dialog import Dialog
from ui.shared.message_box import inform
from ui.shared.plain_label import PlainLabel
from ui.shared.tasks import Tasks
from ui.shared.theme import MARGIN
from ui.shared.window_size import open_at

PRINT_DPI = 300


class PdfPreview(Dialog):
    """A document with its pages, «Guardar como…» and «Imprimir…»."""

    def __init__(self, parent: QWidget | None, tasks: Tasks, document: IssuedDocument) -> None:
        super().__init__(parent)
        self.setWindowTitle(document.file_name)
        self.tasks = tasks
        self.document = document
        self._bytes = QByteArray(document.content)
        self._buffer = QBuffer(self._bytes, self)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.pdf = QPdfDocument(self)
        self.pdf.load(self._buffer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar())
        self.view = QPdfView(self)
        self.view.setDocument(self.pdf)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setAccessibleName(self.tr("Páginas del documento"))
        layout.addWidget(self.view, 1)
        open_at(self, 920, 760)
        self.view.setFocus()

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("header")
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(MARGIN, 10, MARGIN, 10)
        pages = self.pdf.pageCount()
        words = self.tr("{}: {} páginas") if pages != 1 else self.tr("{}: {} página")
        title = PlainLabel(words.format(self.document.title, pages))
        title.setObjectName("figureSmall")
        layout.addWidget(title, 1)
        for text, keys, action in (
            (self.tr("Guardar como…"), "Ctrl+G", self.save),
            (self.tr("Imprimir…"), "Ctrl+P", self.print_pages),
            (self.tr("Cerrar"), "Esc", self.reject),
        ):
            button = QPushButton(f"{text}  {keys}")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, action=action: action())
            layout.addWidget(button)
            if keys != "Esc":
                QShortcut(QKeySequence(keys), self, lambda action=action: action())
        return bar

    def save(self) -> None:
        """Ask where, and write the whole file."""
        proposed = str(Path.home() / self.document.file_name)
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Guardar documento"), proposed, "PDF (*.pdf)")
        if name:
            path = Path(name).with_suffix(".pdf")
            self.tasks.run(self, lambda: save_document(self.document, path), lambda _: self._saved(path))

    def _saved(self, path: Path) -> None:
        inform(self, self.tr("Documento guardado"), self.tr("Se guardó «{}».").format(path.name))

    def print_pages(self) -> None:
        """Ask for the printer and print every page on letter paper."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
        printer.setFullPage(True)
        printer.setPageMargins(printer.pageLayout().minimumMargins(), QPageLayout.Unit.Point)
        printer.setResolution(PRINT_DPI)
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            print_document(self.pdf, printer)


def print_document(pdf: QPdfDocument, printer: QPrinter) -> None:
    """Draw each page at the printer's resolution."""
    painter = QPainter(printer)
    try:
        for page in range(pdf.pageCount()):
            if page:
                printer.newPage()
            points = pdf.pagePointSize(page)
            scale = printer.resolution() / 72
            size = QSize(round(points.width() * scale), round(points.height() * scale))
            painter.drawImage(QRectF(printer.paperRect(QPrinter.Unit.DevicePixel)), pdf.render(page, size))
    finally:
        painter.end()
