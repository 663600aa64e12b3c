#!/usr/bin/env python3
"""Turn the marked texts of our own writing into the forms that the trainers read.

written_texts.py FOLDER OUTPUT     FOLDER: corpus/written, whose README tells what the marks mean
written_texts.py --check FOLDER    only says what is wrong with the marks, as a test; exits with 1 if anything is

For each text OUTPUT gets NAME.txt without marks; NAME_ours.ann, its attributions in the form of PolNeAR
(offsets in code points; of attributions that lie in each other the outer one, and no transcript turns, as
there; "that" before a clause belongs to the content there); and NAME.json, its quotes, accusations and
answers in the form of ../shared/gold/GUIDE.md, without claims.
"""
import json
import os
import re
import sys

TAG = re.compile(r'<(/?)([qscaknw])(\d+)((?:\s+\w+="[^"<>]*")*)\s*>')
KINDS = ('denial', 'counter', 'admission', 'justification', 'no-comment')
OPENING = ('"', '“', '‘', "'", '«')


class Text:
    """One text: words without marks, `spans` and `attributes` by ('q', 1), and what is wrong."""

    def __init__(self, name, marked):
        self.name, self.words, self.spans, self.attributes, self.wrong = name, '', {}, {}, []
        at, open_tags = 0, []
        for tag in TAG.finditer(marked):
            self.words += marked[at:tag.start()]
            at = tag.end()
            self.take(tag, open_tags)
        self.words += marked[at:]
        self.wrong += [f'<{key[0]}{key[1]}> is not closed' for key, _ in open_tags]
        for odd in re.finditer('[<>]', self.words):
            near = self.words[max(0, odd.start() - 20):odd.start() + 20]
            self.wrong.append(f'an odd {odd.group()} in {near!r}')

    def take(self, tag, open_tags):
        key = (tag[2], int(tag[3]))
        if not tag[1]:
            open_tags.append((key, len(self.words)))
            self.attributes.setdefault(key, {}).update(re.findall(r'(\w+)="([^"]*)"', tag[4]))
        elif open_tags and open_tags[-1][0] == key:
            self.spans.setdefault(key, []).append([open_tags.pop()[1], len(self.words)])
        else:
            self.wrong.append(f'</{key[0]}{key[1]}> closes nothing')

    def numbers(self, kind):
        return sorted({number for k, number in self.spans if k == kind})

    def span(self, kind, number):
        return self.spans.get((kind, number), [None])[0]

    def attribute(self, kinds, number, name):
        for kind in kinds:
            value = self.attributes.get((kind, number), {}).get(name)
            if value is not None:
                return value
        return None

    def check(self):
        for (kind, number), parts in self.spans.items():
            for start, end in parts:
                words = self.words[start:end]
                if words != words.strip() or not words or '\n' in words:
                    self.wrong.append(f'{kind}{number} is empty, or has a space at an edge or a line break inside')
            if kind in 'sckw' and len(parts) > 1:
                self.wrong.append(f'{kind}{number} stands twice')
            if kind in 'scw' and ('n' if kind == 'w' else 'q', number) not in self.spans:
                self.wrong.append(f'{kind}{number} belongs to nothing')
        for number in self.numbers('q'):
            self.check_parties('q', ('q',), number, ('by',))
        for number in self.accusations():
            self.check_parties('a', ('a', 'k'), number, ('by', 'of'))
        for number in self.numbers('n'):
            self.check_parties('n', ('n',), number, ('by',))
            if self.attribute(('n',), number, 'kind') not in KINDS:
                self.wrong.append(f'n{number} has no known kind')
            if self.answered(number) not in (None, *self.accusations()):
                self.wrong.append(f'n{number} answers what is not there')

    def check_parties(self, shown, kinds, number, names):
        for name in names:
            value = self.attribute(kinds, number, name)
            if value is None:
                self.wrong.append(f'{shown}{number} has no {name}=')
                continue
            for party in self.parties(value):
                if party not in ('AUTHOR', 'UNKNOWN') and party.lower() not in self.words.lower():
                    self.wrong.append(f'{shown}{number}: {party!r} is not in the text')

    @staticmethod
    def parties(value):
        return [party.strip() for party in value.split(';') if party.strip()]

    def accusations(self):
        """In the order of the text."""
        return sorted({*self.numbers('a'), *self.numbers('k')},
                      key=lambda n: min(s for k in 'ak' for s, _ in self.spans.get((k, n), [])))

    def answered(self, number):
        """The accusation that an answer answers, or None."""
        to = (self.attribute(('n',), number, 'to') or 'none').lstrip('ak')
        return int(to) if to.isdigit() else None if to == 'none' else -1

    def form(self, number):
        marks = [self.words[start] in OPENING for start, _ in self.spans[('q', number)]]
        if all(marks):
            return 'direct'
        return 'mixed' if re.search('["“‘]', ' '.join(self.words[s:e] for s, e in self.spans[('q', number)])) \
            else 'indirect'

    def gold(self):
        accusations = self.accusations()
        return {
            'doc': self.name,
            'quotes': [{'id': f'q{n}', 'speaker': self.attribute(('q',), n, 'by'), 'form': self.form(n),
                        'spans': {'content': self.spans[('q', n)], 'cue': self.span('c', n),
                                  'source': self.span('s', n)}}
                       for n in self.numbers('q') if self.attribute(('q',), n, 'act') != 'thought'],
            'claims': [],
            'accusations': [{'form': 'explicit' if ('k', n) in self.spans else 'implicit',
                             'accuser': self.attribute('ak', n, 'by'),
                             'accused': self.parties(self.attribute('ak', n, 'of')),
                             'spans': {'cue': self.span('k', n), 'charge': self.span('a', n)}}
                            for n in accusations],
            'answers': [{'kind': self.attribute(('n',), n, 'kind'), 'by': self.attribute(('n',), n, 'by'),
                         'to': accusations.index(self.answered(n)) if self.answered(n) is not None else None,
                         'spans': {'cue': self.span('w', n), 'text': self.span('n', n)}}
                        for n in self.numbers('n')]}

    def attributions(self):
        """Lines of PolNeAR's annotations."""
        lines, count, shown = [], 0, self.outer_quotes()
        for number in shown:
            marks = {'Source': [self.span('s', number)], 'Cue': [self.span('c', number)],
                     'Content': [self.with_that(part) for part in self.spans[('q', number)]]}
            links = []
            for role, parts in marks.items():
                for start, end in filter(None, parts):
                    count += 1
                    links.append(f'{role}:T{count}')
                    lines.append(f'T{count}\t{role} {start} {end}\t{self.words[start:end]}')
            lines.append(f'E{number}\tAttribution:{links[0].split(":")[1]} ' + ' '.join(links))
        return lines

    def with_that(self, part):
        start, end = part
        return [start - 5, end] if self.words[max(0, start - 5):start] == 'that ' else part

    def outer_quotes(self):
        """Those with a cue or in marks that stand in no other such one."""
        told = [n for n in self.numbers('q') if ('c', n) in self.spans
                or self.words[self.span('q', n)[0]] in OPENING and ('s', n) in self.spans]
        inside = {n for n in told for m in told if n != m
                  and any(s <= self.span('q', n)[0] and self.span('q', n)[1] <= e for s, e in self.spans[('q', m)])
                  and self.spans[('q', n)] != self.spans[('q', m)]}
        return [n for n in told if n not in inside]


def read(folder):
    for file in sorted(os.listdir(folder)):
        if file.endswith('.txt'):
            whole = open(os.path.join(folder, file), encoding='utf8', newline='').read()
            for entry in whole.split('=== ')[1:]:
                name, _, marked = entry.partition('\n')
                yield Text(name.strip(), marked.strip('\n') + '\n')


def main():
    checking = sys.argv[1] == '--check'
    folder, failed, count = sys.argv[1 + checking], False, 0
    for text in read(folder):
        count += 1
        text.check()
        for wrong in text.wrong:
            print(f'{text.name}: {wrong}', file=sys.stderr)
            failed = True
        if checking or text.wrong:
            continue
        base = os.path.join(sys.argv[2], text.name)
        os.makedirs(sys.argv[2], exist_ok=True)
        with open(base + '.txt', 'w', encoding='utf8', newline='') as file:
            file.write(text.words)
        with open(base + '_ours.ann', 'w', encoding='utf8') as file:
            file.write('\n'.join(text.attributions()) + '\n')
        with open(base + '.json', 'w', encoding='utf8') as file:
            json.dump(text.gold(), file, ensure_ascii=False)
    if checking:
        print(f"1..1\n{'not ok' if failed or not count else 'ok'} 1 - the marks of {count} texts are right")
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
