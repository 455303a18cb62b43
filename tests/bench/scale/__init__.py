"""The country: filled to any size, and every page read at two sizes beside each other."""
