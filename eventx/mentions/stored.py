"""The gazetteer and the words around place names to plain data and back, for the cache."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from eventx.gazetteer.lookup import Gazetteer
from eventx.mentions.place_words import PlaceClass, PlaceWords
from eventx.mentions.whereabouts import Whereabouts
from eventx.rules.cache import Pieces, dumped, joined


def whereabouts_pieces(whereabouts: Whereabouts) -> dict[str, str]:
    """A gazetteer and its words as pieces of text. Raises ValueError for what they can't hold."""
    gazetteer, words = whereabouts.gazetteer, whereabouts.words
    pieces: dict[str, str] = {}
    small: dict[str, object] = {}
    for field in fields(PlaceWords):
        value = getattr(words, field.name)
        if isinstance(value, frozenset):
            pieces[f"places {field.name}"] = joined(sorted(value))
        elif field.name == "classes":
            names = [f.name for f in fields(PlaceClass)]
            small[field.name] = {word: [getattr(kind, name) for name in names] for word, kind in value.items()}
        else:
            small[field.name] = value
    return pieces | {
        "places": dumped([gazetteer.article, gazetteer.curated_end, sorted(whereabouts.particles), small]),
        "places table": gazetteer.table,
        "places names": joined(gazetteer.index),
        "places starts": dumped(list(gazetteer.index.values())),
        "places first words": joined(sorted(gazetteer.first_words)),
    }


def stored_whereabouts(pieces: Pieces) -> Whereabouts:
    """What `whereabouts_pieces` gave. Raises ValueError, KeyError or TypeError for anything else."""
    found: Any = pieces.json("places")
    article, curated_end, particles, small = found
    starts: Any = pieces.json("places starts")
    index = {
        name: tuple(start) if type(start) is list else start
        for name, start in zip(pieces.lines("places names"), starts, strict=True)
    }
    first_words = frozenset(pieces.lines("places first words"))
    values: dict[str, Any] = {}
    for field in fields(PlaceWords):
        value = small.get(field.name)
        if field.name == "classes":
            value = {word: PlaceClass(*kind) for word, kind in value.items()}
        elif isinstance(value, list):
            value = tuple(value)
        elif value is None:
            value = frozenset(pieces.lines(f"places {field.name}"))
        values[field.name] = value
    gazetteer = Gazetteer(article, pieces.text("places table"), curated_end, index, first_words)
    return Whereabouts(gazetteer, PlaceWords(**values), frozenset(particles))
