#!/bin/sh
# Fetches the Gephi Toolkit for the tests into .cache/gephi (80 MB, once). Needs Maven and a JDK of 17 or newer.
set -eu
cd "$(dirname "$0")/.."
pom=tests/export/gephi/pom.xml
lib=.cache/gephi/lib
if ! cmp -s "$pom" .cache/gephi/pom.xml; then
  rm -rf .cache/gephi
  mvn --batch-mode --quiet --file "$pom" dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$PWD/$lib"
  cp "$pom" .cache/gephi/pom.xml
fi
echo "Gephi is in $lib"
