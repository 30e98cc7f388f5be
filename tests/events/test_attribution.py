"""Who did it, how firmly that is said and by whom, in sentences of our own."""

from __future__ import annotations

from functools import cache

import pytest

from eventx.extractor import Extractor
from eventx.model import Event


@cache
def _extractor() -> Extractor:
    return Extractor()


def _event(text: str) -> Event:
    events = _extractor().extract(text)
    assert events, text
    return events[0]


@pytest.mark.parametrize(
    ("text", "status", "actors", "by"),
    [
        ("قصفت الطائرات الروسية سوقا في مدينة إدلب مساء السبت.", "stated", ["russia"], None),
        ("قال ناشطون إن الطائرات الروسية قصفت سوقا في مدينة إدلب مساء السبت.", "blamed", ["russia"], "ناشطون"),
        (
            "أعلنت وزارة الدفاع الروسية أن الطائرات الروسية قصفت معسكرا في مدينة إدلب.",
            "claimed",
            ["russia"],
            "وزارة الدفاع الروسية",
        ),
        (
            "قتل سبعة أشخاص في تفجير وسط بغداد.\nوأعلن تنظيم داعش مسؤوليته عن التفجير.",
            "claimed",
            ["islamic-state"],
            "تنظيم داعش",
        ),
        ("قتل سبعة أشخاص في تفجير وسط بغداد.\nوتبنى الهجوم تنظيم داعش.", "claimed", ["islamic-state"], "تنظيم داعش"),
        ("قتل سبعة أشخاص في تفجير وسط بغداد.\nولم تعلن أي جهة مسؤوليتها عن التفجير.", "unclaimed", [], None),
        ("قتل سبعة جنود في هجوم شنه مسلحون مجهولون على حاجز للجيش في بغداد.", "unknown", [], None),
        (
            "قتل طالبان في تفجير وسط بغداد.\nوتبنى تنظيم داعش التفجيرات في بيان.",
            "claimed",
            ["islamic-state"],
            "تنظيم داعش",
        ),
        (
            "أصدرت وزارة الدفاع الروسية بيانا.\nوقالت الوزارة إن الطائرات الروسية قصفت معسكرا في مدينة إدلب.",
            "claimed",
            ["russia"],
            "وزارة الدفاع الروسية",
        ),
    ],
)
def test_status_actors_and_speaker(text: str, status: str, actors: list[str], by: str | None) -> None:
    told = _event(text).attribution
    assert (told.status, [a.id for a in told.actors], told.by) == (status, actors, by)


def test_who_shoots_at_the_attackers_is_no_doer() -> None:
    told = _event("هاجم مسلحون مركزا للشرطة في بغداد وأطلقت قوات الأمن العراقية النار على المهاجمين.").attribution
    assert told.actors == ()


def test_who_stops_a_missile_is_no_doer_of_it() -> None:
    text = "أعلن الجيش السعودي اعتراض طائرة مسيرة مفخخة أطلقتها جماعة الحوثي باتجاه مدينة أبها."
    assert [a.id for a in _event(text).attribution.actors] == ["houthis"]


def test_those_whose_people_died_in_a_fight_were_its_sides() -> None:
    told = _event("قتل خمسة من مقاتلي تنظيم داعش في معركة عنيفة شرق مدينة هيت.").attribution
    assert [a.id for a in told.actors] == ["islamic-state"]


def test_the_organisation_is_the_group_named_before() -> None:
    text = "سيطر تنظيم داعش على بلدة هيت قبل عام.\nوهاجم التنظيم صباح الأحد قاعدة للجيش قرب الرمادي وقتل تسعة جنود."
    assert [a.id for e in _extractor().extract(text) for a in e.attribution.actors] == ["islamic-state"]


def test_every_actor_and_speaker_has_evidence() -> None:
    event = _event("قال ناشطون إن الطائرات الروسية قصفت سوقا في مدينة إدلب مساء السبت.")
    spans = {e.span for e in event.evidence if e.slot == "attribution.actors"}
    assert {a.span for a in event.attribution.actors} <= spans
    assert [e.text for e in event.evidence if e.slot == "attribution.by"] == [event.attribution.by]
