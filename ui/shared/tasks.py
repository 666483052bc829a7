"""Runs use cases on the one data thread, and gives their results back on the GUI thread."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from app.changes import Changes
from app.errors import Cancelled, UserError
from app.progress import Progress
from ui.shared.change_bus import ChangeBus
from ui.shared.message_box import show_error

Work = Callable[[], Any]
Done = Callable[[Any], object]
Failed = Callable[[UserError], None]


@dataclass(frozen=True)
class _Job:
    number: int
    work: Work


@dataclass(frozen=True)
class _Reply:
    receiver: QObject
    done: Done
    failed: Failed | None
    cancelled: Callable[[], None] | None = None


class _Alive(QObject):
    """Knows whether the asker still lives."""

    def __init__(self, watched: QObject) -> None:
        super().__init__()
        self.lives = True
        watched.destroyed.connect(self._gone)

    def _gone(self) -> None:
        self.lives = False


class Tasks(QObject):
    """One data thread: changes and queries in the order they were asked."""

    _finished = Signal(int, object, object)
    _stepped = Signal(int, int, int)
    idle = Signal()

    def __init__(self, bus: ChangeBus) -> None:
        super().__init__()
        self.bus = bus
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._replies: dict[int, tuple[_Reply, _Alive]] = {}
        self._latest: dict[str, int] = {}
        self._dialogs: dict[int, QProgressDialog] = {}
        self._cancelled: set[int] = set()
        self._count = 0
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._stepped.connect(self._show_step, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, name="datos", daemon=True)
        self._thread.start()

    @property
    def is_busy(self) -> bool:
        """Whether something was asked and has not come back."""
        return bool(self._replies)

    def run(
        self,
        receiver: QObject,
        work: Work,
        done: Done,
        failed: Failed | None = None,
        cancelled: Callable[[], None] | None = None,
    ) -> int:
        """Run a use case; what it says it changed is published. ``done`` is not called once the receiver is gone."""
        self._count += 1
        self._replies[self._count] = (_Reply(receiver, done, failed, cancelled), _Alive(receiver))
        self._jobs.put(_Job(self._count, work))
        return self._count

    def run_latest(self, key: str, receiver: QObject, work: Work, done: Done, failed: Failed | None = None) -> None:
        """For what is asked at each keystroke: only the last answer counts."""

        def only_the_last(result: Any) -> None:
            if self._latest.get(key) == number:
                done(result)

        number = self.run(receiver, work, only_the_last, failed)
        self._latest[key] = number

    def run_long(
        self,
        receiver: QWidget,
        title: str,
        work: Callable[[Progress], Any],
        finished: Done,
        failed: Failed | None = None,
        cancelled: Callable[[], None] | None = None,
    ) -> None:
        """With a progress window and its cancel button; cancelling makes the next step raise ``Cancelled``."""
        number = self._count + 1
        dialog = QProgressDialog(title, self.tr("Cancelar"), 0, 0, receiver)
        dialog.setWindowTitle(self.tr("Trabajando"))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setMinimumDuration(300)
        dialog.setAutoClose(False)
        dialog.setAutoReset(False)
        dialog.canceled.connect(lambda: self._cancelled.add(number))
        self._dialogs[number] = dialog

        def progress(done: int, total: int) -> None:
            if number in self._cancelled:
                raise Cancelled
            self._stepped.emit(number, done, total)

        self.run(receiver, lambda: work(progress), finished, failed, cancelled)

    def shutdown(self) -> None:
        """Let what runs end, then stop the thread."""
        self._jobs.put(None)
        self._thread.join(timeout=60)

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                result, error = job.work(), None
            except BaseException as raised:  # noqa: BLE001  delivered to the GUI thread, which raises or shows it
                result, error = None, raised
            self._finished.emit(job.number, result, error)

    def _show_step(self, number: int, done: int, total: int) -> None:
        dialog = self._dialogs.get(number)
        if dialog is not None:
            dialog.setMaximum(total)
            dialog.setValue(done)

    def _deliver(self, number: int, result: object, error: BaseException | None) -> None:
        reply, alive = self._replies.pop(number)
        dialog = self._dialogs.pop(number, None)
        if dialog is not None:
            dialog.close()
            dialog.deleteLater()
        try:
            self._answer(reply, alive.lives, result, error)
        finally:
            if not self._replies:
                self.idle.emit()

    def _answer(self, reply: _Reply, is_alive: bool, result: object, error: BaseException | None) -> None:
        changes = getattr(result, "changes", None)
        if isinstance(changes, Changes):
            self.bus.publish(changes)
        if isinstance(error, Cancelled) and is_alive and reply.cancelled is not None:
            reply.cancelled()
        if isinstance(error, Cancelled) or (not is_alive and not (error and not isinstance(error, UserError))):
            return
        if error is None:
            reply.done(result)
        elif isinstance(error, UserError) and reply.failed is not None:
            reply.failed(error)
        elif isinstance(error, UserError):
            show_error(reply.receiver if isinstance(reply.receiver, QWidget) else None, error)
        else:
            raise error
