"""Annotations as dataclasses, read from the daemon's JSON. What each member means is told in
docs/FEATURES.md. Members that this version does not know are passed over."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Union

Json = Dict[str, Any]


@dataclass(frozen=True)
class Span:
    """Characters [start, end) of the text."""
    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start:self.end]


@dataclass(frozen=True)
class Party:
    """Somebody who speaks, accuses or is accused: or the text's own voice (`author`)."""
    name: str
    mention: Optional[Span]
    author: bool = False


@dataclass(frozen=True)
class Quantity:
    span: Span
    value: Optional[float]
    unit: str
    text: str


@dataclass(frozen=True)
class Annotation:
    id: str
    span: Span
    confidence: float

    def words(self, text: str) -> str:
        """The words that the annotation covers."""
        return self.span.of(text)


@dataclass(frozen=True)
class Quote(Annotation):
    act: str
    form: str
    content: List[Span]
    cue: Optional[Span]
    source: Optional[Span]
    speaker: Optional[Party]
    addressee: Optional[Party]

    def words(self, text: str) -> str:
        """What was said, without the words around it."""
        return " ".join(span.of(text) for span in self.content)


@dataclass(frozen=True)
class Claim(Annotation):
    checkworthiness: float
    type: str
    claimant: Optional[Party]
    quote: Optional[str]
    quantities: List[Quantity]


@dataclass(frozen=True)
class Accusation(Annotation):
    form: str
    accuser: Optional[Party]
    accused: List[Party]
    cue: Optional[Span]
    charge: Optional[Span]
    quote: Optional[str]
    answers: List[str]


@dataclass(frozen=True)
class Answer(Annotation):
    answer: str
    by: Optional[Party]
    cue: Optional[Span]
    text: Optional[Span]
    to: Optional[str]


AnyAnnotation = Union[Quote, Claim, Accusation, Answer]


def _span(json: Optional[Json]) -> Optional[Span]:
    return Span(json["start"], json["end"]) if json else None


def _spans(json: Optional[List[Json]]) -> List[Span]:
    return [Span(span["start"], span["end"]) for span in json or []]


def _party(json: Optional[Json]) -> Optional[Party]:
    if not json:
        return None
    if json.get("author"):
        return Party("", None, author=True)
    return Party(json["name"], _span(json.get("mention")))


def _parties(json: Optional[List[Json]]) -> List[Party]:
    return [party for party in map(_party, json or []) if party]


def _quantity(json: Json) -> Quantity:
    return Quantity(Span(json["span"]["start"], json["span"]["end"]), json.get("value"),
                    json.get("unit") or "", json.get("text") or "")


def read_annotation(json: Json) -> Optional[AnyAnnotation]:
    """The annotation that a JSON object holds; None for a kind that is not known here."""
    get = json.get
    shared = (json["id"], Span(json["span"]["start"], json["span"]["end"]), json["confidence"])
    kind = json["kind"]
    if kind == "quote":
        return Quote(*shared, get("act", "speech"), json["form"], _spans(get("content")),
                     _span(get("cue")), _span(get("source")), _party(get("speaker")),
                     _party(get("addressee")))
    if kind == "claim":
        return Claim(*shared, json["checkworthiness"], json["type"], _party(get("claimant")),
                     get("quote"), [_quantity(one) for one in get("quantities") or []])
    if kind == "accusation":
        return Accusation(*shared, json["form"], _party(get("accuser")), _parties(get("accused")),
                          _span(get("cue")), _span(get("charge")), get("quote"),
                          list(get("answers") or []))
    if kind == "answer":
        return Answer(*shared, json["answer"], _party(get("by")), _span(get("cue")),
                      _span(get("text")), get("to"))
    return None
