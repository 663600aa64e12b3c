#!/usr/bin/env python3
"""Put the accusations that we marked in PolNeAR's training articles beside their texts.

marked_accusations.py DATA OUTPUT

DATA holds polnear/train. For each article of polnear_accusations.tsv, beside this file, OUTPUT gets
NAME.json and NAME.txt in the form of ../shared/gold/GUIDE.md, without quotes and claims. The table holds no
words, only offsets (code points) into the articles: "# NAME", then a line each,

    A  form (E, I)  cue  charge  accuser  accused;accused  rating
    N  kind         cue  text    by       number of the accusation answered, from 0

where a span is START-END or "-", and a party the span of its fullest name, A (the author) or U (unknown).
The articles were marked freely; the rating, 0 to 9, came in a second reading with the gold's way in view:
how surely its annotators would have marked it too. "share" in OUTPUT is what such ratings turned out to be
worth in gold articles that were marked and rated along with them.
"""
import json
import os
import sys


SHARES = [0.02, 0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.75, 0.88, 0.95]  # by rating


def span(text):
    return None if text == '-' else [int(at) for at in text.split('-')]


def party(article, text):
    if text in 'AU':
        return 'AUTHOR' if text == 'A' else 'UNKNOWN'
    start, end = span(text)
    return article[start:end]


def read_line(article, gold, parts):
    if parts[0] == 'A':
        _, form, cue, charge, accuser, accused, rating = parts
        gold['accusations'].append({
            'form': 'explicit' if form == 'E' else 'implicit', 'accuser': party(article, accuser),
            'accused': [party(article, one) for one in accused.split(';')],
            'share': SHARES[int(rating)], 'spans': {'cue': span(cue), 'charge': span(charge)}})
    else:
        _, kind, cue, words, by, to = parts
        gold['answers'].append({
            'kind': kind, 'by': party(article, by), 'to': None if to == '-' else int(to),
            'spans': {'cue': span(cue), 'text': span(words)}})


def main():
    data, output = sys.argv[1:]
    table = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'polnear_accusations.tsv')
    os.makedirs(output, exist_ok=True)
    for entry in open(table, encoding='utf8').read().split('# ')[1:]:
        name, *lines = entry.splitlines()
        article = open(os.path.join(data, 'polnear', 'train', name + '.txt'), encoding='utf8', newline='').read()
        gold = {'doc': name, 'accusations': [], 'answers': []}
        for line in lines:
            read_line(article, gold, line.split('\t'))
        with open(os.path.join(output, name + '.txt'), 'w', encoding='utf8', newline='') as file:
            file.write(article)
        with open(os.path.join(output, name + '.json'), 'w', encoding='utf8') as file:
            json.dump(gold, file, ensure_ascii=False)


main()
