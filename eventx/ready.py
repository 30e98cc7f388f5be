"""Rule packs ready to read with: from the cache, else from the rule files, and then into the cache."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from eventx.mentions.stored import stored_whereabouts, whereabouts_pieces
from eventx.mentions.whereabouts import Whereabouts, place_lexicons
from eventx.rules import cache
from eventx.rules.check import PROVIDED
from eventx.rules.compile import CompiledPack, compile_pack
from eventx.rules.load import load_rules
from eventx.rules.stored import pack_pieces, stored_pack


@dataclass(frozen=True, slots=True)
class Ready:
    """Compiled rules, and the gazetteer of their places."""

    pack: CompiledPack
    whereabouts: Whereabouts


def make_ready(directories: Sequence[Path] = (), shortcuts: bool = True) -> Ready:
    """The shipped rules with `directories` laid over them; without `shortcuts` they are compiled anew, to read slowly.

    Raises RuleError for packs with mistakes.
    """
    collecting = gc.isenabled()
    gc.disable()  # many new objects, none of them garbage: looking through them takes a third of the time
    try:
        key = cache.key_of(directories) if shortcuts else None
        ready = None if key is None else _stored(key)
        if ready is None:
            ready = _built(directories, shortcuts)
            if key is not None and key == cache.key_of(directories):  # the files are still what they were
                with suppress(ValueError):  # words that it can't hold
                    cache.write(key, pack_pieces(ready.pack) | whereabouts_pieces(ready.whereabouts))
        return ready
    finally:
        if collecting:
            gc.enable()


def _stored(key: str) -> Ready | None:
    pieces = cache.read(key)
    if pieces is None:
        return None
    try:
        return Ready(stored_pack(pieces), stored_whereabouts(pieces))
    except (ValueError, LookupError, TypeError, AttributeError):
        return None


def _built(directories: Sequence[Path], shortcuts: bool) -> Ready:
    rules = load_rules(directories)
    whereabouts = Whereabouts.load(rules)
    apart = place_lexicons(rules) | {"label"}
    return Ready(compile_pack(rules, PROVIDED, whereabouts.vocabulary(), apart, shortcuts), whereabouts)
