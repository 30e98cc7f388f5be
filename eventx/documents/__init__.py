"""Bytes to documents: decoding, formats, and the parts of a page that are no article."""
