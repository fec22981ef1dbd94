"""The kept readings are the library's own, whatever the name."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT

from kg.explore.pinyin import syllables

_PHRASES = sorted(PHRASES_DICT)
_PIECES = st.one_of(
    st.sampled_from(_PHRASES),
    st.builds(lambda phrase, end: phrase[: end + 1], st.sampled_from(_PHRASES), st.integers(0, 4)),
    st.text("中行长重乐〇龦A5·，\n", max_size=3),
)


@given(st.lists(_PIECES, max_size=4).map("".join))
def test_syllables_are_those_of_the_library(name: str) -> None:
    assert list(syllables(name)) == lazy_pinyin(name, errors="ignore")
