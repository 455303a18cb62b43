#!/bin/sh
# Run once by the image of PostgreSQL, on a new volume. The role of Opbouw owns its database and
# rules nothing else; the superuser keeps no password, so it gets in from inside the container only.
set -e
psql --username="${POSTGRES_USER:-postgres}" --dbname=postgres --no-psqlrc --quiet --set=ON_ERROR_STOP=1 <<'SQL'
\getenv password POSTGRES_PASSWORD
CREATE ROLE opbouw LOGIN PASSWORD :'password';
CREATE DATABASE opbouw OWNER opbouw;
REVOKE ALL ON DATABASE opbouw, postgres FROM PUBLIC;
ALTER ROLE CURRENT_USER PASSWORD NULL;
SQL
