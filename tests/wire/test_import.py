#!/usr/bin/env python3
"""Imports from outside: what may come is kept as it is, and what cannot be taken is refused with
the reason, and the rest goes on.
"""
import json
import os
import subprocess
import tempfile

from archive_place import ENVIRONMENT, FERRY, Place, review
from client import HEARSAYD, run, test

VERSION = subprocess.run([HEARSAYD, '--version'], capture_output=True, text=True,
                         check=True).stdout.split()[1]
MAIL_MODULE = f'hearsay-readers-{VERSION}.so'


@test
def text_is_imported_once_and_again_when_it_changes():
    with Place() as place:
        path = place.write('ferry.txt', FERRY)
        assert place.put()['imported'] == 1
        again = place.put()
        assert (again['imported'], again['unchanged']) == (0, 1), again
        place.write('ferry.txt', FERRY + 'It rained.\n')
        assert place.put(path)['updated'] == 1
        documents = place.documents()
        assert len(documents) == 1 and documents[0]['text'].endswith('It rained.\n')
        assert documents[0]['uri'] == 'file://' + path


@test
def the_same_text_under_another_head_is_another_document():
    with Place() as place:
        head = {'text': FERRY, 'title': 'Ferry', 'author': 'Ana', 'published': '2026-03-14'}
        heads = [head, {**head, 'title': 'Boat'}, {**head, 'author': 'Ben'},
                 {**head, 'published': '2026-03-15'}]
        lines = [json.dumps({'uri': f'urn:{number}', **one}) for number, one in enumerate(heads)]
        place.write('heads.jsonl', '\n'.join(lines))
        place.write('again.jsonl', json.dumps({'uri': 'urn:again', **head}))
        summary = place.put()
        assert (summary['imported'], summary['unchanged']) == (4, 1), summary


@test
def in_folders_only_files_that_bear_the_name_of_a_text_are_read():
    with Place() as place:
        other = place.write('ferry.dat', FERRY)
        hidden = place.write('.draft.txt', 'The draft is not for the archive.\n')
        place.write('.git/notes.txt', 'Nor is what lies in a hidden folder.\n')
        place.write('lamps.txt', 'New lamps for the quay, the board said.\n')
        assert place.put() == {'imported': 1, 'updated': 0, 'unchanged': 0, 'failures': 0,
                               'failed': []}
        assert place.put(other, hidden)['imported'] == 2  # named, they are


@test
def a_page_gives_its_main_text_and_its_own_metadata():
    with Place() as place:
        place.write('page.html', '''<!doctype html><html><head><title>Tideway News | Ferry</title>
<meta property="og:title" content="Ferry &amp; winter">
<meta name="author" content="Ana Ruiz">
<meta property="article:published_time" content="2026-03-14T08:00:00Z">
<link rel="canonical" href="https://tideway.example/ferry">
<script>var text = "not this";</script></head><body>
<nav><a href="/">Home</a></nav><article><h1>Ferry &amp; winter</h1>
<p>''' + FERRY.replace('\n\n', '</p><p>') + '''</p></article>
<aside><p>Read also: the harbour.</p></aside><footer>All rights reserved.</footer></body></html>''')
        assert place.put()['imported'] == 1
        document = place.documents()[0]
        assert document['title'] == 'Ferry & winter', document
        assert document['author'] == 'Ana Ruiz'
        assert document['published'] == '2026-03-14T08:00:00Z'
        assert document['url'] == 'https://tideway.example/ferry'
        assert document['text'].startswith('The ferry to Oster'), document['text']
        for unwanted in ['Home', 'not this', 'Read also', 'rights']:
            assert unwanted not in document['text'], document['text']


@test
def a_page_is_described_by_its_linked_data():
    with Place() as place:
        place.write('page.html', '<html><head><script type="application/ld+json">' + json.dumps({
            '@graph': [{'@type': 'NewsArticle', 'headline': 'Late ferry',
                        'author': [{'@type': 'Person', 'name': 'Ben Ode'}],
                        'datePublished': '2026-01-02'}]}) +
            '</script></head><body><p>' + FERRY + '</p></body></html>')
        place.put()
        document = place.documents()[0]
        assert (document['title'], document['author'], document['published']) == \
            ('Late ferry', 'Ben Ode', '2026-01-02'), document


@test
def mail_is_decoded():
    with Place() as place:
        place.write('a.eml', b'From: =?utf-8?q?Jos=C3=A9_Pi?= <jose@example.org>\r\n'
                    b'Subject: =?utf-8?b?RsOkaHJl?=\r\nDate: Sat, 14 Mar 2026 10:00:00 +0100\r\n'
                    b'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\n'
                    b'Content-Transfer-Encoding: quoted-printable\r\n\r\n'
                    b'The F=E4hre will=\r\n not sail.\r\n')
        place.write('b.mbox', b'From a@b Sat Mar 14 10:00:00 2026\nFrom: Ada <ada@example.org>\n'
                    b'Subject: One\nMessage-ID: <1@x>\n\nThe first message.\n\n'
                    b'From a@b Sat Mar 14 11:00:00 2026\nFrom: Ada <ada@example.org>\n'
                    b'Subject: Two\nMessage-ID: <2@x>\n\nThe second message.\n')
        assert place.put()['imported'] == 3
        mail, one, two = place.documents()
        found = {document['title']: document for document in (mail, one, two)}
        assert found['Fähre']['text'] == 'The Fähre will not sail.\n', found
        assert found['Fähre']['author'] == 'José Pi'
        assert found['Fähre']['published'] == '2026-03-14T09:00:00Z'
        assert found['Two']['text'].strip() == 'The second message.'
        assert found['Two']['uri'].endswith('/b.mbox#2@x')


@test
def an_attachment_is_no_text_of_the_mail():
    with Place() as place:
        def part(kind, text, more=''):
            return f'--xx\nContent-Type: {kind}; charset=utf-8\n{more}\n{text}\n'
        attached = part('text/plain', 'The attached minutes of the board.',
                        'Content-Disposition: Attachment; filename=minutes.txt\n')
        head = 'From: a@example.org\nSubject: {}\nMIME-Version: 1.0\n' \
               'Content-Type: multipart/mixed; boundary=xx\n\n'
        place.write('a.eml', head.format('One') + attached +
                    part('text/html', '<p>The mail itself.</p>') + '--xx--\n')
        place.write('b.eml', head.format('Two') + attached + '--xx--\n')
        summary = place.put(status=3)
        assert [document['text'].strip() for document in place.documents()] == ['The mail itself.']
        assert 'there is no text' in summary['failed'][0]['error'], summary


@test
def text_comes_in_the_encoding_that_it_declares_or_in_that_of_windows():
    with Place() as place:
        said = '<p>Fähre, Żuraw und Café.</p>'
        place.write('a.txt', 'Fähre – “Café”.'.encode('windows-1252'))
        place.write('b.html', f'<html><head><meta charset="iso-8859-2"></head>{said}'.encode(
            'iso-8859-2'))
        place.write('c.txt', 'Fähre – “Café”!'.encode('utf-16'))
        place.put()
        texts = [document['text'].strip() for document in place.documents()]
        assert sorted(texts) == ['Fähre – “Café”!', 'Fähre – “Café”.',
                                 'Fähre, Żuraw und Café.'], texts


@test
def without_the_module_for_mail_the_rest_is_imported():
    with Place() as place, tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, MAIL_MODULE), 'wb') as file:
            file.write(b'cut short')
        place.write('a.eml', b'Subject: One\r\n\r\nThe first message.\r\n')
        place.write('ferry.txt', FERRY)
        answer = place.hearsay('import', place.inbox, status=3,
                               env={**ENVIRONMENT, 'LD_LIBRARY_PATH': folder})
        assert MAIL_MODULE in answer.stderr and 'install hearsay again' in answer.stderr, answer
        assert [document['text'] for document in place.documents()] == [FERRY]


@test
def feeds_are_taken_apart():
    with Place() as place:
        place.write('rss.xml', '''<?xml version="1.0"?><rss version="2.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Tideway</title>
<item><title>Ferry &amp; more</title><link>https://tideway.example/1</link><dc:creator>Ana</dc:creator>
<pubDate>Sat, 14 Mar 2026 10:00:00 GMT</pubDate>
<description><![CDATA[<p>The ferry will <b>not</b> sail.</p><p>It rained.</p>]]></description></item>
<item><title>Empty</title></item></channel></rss>''')
        place.write('a.atom', '''<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Lamps</title>
<id>urn:1</id><link rel="alternate" href="https://tideway.example/2"/><author><name>Ben</name></author>
<published>2026-03-15T00:00:00Z</published>
<content type="html">&lt;p&gt;New lamps for the quay.&lt;/p&gt;</content></entry></feed>''')
        summary = place.put(status=3)
        assert summary['imported'] == 2 and summary['failures'] == 1, summary
        assert summary['failed'][0]['path'].endswith('rss.xml: item 2'), summary
        found = {document['title']: document for document in place.documents()}
        assert found['Ferry & more']['text'] == 'The ferry will not sail.\n\nIt rained.', found
        assert found['Ferry & more']['published'] == '2026-03-14T10:00:00Z'
        assert found['Ferry & more']['author'] == 'Ana'
        assert found['Lamps']['text'] == 'New lamps for the quay.'
        assert found['Lamps']['url'] == 'https://tideway.example/2'
        assert found['Lamps']['author'] == 'Ben'


@test
def a_fact_check_that_is_found_bears_its_publishers_name():
    with Place() as place:
        place.write('one.json', json.dumps(review(1, 'Seaweed doubles the speed of ferries')))
        place.put()
        assert place.hearsay('search', 'seaweed', 'ferries').stdout == (
            'factcheck  The Checkers\n           Seaweed doubles the speed of ferries\n'
            '           rated: False\n           https://checks.example/1\n')


@test
def a_hit_without_a_title_tells_its_address_once():
    with Place() as place:
        place.write('gulls.txt', 'The gulls took the rope and nobody saw them leave that day.\n')
        place.put()
        told = place.hearsay('search', 'gulls', 'rope').stdout
        assert told.startswith('document   file://') and told.count('gulls.txt') == 1, told
        assert told.endswith('\n') and len(told.splitlines()) == 2, told


@test
def names_are_those_of_the_folder_that_one_is_in():
    with Place() as place:
        path = place.write('deep/ferry.txt', FERRY)
        for named in '.', 'deep', 'deep/ferry.txt', './deep/../deep':
            place.hearsay('import', named, cwd=place.inbox)
        assert [document['uri'] for document in place.documents()] == ['file://' + path]


@test
def standard_input_is_read_as_a_file_would_be():
    with Place() as place:
        def put(text):
            return json.loads(place.hearsay('import', '--json', '-', input=text).stdout)
        texts = (FERRY, 'From noon on the ferry sails.\nIt is late.\n', '[Updated] It sails.\n',
                 '{Updated} It sails.\n')
        for text in texts:  # each another document, none of them a newer version of the first
            assert put(text)['imported'] == 1, text
            assert put(text)['unchanged'] == 1, text
        assert [document['text'] for document in place.documents()] == list(texts)
        assert place.documents()[0]['uri'].startswith('untitled:stdin-')
        assert put(f'<html><body><p>{FERRY}</p></body></html>')['imported'] == 1
        assert put(json.dumps([review(1, 'Lamps eat moths')], indent=2))['imported'] == 1
        assert put('From a@b Sat Mar 14 10:00:00 2026\nFrom: Ada <ada@example.org>\n'
                   'Subject: One\n\nThe first message.\n')['imported'] == 1
        assert place.counts()['factchecks'] == 1
        kept, exported = place.documents(), place.hearsay('archive', 'export').stdout
        place.archive += '-copy'
        assert put(exported)['imported'] == len(kept) + 1 == 7  # the fact-check too
        copied = place.documents()
        for document in kept + copied:
            del document['id']  # they are given as the documents come
        assert sorted(map(str, copied)) == sorted(map(str, kept))


@test
def fact_checks_come_in_every_shape():
    with Place() as place:
        place.write('one.json', json.dumps(review(1, 'Seaweed doubles the speed of ferries')))
        place.write('list.json', json.dumps([review(2, 'Lamps eat moths'),
                                             review(3, 'Gulls can count to nine')]))
        place.write('graph.json', json.dumps({'@graph': [review(4, 'Salt melts bridges')]}))
        place.write('feed.json', json.dumps({
            '@type': 'DataFeed', 'dataFeedElement': [
                {'@type': 'DataFeedItem', 'item': [review(5, 'Fog is made of wool')]},
                {'@type': 'DataFeedItem', 'item': None}]}))
        place.write('lines.jsonl', json.dumps(review(6, 'Ropes grow on trees')) + '\n' +
                    json.dumps({'id': 'urn:x', 'text': FERRY, 'title': 'Ferry'}) + '\n{broken\n')
        summary = place.put(status=3)
        assert summary['imported'] == 7, summary
        assert [one['path'].rsplit('/', 1)[1] for one in summary['failed']] == \
            ['feed.json: element 2', 'lines.jsonl: line 3'], summary
        queries = place.write('queries.txt', 'do gulls count?\nferry speed seaweed\n')
        lines = place.hearsay('search', '--json', '--limit=5', f'--queries={queries}').stdout
        first, second = [json.loads(line)['hits'] for line in lines.splitlines()]
        assert first[0]['url'] == 'https://checks.example/3', first
        assert first[0]['rating'] == 'False' and first[0]['publisher'] == 'The Checkers'
        assert second[0]['url'] == 'https://checks.example/1', second
        assert place.counts()['factchecks'] == 6


@test
def what_is_hostile_is_refused_with_the_reason_and_the_rest_goes_on():
    with Place() as place:
        place.write('fine.txt', FERRY)
        place.write('laughs.xml', '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">' +
                    ''.join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">'
                            for n in range(9)) + ']><rss><item><title>&j;</title></item></rss>')
        place.write('deep.html', '<div>' * 100000 + 'deep' + '</div>' * 100000)
        place.write('tags.html', '<' * 200000 + 'p>')
        place.write('binary.txt', bytes(range(256)) * 10)
        place.write('empty.txt', '')
        place.write('nested.json', '[' * 100000)
        with open(os.path.join(place.inbox, 'huge.txt'), 'wb') as file:
            file.truncate(1 << 30)
        os.symlink('/etc/passwd', os.path.join(place.inbox, 'passwd.txt'))
        os.mkdir(os.path.join(place.inbox, 'sub'))
        os.symlink(place.inbox, os.path.join(place.inbox, 'sub', 'loop'))
        os.symlink('round.txt', os.path.join(place.inbox, 'round.txt'))
        os.mkfifo(os.path.join(place.inbox, 'pipe.txt'))
        summary = place.put(status=3)
        why = {one['path'].rsplit('/', 1)[1]: one['error'] for one in summary['failed']}
        for name, reason in {
                'laughs.xml': 'declares entities', 'binary.txt': 'no text', 'empty.txt': 'is empty',
                'nested.json: element 1': 'no JSON', 'huge.txt': 'import_file_bytes',
                'passwd.txt': 'leads out', 'loop': 'leads back', 'round.txt': 'round in a circle',
                'pipe.txt': 'neither a file nor a folder'}.items():
            assert reason in why.get(name, ''), (name, why)
        assert any(document['text'] == FERRY for document in place.documents())
        assert not any('root:' in document['text'] for document in place.documents())


@test
def nothing_is_read_outside_the_folders_that_may_be_imported():
    with Place() as place:
        inside = place.write('fine.txt', FERRY)
        outside = os.path.join(place.folder, 'outside.txt')
        beside = place.inbox + '-of-others'
        os.mkdir(beside)
        for path in outside, os.path.join(beside, 'news.txt'):
            with open(path, 'w', encoding='utf-8') as file:
                file.write(f'This is not for the archive: {path}.\n')
        request = {'jsonrpc': '2.0', 'id': 1, 'method': 'hearsay/import', 'params': {
            'paths': [inside, outside, place.inbox + '/../outside.txt', beside, '/etc']}}
        answer = subprocess.run(
            [HEARSAYD, '--stdio', f'--archive={place.archive}', f'--import-folder={place.inbox}'],
            input=json.dumps(request) + '\n', capture_output=True, text=True, timeout=60,
            check=False)
        result = json.loads(answer.stdout)['result']
        assert result['imported'] == 1 and result['failures'] == 4, result
        assert all('outside the folders' in one['error'] for one in result['failed']), result


@test
def sql_in_names_and_texts_stays_text():
    with Place() as place:
        hostile = "'); DROP TABLE document; --"
        place.write(hostile + '.txt', FERRY + hostile)
        place.put()
        place.hearsay('search', '"; DROP TABLE passage; --', "' OR 1=1 --", 'NEAR(ferry')
        place.hearsay('archive', 'remove', "x' OR '1'='1", status=3)
        assert place.counts()['documents'] == 1
        assert place.documents()[0]['text'].endswith(hostile)


@test
def a_corrected_rating_takes_the_old_ones_place():
    with Place() as place:
        first = review(1, 'Seaweed doubles the speed of ferries')
        corrected = {**first, 'reviewRating': {'@type': 'Rating', 'alternateName': 'Half true'}}
        place.put(place.write('first.json', json.dumps(first)))
        assert place.put(place.write('corrected.json', json.dumps(corrected)))['updated'] == 1
        lines = place.hearsay('search', '--json', 'ferry speed seaweed').stdout
        assert [hit['rating'] for hit in json.loads(lines)['hits']] == ['Half true'], lines
        assert place.counts()['factchecks'] == 1


@test
def what_no_reader_is_for_is_refused():
    with Place() as place:
        for name, content in (('a.pdf', b'%PDF-1.4\n1 0 obj\n'), ('b.html', b'\x7fELF\0\1 said'),
                              ('c', b'PK\3\4\0\0')):
            summary = place.put(place.write(name, content), status=3)
            assert 'is no text' in summary['failed'][0]['error'], (name, summary)
        place.write('d.html', f'<p>{FERRY}</p>\0'.encode())
        place.write('e.jsonl', b'\xef\xbb\xbf{"text": "A ferry."}\r\n{"text": "Two ferries."}\r\n')
        place.write('f.txt', 'Three ferries.'.encode('utf-32'))
        names = [os.path.join(place.inbox, name) for name in ('d.html', 'e.jsonl', 'f.txt')]
        assert place.put(*names)['imported'] == 4
        assert 'Three ferries.' in [document['text'] for document in place.documents()]


@test
def a_name_that_cannot_be_sent_stops_no_other():
    with Place() as place:
        path = place.write('ferry.txt', FERRY)
        other = os.path.join(place.inbox.encode(), b'na\xefve.txt')
        with open(other, 'wb') as file:
            file.write(b'A boat.')
        answer = place.hearsay('import', '--json', other, path, status=3, errors='replace')
        assert json.loads(answer.stdout)['imported'] == 1, answer
        assert 'its name is not UTF-8' in answer.stderr, answer
        assert place.put()['imported'] == 1  # by its folder


@test
def imports_tell_how_far_they_are():
    with Place() as place:
        for number in range(200):
            place.write(f'{number}.txt', f'Item {number}. {FERRY}')
        request = {'jsonrpc': '2.0', 'id': 1, 'method': 'hearsay/import',
                   'params': {'paths': [place.inbox], 'workDoneToken': 'here'}}
        answer = subprocess.run([HEARSAYD, '--stdio', f'--archive={place.archive}'],
                                input=json.dumps(request) + '\n', capture_output=True, text=True,
                                timeout=300, check=False)
        messages = [json.loads(line) for line in answer.stdout.splitlines()]
        kinds = [message['params']['value']['kind'] for message in messages[:-1]]
        assert kinds[0] == 'begin' and kinds[-1] == 'end', kinds
        assert messages[-1]['result']['imported'] == 200, messages[-1]


if __name__ == '__main__':
    run()
