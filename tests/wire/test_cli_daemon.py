#!/usr/bin/env python3
"""The commands about the daemon, and what becomes of the others when it or a descriptor goes."""
import json
import os
import re
import select
import shutil
import signal
import subprocess
import tempfile

from cli import HEARSAY, ROOT, RUNTIME, STRIKE, environment, hearsay
from client import Daemon, HEARSAYD, frame, run, test, wait_until


@test
def status_tells_of_the_running_daemon():
    socket = f'--socket={Daemon().socket_path}'
    shown = hearsay('status', socket)
    assert re.search(r'^version +\d+\.\d+\.\d+$', shown, re.MULTILINE), shown
    status = json.loads(hearsay('status', '--json', socket))
    assert isinstance(status['version'], str)


@test
def stop_ends_the_daemon():
    daemon = Daemon()
    hearsay('stop', f'--socket={daemon.socket_path}')
    assert daemon.wait_end() == 0
    hearsay('stop', f'--socket={daemon.socket_path}', status=3)
    assert f'no daemon is there to end: {daemon.socket_path}: ' in hearsay.stderr, hearsay.stderr


@test
def stop_waits_until_what_was_asked_before_is_answered():
    daemon = Daemon('--limit=drain_ms=60000')
    client = daemon.connect()
    client.initialize()
    # Long to read, little said of it, and on a slow machine too far less than `stop` waits.
    text = 'It rained on the town.\n\n' * 1500
    asked = client.request('hearsay/annotate', {'text': text})
    wait_until(lambda: daemon.counter('jobs') >= 1, 'the work has begun')
    hearsay('stop', f'--socket={daemon.socket_path}')
    assert select.select([client.connection], [], [], 0)[0], 'the answer has not come'
    assert 'annotations' in client.reply(asked)['result']
    client.closed()
    assert daemon.wait_end() == 0


INITIALIZE = frame({'jsonrpc': '2.0', 'id': 1, 'method': 'initialize',
                    'params': {'processId': None, 'rootUri': None, 'capabilities': {}}})


@test
def desk_prints_the_address_and_keeps_the_token_from_the_arguments():
    daemon = Daemon()
    home = os.path.join(RUNTIME, 'hearsay')
    os.makedirs(home, mode=0o700, exist_ok=True)
    programs = tempfile.mkdtemp(prefix='hearsay-')
    seen = os.path.join(programs, 'seen')
    with open(os.path.join(programs, 'xdg-open'), 'w', encoding='ascii') as program:
        program.write(f'#!/bin/sh\necho "$@" >{seen}.new; mv {seen}.new {seen}\n')
    os.chmod(program.name, 0o755)
    socket = f'--socket={daemon.socket_path}'
    path = programs + ':' + os.environ['PATH']
    address = hearsay('desk', socket, DISPLAY=':0', PATH=path).strip()
    found = re.fullmatch(r'http://127\.0\.0\.1:\d+/#token=([0-9a-f]{64})', address)
    assert found, address
    wait_until(lambda: os.path.exists(seen), 'the browser is started')
    with open(seen, encoding='utf-8') as file:
        opened = file.read().strip()
    assert opened == os.path.join(home, 'desk.html'), opened
    assert os.stat(opened).st_mode & 0o777 == 0o600
    with open(opened, encoding='utf-8') as file:
        assert f'content="0; url={address}"' in file.read()
    os.unlink(seen)
    assert hearsay('desk', '--print', socket, DISPLAY=':0', PATH=path).strip() == address
    assert not os.path.exists(seen)
    hearsay('desk', socket, DISPLAY='', WAYLAND_DISPLAY='')
    assert 'by hand' in hearsay.stderr
    assert 'daemon' in hearsay('desk', '--daemon=never', status=2) + hearsay.stderr


def speak_lsp(*arguments):
    process = subprocess.Popen([HEARSAY, 'lsp', *arguments], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, env=environment(), cwd=ROOT)
    out, _ = process.communicate(INITIALIZE, timeout=60)
    body = out.split(b'\r\n\r\n', 1)[1]
    assert 'capabilities' in json.loads(body)['result'], out
    return process.returncode


@test
def lsp_passes_bytes_to_the_running_daemon():
    daemon = Daemon()
    assert speak_lsp(f'--socket={daemon.socket_path}', '--daemon=always') == 0
    assert daemon.process.poll() is None


@test
def lsp_starts_the_daemon_where_there_is_none():
    folder = tempfile.mkdtemp()
    named = f'--socket={folder}/hearsay.sock'
    for socket in ([named], []):  # the default's folder is made as well
        assert speak_lsp(*socket) == 0
        assert speak_lsp(*socket, '--daemon=always') == 0
        hearsay('stop', *socket)
    shutil.rmtree(folder)


@test
def lsp_says_when_the_daemon_ends_at_once():
    hearsay('lsp', status=3, HEARSAYD='/bin/false')
    assert '/bin/false ended at once; to see why, run: /bin/false\n' in hearsay.stderr, \
        hearsay.stderr


@test
def what_starts_no_daemon_says_how_one_is_started():
    folder = tempfile.mkdtemp()
    named = f'--socket={folder}/hearsay.sock'
    for command in ('desk', '--print'), ('lsp',), ('annotate', STRIKE):
        hearsay(*command, named, '--daemon=always', status=3)
        assert hearsay.stderr == (
            f'hearsay: no daemon answers ({folder}/hearsay.sock: No such file or directory); '
            f'start one: hearsayd {named}\n'), hearsay.stderr
    shutil.rmtree(folder)


@test
def lsp_with_a_private_daemon_needs_no_socket():
    speak_lsp('--daemon=never')


@test
def a_closed_pipe_ends_the_program_quietly():
    process = subprocess.Popen([HEARSAY, 'annotate', *[STRIKE] * 50], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, env=environment(), cwd=ROOT)
    process.stdout.read(10)
    process.stdout.close()
    assert process.wait(timeout=60) in (-signal.SIGPIPE, 0)
    assert process.stderr.read() == b''
    process.stderr.close()


@test
def what_a_daemon_that_dies_leaves_undone_is_told():
    daemon = Daemon()
    daemon.expect_status = -signal.SIGKILL
    with subprocess.Popen([HEARSAY, 'annotate', '--json', '--jobs=1', f'--socket={daemon.socket_path}',
                           *[STRIKE] * 500], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True, cwd=ROOT, env=environment()) as process:
        process.stdout.readline()
        daemon.process.kill()
        more, told = process.communicate(timeout=60)
    assert process.returncode == 3, told
    assert f'; only the first {1 + more.count(chr(10))} of 500 are done' in told, told


@test
def closed_descriptors_are_not_the_connection():
    daemon = Daemon('--log-level=info')
    for descriptors, status in (('>&-', 3), ('>&- 2>&-', 3), ('<&-', 0), ('<&- 2>&-', 0)):
        shell = f'exec "$0" annotate --socket="$1" "$2" {descriptors}'
        answer = subprocess.run(['sh', '-c', shell, HEARSAY, daemon.socket_path, STRIKE],
                                capture_output=True, text=True, timeout=60, check=False,
                                env=environment())
        assert answer.returncode == status, (descriptors, answer)
        assert ('Whitlow' in answer.stdout) == (status == 0), (descriptors, answer)
    assert 'dropped' not in daemon.log(), daemon.log()


if __name__ == '__main__':
    run()
