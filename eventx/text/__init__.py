"""Document text to sentences of units, every unit with its place in the original text."""
