"""Which side a named doer is of."""

from __future__ import annotations

from eventx.rules.matcher import Hit

# How words name a doer that only point to another ("the organisation", "it said that it").
POINTERS = ("anaphor", "speaker")


def entry_of(hit: Hit) -> str | None:
    """The id of the entry that a doer is known by."""
    found = hit.features.get("entry") or (hit.entry.id if hit.entry is not None else None)
    return str(found) if found else None


def side_of(hit: Hit) -> str | None:
    """What tells a doer's side: its state, or the entry of a group; None where the words do not tell."""
    if hit.features.get("sort") in POINTERS:
        return None
    land = hit.features.get("country")
    return str(land) if land and hit.features.get("sort") != "group" else entry_of(hit)
