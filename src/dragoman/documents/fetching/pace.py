"""How long to wait before a host is asked again."""

from __future__ import annotations

from dragoman.documents.fetching.options import System


class Pace:
    """Keeps the requests to each host apart: by the least time given, or by more where the host asks for more."""

    def __init__(self, seconds: float, system: System) -> None:
        self._seconds, self._system = seconds, system
        self._asked: dict[str, float] = {}
        self._slower: dict[str, float] = {}

    def slow_down(self, host: str, seconds: float) -> None:
        """Keep requests to a host at least so far apart."""
        self._slower[host] = seconds

    def wait(self, host: str) -> None:
        """Sleep until the host may be asked, and count this as the asking."""
        least = max(self._seconds, self._slower.get(host, 0.0))
        left = self._asked[host] + least - self._system.clock() if host in self._asked else 0.0
        if left > 0:
            self._system.sleep(left)
        self._asked[host] = self._system.clock()
