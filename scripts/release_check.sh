#!/bin/sh
# Is what would be released whole? Builds wheel and sdist, installs each into an empty environment, and uses kg there from
# another folder, with the network cut where the system allows it. Needs a network for pip; takes two minutes.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
offline=""
if unshare --net true 2>/dev/null; then offline="unshare --net"; fi

# from what is committed: a file that only lies about must not make the difference
git archive --format=tar --prefix=kg/ HEAD | tar -x -C "$place"
"$python" -m venv "$place/tools"
"$place/tools/bin/python" -m pip --disable-pip-version-check -qq install build
"$place/tools/bin/python" -m build --outdir "$place/dist" "$place/kg" > "$place/build.log" 2>&1 || { cat "$place/build.log"; exit 1; }

for package in "$place"/dist/*.whl "$place"/dist/*.tar.gz; do
  echo "== $(basename "$package")"
  "$python" -m venv --clear "$place/empty"
  "$place/empty/bin/python" -m pip --disable-pip-version-check -qq install -c constraints.txt "$package"
  mkdir -p "$place/elsewhere/press" && cd "$place/elsewhere"
  printf '王明教授表示：「人工智能產業將在深圳加快發展。」\n' > press/one.txt
  $offline "$place/empty/bin/kg" version
  $offline "$place/empty/bin/kg" build --out shipped            # the seeds that come with it
  $offline "$place/empty/bin/kg" build press --out mine
  $offline "$place/empty/bin/kg" query --build mine 'SELECT ?who { ?claim kg:statedBy/rdfs:label ?who }' | grep -q 王明
  $offline "$place/empty/bin/kg" verify --build shipped
  $offline "$place/empty/bin/kg" check --build shipped
  test "$("$place/empty/bin/kg" explore --no-open --build mine)" = "file://$(pwd -P)/mine/graph.html"
  grep -q 王明 mine/graph.html
  cd "$OLDPWD"
  rm -rf "$place/elsewhere"
done
echo "wheel and sdist are whole"
