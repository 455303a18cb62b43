"""What starts the services and keeps them running; no app imports it."""
