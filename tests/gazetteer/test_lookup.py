"""The gazetteer: lookup, merging of curated places with GeoNames, the shipped table."""

from __future__ import annotations

import pickle
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import pytest

from eventx.gazetteer.build import arabic_names
from eventx.gazetteer.curated import Value, curated_table, place_entries, place_of
from eventx.gazetteer.lookup import Gazetteer, build_gazetteer
from eventx.gazetteer.place import Place, from_line, kilometres, to_line
from eventx.paths import shipped_rules
from eventx.rules.compile import orthography
from eventx.rules.load import load_rules
from eventx.text.fold import fold_word

GEONAMES = shipped_rules() / "places" / "geonames.tsv"


@cache
def gazetteer() -> Gazetteer:
    pack = load_rules()
    clitics, _ = orthography(pack.directories[0])
    return build_gazetteer(pack.lexicons, clitics.article)


@dataclass(frozen=True)
class Entry:
    id: str
    name: str | None
    forms: tuple[str, ...]
    attributes: Mapping[str, Value]


@dataclass(frozen=True)
class Places:
    entries: tuple[Entry, ...]
    attributes: tuple[str, ...] = field(default=("kind", "country", "lat", "lon"))


def first(name: str) -> Place:
    return gazetteer().candidates(fold_word(name))[0]


def test_lines_round_trip() -> None:
    place = Place(("الباب", "باب"), "Al-Bab", "city", "SY", "Aleppo", 36.3705, 37.5157, 174018, 130745, False)
    assert from_line(to_line(place), False) == place
    bare = Place(("بحر",), "Sea", "sea", None, None, None, None, None, 0, True)
    assert from_line(to_line(bare), True) == bare


def test_the_shipped_table_is_sorted_and_small() -> None:
    text = GEONAMES.read_text(encoding="utf-8")
    lines = text.splitlines()
    assert lines == sorted(lines)
    assert len(lines) > 8_000
    assert len(text.encode()) < 3_000_000
    for line in lines:
        place = from_line(line, False)
        assert place.geonameid is not None
        assert place.latitude is not None
        assert -90 <= place.latitude <= 90
        assert len(place.country or "") == 2
        assert all(fold_word(name) == name for name in place.names)


def test_every_curated_place_is_sound() -> None:
    lexicons = load_rules().lexicons
    countries = {p.country for p in map(place_of, place_entries(lexicons)) if p.kind == "country"}
    seen: set[str] = set()
    located = 0
    for entry in place_entries(lexicons):
        place = place_of(entry)
        assert entry.id not in seen, entry.id
        seen.add(entry.id)
        assert place.country in countries or place.kind in ("sea", "water"), entry.id
        # none, rather than a guess; and then neither of them
        assert (place.latitude is None) == (place.longitude is None), entry.id
        located += place.latitude is not None
        common = entry.attributes.get("common", ())
        assert set(common if isinstance(common, tuple) else ()) <= set(entry.forms), entry.id
    assert located >= 0.99 * len(seen)


def test_candidates_with_and_without_the_article() -> None:
    assert gazetteer().candidates(fold_word("القائم")) == gazetteer().candidates(fold_word("قائم"))
    assert first("الموصل").country == "IQ"
    assert gazetteer().candidates("xyz") == ()


def test_namesakes_come_by_population() -> None:
    assert [p.country for p in gazetteer().candidates(fold_word("طرابلس")) if p.kind == "city"][:2] == ["LY", "LB"]


def test_a_curated_place_takes_id_and_population_from_geonames() -> None:
    jerusalem = first("القدس")
    assert (jerusalem.country, jerusalem.curated) == ("PS", True)
    assert jerusalem.geonameid == 281184
    rafah = {p.country: p.geonameid for p in gazetteer().candidates(fold_word("رفح"))}
    assert rafah == {"PS": 281102, "EG": 350350}


def test_longest_name() -> None:
    words = [gazetteer().bare(fold_word(w)) for w in ("مدينة", "دير", "الزور", "شرق", "سوريا")]
    assert gazetteer().longest(words, 1) == (2, "دير زور")
    assert gazetteer().longest(words, 3, 1) is None


def test_loading_a_cached_gazetteer_is_quick() -> None:
    stored = pickle.dumps(gazetteer(), pickle.HIGHEST_PROTOCOL)
    best = min(_seconds(stored) for _ in range(5))
    assert best < 0.05  # 6 ms on the machine it was written on
    again: Gazetteer = pickle.loads(stored)
    assert again.candidates(fold_word("بغداد")) == gazetteer().candidates(fold_word("بغداد"))


def _seconds(stored: bytes) -> float:
    start = time.perf_counter()
    pickle.loads(stored)
    return time.perf_counter() - start


def test_building_twice_gives_the_same() -> None:
    pack = load_rules()
    clitics, _ = orthography(pack.directories[0])
    again = build_gazetteer(pack.lexicons, clitics.article)
    assert again.table == gazetteer().table
    assert list(again.index.items()) == list(gazetteer().index.items())


def test_a_bad_entry_is_refused() -> None:
    def table(**attributes: Value) -> str:
        return curated_table({"x": Places((Entry("x", "X", ("اسم",), attributes),))})

    with pytest.raises(ValueError, match="kind 'town' is none of"):
        table(kind="town", country="IQ", lat="33.1", lon="44.2")
    with pytest.raises(ValueError, match="lat 'north' is no number"):
        table(kind="city", country="IQ", lat="north", lon="44.2")
    assert table(kind="city", country="IQ", lat="33.1", lon=44).startswith("اسم\tX\tcity\tIQ\t\t33.1\t44\t")


def test_arabic_names_of_geonames() -> None:
    article = fold_word("ال")
    classes = frozenset({fold_word("مدينة"), fold_word("محافظة")})

    def names(*alternates: str) -> tuple[str, ...]:
        return arabic_names(list(alternates), article, classes)

    assert names("Homs", "حمص", "مدينة حمص", "حِمْص") == ("حمص",)
    assert names("الحسكة", "حسکه", "حەسیچە") == (fold_word("الحسكة"),)
    assert names("گرديز") == (fold_word("گرديز"),)  # no Arabic spelling: the other is better than none
    assert names("طرابلس، لیبیا", "طرابلس") == (fold_word("طرابلس"),)
    assert names("ال قاع") == (fold_word("القاع"),)
    assert names("Kyiv", "Київ") == ()


def test_kilometres() -> None:
    assert kilometres(33.34, 44.4, 33.34, 44.4) == 0
    assert 700 < kilometres(33.34, 44.4, 36.2, 37.16) < 760  # Baghdad to Aleppo
