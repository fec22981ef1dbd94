"""What may stand between a subject and its verb, or before a subject: folded words in, yes or no out."""

from __future__ import annotations

from kg import segment
from kg.extract.claims import lexicon
from kg.vocabulary import Vocabulary

__all__ = ["ends_adverbial", "is_adverbial", "is_light", "is_title", "opens_clause"]

_ENDS = lexicon.expression("<adverbial_end>[，,]?$")

_is_own_paper = lexicon.ends("own_paper")
_PAPER = 6
"""Letters of what a body writes on: 招募網頁."""


def is_adverbial(gap: str, vocabulary: Vocabulary) -> bool:
    """Whether only adverbs, times and prepositional phrases stand between a subject and its verb.

    >>> from kg import vocabulary
    >>> [is_adverbial(gap, vocabulary.load()) for gap in ("日前对记者", "提出差异")]
    [True, False]
    """
    gap = gap.strip()
    if not gap or ends_adverbial(gap, vocabulary) or (gap[-1] == "地" and len(gap) > 2):  # 出人意表地
        return True
    if _is_own_paper(gap, vocabulary) and len(gap) <= _PAPER:
        return True  # 該公司|招募網頁|寫道
    tags = segment.tags(gap)
    if any(tag == "p" for _, tag in tags[:3]) or any(word in ("着", "著") for word, _ in tags[1:3]):
        return True
    light = all(tag[0] in "cdtmqxfra" or (tag[0] in "vu" and len(word) < 3) for word, tag in tags)
    return light and tags[-1][1] not in ("n", "vn")


def ends_adverbial(text: str, vocabulary: Vocabulary) -> bool:
    """Whether words end as an adverbial clause does.

    >>> from kg import vocabulary
    >>> [ends_adverbial(text, vocabulary.load()) for text in ("到医院慰问时，", "慰问病人")]
    [True, False]
    """
    return _ENDS(vocabulary).search(text) is not None


def opens_clause(prefix: str, vocabulary: Vocabulary) -> bool:
    """Whether nothing before the cue could be a subject: empty, adverbs and conjunctions, or an adverbial clause.

    >>> from kg import vocabulary
    >>> [opens_clause(prefix, vocabulary.load()) for prefix in ("并", "到医院慰问病人时", "某某小组")]
    [True, True, False]
    """
    prefix = prefix.strip()
    if not prefix or ends_adverbial(prefix, vocabulary):
        return True
    words = segment.tags(prefix)
    if words[0][1] == "p":
        return True
    (_, first), (word, last) = words[0], words[-1]
    names = first[0] == "n" or first in ("r", "eng", "x", "l", "j")
    return not names and not ((last[0] == "n" or last == "vn") and len(word) > 1)


def is_title(prefix: str) -> bool:
    """Whether words before a name are nothing but the body and the post he holds: 某國貿易部."""
    return all(tag[0] in "nbjfs" or tag in ("vn", "k") for _, tag in segment.tags(prefix.strip()))


def is_light(prefix: str) -> bool:
    """Whether a subject may stand behind these words: nothing but adverbs, conjunctions and times.

    An attribute that ends in 的 belongs to the subject itself (時任省長的某某).

    >>> is_light("随后"), is_light("但"), is_light("参观了")
    (True, True, False)
    """
    prefix = prefix.strip()
    return prefix.endswith("的") or all(tag[0] in "cdtmqxfr" or word == "有" for word, tag in segment.tags(prefix))
