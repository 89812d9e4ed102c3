"""Things that hang together: connected components, in an order that does not depend on that of the pairs."""

from __future__ import annotations

from collections.abc import Iterable


def components(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Groups of the numbers below ``count`` that pairs hold together, each in order, by their first number."""
    head = list(range(count))

    def find(number: int) -> int:
        while head[number] != number:
            head[number] = head[head[number]]
            number = head[number]
        return number

    for one, other in pairs:
        low, high = sorted((find(one), find(other)))
        head[high] = low
    groups: dict[int, list[int]] = {}
    for number in range(count):
        groups.setdefault(find(number), []).append(number)
    return list(groups.values())
