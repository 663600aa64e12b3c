"""One test a limit: what goes up to it is served, what goes beyond it gets the stated answer."""
import json
import os
import socket
import sqlite3
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'wire'))
from client import (Client, Daemon, INVALID_REQUEST, PARSE_ERROR,  # noqa: E402
                    call, frame, run, test, wait_until)

TEXT = {'text': 'Nothing is said here.'}
LONG_TEXT = {'text': 'The mill at Harrow Bend closed. “It is a loss,” said Ida Marl.\n\n' * 1000}
TOKEN = 'a-token-of-thirty-two-characters'
URI = 'file:///draft.txt'


def padded(length):
    """A valid request, framed, of exactly so many bytes."""
    body = json.dumps(call('$/noSuchRequest', None, 1)).encode()
    return frame(body + b' ' * (length - len(body)))


def assert_refused(client, daemon, counter, way_out=''):
    messages = client.closed()
    assert messages[-1]['error']['code'] == PARSE_ERROR, messages
    assert way_out in messages[-1]['error']['message'], messages
    assert daemon.counter(counter) == 1


@test
def header_bytes():
    daemon = Daemon('--limit=header_bytes=1000')
    client = daemon.connect()
    body = json.dumps(call('$/noSuchRequest', None, 1)).encode()
    head = b'Content-Length: %d\r\nX: ' % len(body)
    client.send_bytes(head + b'x' * (1000 - len(head) - 4) + b'\r\n\r\n' + body)
    assert client.receive()['id'] == 1
    client.send_bytes(head + b'x' * (1000 - len(head) - 3) + b'\r\n\r\n' + body)
    assert_refused(client, daemon, 'droppedHeaderTooLong')


def send_too_much(client, data):
    """The daemon hangs up as soon as it has read how much is to come, maybe before all is sent."""
    try:
        client.send_bytes(data)
    except (BrokenPipeError, ConnectionResetError):
        pass


@test
def first_message_bytes():
    daemon = Daemon()
    client = daemon.connect()
    client.send_bytes(padded(65536))
    assert client.receive()['id'] == 1
    send_too_much(client, padded(65537))
    assert_refused(client, daemon, 'droppedMessageTooLong', '65536 bytes; behind an initialize')


@test
def message_bytes():
    daemon = Daemon('--limit=message_bytes=200000')
    client = daemon.connect()
    client.initialize()
    client.send_bytes(padded(200000))
    assert client.receive()['id'] == 1
    send_too_much(client, padded(200001))
    assert_refused(client, daemon, 'droppedMessageTooLong', '--limit message_bytes')


@test
def message_bytes_holds_for_lines_too():
    daemon = Daemon('--limit=first_message_bytes=1000')
    client = daemon.connect(lines=True)
    body = json.dumps(call('$/noSuchRequest', None, 1)).encode()
    client.send_bytes(body + b' ' * (1000 - len(body)) + b'\n')
    assert client.receive()['id'] == 1
    client.send_bytes(body + b' ' * (1001 - len(body)) + b'\n')
    assert_refused(client, daemon, 'droppedMessageTooLong')


@test
def json_depth():
    client = Daemon('--limit=json_depth=20').connect()
    client.send_bytes(frame(b'{"jsonrpc":"2.0","id":1,"method":"$/a","params":' +
                            b'[' * 19 + b']' * 19 + b'}'))
    assert client.receive()['id'] == 1
    client.send_bytes(frame(b'{"jsonrpc":"2.0","id":1,"method":"$/a","params":' +
                            b'[' * 20 + b']' * 20 + b'}'))
    reply = client.receive()
    assert reply['id'] is None and reply['error']['code'] == PARSE_ERROR, reply


@test
def json_values():
    daemon = Daemon()
    client = daemon.connect()
    client.initialize()
    before = daemon.resident_kib()
    head, tail = b'{"jsonrpc":"2.0","id":1,"method":"$/a","params":[', b']}'
    most = 262144 - 5  # the message, its four values and the array's first
    client.send_bytes(frame(head + b'1' + b',1' * (most - 1) + tail))
    assert client.reply(1)
    client.send_bytes(frame(head + b'1' + b',1' * most + tail))
    assert client.reply(None)['error']['code'] == PARSE_ERROR
    client.send_bytes(frame(head + b'{}' + b',{}' * 10000000 + tail))
    assert client.reply(None)['error']['code'] == PARSE_ERROR
    assert daemon.resident_kib() - before < 256 * 1024


@test
def batch_messages():
    client = Daemon('--limit=batch_messages=5').connect(lines=True)
    client.send([call('$/a', None, id) for id in range(5)])
    assert len(client.receive()) == 5
    client.send([call('$/a', None, id) for id in range(6)])
    reply = client.receive()
    assert reply['id'] is None and reply['error']['code'] == INVALID_REQUEST, reply


@test
def clients():
    daemon = Daemon('--limit=clients=5')
    inside = [daemon.connect()]
    wait_until(lambda: inside[0].call('hearsay/status')['clients'] == 1, 'nobody else is there')
    inside += [daemon.connect() for _ in range(4)]
    for client in inside:
        client.call('hearsay/annotate', TEXT)
    assert daemon.connect().closed() == []
    inside.pop().close()
    wait_until(lambda: inside[0].call('hearsay/status')['clients'] == 4, 'one has left')
    daemon.connect().call('hearsay/annotate', TEXT)
    assert inside[0].call('hearsay/status')['counters']['refusedTooMany'] == 1


@test
def documents():
    client = Daemon('--limit=documents=3').connect()
    client.initialize()
    for i in range(4):
        client.open(f'file:///draft-{i}.txt', 'Nothing is said here.')
    named = [{'textDocument': {'uri': f'file:///draft-{i}.txt'}} for i in range(4)]
    for i in range(3):
        client.call('hearsay/annotations', named[i])
    client.fail('hearsay/annotations', named[3])
    client.notify('textDocument/didClose', named[0])
    client.open('file:///draft-3.txt', 'Nothing is said here.')
    client.call('hearsay/annotations', named[3])


@test
def uri_bytes():
    client = Daemon('--limit=uri_bytes=100').connect()
    client.initialize()
    for length in (100, 101):
        client.open('file:///'.ljust(length, 'x'), 'Nothing is said here.')
    client.call('hearsay/annotations', {'textDocument': {'uri': 'file:///'.ljust(100, 'x')}})
    client.fail('hearsay/annotations', {'textDocument': {'uri': 'file:///'.ljust(101, 'x')}})


@test
def document_bytes():
    imported, failed = import_under('document_bytes=1000', {'just.txt': 1000, 'over.txt': 1001})
    assert imported == 1 and len(failed) == 1 and 'document_bytes' in failed[0], failed
    client = Daemon('--limit=document_bytes=1000').connect()
    client.initialize()
    draft = {'textDocument': {'uri': URI}}
    client.open(URI, 'x' * 1000)
    client.call('hearsay/annotations', draft)
    client.notify('textDocument/didChange', {  # an edit may not grow beyond it either
        'textDocument': {'uri': URI, 'version': 2},
        'contentChanges': [{'range': {'start': {'line': 0, 'character': 0},
                                      'end': {'line': 0, 'character': 0}}, 'text': 'y'}]})
    client.fail('hearsay/annotations', draft)
    client.notify('textDocument/didClose', draft)
    client.open(URI, 'x' * 1001)
    client.fail('hearsay/annotations', draft)
    client.call('hearsay/annotate', {'text': 'x' * 1000})
    client.fail('hearsay/annotate', {'text': 'x' * 1001})


def opened_with_pushes(*options):
    client = Daemon(*options).connect()
    client.call('initialize', {'processId': None, 'rootUri': None, 'capabilities': {},
                               'initializationOptions': {'didAnnotate': True}})
    client.notify('initialized', {})
    client.open(URI, 'It rained, Ana Ruiz said.')
    return client


def type_and_ask(client, version):
    client.notify('textDocument/didChange', {
        'textDocument': {'uri': URI, 'version': version},
        'contentChanges': [{'range': {'start': {'line': 0, 'character': 0},
                                      'end': {'line': 0, 'character': 0}}, 'text': 'x'}]})
    client.call('hearsay/annotations', {'textDocument': {'uri': URI}})


@test
def push_bytes_ms():
    client = opened_with_pushes('--limit=push_bytes_ms=1')  # a list of some hundred bytes
    pushed = lambda m: m.get('method') == 'hearsay/didAnnotate'
    first = client.wait(pushed)['params']
    rest = len(json.dumps(first, separators=(',', ':'))) / 1000
    began = time.monotonic()
    for version in (2, 3, 4):
        type_and_ask(client, version)
    while (latest := client.wait(pushed)['params'])['version'] != 4:
        pass  # where the machine took longer than the list may
    assert latest['annotations'], latest
    assert time.monotonic() - began >= 0.5 * rest
    assert not any(pushed(message) for message in client.kept)


@test
def pending_requests():
    folder = tempfile.mkdtemp(prefix='hearsay-')
    daemon = Daemon('--limit=pending_requests=2', f'--archive={folder}/archive.db')
    client = daemon.connect()
    client.initialize()

    def document(number):
        return {'documents': [{'uri': f'urn:{number}', 'text': f'News of day {number}.'}]}

    client.call('hearsay/import', document(0))
    lock = sqlite3.connect(f'{folder}/archive.db', isolation_level=None)
    lock.execute('BEGIN IMMEDIATE')  # no import ends before this does
    jobs = daemon.counter('jobs')
    slow = [client.request('hearsay/import', document(number)) for number in (1, 2)]
    wait_until(lambda: daemon.counter('jobs') == jobs + 2, 'both are at work')
    quick = client.request('$/a')
    daemon.status()  # asked later, and answered
    lock.execute('ROLLBACK')
    lock.close()
    assert client.receive()['id'] in slow  # the quick one had to wait
    client.reply(quick)


@test
def turn_messages():
    daemon = Daemon('--limit=turn_messages=1')
    client = daemon.connect()
    client.send_bytes(b''.join(frame(call('$/a', None, id)) for id in range(200)))
    assert [client.receive()['id'] for _ in range(200)] == list(range(200))


@test
def output_pause_bytes():
    daemon = Daemon('--limit=output_pause_bytes=10000')
    client = daemon.connect()
    client.connection.setblocking(False)
    piece, sent = frame(call('$/a', None, 1)) * 1000, 0
    quiet = time.monotonic()
    while time.monotonic() - quiet < 0.5 and sent < 1 << 26:
        try:
            sent += client.connection.send(piece)
            quiet = time.monotonic()
        except BlockingIOError:
            time.sleep(0.01)
    assert sent < 1 << 22, 'the server goes on reading from a client that does not'
    client.connection.settimeout(20)
    for _ in range(100):
        client.receive()


@test
def output_backlog_bytes():
    daemon = Daemon('--limit=output_backlog_bytes=20000', '--limit=output_pause_bytes=1000000')
    client = daemon.connect()
    sent = 0
    try:
        while sent < 1 << 26:  # each is answered; none of the answers is read
            client.send_bytes(frame(call('$/a', None, 1)) * 1000)
            sent += 1000
    except (BrokenPipeError, ConnectionResetError):
        pass
    assert sent < 1 << 26
    assert daemon.counter('droppedBacklog') == 1


@test
def one_long_answer_is_no_backlog():
    client = Daemon('--limit=output_backlog_bytes=1000').connect()
    client.initialize()
    assert 'annotations' in client.call('hearsay/annotate', LONG_TEXT)


@test
def slow_reader_ms():
    daemon = Daemon('--limit=slow_reader_ms=300')
    client = daemon.connect()
    client.initialize()
    before = time.monotonic()
    for _ in range(4):
        client.request('hearsay/annotate', LONG_TEXT)
    wait_until(lambda: daemon.counter('droppedSlowReader') == 1, 'the slow reader is dropped')
    assert time.monotonic() - before > 0.3


@test
def server_calls():
    daemon = Daemon('--limit=server_calls=3')
    client = daemon.connect()
    client.initialize({'workspace': {'configuration': True}})
    for _ in range(20):  # each asks for the configuration, which never comes
        client.notify('workspace/didChangeConfiguration', {'settings': None})
    client.call('hearsay/status')
    calls = [message for message in client.kept if 'id' in message and 'method' in message]
    assert 1 <= len(calls) <= 3, calls
    for message in calls:
        client.send({'jsonrpc': '2.0', 'id': message['id'], 'result': [None]})
    client.notify('workspace/didChangeConfiguration', {'settings': None})
    client.call('hearsay/status')


def tcp_client(port):
    try:
        return Client(socket.create_connection(('127.0.0.1', port)))
    except ConnectionRefusedError:
        return None


def tcp_daemon(*limits):
    """A daemon on a TCP port of its own, and a function that connects to it."""
    descriptor, path = tempfile.mkstemp(prefix='hearsay-token-')
    os.write(descriptor, TOKEN.encode())
    os.close(descriptor)
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        port = probe.getsockname()[1]
    daemon = Daemon(f'--listen=127.0.0.1:{port}', '--token-file=' + path, *limits)
    wait_until(lambda: tcp_client(port), 'it listens on TCP').close()
    os.unlink(path)
    return daemon, lambda: tcp_client(port)


@test
def untrusted_clients():
    daemon, connect = tcp_daemon('--limit=untrusted_clients=3')
    wait_until(lambda: daemon.status()['clients'] == 1, 'nobody else is there')
    silent = [connect() for _ in range(3)]
    assert connect().closed() == []
    daemon.connect().call('hearsay/annotate', TEXT)  # others come in as before
    silent[0].call('hearsay/authenticate', {'token': TOKEN})
    connect().call('hearsay/authenticate', {'token': TOKEN})
    silent[1].close()
    silent[2].close()
    wait_until(lambda: daemon.counter('clientsLeft') >= 2, 'they have left')
    connect().call('hearsay/authenticate', {'token': TOKEN})


@test
def token_ms():
    daemon, connect = tcp_daemon('--limit=token_ms=200')
    assert connect().closed() == []
    assert daemon.counter('droppedWithoutToken') == 1


def ask_over_http(port, path, padding=0):
    """The status that a GET of so many bytes gets."""
    with socket.create_connection(('127.0.0.1', port)) as connection:
        connection.settimeout(20)
        head = f'GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX: '
        connection.sendall((head + 'x' * (padding - len(head) - 4) + '\r\n\r\n').encode())
        return int(connection.recv(100).split()[1])


@test
def http_request_bytes():
    daemon, connect = tcp_daemon('--limit=http_request_bytes=1000')
    port = connect().connection.getpeername()[1]
    assert ask_over_http(port, '/none', 1000) == 404
    assert ask_over_http(port, '/none', 1001) == 431
    with socket.create_connection(('127.0.0.1', port)) as connection:  # full, and then one more
        connection.settimeout(20)
        connection.sendall(b'GET / HTTP/1.1\r\nX: '.ljust(1000, b'x'))
        time.sleep(0.2)
        connection.sendall(b'x')
        assert int(connection.recv(100).split()[1]) == 431
    assert daemon.counter('droppedHeaderTooLong') == 2


@test
def page_file_bytes():
    folder = tempfile.mkdtemp(prefix='hearsay-page-')
    for name, length in (('desk.css', 1000), ('desk.js', 1001)):
        with open(os.path.join(folder, name), 'w', encoding='ascii') as file:
            file.write('x' * length)
    os.environ['HEARSAY_WEB'] = folder
    daemon, connect = tcp_daemon('--limit=page_file_bytes=1000')
    del os.environ['HEARSAY_WEB']
    port = connect().connection.getpeername()[1]
    assert ask_over_http(port, '/desk.css') == 200
    assert ask_over_http(port, '/desk.js') == 404
    assert 'desk.js' in daemon.log()


def import_under(limit, files):
    """Imports a folder that holds the files {path: length} under a limit; what failed, and why."""
    folder = tempfile.mkdtemp(prefix='hearsay-import-')
    inbox = os.path.join(folder, 'inbox')
    for name, length in files.items():
        path = os.path.join(inbox, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='ascii') as file:
            file.write(f'{name} was read. '.ljust(length, 'x'))
    daemon = Daemon(f'--archive={folder}/archive.db', f'--limit={limit}')
    client = daemon.connect()
    client.initialize()
    answer = client.call('hearsay/import', {'paths': [inbox]})
    return answer['imported'], [failure['error'] for failure in answer['failed']]


@test
def import_file_bytes():
    imported, failed = import_under('import_file_bytes=1000', {'just.txt': 1000, 'over.txt': 1001})
    assert imported == 1 and len(failed) == 1 and 'import_file_bytes' in failed[0], failed


@test
def import_files():
    imported, failed = import_under('import_files=2', {f'{name}.txt': 40 for name in 'abc'})
    assert imported == 2 and len(failed) == 1 and 'import_files' in failed[0], failed


@test
def import_depth():
    imported, failed = import_under('import_depth=2', {'a/b/just.txt': 40, 'a/b/c/over.txt': 40})
    assert imported == 1 and len(failed) == 1 and 'import_depth' in failed[0], failed


@test
def drain_ms():
    daemon = Daemon('--limit=drain_ms=300')
    client = daemon.connect()
    client.initialize()
    for _ in range(8):
        client.request('hearsay/annotate', LONG_TEXT)
    wait_until(lambda: daemon.counter('jobs') >= 1, 'the work has begun')
    before = time.monotonic()
    daemon.process.terminate()
    client.closed()
    assert daemon.wait_end() == 0
    assert time.monotonic() - before < 10


@test
def watches():
    folder = tempfile.mkdtemp(prefix='hearsay-')
    daemon = Daemon('--limit=watches=1')
    client = daemon.connect()
    for name in 'abc':
        os.mkdir(os.path.join(folder, name))
    client.call('initialize', {'processId': None, 'capabilities': {}, 'workspaceFolders': [
        {'uri': f'file://{folder}/{name}', 'name': name} for name in 'abc']})
    client.notify('initialized', {})
    client.open(f'file://{folder}/a/draft.txt', 'Nothing is said here.')
    client.call('hearsay/status')
    watched = 0
    for link in os.listdir(f'/proc/{daemon.process.pid}/fdinfo'):
        try:
            with open(f'/proc/{daemon.process.pid}/fdinfo/{link}', encoding='ascii') as info:
                watched += info.read().count('inotify wd')
        except FileNotFoundError:
            pass  # a worker's descriptor, closed meanwhile
    assert watched <= 1, watched


@test
def a_folder_that_is_not_watched_is_read_when_the_client_says_that_files_changed():
    folder = tempfile.mkdtemp(prefix='hearsay-')
    client = Daemon('--limit=watches=1').connect()
    client.initialize()

    def pushed(uri, count):
        client.wait(lambda m: m.get('method') == 'textDocument/publishDiagnostics' and
                    m['params']['uri'] == uri and len(m['params']['diagnostics']) == count)

    for name in 'ab':
        os.mkdir(os.path.join(folder, name))
        client.open(f'file://{folder}/{name}/draft.txt', 'Critics say the dam is unsafe.')
        pushed(f'file://{folder}/{name}/draft.txt', 1)
    path = os.path.join(folder, 'b', '.hearsay.json')
    with open(path + '.new', 'w', encoding='ascii') as file:
        file.write('{"rules": {"vague-source": "off"}}')
    os.rename(path + '.new', path)
    client.notify('workspace/didChangeWatchedFiles', {'changes': []})
    pushed(f'file://{folder}/b/draft.txt', 0)


run()
