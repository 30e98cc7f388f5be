"""`pack.yaml`: what a rule pack is called, and which rule language it was written for."""

from __future__ import annotations

from eventx.rules.errors import Problem
from eventx.rules.model import Manifest
from eventx.rules.nodes import only_keys, required, text_of
from eventx.rules.source import Mapping

# The version of the rule language that this eventx reads.
SCHEMA = "1"


def read_manifest(top: Mapping, problems: list[Problem]) -> Manifest:
    """The manifest in the mapping of a `pack.yaml`."""
    only_keys(top, ("pack", "description", "version", "schema"), problems)
    schema = required(top, "schema", problems)
    if schema and schema != SCHEMA:
        message = f"written for rule schema {schema}; this eventx reads schema {SCHEMA}"
        problems.append(top.values["schema"].place.problem(message))
    name, version = required(top, "pack", problems), required(top, "version", problems)
    return Manifest(name, text_of(top, "description", problems, "") or "", version, schema, top.place)
