"""Polygons in WGS84, and the SVG drawn from them."""
