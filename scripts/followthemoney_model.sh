#!/bin/sh
# Installs followthemoney, whose model judges our entities in the tests, into an environment of its own: .cache/followthemoney (once).
# It wants other versions of some libraries than the project, so the tests ask it in a process of its own.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
place=.cache/followthemoney
wanted="followthemoney==4.11.2"
if [ "$(cat $place/wanted 2>/dev/null)" != "$wanted" ]; then
  rm -rf $place
  "$python" -m venv $place
  $place/bin/python -m pip --disable-pip-version-check -qq install "$wanted"
  echo "$wanted" > $place/wanted
fi
echo "followthemoney is in $place"
