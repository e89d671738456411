"""Geometry as plain arrays: surfaces, smooth outlines, geodesic neighbourhoods."""
