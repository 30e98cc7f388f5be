"""Mentions to events: triggers, frames in a sentence, frames of one incident joined, slots filled."""
