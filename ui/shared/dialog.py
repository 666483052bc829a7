"""What every window of the program is: it takes no more memory once it closed."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog


class Dialog(QDialog):
    """Its Python attributes (the result) outlive it; its widgets do not."""

    def done(self, result: int) -> None:
        super().done(result)
        self.deleteLater()
