"""PostgreSQL and Valkey of our own, for the demo and the tests: nothing to install, nothing left behind."""

from .folder import EmbeddedError, Services, running
from .supervisor import services

__all__ = ["EmbeddedError", "Services", "running", "services"]
