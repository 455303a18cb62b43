"""Components: the parts that pages are built from, as template tags with named arguments."""
