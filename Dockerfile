# docker build -t kg .
# docker run --rm --network none --user "$(id -u)" -v "$PWD:/data" kg build press --out build
# scripts/dockerfile_check.py runs these steps where there is no Docker.
FROM python:3.12-slim AS wheel
WORKDIR /src
COPY . .
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:3.12-slim
# hadolint ignore=DL3008 # a font: any version of it will do
RUN apt-get update \
 && apt-get install -y --no-install-recommends fonts-noto-cjk \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home --uid 1000 reader
COPY constraints.txt /tmp/constraints.txt
COPY --from=wheel /wheels /wheels
RUN set -- /wheels/kg-*.whl \
 && pip install --no-cache-dir -c /tmp/constraints.txt "$1[archives,tables,plots]" \
 && rm -rf /wheels /tmp/constraints.txt
USER 1000
WORKDIR /data
ENV PYTHONUTF8=1
ENTRYPOINT ["kg"]
CMD ["--help"]
