"""How well events read by eventx agree with events coded by hand: precision, recall and F1, slot by slot.

The measure is the MUC style one of the coding guide: events are aligned one to one, then slot fills are counted.
"""
