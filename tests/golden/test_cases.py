#!/usr/bin/env python3
"""The short texts in a folder here yield exactly what stands beside them.

test_cases.py HEARSAYD FOLDER [quotes|claims|listeners] [--write]

Each case is a text with a NAME.expected: a line an annotation, in a form that reads aloud. Claims are
left out, since nearly every sentence has one; with "quotes" all else is left out too, and with "claims" all but
those is. "listeners" adds to quotes who is told. --write makes the expected files anew; read the difference before
committing it.
"""
import sys
from pathlib import Path

from annotating import annotate

CASES = Path(__file__).resolve().parent / sys.argv[2]


def party(value):
    if not value:
        return 'UNKNOWN'
    return 'AUTHOR' if value.get('author') else value['name']


def line(annotation, text, ids):
    def words(span):
        return '-' if not span else ' '.join(text[span['start']:span['end']].split())

    kind = annotation['kind']
    if kind == 'quote':
        content = ' | '.join(words(span) for span in annotation['content'])
        listener = annotation['addressee'] if 'listeners' in sys.argv[3:] else None
        told = f'to {party(listener)} ' if listener else ''
        return f"{annotation['form']} quote by {party(annotation['speaker'])} {told}" \
               f"({words(annotation['source'])} {words(annotation['cue'])}): {content}"
    if kind == 'accusation':
        accused = ' and '.join(party(p) for p in annotation['accused']) or 'nobody'
        return f"{annotation['form']} accusation by {party(annotation['accuser'])} against {accused} " \
               f"({words(annotation['cue'])}): {words(annotation['charge'])}"
    if kind == 'answer':
        to = 'no accusation' if annotation['to'] is None else f"line {ids[annotation['to']]}"
        return f"{annotation['answer']} by {party(annotation['by'])} to {to} " \
               f"({words(annotation['cue'])}): {words(annotation['text'])}"
    return f"{annotation['type']} claim by {party(annotation['claimant'])}: {words(annotation['span'])}"


def describe(annotations, text):
    only = [kind for kind in ('quote', 'claim') if f'{kind}s' in sys.argv[3:]]
    only += ['quote'] if 'listeners' in sys.argv[3:] else []
    kinds = only or ('quote', 'accusation', 'answer')
    shown = [a for a in annotations if a['kind'] in kinds]
    ids = {a['id']: number for number, a in enumerate(shown, 1)}
    return ''.join(line(a, text, ids) + '\n' for a in shown)


def main():
    paths = sorted(p for p in CASES.iterdir() if p.suffix in ('.txt', '.md'))
    if '--write' not in sys.argv:
        paths = [p for p in paths if p.with_suffix('.expected').exists()]
    assert paths, f'{CASES} holds no cases'
    found = annotate(paths, '--offsets=utf-32')
    print(f'1..{len(paths)}')
    failed = False
    for number, (path, annotations) in enumerate(zip(paths, found), 1):
        got = describe(annotations, path.read_text(encoding='utf8'))
        expected = path.with_suffix('.expected')
        if '--write' in sys.argv:
            expected.write_text(got, encoding='utf8')
        wanted = expected.read_text(encoding='utf8')
        print(f"{'ok' if got == wanted else 'not ok'} {number} - {path.stem.replace('-', ' ')}")
        if got != wanted:
            failed = True
            print(''.join(f'# wanted: {l}\n' for l in wanted.splitlines())
                  + ''.join(f'# got:    {l}\n' for l in got.splitlines()), end='')
    sys.exit(failed)


main()
