#!/usr/bin/env python3
"""Put what we marked of who is who beside the texts, for train_mentions.

marked_references.py DATA WRITTEN BRIEFS OUTPUT

DATA holds polnear and, beside it, gold (../shared/data); WRITTEN and BRIEFS the texts that written_texts.py
makes of corpus/written and of the briefs in it.
references.tsv, beside this file, holds no words, only places (code points): "# KIND NAME" opens a text, then
comes a line a party that has two mentions or more, a mention being "GAP+LENGTH", where GAP is counted from
the start of the one before. For each text OUTPUT/KIND gets NAME.txt and NAME.tsv with the mentions as
"START-END" in bytes. Kinds: polnear and wikinews (articles that others published), written and briefs (ours), and
dev, which is only to measure by.
"""
import os
import sys


def text_of(kind, name, folders):
    folder = folders.get(kind, os.path.join(folders['gold'], kind))
    return open(os.path.join(folder, name + '.txt'), encoding='utf8', newline='').read()


def party(line, offsets):
    mentions, at = [], 0
    for mention in line.split():
        gap, length = mention.split('+')
        at += int(gap)
        mentions.append(f'{offsets[at]}-{offsets[at + int(length)]}')
    return ' '.join(mentions)


def main():
    data, written, briefs, output = sys.argv[1:]
    folders = {'gold': os.path.join(data, '..', 'gold'), 'written': written, 'briefs': briefs,
               'polnear': os.path.join(data, 'polnear', 'train')}
    table = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'references.tsv')
    for entry in open(table, encoding='utf8').read().split('# ')[1:]:
        heading, *lines = entry.splitlines()
        kind, name = heading.split(' ', 1)
        text, offsets = text_of(kind, name, folders), [0]
        for character in text:
            offsets.append(offsets[-1] + len(character.encode('utf8')))
        folder = os.path.join(output, kind)
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, name + '.txt'), 'w', encoding='utf8', newline='') as file:
            file.write(text)
        with open(os.path.join(folder, name + '.tsv'), 'w', encoding='utf8') as file:
            file.writelines(party(line, offsets) + '\n' for line in lines)


main()
