"""Finds quotes, claims, accusations and answers in news texts, by asking the Hearsay daemon.

    import hearsay

    text = open("article.txt", encoding="utf-8").read()
    with hearsay.connect() as daemon:
        for found in daemon.annotate(text):
            if isinstance(found, hearsay.Quote) and found.speaker:
                print(found.speaker.name, "said:", found.words(text))

Spans count characters of the Python string: `text[span.start:span.end]` are the words.
"""
from .annotations import (Accusation, Annotation, Answer, Claim, Party, Quantity, Quote, Span,
                          read_annotation)
from .client import Client, HearsayError, connect

__all__ = ["Accusation", "Annotation", "Answer", "Claim", "Client", "HearsayError", "Party",
           "Quantity", "Quote", "Span", "connect", "read_annotation"]
