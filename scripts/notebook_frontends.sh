#!/bin/sh
# Installs JupyterLab and marimo for tests/notebooks into an environment of their own, .cache/frontends (about 300 MB, once).
# They want other versions of some libraries than the project; kg and its libraries are found after theirs.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
place=.cache/frontends
wanted="jupyterlab==4.6.6 marimo==0.25.2"
if [ "$(cat $place/wanted 2>/dev/null)" != "$wanted" ]; then
  rm -rf $place
  "$python" -m venv $place
  # shellcheck disable=SC2086 # two words
  $place/bin/python -m pip --disable-pip-version-check -qq install $wanted
  echo "$wanted" > $place/wanted
fi
packages='import sysconfig; print(sysconfig.get_path("purelib"))'
{ "$python" -c "$packages"; echo "$PWD"; } > "$($place/bin/python -c "$packages")/kg.pth"
echo "JupyterLab and marimo are in $place"
