"""Tests of the pictures of what is tied to what."""
