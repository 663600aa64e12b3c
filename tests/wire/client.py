"""A small client of the protocol and a harness for tests that run the real hearsayd.

A test file defines functions with @test and ends with run(); it gets the path of hearsayd as its
first argument and prints TAP. Every daemon that a test starts is ended with the test, and must
then have left without a sanitizer's complaint.
"""
import atexit
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback

HEARSAYD = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else 'hearsayd'
TREE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# Whoever runs the tests may have an archive: no draft of a test is compared with that. Nor is what
# they keep of models changed.
os.environ['XDG_DATA_HOME'] = tempfile.mkdtemp(prefix='hearsay-data-')
os.environ.setdefault('XDG_CACHE_HOME', os.environ['XDG_DATA_HOME'])
atexit.register(shutil.rmtree, os.environ['XDG_DATA_HOME'], ignore_errors=True)
DEADLINE = 40.0  # seconds that anything may take, sanitizers and a busy machine included

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
NOT_INITIALIZED = -32002
CANCELLED = -32800
REQUEST_FAILED = -32803


def program_of(variable):
    """The path of a program that was built, which the variable names."""
    if variable not in os.environ:
        sys.exit(f'{variable} is not set: it must name a program, which this test runs')
    return os.path.abspath(os.environ[variable])


class Closed(Exception):
    """The server closed the connection."""


def wait_until(condition, what, seconds=DEADLINE):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.01)
    raise AssertionError(f'not within {seconds} s: {what}')


def frame(message):
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    return b'Content-Length: %d\r\n\r\n' % len(body) + body


def call(method, params=None, id=None):
    message = {'jsonrpc': '2.0', 'method': method}
    if id is not None:
        message['id'] = id
    if params is not None:
        message['params'] = params
    return message


class Stream:
    """The bytes that come over a connection, taken piece by piece."""

    def __init__(self, connection):
        self.connection = connection
        self.buffer = b''
        connection.settimeout(DEADLINE)

    def _fill(self):
        try:
            data = self.connection.recv(1 << 16)
        except ConnectionResetError:
            data = b''
        if not data:
            raise Closed()
        self.buffer += data

    def _take(self, length):
        while len(self.buffer) < length:
            self._fill()
        taken, self.buffer = self.buffer[:length], self.buffer[length:]
        return taken

    def _take_until(self, mark):
        while mark not in self.buffer:
            self._fill()
        taken, self.buffer = self.buffer.split(mark, 1)
        return taken


class Client(Stream):
    """One connection; `lines` speaks JSON lines instead of headers."""

    def __init__(self, connection, lines=False):
        super().__init__(connection)
        self.lines = lines
        self.next_id = 1
        self.kept = []  # messages that came while another was waited for

    def send_bytes(self, data):
        self.connection.sendall(data)

    def send(self, message):
        self.send_bytes(json.dumps(message).encode() + b'\n' if self.lines else frame(message))

    def notify(self, method, params=None):
        self.send(call(method, params))

    def request(self, method, params=None):
        """Sends a request without waiting; returns its id."""
        id = self.next_id
        self.next_id += 1
        self.send(call(method, params, id))
        return id

    def receive(self):
        """The next message from the server, whatever it is."""
        if self.kept:
            return self.kept.pop(0)
        if self.lines:
            return json.loads(self._take_until(b'\n'))
        headers = self._take_until(b'\r\n\r\n').split(b'\r\n')
        lengths = [int(line.split(b':')[1]) for line in headers
                   if line.lower().startswith(b'content-length:')]
        assert len(lengths) == 1, headers
        return json.loads(self._take(lengths[0]))

    def wait(self, wanted):
        """The next message for which wanted(message) holds; keeps the others."""
        for i, message in enumerate(self.kept):
            if wanted(message):
                return self.kept.pop(i)
        passed, self.kept = self.kept, []
        try:
            while True:
                message = self.receive()
                if wanted(message):
                    return message
                passed.append(message)
        finally:
            self.kept = passed + self.kept

    def reply(self, id):
        return self.wait(lambda message: 'method' not in message and message.get('id') == id)

    def call(self, method, params=None):
        """Sends a request and returns its result; an error reply is a failure."""
        reply = self.reply(self.request(method, params))
        assert 'result' in reply, reply
        return reply['result']

    def fail(self, method, params=None):
        """Sends a request that must fail; returns the error's code."""
        reply = self.reply(self.request(method, params))
        assert 'error' in reply, reply
        return reply['error']['code']

    def initialize(self, capabilities=None, **more):
        result = self.call('initialize', {'processId': None, 'rootUri': None,
                                          'capabilities': capabilities or {}, **more})
        self.notify('initialized', {})
        return result

    def open(self, uri, text, version=1, language='plaintext'):
        self.notify('textDocument/didOpen', {'textDocument': {
            'uri': uri, 'languageId': language, 'version': version, 'text': text}})

    def closed(self):
        """Waits until the server closes; returns the messages that came before."""
        messages = []
        try:
            while True:
                messages.append(self.receive())
        except Closed:
            return messages

    def close(self):
        self.connection.close()


class Daemon:
    """A hearsayd of the test's own, in a temporary folder."""

    running = []
    models_read = False

    def __init__(self, *arguments, environment=None, wait=True, program=None, descriptors=(),
                 folder=None, **more):
        self.folder = folder or tempfile.mkdtemp(prefix='hearsay-')
        self.socket_path = os.path.join(self.folder, 'hearsay.sock')
        self.arguments = [program or HEARSAYD, *arguments]
        if not any(a.startswith(('--socket', '--stdio')) for a in arguments) and not descriptors:
            self.arguments.append('--socket=' + self.socket_path)
        self.log_path = os.path.join(self.folder, f'log-{time.monotonic_ns()}')
        self.expect_status = 0
        self.environment = dict(os.environ, XDG_RUNTIME_DIR=self.folder, **(environment or {}))
        with open(self.log_path, 'wb') as log:
            self.process = subprocess.Popen(self.arguments, stderr=log, env=self.environment,
                                            pass_fds=descriptors, **more)
        Daemon.running.append(self)
        if wait and '--stdio' not in arguments:
            wait_until(lambda: self.accepts() or self.process.poll() is not None,
                       'the daemon listens')

    def accepts(self):
        try:
            self.open_socket().close()
            return True
        except OSError:
            return False

    def open_socket(self):
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(self.socket_path)
        connection.settimeout(DEADLINE)
        return connection

    def connect(self, lines=False):
        return Client(self.open_socket(), lines)

    def log(self):
        with open(self.log_path, encoding='utf-8', errors='replace') as log:
            return log.read()

    def status(self):
        client = self.connect()
        result = client.call('hearsay/status')
        client.close()
        return result

    def counter(self, name):
        return self.status()['counters'][name]

    def resident_kib(self):
        """Once the models, which open beside the start, are in memory."""
        if not self.models_read:
            client = self.connect()
            client.call('hearsay/annotate', {'text': 'The gate was shut.'})
            client.close()
            self.models_read = True
        with open(f'/proc/{self.process.pid}/status', encoding='ascii') as status:
            for line in status:
                if line.startswith('VmRSS:'):
                    return int(line.split()[1])
        return 0

    def end(self, expect=None):
        """Ends the daemon and checks how it went."""
        if self in Daemon.running:
            Daemon.running.remove(self)
        if self.process.poll() is None:
            self.process.terminate()
        try:
            status = self.process.wait(DEADLINE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError('the daemon did not end:\n' + self.log()) from None
        log = self.log()
        if all(other.folder != self.folder for other in Daemon.running):
            shutil.rmtree(self.folder, ignore_errors=True)
        assert 'Sanitizer' not in log and 'runtime error' not in log, log
        wanted = self.expect_status if expect is None else expect
        assert status == wanted, f'the daemon left with {status}, not {wanted}:\n{log}'

    def wait_end(self):
        """Waits for a daemon that leaves by itself; returns its status."""
        status = self.process.wait(DEADLINE)
        self.expect_status = status
        return status


class Stdio:
    """hearsayd --stdio as a child, with a Client on its pipes."""

    def __init__(self, *arguments, lines=False, **more):
        ours, theirs = socket.socketpair()
        self.daemon = Daemon('--stdio', *arguments, stdin=theirs, stdout=theirs, **more)
        theirs.close()
        self.client = Client(ours, lines)


TESTS = []


def test(function):
    TESTS.append(function)
    return function


def end_all():
    failures = []
    for daemon in list(Daemon.running):
        try:
            daemon.end()
        except AssertionError as failure:
            failures.append(failure)
    if failures:
        raise failures[0]


def run_one(function):
    """None, or why the test failed. Skipped tests return a 'skip: reason' string themselves."""
    try:
        note = function()
        end_all()
        return None, note
    except Exception:  # a test may fail in any way; the others still run
        text = traceback.format_exc()
        logs = ''.join(daemon.log() for daemon in Daemon.running)
        for daemon in list(Daemon.running):
            daemon.process.send_signal(signal.SIGKILL)
            daemon.process.wait()
            shutil.rmtree(daemon.folder, ignore_errors=True)
        Daemon.running.clear()
        return text + logs, None


def run():
    print(f'1..{len(TESTS)}', flush=True)
    failed = False
    for number, function in enumerate(TESTS, 1):
        failure, note = run_one(function)
        name = function.__name__.replace('_', ' ')
        skip = f' # SKIP {note[6:]}' if note and note.startswith('skip: ') else ''
        print(f'{"not ok" if failure else "ok"} {number} - {name}{skip}')
        if failure:
            failed = True
            print('\n'.join('# ' + line for line in failure.splitlines()))
        sys.stdout.flush()
    sys.exit(1 if failed else 0)
