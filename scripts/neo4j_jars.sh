#!/bin/sh
# Fetches the jars of the Neo4j Community server for the tests into .cache/neo4j (about 130 MB, once). Needs Maven and Java 17.
set -eu
cd "$(dirname "$0")/.."
pom=tests/export/neo4j/pom.xml
lib=.cache/neo4j/lib
if ! cmp -s "$pom" .cache/neo4j/pom.xml; then
  rm -rf .cache/neo4j
  mvn --batch-mode --quiet --file "$pom" dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$PWD/$lib"
  cp "$pom" .cache/neo4j/pom.xml
fi
echo "Neo4j is in $lib"
