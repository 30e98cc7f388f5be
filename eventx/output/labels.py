"""The words printed around the data, in English or Arabic, from `rules/labels.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from eventx.paths import shipped_rules

Language = Literal["en", "ar"]


@dataclass(frozen=True, slots=True)
class Label:
    """One label: English singular and plural, Arabic forms (one, or four by number)."""

    name: str
    many: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one language; a label that is not there shows as its own id, so that nothing is lost."""

    lang: Language
    entries: Mapping[str, Label]

    @property
    def rtl(self) -> bool:
        """Whether the labels are written from right to left."""
        return self.lang == "ar"

    def __call__(self, name: str) -> str:
        """The label, or the last part of its id where there is none."""
        label = self.entries.get(name)
        if label is None:
            return name.rpartition(".")[2].replace("_", " ")
        return label.forms[0] if self.rtl and label.forms else label.name

    def has(self, name: str) -> bool:
        """Whether there is such a label."""
        return name in self.entries

    def counted(self, name: str, number: int, digits: str | None = None) -> str:
        """`number` of what `name` says, as people write it; `digits` is how the number is to be written."""
        label = self.entries.get(name)
        written = digits if digits is not None else str(number)
        if label is None:
            return f"{written} {self(name)}"
        if not self.rtl or len(label.forms) != 4:
            return f"{written} {label.name if number == 1 else label.many}"
        one, two, few, many = label.forms
        if digits is None and number in (1, 2):
            return (one, two)[number - 1]
        last = number % 100
        return f"{written} {few if 3 <= last <= 10 else many if last >= 11 else one}"


@cache
def load_labels(lang: Language = "en") -> Labels:
    """The shipped labels."""
    import yaml  # costs 15 ms, and JSON output has no labels

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    path = shipped_rules() / "labels.yaml"
    with path.open(encoding="utf-8") as stream:
        lexicon = yaml.load(stream, Loader=loader)
    entries = {
        str(entry["id"]): Label(
            str(entry["name"]), str(entry.get("many", entry["name"])), tuple(map(str, entry.get("forms", ())))
        )
        for entry in lexicon["entries"]
    }
    return Labels(lang, entries)
