"""Work on many slices, nearest to the one on screen first, wherever that has moved to meanwhile."""

import threading
from collections.abc import Collection, Mapping
from typing import Generic, TypeVar

Item = TypeVar("Item")


class NearestFirst(Generic[Item]):
    """Items by slice index that one thread adds and another takes.

    Parameters
    ----------
    center
        Slice index around which items are taken; set it at any time.
    """

    def __init__(self, items: Mapping[int, Item], center: int) -> None:
        self.center = center
        self._items = dict(items)
        self._lock = threading.Lock()

    def __len__(self) -> int:
        with self._lock:
            return len(self._items)

    def __contains__(self, index: int) -> bool:
        with self._lock:
            return index in self._items

    def add(self, items: Mapping[int, Item]) -> None:
        """Add items; an index that is there already is replaced."""
        with self._lock:
            self._items.update(items)

    def keep(self, indices: Collection[int]) -> set[int]:
        """Let go of all items but these; return the indices of what was let go."""
        with self._lock:
            dropped = self._items.keys() - indices
            for index in dropped:
                del self._items[index]
            return dropped

    def clear(self) -> None:
        """Leave nothing to take."""
        with self._lock:
            self._items.clear()

    def take(self, count: int = 1) -> list[tuple[int, Item]]:
        """Remove and return up to `count` items, the central one alone where it is there, so that it comes soonest."""
        with self._lock:
            if self.center in self._items:
                return [(self.center, self._items.pop(self.center))]
            nearest = sorted(self._items, key=lambda index: abs(index - self.center))[:count]
            return [(index, self._items.pop(index)) for index in nearest]
