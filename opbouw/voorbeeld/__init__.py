"""The example data: an invented municipality and a year of neighbourhood work in it."""
