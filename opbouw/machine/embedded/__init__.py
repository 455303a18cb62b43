"""PostgreSQL and Valkey of our own, for the demo and the tests: nothing is left behind."""

from .folder import EmbeddedError, Services, remove, running
from .supervisor import kept_services, services

__all__ = ["EmbeddedError", "Services", "kept_services", "remove", "running", "services"]
