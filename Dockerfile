# Opbouw in production: one image for web, worker, beat and migrate. See docs/running.md.

FROM node:24-slim AS assets
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev

FROM python:3.13-slim AS wheels
WORKDIR /build
COPY requirements.txt ./
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes --requirement requirements.txt

FROM python:3.13-slim AS runtime
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /tmp --shell /usr/sbin/nologin opbouw
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    OPBOUW_MODE=production MEDIA_ROOT=/media WEB_BIND=0.0.0.0:8000
COPY --from=wheels /venv /venv
COPY --from=assets /build/node_modules ./node_modules
COPY manage.py ./
COPY opbouw ./opbouw
COPY wijken ./wijken
COPY initiatieven ./initiatieven
COPY signalen ./signalen
COPY templates ./templates
COPY static ./static
# Static files are part of the image; the values are good for nothing but collecting them.
RUN python opbouw/machine/assets.py \
    && OPBOUW_MODE=demo STATIC_ROOT=/app/var/static DATABASE_URL=postgresql://build@127.0.0.1/build \
       REDIS_URL=redis://127.0.0.1/0 python manage.py collectstatic --noinput --verbosity=0 \
    && python -m compileall -q opbouw wijken initiatieven signalen manage.py \
    && install -d -o opbouw -g opbouw -m 0750 /media
USER 10001
EXPOSE 8000
CMD ["gunicorn", "--config", "opbouw/gunicorn_conf.py"]
