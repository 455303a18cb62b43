"""Threads that stop when they are told to, and say afterwards what stopped them before."""

import threading


class Patient(threading.Thread):
    """Repeats something until `stopping` is set; an error is kept, and told at the end."""

    def __init__(self, name: str) -> None:
        super().__init__(name=name, daemon=True)
        self.stopping = threading.Event()
        self.error: BaseException | None = None

    def run(self) -> None:
        """Go on until told to stop."""
        try:
            self.go_on()
        except BaseException as error:  # the run ends with it instead of with a traceback
            self.error = error

    def go_on(self) -> None:
        """Do the work of this thread."""
        raise NotImplementedError
