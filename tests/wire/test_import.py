#!/usr/bin/env python3
"""The archive from outside: what is imported is kept, found and exported, whatever happens; what
cannot be taken is refused with the reason, and the rest goes on.
"""
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time

from client import HEARSAYD, program_of, run, test
from newsroom import CHECKS, FILES, lines_of, what_it_says, write_files

HEARSAY = program_of('HEARSAY')
ENVIRONMENT = {**os.environ, 'HEARSAYD': HEARSAYD}
VERSION = subprocess.run([HEARSAYD, '--version'], capture_output=True, text=True,
                         check=True).stdout.split()[1]
MAIL_MODULE = f'hearsay-readers-{VERSION}.so'

FERRY = ('The ferry to Oster will not sail this winter, the harbour board decided.\n\n'
         '“We will do what we can for the islanders,” said Mara Lindqvist.\n')


class Place:
    """A folder of its own with an archive in it."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix='hearsay-archive-')
        self.archive = os.path.join(self.folder, 'archive.db')
        self.inbox = os.path.join(self.folder, 'inbox')
        os.mkdir(self.inbox)
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)

    def write(self, name, content):
        path = os.path.join(self.inbox, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return path

    def hearsay(self, *arguments, status=0, env=ENVIRONMENT, before=(), **more):
        answer = subprocess.run([*before, HEARSAY, f'--archive={self.archive}', *arguments],
                                capture_output=True, text=True, timeout=300, check=False,
                                env=env, **more)
        assert answer.returncode == status, (arguments, answer)
        return answer

    def put(self, *paths, status=0):
        answer = self.hearsay('import', '--json', *(paths or (self.inbox,)), status=status)
        return json.loads(answer.stdout)

    def documents(self):
        lines = self.hearsay('archive', 'export').stdout.splitlines()
        return [one for one in map(json.loads, lines) if 'text' in one]

    def begun(self):
        """Whether the archive has its tables."""
        if not os.path.exists(self.archive):
            return False
        connection = sqlite3.connect(self.archive)
        version = connection.execute('PRAGMA user_version').fetchone()[0]
        connection.close()
        return version > 0

    def counts(self):
        return json.loads(self.hearsay('archive', 'stats', '--json').stdout)


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


def review(number, claim):
    return {'@context': 'https://schema.org', '@type': 'ClaimReview',
            'url': f'https://checks.example/{number}', 'claimReviewed': claim,
            'author': {'@type': 'Organization', 'name': 'The Checkers'},
            'reviewRating': {'@type': 'Rating', 'ratingValue': 1, 'alternateName': 'False'}}


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
def a_search_gives_as_many_hits_as_asked_for_of_the_kinds_asked_for():
    with Place() as place:
        for number in range(4):
            place.write(f'{number}.json', json.dumps(review(number, f'Ferry {number} sails late')))
            place.write(f'{number}.txt', f'“The ferry will sail late,” said Mara Lind {number}.\n')
            place.write(f'plain{number}.txt', f'Ferry number {number} will sail late this winter.\n')
        place.put()
        for limit in 1, 3, 12:
            told = place.hearsay('search', '--json', f'--limit={limit}', 'ferry', 'late').stdout
            assert len(json.loads(told)['hits']) == limit, told
        messages = [{'jsonrpc': '2.0', 'id': number, 'method': 'hearsay/search', 'params': {
            'query': 'ferry late', 'kinds': [kind]}}
            for number, kind in enumerate(('document', 'quote', 'factcheck'))]
        answer = subprocess.run([HEARSAYD, '--stdio', f'--archive={place.archive}'],
                                input='\n'.join(map(json.dumps, messages)) + '\n', text=True,
                                capture_output=True, timeout=60, check=True)
        for line in answer.stdout.splitlines():
            message = json.loads(line)
            asked = messages[message['id']]['params']['kinds']
            hits = message['result']['hits']
            assert [hit['kind'] for hit in hits] == asked * 4, (asked, hits)


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
def a_kill_at_any_point_loses_nothing_that_was_committed():
    with Place() as place:
        for number in range(600):
            place.write(f'{number:04}.txt', f'Item {number}. {FERRY}')
        kept = 0
        for delay in (0.4, 0.9, 1.6, 2.5):
            process = subprocess.Popen([HEARSAYD, '--stdio', f'--archive={place.archive}'],
                                       stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
            request = {'jsonrpc': '2.0', 'id': 1, 'method': 'hearsay/import',
                       'params': {'paths': [place.inbox]}}
            process.stdin.write(json.dumps(request).encode() + b'\n')
            process.stdin.flush()
            time.sleep(delay)
            process.send_signal(signal.SIGKILL)
            process.wait()
            process.stdin.close()
            if place.begun():
                place.hearsay('archive', 'check')
                now = place.counts()['documents']
                assert now >= kept, (kept, now)
                kept = now
        summary = place.put()
        assert summary['imported'] + summary['unchanged'] == 600, summary
        assert summary['unchanged'] == kept, (summary, kept)
        assert place.counts()['documents'] == 600


@test
def a_damaged_file_is_named_with_the_way_out():
    with Place() as place:
        place.write('ferry.txt', FERRY)
        place.put()
        with open(place.archive, 'r+b') as file:
            file.write(b'This is no archive any more.')
        for suffix in ('-wal', '-shm'):
            if os.path.exists(place.archive + suffix):
                os.remove(place.archive + suffix)
        answer = place.hearsay('search', 'ferry', status=3)
        assert place.archive in answer.stderr and 'damaged' in answer.stderr, answer.stderr
        assert 'copy' in answer.stderr, answer.stderr


@test
def damage_to_the_index_alone_is_found():
    for index in 'passage_terms', 'factcheck_terms':
        with Place() as place:
            place.write('ferry.txt', FERRY)
            place.write('one.json', json.dumps(review(1, 'Seaweed doubles the speed of ferries')))
            place.put()
            place.hearsay('archive', 'check')
            connection = sqlite3.connect(place.archive)
            connection.execute(f'DELETE FROM {index}_data WHERE id > 10')  # beside its own records
            connection.commit()
            connection.close()
            answer = place.hearsay('archive', 'check', status=3)
            assert place.archive in answer.stderr and 'damaged' in answer.stderr, answer.stderr


@test
def vacuum_gives_the_space_of_what_was_removed_back():
    with Place() as place:
        words = ' '.join(f'word{number * 7919 % 65537}' for number in range(60000))
        path = place.write('long.txt', words)
        place.write('ferry.txt', FERRY)
        place.put()
        full = place.counts()['storedBytes']
        place.hearsay('archive', 'remove', 'file://' + path)
        place.hearsay('archive', 'vacuum')
        assert place.counts()['storedBytes'] < full / 2, (place.counts(), full)
        assert 'ferry' in place.hearsay('search', 'ferry').stdout


@test
def a_locked_archive_says_so_and_is_written_to_later():
    with Place() as place:
        place.write('ferry.txt', FERRY)
        place.put()
        place.write('lamps.txt', 'New lamps for the quay, the board said.\n')
        other = sqlite3.connect(place.archive, isolation_level=None)
        other.execute('BEGIN IMMEDIATE')
        answer = place.hearsay('import', place.inbox, status=3)
        assert 'another program is writing' in answer.stderr, answer.stderr
        assert 'ferry' in place.hearsay('search', 'ferry').stdout  # reading goes on
        other.execute('ROLLBACK')
        other.close()
        assert place.put()['imported'] == 1


@test
def an_archive_that_is_locked_for_a_moment_is_waited_for():
    with Place() as place:
        place.write('ferry.txt', FERRY)
        place.put()
        place.write('lamps.txt', 'New lamps for the quay, the board said.\n')
        other = sqlite3.connect(place.archive, isolation_level=None)
        other.execute('BEGIN IMMEDIATE')
        process = subprocess.Popen([HEARSAY, f'--archive={place.archive}', 'import', place.inbox],
                                   env=ENVIRONMENT, stdout=subprocess.PIPE, text=True)
        time.sleep(2)  # it may be that far, and need not
        other.execute('ROLLBACK')
        other.close()
        told = process.communicate(timeout=60)[0]
        assert process.returncode == 0 and 'imported 1' in told, told


@test
def a_full_disk_keeps_what_was_there():
    with Place() as place:
        place.write('ferry.txt', FERRY)
        place.put()
        for number in range(300):
            place.write(f'{number}.txt', f'{number} ' + ' '.join(
                f'word{number}x{word}' for word in range(400)))
        limited = ['bash', '-c', f'ulimit -f 600; exec "$@"', 'bash', HEARSAY,
                   f'--archive={place.archive}', 'import', place.inbox]
        answer = subprocess.run(limited, capture_output=True, text=True, timeout=300, check=False,
                                env=ENVIRONMENT)
        assert answer.returncode == 3, answer
        assert place.archive in answer.stderr, answer.stderr
        assert 'full' in answer.stderr or 'failed' in answer.stderr, answer.stderr
        place.hearsay('archive', 'check')
        assert any(document['text'] == FERRY for document in place.documents())
        assert place.put()['imported'] > 0


@test
def an_archive_that_may_not_be_written_says_so():
    with Place() as place:
        missing = os.path.join(place.folder, 'file', 'archive.db')
        with open(os.path.join(place.folder, 'file'), 'w', encoding='utf-8') as file:
            file.write('in the way')
        place.write('ferry.txt', FERRY)
        place.archive = missing
        answer = place.hearsay('import', place.inbox, status=3)
        assert missing in answer.stderr and 'cannot be opened' in answer.stderr, answer.stderr


@test
def an_archive_that_may_only_be_read_is_read():
    with Place() as place:
        place.write('ferry.txt', FERRY)
        place.put()
        place.write('lamps.txt', 'New lamps for the quay, the board said.\n')
        os.chmod(place.archive, 0o444)
        # root's right to write everywhere is set aside
        bound = ['setpriv', '--bounding-set', '-dac_override,-dac_read_search']
        bound = bound if os.getuid() == 0 else []
        assert 'ferry' in place.hearsay('search', 'ferry', before=bound).stdout
        altered = '“We will do what we must for the islanders,” said Mara Lindqvist.\n'
        checked = place.hearsay('check', '-', before=bound, input=altered, status=1)
        assert 'altered-quote' in checked.stdout, checked.stdout
        answer = place.hearsay('import', place.inbox, before=bound, status=3)
        assert f'{place.archive}: may not be written' in answer.stderr, answer.stderr
        os.chmod(place.archive, 0o644)
        assert place.put()['imported'] == 1
        secret = place.write('secret.txt', 'Nobody may read this.')
        os.chmod(secret, 0)
        answer = place.hearsay('import', secret, before=bound, status=3)
        assert answer.stderr == f'hearsay: {secret}: cannot be opened: Permission denied\n', answer
        os.chmod(place.inbox, 0o500)
        place.archive = os.path.join(place.inbox, 'archive.db')
        answer = place.hearsay('import', '-', before=bound, input=FERRY, status=3)
        assert 'archive.db: cannot be opened; does the folder exist' in answer.stderr, answer
        os.chmod(place.inbox, 0o700)


@test
def what_other_models_annotated_is_annotated_anew():
    with Place() as place:
        for number in range(250):
            place.write(f'{number:03}.txt', f'Item {number}. {FERRY}')
        place.put()
        connection = sqlite3.connect(place.archive)
        before = connection.execute('SELECT id, model, annotations FROM document').fetchall()
        nothing = connection.execute('SELECT min(annotations) FROM document').fetchone()[0][:0]
        connection.execute('UPDATE document SET model = 7, annotations = ? WHERE id % 5 > 0',
                           [nothing])
        connection.commit()
        assert place.counts()['annotatedByOtherModels'] == 200, place.counts()
        place.hearsay('archive', 'reannotate')
        assert place.counts()['annotatedByOtherModels'] == 0
        after = connection.execute('SELECT id, model, annotations FROM document').fetchall()
        connection.close()
        assert before == after


@test
def an_archive_of_an_older_version_is_brought_up_to_date():
    with Place() as place:
        place.write('ferry.txt', FERRY)
        place.put()
        connection = sqlite3.connect(place.archive)
        connection.executescript('DROP INDEX factcheck_url; PRAGMA user_version = 1')
        connection.close()
        assert 'ferry' in place.hearsay('search', 'ferry').stdout
        connection = sqlite3.connect(place.archive)
        indexes = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'index'")
        assert ('factcheck_url',) in indexes.fetchall()
        connection.execute('PRAGMA user_version = 1000')
        connection.close()
        answer = place.hearsay('search', 'ferry', status=3)
        assert 'newer Hearsay' in answer.stderr, answer.stderr


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
def documents_are_shown_listed_and_removed():
    with Place() as place:
        path = place.write('ferry.txt', 'No ferry\n\n' + FERRY)
        place.put()
        assert 'No ferry' in place.hearsay('archive', 'list').stdout
        shown = place.hearsay('archive', 'show', '1').stdout
        assert path in shown and 'Mara Lindqvist' in shown, shown
        place.hearsay('archive', 'vacuum')
        place.hearsay('archive', 'remove', 'file://' + path)
        assert place.counts()['documents'] == 0
        for name in '1', '0', '99999999999999999999':
            answer = place.hearsay('archive', 'show', name, status=3)
            assert f'no document {name}\n' in answer.stderr, answer.stderr


@test
def a_large_archive_is_listed_and_exported_whole():
    with Place() as place:
        lines = [json.dumps({'uri': f'urn:{n}', 'text': f'Item {n} of the day.'}) for n in range(230)]
        lines += [json.dumps(review(n, f'Seaweed {n} sings')) for n in range(130)]
        assert place.put(place.write('many.jsonl', '\n'.join(lines)))['imported'] == len(lines)
        for action in ('list',), ('list', '--json'):
            told = place.hearsay('archive', *action).stdout.splitlines()
            assert len(told) == len(set(told)) == 230, len(told)
        exported = [json.loads(line) for line in
                    place.hearsay('archive', 'export').stdout.splitlines()]
        assert {one.get('uri') for one in exported} == {f'urn:{n}' for n in range(230)} | {None}
        assert {one['url'] for one in exported if 'claimReviewed' in one} == \
            {f'https://checks.example/{n}' for n in range(130)}


@test
def what_an_archive_holds_does_not_steer_the_terminal():
    with Place() as place:
        evil = '\x1b]0;owned\x07 \u009b31m \u202e'
        message = {'jsonrpc': '2.0', 'id': 1, 'method': 'hearsay/import', 'params': {'documents': [{
            'uri': f'urn:{evil}', 'title': f'Ferry {evil}', 'author': evil, 'published': evil,
            'text': f'“The ferry {evil} is late,” said Mara Lindqvist {evil}.'}]}}  # as it is
        subprocess.run([HEARSAYD, '--stdio', f'--archive={place.archive}'], timeout=60, check=True,
                       input=json.dumps(message) + '\n', text=True, stdout=subprocess.DEVNULL)
        place.write('evil.json', json.dumps(
            {**review(1, f'The ferry {evil} sings'), 'author': {'name': f'Check {evil}'},
             'reviewRating': {'alternateName': f'False {evil}'}}))
        place.put()
        assert place.counts()['documents'] == place.counts()['factchecks'] == 1
        queries = place.write('queries', f'ferry {evil}\nlate {evil}\nzeppelin {evil}\n')
        for asked in (('archive', 'list'), ('archive', 'show', '1'), ('search', 'ferry'),
                      ('search', f'--queries={queries}'), ('search', f'zeppelin {evil}')):
            answer = place.hearsay(*asked)
            told = answer.stdout + answer.stderr
            assert told and not re.search('[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]', told), told
        answer = place.hearsay('archive', 'show', f'urn:none{evil}', status=3)
        assert 'no document' in answer.stderr and '\x1b' not in answer.stderr, answer


@test
def that_nothing_is_there_is_said():
    with Place() as place:
        path = place.write('ferry.txt', FERRY)
        place.put()
        answer = place.hearsay('search', 'zeppelin', 'route')
        assert answer.stdout == '' and 'nothing in the archive about “zeppelin route”' in \
            answer.stderr, answer
        answer = place.hearsay('search', '--json', 'zeppelin')
        assert json.loads(answer.stdout) == {'query': 'zeppelin', 'hits': []}, answer
        assert answer.stderr == '', answer
        place.hearsay('archive', 'remove', 'file://' + path)
        answer = place.hearsay('archive', 'list')
        assert answer.stdout == '' and 'holds no documents' in answer.stderr, answer
        assert place.hearsay('archive', 'list', '--json').stdout == ''


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
def an_address_of_no_kind_is_refused():
    with Place() as place:
        answer = subprocess.run([HEARSAY, '--archive=mysql://host/news', 'import', '-'], input=FERRY,
                                capture_output=True, text=True, env=ENVIRONMENT, check=False,
                                cwd=place.folder)
        assert answer.returncode == 3 and 'mysql://host/news: an archive is' in answer.stderr, answer
        assert os.listdir(place.folder) == ['inbox']


@test
def a_file_of_questions_may_come_from_windows():
    with Place() as place:
        place.write('ferry.txt', FERRY)
        place.put()
        questions = os.path.join(place.folder, 'questions')
        for content, told in ((b'', 'questions: holds no question'),
                              (b'ferry\nf\xe9rry\n', 'questions: is not UTF-8, first in line 2')):
            with open(questions, 'wb') as file:
                file.write(content)
            answer = place.hearsay('search', f'--queries={questions}', status=3)
            assert told in answer.stderr, answer
        with open(questions, 'wb') as file:
            file.write(b'\xef\xbb\xbfferry\r\nzeppelin\r\n')
        lines = place.hearsay('search', '--json', f'--queries={questions}').stdout.splitlines()
        assert [json.loads(line)['query'] for line in lines] == ['ferry', 'zeppelin'], lines
        answer = place.hearsay('search', f'--queries={questions}')
        assert answer.stdout.startswith('ferry:\ndocument '), answer
        assert '“zeppelin”' in answer.stderr, answer
        answer = place.hearsay('search', b'f\xe9rry', status=3)
        assert 'the question is not UTF-8' in answer.stderr, answer


@test
def an_export_can_be_imported():
    with Place() as place, Place() as other:
        place.write('ferry.txt', FERRY)
        place.write('lamps.md', '# Lamps\n\nNew lamps for the quay, the board said.\n')
        place.put()
        lines = place.write('export.jsonl', place.hearsay('archive', 'export').stdout)
        assert other.put(lines)['imported'] == 2
        strip = lambda documents: sorted((d['uri'], d['title'], d['text']) for d in documents)
        assert strip(place.documents()) == strip(other.documents())


@test
def an_export_brings_the_whole_archive_along():
    with Place() as place, Place() as other:
        write_files(place.inbox)
        count = len(FILES) - 1 + len(CHECKS)
        assert place.put()['imported'] == count
        before = what_it_says(lambda *asked, **more: place.hearsay(*asked, **more).stdout)
        verdicts = [said['verdict'] for said in before['says'] if said]
        assert {'altered', 'contradicted', 'fact-checked'} <= set(verdicts), verdicts
        assert all(before['finds']), before['finds']
        exported = place.hearsay('archive', 'export').stdout
        assert exported.count('\n') == count
        for there in place, other:
            summary = json.loads(there.hearsay('import', '--json', '-', input=exported).stdout)
            assert summary['failures'] == 0, summary
            assert summary['unchanged' if there is place else 'imported'] == count, summary
            after = what_it_says(lambda *asked, **more: there.hearsay(*asked, **more).stdout)
            assert after == before, (before, after)


@test
def an_export_comes_in_pages_none_of_which_repeats_or_skips():
    with Place() as place:
        write_files(place.inbox)
        place.put()
        whole = lines_of(place.hearsay('archive', 'export').stdout)
        for limit in range(1, len(whole) + 2):
            daemon = subprocess.Popen([HEARSAYD, '--stdio', f'--archive={place.archive}'],
                                      stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            params, lines = {'action': 'export', 'limit': limit}, []
            while params:
                daemon.stdin.write(json.dumps({'jsonrpc': '2.0', 'id': 1, 'params': params,
                                               'method': 'hearsay/archive'}) + '\n')
                daemon.stdin.flush()
                page = json.loads(daemon.stdout.readline())['result']
                ones = page['documents'] + page['factchecks']
                assert len(ones) <= limit, page
                lines += [json.dumps(one) for one in ones]
                params = {**params, 'after': page['next']} if 'next' in page else None
            daemon.stdin.close()
            assert daemon.wait(60) == 0
            assert lines_of('\n'.join(lines)) == whole, limit


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
