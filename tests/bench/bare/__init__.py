"""The other side of the comparison: a Django view that inserts one row, and nothing else."""
