"""The thread that carries out what people ordered, beside the pages and never inside a request."""

from __future__ import annotations

import logging
import threading

from broadcaster.errors import BroadcasterError
from broadcaster.services.order_work import anything_ordered, carry_out
from broadcaster.web.office import Office

logger = logging.getLogger(__name__)

LOOK_S = 1.0
"""How often it is looked for orders; those of other processes are seen so too."""

GRACE_S = 15
"""How long an order at work may take to its end when the server stops."""


class OrderDesk:
    """One thread of one process at a time: whoever holds the store's ``orders`` post."""

    def __init__(self, office: Office) -> None:
        """Take the office whose orders are carried out."""
        self._office = office
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="orders", daemon=True)

    def start(self) -> None:
        """Begin to look for orders."""
        self._thread.start()

    def stop(self) -> None:
        """Begin no other order; one at work has some seconds, else the next start tells of it as cut off."""
        self._stop.set()
        self._thread.join(GRACE_S)

    def _work(self) -> None:
        post = self._office.now()[0].store.order_desk()
        try:
            while not self._stop.wait(LOOK_S):
                try:
                    station, _ = self._office.now()
                    if anything_ordered(station) and post.take():
                        carry_out(station, clock=self._office.clock, stopping=self._stop.is_set)
                except BroadcasterError as error:  # the store may be busy or away; it is looked at again
                    logger.warning("%s", error, extra={"action": "orders_not_looked_at"})
        finally:
            post.let_go()
