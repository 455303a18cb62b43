"""Pictures of what is tied to what."""
