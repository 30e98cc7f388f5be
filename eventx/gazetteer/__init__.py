"""The gazetteer: place names to places. Built from GeoNames and the hand-made lexicons of `rules/places/`."""
