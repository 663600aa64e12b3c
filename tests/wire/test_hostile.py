"""Clients that misbehave: they are bounded or dropped, and the others do not notice."""
import os
import signal
import subprocess
import sys
import tempfile
import time

from client import DEADLINE, Daemon, HEARSAYD, call, frame, run, test, wait_until

TEXT = {'text': '“The gate was shut,” said Ida Marl, the keeper of the lock at Harrow Bend.'}
MEBIBYTE = 1 << 20


def assert_prompt(daemon):
    """A new client gets its answer at once."""
    client = daemon.connect()
    before = time.monotonic()
    client.call('hearsay/annotate', TEXT)
    assert time.monotonic() - before < 5
    client.close()


def send_until_dropped(client, piece, most):
    """Sends the piece again and again; returns how many bytes the server let us send."""
    sent = 0
    try:
        while sent < most:
            client.send_bytes(piece)
            sent += len(piece)
    except (BrokenPipeError, ConnectionResetError):
        pass
    return sent


@test
def two_gibibytes_of_header_are_cut_off_at_the_start():
    daemon = Daemon()
    before = daemon.resident_kib()
    client = daemon.connect()
    sent = send_until_dropped(client, b'X-Long: ' + b'x' * (MEBIBYTE - 8), 2 << 30)
    assert sent < 8 * MEBIBYTE, sent
    assert daemon.counter('droppedHeaderTooLong') == 1
    assert daemon.resident_kib() - before < 16 * 1024
    assert_prompt(daemon)


@test
def two_gibibytes_of_content_are_refused_by_their_length():
    daemon = Daemon()
    for length in (2**31 - 1, 2**31, 2**32, 2**63, 2**64, 10**30):
        client = daemon.connect()
        client.send_bytes(b'Content-Length: %d\r\n\r\n' % length)
        messages = client.closed()
        assert len(messages) == 1 and 'error' in messages[0], messages
    assert daemon.counter('droppedMessageTooLong') == 6
    assert_prompt(daemon)


@test
def an_endless_line_is_cut_off():
    daemon = Daemon()
    sent = send_until_dropped(daemon.connect(), b'{' * MEBIBYTE, 2 << 30)
    assert sent < 8 * MEBIBYTE, sent
    assert daemon.counter('droppedMessageTooLong') == 1


@test
def a_million_brackets_are_an_error_and_no_more():
    client = Daemon().connect()
    client.initialize()
    client.send_bytes(frame(b'[' * 1000000))
    assert client.receive()['error']['code'] == -32700
    client.call('hearsay/annotate', TEXT)


@test
def a_reader_that_never_reads_is_held_up_and_then_dropped():
    daemon = Daemon('--limit=slow_reader_ms=1500', '--limit=output_pause_bytes=65536')
    before = daemon.resident_kib()
    deaf = daemon.connect()
    deaf.connection.setblocking(False)
    piece, sent, end = frame(call('hearsay/annotate', TEXT, 1)) * 100, 0, time.monotonic() + 20
    dropped = False
    while not dropped and time.monotonic() < end:
        try:
            sent += deaf.connection.send(piece)
        except BlockingIOError:
            assert_prompt(daemon)
            time.sleep(0.05)
        except (BrokenPipeError, ConnectionResetError):
            dropped = True
    assert dropped
    assert sent < 8 * MEBIBYTE, sent
    assert daemon.counter('droppedSlowReader') == 1
    assert daemon.resident_kib() - before < 64 * 1024
    assert_prompt(daemon)


@test
def a_slow_reader_that_makes_progress_is_kept():
    daemon = Daemon('--limit=slow_reader_ms=2000')
    client = daemon.connect()
    client.initialize()
    ids = [client.request('hearsay/annotate', {'text': (TEXT['text'] + '\n\n') * 4500})
           for _ in range(2)]  # 3 MB of answers: more than is read in what follows
    client.connection.settimeout(4 * DEADLINE)
    client.buffer += client.connection.recv(1)
    end = time.monotonic() + 4.5
    while time.monotonic() < end:  # longer than the deadline, a little at a time
        client.buffer += client.connection.recv(8192)
        time.sleep(0.02)
    for id in ids:
        assert 'result' in client.reply(id)


def analyses(daemon):
    return daemon.status()['latencyMs']['analysis']['count']


@test
def a_newer_push_takes_the_place_of_one_that_has_not_left():
    daemon = Daemon('--limit=slow_reader_ms=60000')
    client = daemon.connect()
    client.initialize(initializationOptions={'didAnnotate': True})
    uri = 'file:///draft.txt'
    client.open(uri, 'x')
    wait_until(lambda: analyses(daemon) == 1, 'the document is analysed')
    edits = 15
    for version in range(2, edits + 2):
        text = '\n' * version + (TEXT['text'] + '\n\n') * 200
        client.notify('textDocument/didChange', {
            'textDocument': {'uri': uri, 'version': version}, 'contentChanges': [{'text': text}]})
        wait_until(lambda: analyses(daemon) >= version, 'the edit is analysed')
    wait_until(lambda: daemon.counter('replacedPushes') > 0, 'pushes are replaced')
    versions = []
    while not versions or versions[-1] < edits + 1:
        message = client.wait(lambda m: m.get('method') == 'hearsay/didAnnotate')
        versions.append(message['params']['version'])
    assert versions == sorted(versions) and len(versions) < edits, versions


@test
def a_push_takes_the_place_of_none_about_another_document():
    daemon = Daemon('--limit=slow_reader_ms=60000')
    client = daemon.connect()
    client.initialize()
    much = client.request('hearsay/annotate', {'text': (TEXT['text'] + '\n\n') * 4500})
    wait_until(lambda: daemon.status()['latencyMs']['annotate']['count'] == 1,
               'an answer stands in the way of all that follows')
    uris = [f'file:///draft-{i}.txt' for i in range(3)]
    for done, uri in enumerate(uris, 1):
        client.open(uri, TEXT['text'])
        wait_until(lambda: analyses(daemon) == done, 'the document is analysed')
    assert 'result' in client.reply(much)
    pushed = [client.wait(lambda m: m.get('method') == 'textDocument/publishDiagnostics')
              for _ in uris]
    assert [m['params']['uri'] for m in pushed] == uris, pushed


@test
def running_out_of_descriptors_refuses_newcomers_and_serves_the_others():
    folder = tempfile.mkdtemp(prefix='hearsay-')
    daemon = Daemon('-c', 'ulimit -n 40; exec "$0" "$1"', HEARSAYD,
                    '--socket=' + os.path.join(folder, 'hearsay.sock'), folder=folder,
                    program='sh')
    first = daemon.connect()
    first.call('hearsay/status')
    crowd = [daemon.connect() for _ in range(60)]
    assert first.call('hearsay/status')['clients'] < 40
    for client in crowd:
        client.close()
    wait_until(lambda: first.call('hearsay/status')['clients'] < 5, 'the crowd has left')
    daemon.connect().call('hearsay/annotate', TEXT)


@test
def rubbish_of_all_kinds_ends_only_its_own_connection():
    daemon = Daemon()
    for seed in range(60):
        client = daemon.connect()
        rubbish = bytes((seed * 7919 + i * i * 31 + (i >> 3)) & 0xFF for i in range(2000))
        try:
            client.send_bytes((b'{' if seed % 2 else b'') + rubbish + b'\n\n')
        except (BrokenPipeError, ConnectionResetError):
            pass
        client.close()
    assert_prompt(daemon)


KILLED_CLIENT = '''
import socket, sys, time
connection = socket.socket(socket.AF_UNIX)
connection.connect(sys.argv[1])
connection.sendall(b'Content-Length: 1000\\r\\n\\r\\n{"jsonrpc"')
print(flush=True)
time.sleep(60)
'''


@test
def a_client_killed_in_the_middle_of_a_message_is_forgotten():
    daemon = Daemon()
    child = subprocess.Popen([sys.executable, '-c', KILLED_CLIENT, daemon.socket_path],
                             stdout=subprocess.PIPE)
    child.stdout.readline()
    wait_until(lambda: daemon.status()['clients'] == 2, 'the client is there')
    child.kill()
    child.wait()
    child.stdout.close()
    wait_until(lambda: daemon.status()['clients'] == 1, 'the client is forgotten')


@test
def a_daemon_killed_at_work_can_be_started_again_at_once():
    daemon = Daemon()
    client = daemon.connect()
    client.initialize()
    client.open('file:///draft.txt', TEXT['text'] * 1000)
    client.request('hearsay/annotate', TEXT)
    os.kill(daemon.process.pid, signal.SIGKILL)
    client.closed()
    assert daemon.wait_end() == -signal.SIGKILL
    assert os.path.exists(daemon.socket_path)
    assert_prompt(Daemon(folder=daemon.folder))


run()
