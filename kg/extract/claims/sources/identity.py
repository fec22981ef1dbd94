"""Who is meant inside one document: a source and what has been read so far in; a resolved speaker out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from kg import script
from kg.extract.claims import lexicon
from kg.extract.claims.memory import Memory, Who
from kg.extract.claims.parts import Scene, Source, Unit
from kg.extract.claims.sources import papers, pointers, posts
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
    officer = posts.officer(source, memory) if source.kind == "Group" else None
    return officer or Who(source.name.strip(), source.kind)


def _paper(source: Source, scene: Scene, memory: Memory) -> Who | None:
    """The newspaper's own narration is no statement."""
    return None


def _him(source: Source, scene: Scene, memory: Memory) -> Who | None:
    """他 and 她 are the person named before in the sentence, else the person last spoken of.

    這位負責人 is before them whoever spoke last, where no more is known of him than that post.
    """
    called = source.rule == "pointed at" and memory.parties and memory.parties[-1]
    if called and called.kind == "Group" and script.fold(called.name)[-2:] == script.fold(source.name)[-2:]:
        return Who(called.name, called.kind, f"{source.name} is whoever spoke last")
    unit = scene.unit_at(source.start)
    own = [s.name for s in scene.sources_in(unit.start, source.start) if s.kind == "Person"]
    own = own or _told_of_just_before(unit, scene)
    name = (own or memory.persons[-1:] or [""])[0]
    if name in memory.nameless:
        return memory.nameless[name]
    return Who(name, "Person", f"{source.name} is the person last spoken of") if name else None


def _answer(source: Source, scene: Scene, memory: Memory) -> Who | None:
    """答： is whoever the page says it has asked."""
    return memory.interviewed


def _told_of_just_before(unit: Unit, scene: Scene) -> list[str]:
    """某某昨天到廠。他說: the one person the sentence before tells of, in which nobody speaks."""
    before = next((u for u in reversed(scene.units) if u.end <= unit.start), None)
    if before is None or scene.cues_in(before.start, before.end) or before.quotes:
        return []
    people = dict.fromkeys(s.name for s in scene.sources_in(before.start, before.end) if s.kind == "Person")
    return list(people) if len(people) == 1 else []


_FIGURES = 8
"""Letters of a phrase for figures that says whose they are, whoever that is: more than 最新統計數據."""
_ABOUT_IT = 2
"""How much oftener than the nearest body that one is named which the page is about."""
_SHORT_TITLE = 6
"""Letters of a title that stands for a longer one."""
_PAPER = lexicon.expression("<document_head|rule_head>$")
_are_figures = lexicon.ends("figure_head")
_is_paper = lexicon.ends("document_head")
_MARKS = re.compile(r"[《》]|[（(][^）)]*[）)]")


def _body(source: Source, scene: Scene, memory: Memory) -> Who | None:
    """公司 at a clause's begin is the body the page is about, else the one named last, one whose name ends so first."""
    noun = script.fold(source.name)
    here = [s.name for s in scene.sources_in(0, source.start) if s.kind == "Organization"]
    own = sum(s.kind == "Organization" for s in scene.sources)
    before = [*memory.bodies[: len(memory.bodies) - own], *here]
    near = next((n for n in reversed(before) if noun in script.fold(n)), before[-1] if before else "")
    often, times = Counter(before).most_common(1)[0] if before else ("", 0)
    name = often if times > before.count(near) + _ABOUT_IT else near
    if name:
        return Who(name, "Organization", f"{source.name} is {name}")
    return Who(source.name, "Organization")


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
    if _are_figures(head, memory.vocabulary) and (body := papers.announcer(source, scene, memory.vocabulary)):
        return body
    if giver := papers.giver(source, scene, memory.vocabulary):
        return giver
    if spoke := _spoke_by(head, source, scene, memory):
        return spoke
    bare = head in memory.vocabulary.words("bare_rule")
    named = (
        bare or source.rule == "paper" or len(source.name) > (_FIGURES if _are_figures(head, memory.vocabulary) else 3)
    )
    return Who(source.name, "Document") if named else None  # 數據顯示: nobody says whose


def _spoke_by(head: str, source: Source, scene: Scene, memory: Memory) -> Who | None:
    """報告還提出: the paper of that kind that spoke before, or the body whose 報告稱 stands before in the paragraph."""
    for who in reversed(memory.parties if not _are_figures(head, memory.vocabulary) else ()):
        if who.kind == "Document" and script.fold(who.name).endswith(head) and len(who.name) > len(head):
            return Who(who.name, "Document", f"{source.name} is {who.name}")
    text = scene.reading.folded
    before = scene.cues_in(0, source.start)  # 發布通報稱; not 局方通報，……
    said = any(text.endswith(head, 0, c.start) or text[c.start : c.end - 1].endswith(head) for c in before)
    last = memory.parties[-1] if said and memory.parties else None
    return Who(last.name, last.kind, f"whose {source.name} it is") if last and last.kind == "Organization" else None


def _titled(title: str, memory: Memory) -> Who:
    """《意見》 is the paper whose full title ends so, if the page gave it before."""
    head = script.fold(_MARKS.sub("", title))
    for fuller in reversed(memory.titles):
        whole = script.fold(_MARKS.sub("", fuller))
        if len(head) <= _SHORT_TITLE and "《" in fuller and whole.endswith(head) and len(whole) > len(head):
            issued = next((t for t in memory.titles if script.fold(t) == f"《{whole}》"), fuller)  # no draft of it
            return Who(issued, "Document", f"{title} is {issued}")
    return Who(title, "Document")


def _is_other_paper(title: str, head: str, vocabulary: Vocabulary) -> bool:
    """Whether a title says itself what else it is: a treaty is no report."""
    named = _PAPER(vocabulary).search(script.fold(_MARKS.sub("", title)))
    report = named is not None and {head, named.group()} <= vocabulary.words("report_kind")
    return named is not None and not report and not named.group().endswith(head)


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
    "Answer": _answer,
    "Paper": _paper,
    "Him": _him,
    "Pronoun": pointers.antecedent,
    "Post": posts.holder,
    "Surname": _surname,
    "Body": _body,
    "Document": _document,
    "Meeting": _meeting,
    "Region": _region,
}
