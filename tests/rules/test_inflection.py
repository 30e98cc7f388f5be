"""One dictionary form stands for all its regular forms, each with its number, tense and voice."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_packs import build, captures, mentions, rule, scan_of

from eventx.paths import shipped_rules
from eventx.rules.compile import orthography
from eventx.text.fold import fold_word

_, INFLECTION = orthography(shipped_rules())


@pytest.mark.parametrize(
    ("word", "word_class", "forms"),
    [
        pytest.param("صاروخ", "noun", "صاروخ صاروخا صاروخان صاروخين صاروخي صاروخون صاروخو صاروخات", id="noun"),
        pytest.param("قذيفة", "noun", "قذيفة قذيفتان قذيفتين قذيفتا قذيفتي قذائفات", id="noun-in-ta-marbuta"),
        pytest.param("جندي", "noun", "جندي جنديا جنديان جنديين جنديون", id="noun-in-ya"),
        pytest.param("مستشفى", "noun", "مستشفى مستشفيات", id="noun-in-alef-maqsura"),
        pytest.param(
            "مسلح", "adjective", "مسلح مسلحا مسلحة مسلحان مسلحتان مسلحين مسلحتين مسلحون مسلحي مسلحات", id="adj"
        ),
        pytest.param("انتحاري", "adjective", "انتحاري انتحاريا انتحارية انتحاريان انتحاريين انتحاريون", id="nisba"),
        pytest.param(
            "استهدف", "verb", "استهدف استهدفت استهدفا استهدفوا يستهدف تستهدف يستهدفون يستهدفوا يستهدفان", id="verb"
        ),
        pytest.param("هاجم", "verb", "هاجم هاجمت هاجموا يهاجم تهاجم يهاجمون يهاجمن", id="verb-without-alef"),
        pytest.param("تبنى", "verb", "تبنى تبنت تبنوا تبنيا يتبنى تتبنى يتبنون", id="verb-in-alef-maqsura"),
        pytest.param("لقي", "verb", "لقي لقيت لقيا لقوا يلقى تلقى يلقون", id="verb-in-ya"),
        pytest.param("أطلق", "verb", "أطلق أطلقت أطلقوا يطلق تطلق يطلقون", id="verb-in-hamza"),
        pytest.param("أخذ", "verb", "أخذ أخذت يأخذ", id="verb-whose-hamza-is-a-root-letter"),
    ],
)
def test_regular_forms(word: str, word_class: str, forms: str) -> None:
    made = {form for form, _ in INFLECTION.forms(fold_word(word), word_class)}
    expected = set(map(fold_word, forms.replace("قذائفات", "قذيفات").split()))
    assert expected <= made


@pytest.mark.parametrize(
    ("word", "word_class", "broken", "form", "number"),
    [
        ("صاروخ", "noun", True, "صاروخ", "singular"),
        ("صاروخ", "noun", True, "صاروخان", "dual"),
        ("صاروخ", "noun", True, "صاروخين", "dual"),
        ("مسلح", "noun", False, "مسلحين", "plural"),
        ("مسلح", "noun", False, "مسلحون", "plural"),
        ("سيارة", "noun", False, "سيارات", "plural"),
        ("سيارة", "noun", False, "سيارتين", "dual"),
        ("قصف", "verb", False, "قصفوا", "plural"),
        ("قصف", "verb", False, "قصفت", "singular"),
        ("ليبي", "none", False, "ليبي", "any"),
    ],
)
def test_numbers(word: str, word_class: str, broken: bool, form: str, number: str) -> None:
    made = dict(reversed(list(INFLECTION.forms(fold_word(word), word_class, broken))))
    assert made[fold_word(form)] == number


def test_an_unknown_class_is_refused() -> None:
    with pytest.raises(ValueError, match="pronoun"):
        list(INFLECTION.forms("هو", "pronoun"))


LEXICON = """
    lexicon: thing
    description: Things and deeds.
    inflect: noun
    entries:
      - {id: car, forms: [سيارة مفخخة], plural: [سيارات مفخخة]}
      - {id: rocket, forms: [صاروخ], plural: [صواريخ]}
      - {id: base, forms: [القاعدة]}
      - {id: bare, inflect: none, forms: ["=يوم"]}
      - {id: phrase, inflect: none, forms: [سقوط القذائف]}
      - {id: bomb, inflect: verb, forms: [قصف]}
      - {id: say, inflect: verb, forms: [قال], imperfect: [يقول]}
      - {id: hit, inflect: verb, forms: [أصاب], imperfect: [يصيب], passive: [أصيب], passive_imperfect: [يصاب]}
"""


def features(tmp_path: Path, text: str) -> list[tuple[object, ...]]:
    """Id, number, tense and voice of every entry in a sentence, in order."""
    scan, _ = scan_of(build(tmp_path, LEXICON), text)
    hits = [h for starts in scan.hits.get("thing", {}).values() for h in starts]
    keys = ("id", "number", "tense", "voice")
    return [tuple(h.features[k] for k in keys if k in h.features) for h in sorted(hits, key=lambda h: h.start)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("انفجرت سيارة مفخخة", [("car", "singular")]),
        ("انفجرت السيارة المفخخة", [("car", "singular")]),
        ("انفجرت سيارتان مفخختان", [("car", "dual")]),
        ("انفجرت السيارات المفخخة", [("car", "plural")]),
        ("انفجرت سيارة", []),
        ("أطلق صواريخ", [("rocket", "plural")]),
        ("أطلق صواريخا", [("rocket", "plural")]),
        ("أطلق صاروخيه", [("rocket", "dual")]),
        ("اقتحم القاعدة", [("base", "singular")]),
        ("اقتحم قاعدة", []),
        ("جرى يوم أمس", [("bare", "any")]),
        ("جرى اليوم", []),
        ("جرى يومها", []),
        ("بعد سقوط القذائف", [("phrase", "any")]),
        ("بعد سقوط قذائف", []),
        ("قصفوا المدينة", [("bomb", "plural", "perfect", "any")]),
        ("يقصفون المدينة", [("bomb", "plural", "imperfect", "any")]),
        ("سيقصف المدينة", [("bomb", "singular", "imperfect", "any")]),
        ("قصفتها طائرات", [("bomb", "singular", "perfect", "any")]),
        ("وقالت الوكالة", [("say", "singular", "perfect", "any")]),
        ("ويقولون", [("say", "plural", "imperfect", "any")]),
        ("أصاب جنديا", [("hit", "singular", "perfect", "active")]),
        ("أصيبت امرأة", [("hit", "singular", "perfect", "passive")]),
        ("يصاب جندي", [("hit", "singular", "imperfect", "passive")]),
    ],
)
def test_entries_are_found_in_every_form(tmp_path: Path, text: str, expected: list[tuple[object, ...]]) -> None:
    assert features(tmp_path, text) == expected


def test_forms_of_a_lexicon_can_be_captured_by_number(tmp_path: Path) -> None:
    pack = build(tmp_path, rule("سقط two=<thing number=dual>|many=<thing number=plural>"), LEXICON)
    assert captures(pack, "سقط صاروخان") == {"two": ["صاروخان"]}
    assert captures(pack, "سقط صواريخ") == {"many": ["صواريخ"]}
    assert mentions(pack, "سقط صاروخ") == []
