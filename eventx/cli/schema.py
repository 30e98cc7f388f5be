"""`eventx schema`: the output contract."""

from __future__ import annotations


def schema() -> None:
    """Print the JSON Schema of an event.

    \b
    Example:
      eventx schema > event.schema.json
    """
    from eventx.cli.terminal import write_out
    from eventx.output.schema import schema_text

    write_out([schema_text()], None)
