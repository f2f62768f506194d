"""What Prometheus asks for, in a registry of this process's own."""

from __future__ import annotations

from contextlib import AbstractContextManager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest


class Metrics:
    """Counts of what was asked and how long it took, by route and never by who asked."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self._registry = CollectorRegistry()
        labels = ("route", "method", "status")
        self._requests = Counter("broadcaster_requests", "Requests answered.", labels, registry=self._registry)
        self._seconds = Histogram(
            "broadcaster_request_seconds", "Time until the whole answer was sent.", ("route",), registry=self._registry
        )
        self._busy = Gauge("broadcaster_requests_in_progress", "Requests being answered.", registry=self._registry)

    def busy(self) -> AbstractContextManager[None]:
        """Count a request for as long as it lasts."""
        return self._busy.track_inprogress()

    def answered(self, route: str, method: str, status: int, took: float) -> None:
        """Count an answer."""
        known = method if method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} else "other"
        self._requests.labels(route, known, str(status)).inc()
        self._seconds.labels(route).observe(took)

    def told(self) -> bytes:
        """Give all of it as Prometheus reads it."""
        return generate_latest(self._registry)
