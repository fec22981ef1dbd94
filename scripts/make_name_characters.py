"""ontology/name_characters.csv from the dictionary of jieba (MIT): how characters stand in names.

In: jieba's dict.txt and ontology/surnames.csv. Out: for each character the natural
logarithm of how much likelier it is as a single given name, as the first or last
character of two, and in a transliterated name, than in running text. Never a name.

Run: python scripts/make_name_characters.py
"""

from __future__ import annotations

import csv
import math
from collections import Counter
from pathlib import Path

import jieba

TABLE = Path(__file__).parent.parent / "ontology" / "name_characters.csv"
SURNAMES = TABLE.with_name("surnames.csv")
HEADER = ["character", "single", "first", "last", "foreign"]
NOTE = "# How much likelier a character is in each place of a name than in running text (natural logarithm)"
LEAST = -2.0
"""A character below it in every place is left out."""
SMOOTHING, BACKGROUND, CHARACTERS = 0.5, 200, 6000


def counts(surnames: set[str]) -> tuple[dict[str, Counter[str]], Counter[str]]:
    """Characters by their place in the dictionary's names, and in all its other words by their frequency."""
    places: dict[str, Counter[str]] = {name: Counter() for name in HEADER[1:]}
    text: Counter[str] = Counter()
    with (Path(jieba.__file__).parent / "dict.txt").open(encoding="utf-8") as file:
        for line in file:
            word, frequency, tag = line.split()
            if tag in ("nr", "nrfg") and len(word) in (2, 3) and word[0] in surnames:
                if len(word) == 2:
                    places["single"][word[1]] += 4
                else:
                    places["first"][word[1]] += 1
                    places["last"][word[2]] += 1
            if (tag == "nrt" and len(word) >= 3) or (tag == "nr" and len(word) >= 4):
                places["foreign"].update(word)
            if not tag.startswith("nr"):
                for character in word:
                    text[character] += int(frequency)
    for character, count in places["last"].items():  # the dictionary has few names of two characters
        places["single"][character] += round(0.3 * count)
    return places, text


def main() -> None:
    """Write the table."""
    with SURNAMES.open(encoding="utf-8", newline="") as file:
        surnames = {row[0] for row in csv.reader(file) if row and len(row[0]) == 1}
    places, text = counts(surnames)
    total = sum(text.values()) + BACKGROUND * CHARACTERS

    def weight(place: str, character: str) -> float:
        found = places[place]
        inside = (found[character] + SMOOTHING) / (found.total() + SMOOTHING * CHARACTERS)
        return math.log(inside) - math.log((text[character] + BACKGROUND) / total)

    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerow([NOTE, "", "", "", ""])
        for character in sorted(set().union(*places.values())):
            weights = [weight(place, character) for place in HEADER[1:]]
            if "\u4e00" <= character <= "\u9fff" and max(weights) > LEAST:
                writer.writerow([character, *(f"{w:.1f}" for w in weights)])


if __name__ == "__main__":
    main()
