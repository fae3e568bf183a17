# The API. Its database is a Neo4j beside it; without SKILLSGRAPH_DATABASE_URL the embedded engine runs inside.
FROM python:3.12-slim AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY skillsgraph skillsgraph
COPY cypher cypher
COPY frameworks frameworks
RUN pip install --no-cache-dir --prefix /installed .

FROM python:3.12-slim
RUN useradd --system --create-home --home-dir /data skillsgraph
COPY --from=build /installed /usr/local
ENV SKILLSGRAPH_DATA_DIR=/data/graph PYTHONUNBUFFERED=1
USER skillsgraph
WORKDIR /data
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/live', timeout=4)"]
ENTRYPOINT ["skillsgraph"]
CMD ["serve"]
