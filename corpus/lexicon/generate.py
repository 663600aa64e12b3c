#!/usr/bin/env python3
"""Turn the lexicon's tab-separated files into one constant C table.

generate.py HEADER FOLDER OUTPUT.h

HEADER is daemon/annotate/reading/lexicon.h: the order of its class list numbers the classes. The table holds
each word form and each phrase once, with what every file says of it, and hash slots laid out for
hs_lexicon_find(). A malformed line stops the build with its file and number.
"""
import re
import sys
from pathlib import Path

FORM = {'base': 1, 'third': 2, 'past': 4, 'participle': 8, 'ing': 16}
PART = {'verb': 1, 'noun': 2, 'adjective': 3, 'adverb': 4}
ANSWER = {'denial': 0, 'counter': 1, 'admission': 2, 'justification': 3, 'no-comment': 4}
NUMBER = {'cardinal': 1, 'ordinal': 2, 'multiplier': 3, 'fraction': 4, 'approximate': 5}
GENDER = {'-': 0, 'f': 1, 'm': 2}
FIELDS = ('report_frames', 'noun_frames', 'accuse_roles', 'lemma', 'first_phrase', 'phrase_count', 'forms',
          'report_weight', 'report_thought', 'noun_weight', 'noun_thought', 'accuse_weight', 'accuse_part',
          'harm_weight', 'harm_part', 'answer_weight', 'answer_kind', 'answer_part', 'gender', 'number_kind', 'number',
          'unit', 'country')
DOUBLED = {'admit', 'beg', 'brag', 'ban', 'commit', 'concur', 'control', 'drop', 'dub', 'expel', 'plan', 'plot',
           'prefer', 'put', 'rebut', 'regret', 'rig', 'rip', 'rob', 'scam', 'shoot', 'slam', 'stop', 'swim',
           'overstep', 'permit', 'get', 'set', 'let', 'cut', 'hit', 'win', 'begin', 'sit', 'run', 'shut', 'quit',
           'forget', 'signal', 'chat', 'grab', 'drag', 'pummel', 'ship', 'snub', 'stab', 'step', 'trap', 'wrap'}


class Lexicon:
    def __init__(self, classes):
        self.classes = classes
        self.entries = {}
        self.numbers, self.units, self.countries = [0.0], [('', 1.0)], []

    def entry(self, text):
        text = cut(text)
        return self.entries.setdefault(text, {'classes': 0})

    def add(self, text, classes=(), **values):
        entry = self.entry(text)
        for name in classes:
            entry['classes'] |= 1 << self.classes[name.upper()]
        for key, value in values.items():
            entry[key] = entry.get(key, 0) | value if key in ('forms', 'report_frames', 'accuse_roles') else value
        return entry

    def add_verb(self, phrase, irregular, classes=('VERB',), **values):
        words = cut(phrase).split(' ')
        base = cut(phrase)
        for form, first in verb_forms(words[0], irregular):
            text = ' '.join([first] + words[1:])
            entry = self.add(text, classes, **values)
            entry['forms'] = entry.get('forms', 0) | FORM[form]
            entry.setdefault('base', base)


def cut(text):
    """A phrase with its words as the tokenizer cuts them: hyphens stand alone."""
    text = text.lower().strip()
    if ' ' in text or '-' in text.strip('-'):
        text = re.sub(r'(?<=\w)-(?=\w)', ' - ', text)
        text = re.sub(r"(?<=\w)(?='s\b)", ' ', text)
        text = text.replace('cannot', 'can not')
    return ' '.join(text.split())


FEW_FORMS = ('be', 'was', 'were', 'did', 'could', 'would', 'have', 'not', 'no', 'neither')


def verb_forms(verb, irregular):
    """(form, word) of a verb; `irregular` is "past,participle", "past" or empty."""
    past, _, participle = irregular.partition(',')
    stem = verb[:-1] if verb.endswith('e') and not verb.endswith(('ee', 'oe', 'ye')) else verb
    doubled = verb + verb[-1] if verb in DOUBLED else stem
    if verb in FEW_FORMS:
        forms = {**{past: [('past', past)] for past in ('did', 'could', 'was', 'were', 'would')},
                 'have': [('base', 'have'), ('third', 'has'), ('past', 'had'), ('ing', 'having')]}
        return forms.get(verb, [('base', verb)])
    if re.search(r'(s|x|z|ch|sh|o)$', verb):
        third = verb + 'es'
    elif re.search(r'[^aeiou]y$', verb):
        third = verb[:-1] + 'ies'
    else:
        third = verb + 's'
    if not past:
        past = verb[:-1] + 'ied' if re.search(r'[^aeiou]y$', verb) else doubled + 'ed'
    ing = verb[:-2] + 'ying' if verb.endswith('ie') else doubled + 'ing'
    return [('base', verb), ('third', third), ('past', past), ('participle', participle or past), ('ing', ing)]


def plural(noun):
    if re.search(r'(s|x|ch|sh)$', noun):
        return noun + 'es'
    if re.search(r'[^aeiou]y$', noun):
        return noun[:-1] + 'ies'
    return noun[:-3] + 'men' if noun.endswith('man') else noun + 's'


def letters(text):
    return sum(1 << (ord(c) - ord('a')) for c in set(text))


def rows(path):
    for number, line in enumerate(path.read_text(encoding='utf8').splitlines(), 1):
        if line.strip() and not line.startswith('# '):
            yield f'{path.name}:{number}', line.split('\t')


def read_reporting(lexicon, path):
    for where, (verb, act, frames, weight, *rest) in rows(path):
        irregular = rest[0] if rest else ''
        values = dict(report_frames=letters(frames), report_weight=int(weight), report_thought=int(act == 'thought'))
        if irregular == '-':
            lexicon.add(verb, ('VERB',), **values)
        else:
            lexicon.add_verb(verb, irregular, **values)


def read_report_nouns(lexicon, path):
    for where, (noun, act, frames, weight) in rows(path):
        for text in (noun, plural(noun)):
            lexicon.add(text, ('NOUN_FORM',), noun_frames=letters(frames), noun_weight=int(weight),
                        noun_thought=int(act == 'thought'))


def read_worded(prefix, lexicon, path):
    """accusing.tsv, harm.tsv, answers.tsv: a word, its part of speech, (roles or kind,) a weight."""
    for where, (text, part, *rest) in rows(path):
        values = {prefix + '_part': PART[part]}
        if prefix == 'accuse':
            values['accuse_roles'] = letters(rest.pop(0))
        if prefix == 'answer':
            values['answer_kind'] = ANSWER[rest.pop(0)]
        values[prefix + '_weight'] = int(rest.pop(0))
        if part == 'verb':
            lexicon.add_verb(text, rest[0] if rest else '', **values)
        elif part == 'noun':
            for form in {text, plural(text)} if not text.endswith('s') and ' ' not in text else {text}:
                lexicon.add(form, ('NOUN_FORM',), **values)
        elif values.get('accuse_roles', 0) & letters('t'):  # "to task" is no part of a phrase
            lexicon.add(text, ('ADVERB',), **values)
        else:
            lexicon.add(text, ('ADJECTIVE',) if part == 'adjective' else (), **values)


def read_people(lexicon, path):
    for where, (text, kind, gender) in rows(path):
        wider = {'enterprise': ('ORGANISATION',), 'evidence': ('DOCUMENT',)}
        classes = (kind,) + wider.get(kind, ())
        lexicon.add(text, classes + ('NOUN_FORM',), gender=GENDER[gender])
        if kind in ('role', 'kin'):
            lexicon.add(plural(text), ('GROUP', 'NOUN_FORM'))
        if kind in ('organisation', 'enterprise') and not text.endswith('.'):
            lexicon.add(plural(text), ('NOUN_FORM',))


def read_classes(lexicon, path):
    for where, (kind, words) in rows(path):
        for word in words.split():
            lexicon.add(word.replace('_', ' '), (kind,))


def read_names(lexicon, path):
    for where, (gender, names) in rows(path):
        for name in names.split():
            entry = lexicon.add(name, ('GIVEN_NAME',))
            entry.setdefault('gender', GENDER[gender])


def read_numbers(lexicon, path):
    for where, (word, kind, value) in rows(path):
        lexicon.numbers.append(float(value))
        lexicon.add(word, ('NUMBER',), number_kind=NUMBER[kind], number=len(lexicon.numbers) - 1)


def read_units(lexicon, path):
    for where, (word, unit, factor) in rows(path):
        if (unit, float(factor)) not in lexicon.units:
            lexicon.units.append((unit, float(factor)))
        lexicon.add(word, ('UNIT',), unit=lexicon.units.index((unit, float(factor))))


def read_verbs(lexicon, path):
    for where, (verb, *rest) in rows(path):
        lexicon.add_verb(verb, rest[0] if rest else '')


def read_countries(lexicon, path):
    for where, fields in rows(path):
        name, others, people, capitals = (fields + [''] * 4)[:4]
        lexicon.countries.append(name)
        index = len(lexicon.countries)
        for kind, texts in (('COUNTRY', [name] + others.split('/')), ('DEMONYM', people.split('/')),
                            ('CAPITAL', capitals.split('/'))):
            for text in texts:
                if text.strip():
                    lexicon.add(text.removeprefix('the '), (kind,)).setdefault('country', index)


READERS = {
    'reporting.tsv': read_reporting, 'report_nouns.tsv': read_report_nouns,
    'accusing.tsv': lambda lexicon, path: read_worded('accuse', lexicon, path),
    'harm.tsv': lambda lexicon, path: read_worded('harm', lexicon, path),
    'answers.tsv': lambda lexicon, path: read_worded('answer', lexicon, path),
    'people.tsv': read_people, 'grammar.tsv': read_classes, 'claims.tsv': read_classes,
    'given_names.tsv': read_names, 'numbers.tsv': read_numbers, 'units.tsv': read_units,
    'verbs.tsv': read_verbs, 'countries.tsv': read_countries,
}


def hash_of(text):
    value = 2166136261
    for byte in text.encode('utf8'):
        value = ((value ^ byte) * 16777619) & 0xffffffff
    return value ^ (value >> 15)


def lay_out(entries):
    """Slots for the single words: 1 + entry index, 0 free."""
    size = 1
    while size < 3 * len(entries):
        size *= 2
    slots = [0] * size
    for index, text in enumerate(entries):
        if ' ' in text:
            continue
        slot = hash_of(text) & (size - 1)
        while slots[slot]:
            slot = (slot + 1) & (size - 1)
        slots[slot] = index + 1
    return slots


def c_string(text):
    return '"' + text.replace('\\', '\\\\').replace('"', '\\"') + '"'


def wrap(values):
    lines, line = [], '   '
    for value in values:
        if len(line) + len(str(value)) > 96:
            lines.append(line)
            line = '   '
        line += f' {value},'
    return '\n'.join(lines + [line])


def write(lexicon, out):
    for text in [t for t in lexicon.entries if ' ' in t]:
        lexicon.entry(text.split(' ')[0])
    texts = sorted(lexicon.entries)
    index = {text: i for i, text in enumerate(texts)}
    phrases, by_first = [], {}
    for text in texts:
        if ' ' in text:
            by_first.setdefault(text.split(' ')[0], []).append(text)
    for text in texts:
        entry = lexicon.entries[text]
        starting = sorted(by_first.get(text, []), key=lambda t: (-len(t.split(' ')), t))
        entry['first_phrase'], entry['phrase_count'] = len(phrases), len(starting)
        phrases += [index[t] for t in starting]
        entry['lemma'] = index.get(entry.get('base', text), index[text])
    slots = lay_out(texts)
    out.write('/* Written by corpus/lexicon/generate.py. */\n#pragma once\n\n')
    out.write(f'#define HS_LEXICON_SLOT_MASK {len(slots) - 1}u\n')
    out.write(f'#define HS_LEXICON_LONGEST {max(len(t.encode()) for t in texts)}u\n\n')
    out.write('/* One array, and places in it: pointers would cost each start of a program. */\n')
    out.write('static const char hs_lexicon_texts[] =\n    "\\0"')
    for text in texts:
        out.write(f'\n    {c_string(text)} "\\0"')
    out.write(';\n\nstatic const hs_lexeme hs_lexicon_entries[] = {\n')
    place = 1
    for text in texts:
        entry = lexicon.entries[text]
        fields = ''.join(f', .{f} = {entry[f]}' for f in FIELDS if entry.get(f))
        out.write(f'    {{.text_place = {place}, .text_length = {len(text.encode())}, '
                  f'.word_count = {len(text.split(" "))}, .classes = UINT64_C({entry["classes"]}){fields}}},\n')
        place += len(text.encode()) + 1
    out.write('};\n\n')
    out.write(f'static const uint16_t hs_lexicon_slots[] = {{\n{wrap(slots)}\n}};\n\n')
    out.write(f'static const uint16_t hs_lexicon_phrases[] = {{\n{wrap(phrases)}\n}};\n\n')
    out.write(f'static const double hs_lexicon_numbers[] = {{\n{wrap(lexicon.numbers)}\n}};\n\n')
    out.write('static const struct {\n    const char *name;\n    double factor;\n} hs_lexicon_units[] = {\n')
    out.write(wrap('{' + c_string(u) + f', {f}' + '}' for u, f in lexicon.units) + '\n};\n\n')
    out.write(f'static const char *const hs_lexicon_countries[] = {{\n'
              f'{wrap(c_string(c) for c in lexicon.countries)}\n}};\n')


def main():
    header, folder, output = map(Path, sys.argv[1:4])
    names = re.search(r'#define HS_LEX_CLASSES\(X\)(.*?)\n\n', header.read_text(), re.S).group(1)
    lexicon = Lexicon({name: i for i, name in enumerate(re.findall(r'X\((\w+)\)', names))})
    for name, reader in READERS.items():
        try:
            reader(lexicon, folder / name)
        except (ValueError, KeyError, IndexError) as error:
            sys.exit(f'{folder / name}: {error!r}')
    with output.open('w', encoding='utf8') as out:
        write(lexicon, out)


main()
