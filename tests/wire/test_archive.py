#!/usr/bin/env python3
"""The archive from outside: what was put in is found, told and exported, whatever happens to the
file and to who writes it.
"""
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import time

import cli
from archive_place import ENVIRONMENT, FERRY, HEARSAY, Place, review
from client import HEARSAYD, run, test
from newsroom import CHECKS, FILES, lines_of, what_it_says, write_files


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
def check_waits_for_what_the_archive_says():
    folder = cli.in_folder({'source.txt': '“We will not sell the old pier, and we never said we '
                            'would do so,” Ines Varga told reporters on Tuesday.\n'})
    archive = f'--archive={folder}/archive.db'
    cli.hearsay('import', archive, 'source.txt', cwd=folder)
    draft = '“We will sell the old pier, and we never said we would do so,” Ines Varga said.\n'
    for number in range(3):
        told = cli.hearsay('check', archive, '-', stdin=f'Item {number}.\n\n{draft}', status=1)
        assert '-:3:' in told and '[altered-quote]' in told, told
    shutil.rmtree(folder)


RATINGS = {
    'False': True, 'Mostly false': True, 'FAKE': True, 'Pants on Fire': True, 'Misleading': True,
    'Unproven': True, 'Unverified': True, 'Unsupported': True, 'No evidence': True, 'Half true': True,
    'Partly true': True, 'Not true': True, 'Untrue': True, 'Inaccurate': True, 'Not accurate': True,
    'Incorrect': True, 'Not correct': True, 'Not real': True, 'Missing context': True,
    'Outright false': True, 'Falsch': True,
    'True': False, 'Mostly true': False, 'Correct': False, 'Accurate': False, 'Real': False,
    'Confirmed': False, 'Verified': False, 'Supported': False, 'Proven': False, '3': False,
    '10': False, '': False,
}


@test
def a_claim_is_known_to_be_false_when_a_fact_check_says_so():
    goods = ('apples barrels candles doors engines feathers gloves hats ink jars kettles lamps '
             'mirrors needles oars pianos quilts ropes saddles tables umbrellas violins wheels '
             'yachts zippers bricks carpets drums flutes guitars hammers lanterns magnets').split()
    claims = [f'The factory in Ostrel sold {1000 + number * 17} {name} to other towns in 2019.'
              for number, name in enumerate(goods)]
    checks = [{'@type': 'ClaimReview', 'url': f'https://checks.example/{number}',
               'claimReviewed': claim, 'author': {'name': 'The Checkers'},
               'reviewRating': {'alternateName': rating}}
              for number, (claim, rating) in enumerate(zip(claims, RATINGS))]
    assert len(checks) == len(RATINGS)
    folder = cli.in_folder({'checks.json': json.dumps(checks), 'draft.txt': '\n\n'.join(claims)})
    archive = f'--archive={folder}/archive.db'
    cli.hearsay('import', archive, 'checks.json', cwd=folder)
    told = cli.hearsay('check', archive, '--format=json', 'draft.txt', cwd=folder, status=1)
    found = [json.loads(line) for line in told.splitlines()]
    lines = {one['line']: one['message'] for one in found if one['rule'] == 'known-false-claim'}
    shutil.rmtree(folder)
    for number, (rating, negative) in enumerate(RATINGS.items()):
        assert (2 * number + 1 in lines) == negative, (rating, lines.get(2 * number + 1))
        assert not negative or rating in lines[2 * number + 1], lines[2 * number + 1]


if __name__ == '__main__':
    run()
