"""Counting in working days: weekends do not count towards a promise."""

from datetime import date, timedelta

SATURDAY = 5


def after_workdays(day: date, number: int) -> date:
    """Return the date `days` working days later; public holidays count as working days."""
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < SATURDAY
    return day


def workdays_until(today: date, day: date) -> int:
    """Return how many working days are left after today, the last one included."""
    left = (day - today).days
    return sum((today + timedelta(days=n)).weekday() < SATURDAY for n in range(1, left + 1))
