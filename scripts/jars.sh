#!/bin/sh
# Fetches what the tests open our exports with into .cache, once: sh scripts/jars.sh neo4j gephi
# neo4j: the jars of the Community server (about 130 MB, Java 17); gephi: the Gephi Toolkit (80 MB, a JDK of 17 or newer). Needs Maven.
set -eu
cd "$(dirname "$0")/.."
for name in "$@"; do
  pom=tests/export/$name/pom.xml
  place=.cache/$name
  if ! cmp -s "$pom" "$place/pom.xml"; then
    rm -rf "$place"
    mvn --batch-mode --quiet --file "$pom" dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$PWD/$place/lib"
    cp "$pom" "$place/pom.xml"
  fi
  echo "$name is in $place/lib"
done
