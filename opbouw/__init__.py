"""Opbouw: the project that ties the apps together."""

from opbouw.celery import app as celery_app

__all__ = ["celery_app"]
