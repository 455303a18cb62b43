"""Counting in working days: what is promised within three of them does not run in the weekend."""

from datetime import date, timedelta

SATURDAY = 5


def after_workdays(day: date, number: int) -> date:
    """Return the day that is so many working days later; holidays count as working days."""
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < SATURDAY
    return day


def workdays_until(today: date, day: date) -> int:
    """Return how many working days are left after today, the last one included."""
    left = (day - today).days
    return sum((today + timedelta(days=n)).weekday() < SATURDAY for n in range(1, left + 1))
