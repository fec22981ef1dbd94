"""One reading for each character: laws."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from kg.extract import overlaps
from kg.extract.records import Found

_KINDS = ("Person", "Organization", "Region", "Industry")


@st.composite
def mentions(draw: st.DrawFn) -> Found:
    start = draw(st.integers(0, 20))
    kind = draw(st.sampled_from(_KINDS))
    return Found(draw(st.integers(0, 1)), start, start + draw(st.integers(1, 8)), kind, "", "", "")


@given(st.lists(mentions(), max_size=12))
def test_what_stays_never_overlaps_and_does_not_depend_on_order(found: list[Found]) -> None:
    kept = overlaps.settle(found)
    assert set(kept) <= set(found)
    assert all(a.passage != b.passage or a.end <= b.start for a, b in itertools.pairwise(kept))
    assert overlaps.settle(reversed(found)) == kept
    assert overlaps.settle(kept) == kept


@given(st.lists(mentions(), min_size=1, max_size=12))
def test_the_surest_longest_name_stays_unless_a_longer_holds_it(found: list[Found]) -> None:
    persons = [f for f in found if f.kind == "Person"]
    for f in persons:
        if not any(o != f and o.passage == f.passage and o.start < f.end and f.start < o.end for o in found):
            assert f in overlaps.settle(found)


def test_an_industry_across_an_organisation_goes_and_one_inside_goes_too() -> None:
    body = Found(0, 0, 6, "Organization", "", "", "")
    across, inside = (Found(0, s, e, "Industry", "", "", "") for s, e in ((4, 12), (2, 4)))
    assert overlaps.settle([across, body, inside]) == (body,)
