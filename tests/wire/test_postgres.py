#!/usr/bin/env python3
"""The archive on a PostgreSQL server: the same promises as in a file, and those about a server that
goes and comes back. A server of its own is made and started, on a socket in a private folder.
"""
import glob
import json
import os
import pwd
import shutil
import subprocess
import sys
import tempfile

import client as wire
from client import HEARSAYD, program_of, run, test
from newsroom import CHECKS, FILES, what_it_says, write_files

HEARSAY = program_of('HEARSAY')
ARCHIVE_TEST = program_of('ARCHIVE_TEST')
ENVIRONMENT = {**os.environ, 'HEARSAYD': HEARSAYD}
PROGRAMS = (sorted(glob.glob('/usr/lib/postgresql/*/bin')) or [''])[-1]
FERRY = ('The ferry to Oster will not sail this winter, the harbour board decided.\n\n'
         '“We will do what we can for the islanders,” said Mara Lindqvist.\n')


class Server:
    """initdb refuses root: then the server runs as the user postgres."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix='hearsay-pg-')
        self.user = None
        if os.getuid() == 0:
            self.user = 'postgres'
            os.chown(self.folder, pwd.getpwnam('postgres').pw_uid, -1)
        self.data = os.path.join(self.folder, 'data')
        self.program('initdb', '-U', 'hearsay', '-A', 'trust', '--no-sync', '-E', 'UTF8',
                     '--locale=C', '-D', self.data)
        self.start()
        self.address = f'postgresql://hearsay@/postgres?host={self.folder}'
        return self

    def program(self, name, *arguments):
        command = [os.path.join(PROGRAMS, name), *arguments]
        if self.user:
            command = ['setpriv', f'--reuid={self.user}', f'--regid={self.user}', '--init-groups',
                       *command]
        with open(os.path.join(self.folder, name + '.log'), 'w', encoding='utf-8') as log:
            subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                           cwd=self.folder, timeout=120)

    def start(self):
        self.program('pg_ctl', '-D', self.data, '-w', '-l', os.path.join(self.folder, 'data.log'),
                     '-o', f"-k {self.folder} -c listen_addresses='' -c fsync=off", 'start')

    def stop(self):
        self.program('pg_ctl', '-D', self.data, '-w', '-m', 'immediate', 'stop')

    def psql(self, *statements):
        arguments = [argument for one in statements for argument in ('-c', one)]
        answer = subprocess.run(['psql', '-qAt', '-v', 'ON_ERROR_STOP=1', self.address, *arguments],
                                capture_output=True, text=True, check=True, timeout=60)
        return answer.stdout

    def hearsay(self, *arguments, status=0, address=None, **more):
        answer = subprocess.run([HEARSAY, f'--archive={address or self.address}', *arguments],
                                capture_output=True, text=True, timeout=120, check=False,
                                env=ENVIRONMENT, **more)
        assert answer.returncode == status, (arguments, answer)
        return answer

    def put(self, text):
        return self.hearsay('import', '-', input=text).stdout

    def __exit__(self, *_):
        try:
            self.stop()
        except subprocess.CalledProcessError:
            pass  # a test left it stopped
        shutil.rmtree(self.folder)


class Daemon:
    """A private daemon that stays, spoken to in lines."""

    def __init__(self, server):
        self.process = subprocess.Popen([HEARSAYD, '--stdio', f'--archive={server.address}'],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, method, **params):
        message = {'jsonrpc': '2.0', 'id': 1, 'method': method, 'params': params}
        self.process.stdin.write(json.dumps(message) + '\n')
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def end(self):
        self.process.stdin.close()
        assert self.process.wait(60) == 0


@test
def the_archive_s_own_tests_hold_on_a_server():
    with Server() as server:
        answer = subprocess.run([ARCHIVE_TEST], capture_output=True, text=True, timeout=300,
                                check=False,
                                env={**os.environ, 'HEARSAY_TEST_SERVER': server.address})
        assert answer.returncode == 0, answer.stdout + answer.stderr
        assert 'not ok' not in answer.stdout, answer.stdout


@test
def a_server_that_goes_and_comes_back_is_asked_again():
    with Server() as server:
        server.put(FERRY)
        daemon = Daemon(server)
        assert daemon.ask('hearsay/search', query='ferry')['result']['hits']
        server.stop()
        error = daemon.ask('hearsay/search', query='ferry')['error']['message']
        assert 'cannot be reached' in error, error
        # what does not need the archive goes on
        assert daemon.ask('hearsay/annotate', text=FERRY)['result']['annotations']
        server.start()
        for _ in range(600):
            answer = daemon.ask('hearsay/search', query='ferry')
            if 'result' in answer:
                break
            subprocess.run(['sleep', '0.1'], check=True)
        assert answer['result']['hits'], answer
        daemon.end()


@test
def verification_resumes_when_the_server_is_back():
    with Server() as server:
        server.put(FERRY)
        daemon = wire.Daemon(f'--archive={server.address}')
        desk = daemon.connect()
        desk.initialize()
        codes = lambda m: {d['code'] for d in m['params']['diagnostics']} \
            if m.get('method') == 'textDocument/publishDiagnostics' else set()
        altered = '“We will do what we {} for the islanders,” said Mara Lindqvist.\n'
        desk.open('file:///tmp/first.txt', altered.format('must'))
        desk.wait(lambda m: 'altered-quote' in codes(m))
        server.stop()
        desk.open('file:///tmp/second.txt', altered.format('may'))
        document = {'textDocument': {'uri': 'file:///tmp/second.txt'}}
        assert desk.call('textDocument/semanticTokens/full', document)['data']
        answer = desk.call('hearsay/annotate', {'text': altered.format('might')})
        assert 'cannot be reached' in answer['archiveError'], answer
        server.start()
        desk.wait(lambda m: 'altered-quote' in codes(m) and
                    m['params']['uri'].endswith('second.txt'))
        desk.close()
        daemon.end()


@test
def what_another_desk_imports_is_asked_at_once():
    with Server() as server:
        server.put('Nothing of the kind was ever put to the vote.\n')
        daemon = Daemon(server)
        quote = {'quote': 'We will do what we can for the islanders'}
        assert daemon.ask('hearsay/verify', **quote)['result']['verdict'] == 'not-found'
        server.put(FERRY)
        assert daemon.ask('hearsay/verify', **quote)['result']['verdict'] == 'verbatim'
        claim = {'claim': 'Seaweed doubles the speed of ferries'}
        assert daemon.ask('hearsay/verify', **claim)['result']['verdict'] == 'not-found'
        server.put(json.dumps({'@type': 'ClaimReview', 'claimReviewed': claim['claim']}))
        assert daemon.ask('hearsay/verify', **claim)['result']['verdict'] == 'fact-checked'
        daemon.end()


@test
def an_import_goes_on_when_the_server_is_back():
    with Server() as server, tempfile.TemporaryDirectory() as folder:
        server.put(FERRY)
        for number in range(20):
            with open(os.path.join(folder, f'{number}.txt'), 'w', encoding='utf-8') as file:
                file.write(f'Item {number}. {FERRY}')
        lock = subprocess.Popen(['psql', '-q', server.address], stdin=subprocess.PIPE, text=True,
                                stderr=subprocess.DEVNULL)
        lock.stdin.write('BEGIN; LOCK TABLE hearsay.passage IN ACCESS EXCLUSIVE MODE;\n')
        lock.stdin.flush()
        locked = "SELECT count(*) FROM pg_locks WHERE relation = 'hearsay.passage'::regclass"
        wire.wait_until(lambda: server.psql(f'{locked} AND granted').strip() == '1', 'the lock')
        importing = subprocess.Popen([HEARSAY, f'--archive={server.address}', 'import', folder],
                                     env=ENVIRONMENT, stdout=subprocess.PIPE, text=True)
        wire.wait_until(lambda: server.psql(f'{locked} AND NOT granted').strip() == '1',
                        'the import has begun its batch')
        server.stop()
        lock.stdin.close()
        lock.wait()
        server.start()
        told = importing.communicate(timeout=120)[0]
        assert importing.returncode == 0 and 'imported 20' in told, told
        assert server.psql('SELECT count(*) FROM hearsay.document').strip() == '21'


@test
def a_document_that_is_not_whole_is_named():
    with Server() as server:
        server.put(FERRY)
        server.hearsay('archive', 'check')
        server.psql('DELETE FROM hearsay.passage')
        answer = server.hearsay('archive', 'check', status=3)
        assert 'document 1 is not whole' in answer.stderr, answer.stderr


@test
def nothing_is_there_until_the_first_import():
    with Server() as server:
        answer = server.hearsay('search', 'ferry', status=3)
        assert 'no archive yet' in answer.stderr, answer.stderr
        assert 'imported 1' in server.put(FERRY)
        assert 'unchanged 1' in server.put(FERRY)
        assert 'Mara Lindqvist' in server.hearsay('archive', 'show', '1').stdout
        server.hearsay('archive', 'check')
        server.hearsay('archive', 'vacuum')


@test
def roles_bound_what_a_user_may_do():
    with Server() as server:
        server.put(FERRY)
        server.psql('CREATE ROLE reader LOGIN', 'GRANT USAGE ON SCHEMA hearsay TO reader',
                    'GRANT SELECT ON ALL TABLES IN SCHEMA hearsay TO reader')
        reader = server.address.replace('hearsay@', 'reader@')
        assert 'ferry' in server.hearsay('search', 'ferry', address=reader).stdout
        answer = server.hearsay('import', '-', input='Other news.\n', address=reader, status=3)
        assert 'this role may not do that' in answer.stderr, answer.stderr
        assert 'owner grants what it needs' in answer.stderr, answer.stderr


@test
def statements_in_texts_stay_texts():
    with Server() as server:
        hostile = "'); DROP SCHEMA hearsay CASCADE; --"
        server.put(FERRY + hostile)
        server.hearsay('search', hostile)
        assert server.psql('SELECT count(*) FROM hearsay.document').strip() == '1'


@test
def an_archive_moves_between_a_server_and_a_file_with_its_fact_checks():
    with Server() as server, tempfile.TemporaryDirectory() as folder:
        inbox, count = os.path.join(folder, 'inbox'), len(FILES) - 1 + len(CHECKS)
        os.mkdir(inbox)
        write_files(inbox)

        def asking(address):
            return lambda *asked, **more: server.hearsay(*asked, address=address, **more).stdout

        assert f'imported {count}' in server.hearsay('import', inbox).stdout
        before = what_it_says(asking(server.address))
        there = asking(os.path.join(folder, 'archive.db'))
        assert f'imported {count}' in there('import', '-', input=asking(None)('archive', 'export'))
        assert what_it_says(there)['holds'] == before['holds']
        assert what_it_says(there)['says'] == before['says']
        server.psql('DROP SCHEMA hearsay CASCADE')
        assert f'imported {count}' in asking(None)('import', '-', input=there('archive', 'export'))
        after = what_it_says(asking(None))
        assert after == before, (before, after)


@test
def a_password_is_in_no_message():
    answer = subprocess.run(
        [HEARSAY, '--archive=postgresql://ada:topsecret@/news?host=/nonexistent', 'search', 'x'],
        capture_output=True, text=True, timeout=60, check=False, env=ENVIRONMENT)
    assert answer.returncode == 3 and 'topsecret' not in answer.stderr, answer
    assert 'cannot be reached' in answer.stderr, answer.stderr


if __name__ == '__main__':
    if not PROGRAMS and not shutil.which('initdb'):
        print('1..0 # SKIP no PostgreSQL server is installed')
        sys.exit(0)
    run()
