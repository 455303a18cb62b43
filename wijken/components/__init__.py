"""The components that know the practice."""
