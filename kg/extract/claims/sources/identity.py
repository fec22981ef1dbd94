"""Who is meant inside one document: a source and what has been read so far in; a resolved speaker out."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg import script, segment
from kg.extract.claims import lexicon
from kg.extract.claims.memory import Memory, Who
from kg.extract.claims.parts import Scene, Source
from kg.extract.claims.sources import papers, pointers
from kg.vocabulary import Vocabulary

__all__ = ["Memory", "Who", "resolve"]


def resolve(source: Source, scene: Scene, memory: Memory) -> Who | None:
    """The speaker a source stands for, or None where the document does not say."""
    if rule := _BY_KIND.get(source.kind):
        return rule(source, scene, memory)
    if source.rule == "shape" and script.fold(source.name) in memory.vocabulary.words("court"):
        fuller = {n for n in memory.bodies if n.endswith(source.name) and n != source.name}
        if len(fuller) == 1:
            return Who(fuller.pop(), "Organization", f"{source.name} is the one body named so")
    return Who(source.name.strip(), source.kind)


def _paper(source: Source, scene: Scene, memory: Memory) -> Who | None:
    """The newspaper's own narration is no statement."""
    return None


def _him(source: Source, scene: Scene, memory: Memory) -> Who | None:
    """他 and 她 are the person named before in the sentence, else the person last spoken of."""
    unit = scene.unit_at(source.start)
    own = [s.name for s in scene.sources_in(unit.start, source.start) if s.kind == "Person"]
    name = (own or memory.persons[-1:] or [""])[0]
    if name in memory.nameless:
        return memory.nameless[name]
    return Who(name, "Person", f"{source.name} is the person last spoken of") if name else None


def _post(source: Source, scene: Scene, memory: Memory) -> Who | None:
    """A post stands for the person of the document who holds it; with a surname before it, for him of that name."""
    text = scene.reading.folded
    post = text[source.end - source.head : source.end]
    if holder := _known_holder(post, memory.vocabulary):
        named = next((n for n in memory.tenures if script.fold(n) == holder), "")
        printed = named or (holder if scene.reading.passage.text == text else script.traditional(holder))
        return Who(printed, "Person", f"{source.name} is {printed}")
    holders = [name for name, held in memory.tenures.items() if any(script.fold(t.role).endswith(post) for t in held)]
    if source.rule == "post of a body":
        holders = [n for n in holders if _may_hold(source, post, n, memory)]
    surnamed = [n for n in holders if text[max(0, source.start - 1) : source.start] == script.fold(n)[0]]
    recent = [n for n in reversed(memory.persons) if n in holders]
    for names in (surnamed, holders, recent[:1]):
        if len(names) == 1:
            return Who(names[0], "Person", f"{source.name} is the post of {names[0]}")
    whole = _whole(source, scene)
    if source.rule == "post of a body" or len(whole) > len(source.name):
        return Who(whole, "Group", "nobody is named for the post")
    return None


def _may_hold(source: Source, post: str, name: str, memory: Memory) -> bool:
    """Whether the page gives the person the post of this body or place: not 匈國總理 for 義國副總理某某."""
    body = script.fold(source.name)[: -source.head]
    page = memory.page
    places = [m.start() for m in re.finditer(re.escape(post + script.fold(name)), page)]
    held = (page[max(0, at - _BODY) : at].rpartition("\n")[2] for at in places)
    return not places or any(body[:1] in before for before in held)


def _whole(source: Source, scene: Scene) -> str:
    """芬蘭、瑞典等國領導人: a post with the nouns before it, from its clause's begin."""
    text = scene.reading.folded
    start = max((m.end() for m in _EDGE.finditer(text, max(0, source.start - 16), source.start)), default=source.start)
    nominal = all(tag[0] in "nbjm" or word in "等、" for word, tag in segment.tags(text[start : source.start]))
    return scene.reading.passage.text[start if nominal else source.start : source.end]


def _known_holder(post: str, vocabulary: Vocabulary) -> str:
    """Who everyone knows by a post, from the classes ``post_of_NAME``."""
    for row in vocabulary.names.get(post, ()):
        if row.table == "words" and row["class"].startswith("post_of_"):
            return script.fold(row["class"].removeprefix("post_of_"))
    return ""


_FIGURES = 8
"""Letters of a phrase for figures that says whose they are, whoever that is: more than 最新統計數據."""
_SHORT_TITLE = 6
"""Letters of a title that stands for a longer one."""
_BODY = 12
"""Letters before a post in which its body stands."""
_EDGE = re.compile(r"[，。；：:！？）)\s]")
_PAPER = lexicon.expression("<document_head|rule_head>$")
_are_figures = lexicon.ends("figure_head")
_is_paper = lexicon.ends("document_head")
_MARKS = re.compile(r"[《》]|[（(][^）)]*[）)]")


def _body(source: Source, scene: Scene, memory: Memory) -> Who | None:
    """公司 at a clause's begin is the body that spoke last or was named last, one whose name ends so before others."""
    noun = script.fold(source.name)
    here = [s.name for s in scene.sources_in(0, source.start) if s.kind == "Organization"]
    own = sum(s.kind == "Organization" for s in scene.sources)
    before = [*memory.bodies[: len(memory.bodies) - own], *here]
    for name in (*(n for n in reversed(before) if noun in script.fold(n)), *before[-1:]):
        return Who(name, "Organization", f"{source.name} is {name}")
    return None


def _surname(source: Source, scene: Scene, memory: Memory) -> Who | None:
    """林說: the person of that surname last spoken of."""
    surname = script.fold(source.name)
    here = [s.name for s in scene.sources_in(0, source.start) if s.kind == "Person"]
    name = next((n for n in reversed([*memory.persons, *here]) if script.fold(n).startswith(surname)), "")
    if not name and source.end - source.start > 1:  # 楊男, 陳姓女子: no more is given
        return Who(scene.reading.passage.text[source.start : source.end], "Person")
    return Who(name, "Person", f"{source.name} is {name}") if name else None


def _document(source: Source, scene: Scene, memory: Memory) -> Who | None:
    """A title as printed; a bare 報告 is the last title that ends so; else the phrase itself if it says whose."""
    if "《" in source.name:
        return _titled(papers.title(source.name), memory)
    if owner := papers.publisher(source, scene, memory.vocabulary, _are_figures):
        return owner
    if author := papers.author(source, scene, memory.vocabulary):
        return (
            _him(author, scene, memory) if author.kind == "Him" else Who(author.name, author.kind, "whose paper it is")
        )
    head = script.fold(source.name)
    for title in reversed(memory.titles):
        if script.fold(_MARKS.sub("", title)).endswith(head) and len(title) > len(head):
            return Who(title, "Document", f"{source.name} is {title}")
    typed = [t for t in memory.titles if not _is_other_paper(t, head, memory.vocabulary)]
    if head in memory.vocabulary.words("general_title") and typed:
        return Who(typed[-1], "Document", f"{source.name} is the title last given")
    if head in memory.vocabulary.words("any_title") and memory.titles:
        return Who(memory.titles[-1], "Document", f"{source.name} is the title last given")
    if owner := papers.publisher(source, scene, memory.vocabulary, _is_paper):
        return owner
    if giver := papers.giver(source, scene, memory.vocabulary):
        return giver
    bare = head in memory.vocabulary.words("bare_rule")
    named = (
        bare or source.rule == "paper" or len(source.name) > (_FIGURES if _are_figures(head, memory.vocabulary) else 3)
    )
    return Who(source.name, "Document") if named else None  # 數據顯示: nobody says whose


def _titled(title: str, memory: Memory) -> Who:
    """《意見》 is the paper whose full title ends so, if the page gave it before."""
    head = script.fold(_MARKS.sub("", title))
    for fuller in reversed(memory.titles):
        whole = script.fold(_MARKS.sub("", fuller))
        if len(head) <= _SHORT_TITLE and "《" in fuller and whole.endswith(head) and len(whole) > len(head):
            return Who(fuller, "Document", f"{title} is {fuller}")
    return Who(title, "Document")


def _is_other_paper(title: str, head: str, vocabulary: Vocabulary) -> bool:
    """Whether a title says itself what else it is: a treaty is no report."""
    named = _PAPER(vocabulary).search(script.fold(_MARKS.sub("", title)))
    return named is not None and not named.group().endswith(head)


def _meeting(source: Source, scene: Scene, memory: Memory) -> Who | None:
    """會議 is the meeting the news is about, else the one last named in full."""
    if len(source.name) > 4:
        return Who(source.name, "Meeting")
    head = script.fold(source.name)
    for known in (memory.convened, memory.meetings):
        if fuller := next((m for m in reversed(known) if _shortens(head, script.fold(m))), None):
            return Who(fuller, "Meeting", f"{source.name} is {fuller}")
    return Who(source.name, "Meeting")


def _shortens(head: str, name: str) -> bool:
    """Whether a short word stands for the end of a meeting's name.

    >>> _shortens("全会", "第八次全体会议"), _shortens("会议", "座谈会")
    (True, False)
    """
    rest = iter(name[-len(head) - 2 :])
    return name.endswith(head) or (name[-len(head) - 2 :].startswith(head[0]) and all(c in rest for c in head))


def _region(source: Source, scene: Scene, memory: Memory) -> Who | None:
    """A place that speaks is its government."""
    return Who(source.name, "Organization", "a place that speaks is its government")


_BY_KIND: dict[str, Callable[[Source, Scene, Memory], Who | None]] = {
    "Paper": _paper,
    "Him": _him,
    "Pronoun": pointers.antecedent,
    "Post": _post,
    "Surname": _surname,
    "Body": _body,
    "Document": _document,
    "Meeting": _meeting,
    "Region": _region,
}
