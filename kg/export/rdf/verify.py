"""Proof that a Turtle file says only what the pages say: the file and its untouched sources in, differences out.

Believes nothing of the build: hashes are computed anew, every span is cut out of
the source again, every claim put together from its spans, every name looked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from kg import ids, letters, markup
from kg.export.rdf.names import expand
from kg.export.rdf.reader import Subjects, base_of, subjects
from kg.model import Document
from kg.vocabulary import load

__all__ = ["Difference", "Proof", "verify"]


class Difference(NamedTuple):
    """One thing the file says and the source does not."""

    subject: str
    """Local id of what is wrong."""
    place: str
    """Document and place on the page, as far as they are known."""
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" + (f" ({self.subject})" if self.subject else "")


class Proof(NamedTuple):
    """What was held against the sources, and what did not agree."""

    counts: dict[str, int]
    differences: tuple[Difference, ...]


def verify(turtle: Path, documents: Iterable[Document]) -> Proof:
    """Hold every hash, span, quotation, cue and name of the file against the sources.

    White space aside, since a page breaks its lines anywhere, and signs stored for
    letters and markup taken as ``letters`` does; spans are held to the very sign. Meetings and
    documents may bear a name put together from a page (the heading 北京 over the
    words 政府工作报告): of those each character must stand on it.
    """
    found = subjects(turtle)
    case = _Case(found, base_of(found), list(documents))
    differences = [d for step in (case.articles, case.spans, case.claims, case.cues, case.names) for d in step()]
    counts = {"articles": "Article", "spans": "Span", "claims": "Claim", "findings": "Finding", "speakers": "Speaker"}
    return Proof({name: len(case.of(f"kg:{class_}")) for name, class_ in counts.items()}, tuple(differences))


def _bare(text: str) -> str:
    return "".join(text.replace(markup.UNSEEN, "").split())


class _Case:
    """The file's subjects beside the sources."""

    def __init__(self, found: Subjects, base: str, documents: Sequence[Document]) -> None:
        self._found, self._base = found, base
        self._documents: dict[str, list[Document]] = {}
        """Name → the sources that bear it, which in different folders may be several."""
        for document in documents:
            self._documents.setdefault(document.name, []).append(document)
        self._by_class: dict[str, list[str]] = {}
        for iri, said in found.items():
            for class_ in said.get(expand("rdf:type"), ()):
                self._by_class.setdefault(class_, []).append(iri)
        self._texts: dict[str, str] = {}
        """Article IRI → text of its source."""
        self._plain: dict[str, str] = {}
        """The same as ``letters.plain`` has it: equal in length."""

    def of(self, class_: str) -> list[str]:
        return sorted(self._by_class.get(expand(class_), ()))

    def _all(self, iri: str, name: str) -> list[Any]:
        objects = self._found.get(iri, {}).get(expand(name), ())
        return [o if isinstance(o, str) else o.value for o in objects]

    def _one(self, iri: str, name: str) -> str:
        return next(iter(self._all(iri, name)), "")

    def _difference(self, iri: str, place: str, message: str) -> Difference:
        return Difference(iri.removeprefix(self._base), place, message)

    def articles(self) -> Iterator[Difference]:
        """Each article has its source, unchanged; each source its article."""
        known: set[tuple[str, str]] = set()
        for iri in self.of("kg:Article"):
            doc, sha = self._one(iri, "kg:doc"), self._one(iri, "kg:textSha256")
            sources = self._documents.get(doc, [])
            source = next((d for d in sources if ids.text_hash(d.text) == sha), next(iter(sources), None))
            if source is None:
                yield self._difference(iri, doc, "no such source among the inputs")
                continue
            self._texts[iri] = source.text
            self._plain[iri] = letters.plain(source.text, load())
            known.add((doc, source.sha256))
            if ids.text_hash(source.text) != sha:
                yield self._difference(
                    iri, doc, "the source has another hash: it was changed, or another file has its name"
                )
            if str(len(source.text)) != self._one(iri, "kg:characters"):
                yield self._difference(
                    iri, doc, f"the source has {len(source.text)} characters, not as many as the file says"
                )
        for document in (d for sources in self._documents.values() for d in sources):
            if (document.name, document.sha256) not in known:
                yield Difference("", document.name, "a source the file knows nothing of")

    def spans(self) -> Iterator[Difference]:
        """Each span's words are the source's at that place, and so is what stands around them."""
        for iri in self.of("kg:Span"):
            article, _, numbers = iri.rpartition("#char=")
            start, end = (int(n) if n.isdigit() else -1 for n in (*numbers.split(","), "", "")[:2])
            place = f"{self._one(article, 'kg:doc')}:{numbers}"
            said = self._one(iri, "oa:start"), self._one(iri, "oa:end"), self._one(iri, "kg:inArticle")
            if said != (str(start), str(end), article):
                yield self._difference(iri, place, f"its address and its properties disagree: {said}")
            elif (text := self._texts.get(article)) is not None:
                exact, before, after = (self._one(iri, f"oa:{part}") for part in ("exact", "prefix", "suffix"))
                if text[start:end] != exact:
                    yield self._difference(iri, place, f"the source reads {text[start:end]!r}, the file {exact!r}")
                if not text[:start].endswith(before) or not text[end:].startswith(after):
                    yield self._difference(iri, place, "what stands around the words is not what the file says")

    def claims(self) -> Iterator[Difference]:
        """Each claim's text is the words of its spans, in reading order."""
        for iri in self.of("kg:Claim"):
            article = self._one(iri, "kg:appearsIn")
            numbers = [span.rpartition("#char=")[2] for span in self._all(iri, "kg:span")]
            order = self._one(iri, "kg:readingOrder").split() or sorted(
                numbers, key=lambda n: [int(x) for x in n.split(",")]
            )
            place = f"{self._one(article, 'kg:doc')}:{'+'.join(order)}"
            if set(order) != set(numbers):
                yield self._difference(iri, place, "its reading order names other places than its spans")
                continue
            if (source := self._plain.get(article)) is not None:
                words = "".join(source[int(s) : int(e)] for s, e in (n.split(",") for n in order))
                if _bare(words) != _bare(self._one(iri, "schema:text")):
                    said = self._one(iri, "schema:text")
                    yield self._difference(iri, place, f"the source reads {words!r}, the claim {said!r}")

    def cues(self) -> Iterator[Difference]:
        """Each reporting word stands where the file says it stands."""
        for iri in self.of("kg:Attribution"):
            if span := self._one(iri, "kg:cueSpan"):
                article, _, numbers = span.rpartition("#char=")
                start, end = (int(n) for n in numbers.split(","))
                words, cue = self._plain.get(article, "")[start:end], self._one(iri, "kg:cue")
                if article in self._plain and _bare(words) != _bare(cue):
                    place = f"{self._one(article, 'kg:doc')}:{numbers}"
                    yield self._difference(iri, place, f"the cue is {cue!r}, the words at its place are {words!r}")

    def names(self) -> Iterator[Difference]:
        """Each name of a speaker stands on a page."""
        pages = [_bare(text) for text in self._plain.values()]
        characters = set().union(*pages)
        composed = {*self.of("kg:Meeting"), *self.of("kg:SourceDocument")}
        for iri in self.of("kg:Speaker"):
            for name in sorted({*self._all(iri, "skos:altLabel"), *self._all(iri, "rdfs:label")}):
                bare = _bare(name)
                if iri in composed and set(bare) <= characters:
                    continue
                if not any(bare in page for page in pages):
                    yield self._difference(iri, "no page", f"the name {name!r} stands on none of the sources")
