"""Listeners: whose the socket is, who may come in, activation by systemd, TCP with a token."""
import os
import re
import socket
import stat
import subprocess
import sys
import tempfile

from client import (Client, Daemon, HEARSAYD, INVALID_REQUEST, PARSE_ERROR, call, program_of, run,
                    test, wait_until)

TEXT = {'text': 'Nothing is said here.'}
HEARSAY = program_of('HEARSAY')
TOKEN = 'a-token-of-thirty-two-characters'


def mode(path):
    return stat.S_IMODE(os.lstat(path).st_mode)


@test
def the_default_socket_lies_in_a_private_folder():
    folder = tempfile.mkdtemp(prefix='hearsay-')
    umask = os.umask(0)
    daemon = Daemon('--log-level=info', folder=folder, wait=False, descriptors=(0,))
    os.umask(umask)
    daemon.socket_path = os.path.join(folder, 'hearsay', 'hearsay.sock')
    wait_until(daemon.accepts, 'the daemon listens')
    assert mode(os.path.join(folder, 'hearsay')) == 0o700
    assert mode(daemon.socket_path) == 0o600
    assert mode(daemon.socket_path + '.lock') == 0o600
    daemon.process.terminate()
    daemon.wait_end()
    assert os.listdir(os.path.join(folder, 'hearsay')) == []


@test
def a_folder_that_others_may_enter_is_refused():
    folder = tempfile.mkdtemp(prefix='hearsay-')
    os.mkdir(os.path.join(folder, 'hearsay'))
    os.chmod(os.path.join(folder, 'hearsay'), 0o755)
    daemon = Daemon(folder=folder, wait=False, descriptors=(0,))
    assert daemon.wait_end() == 3
    assert 'chmod 700' in daemon.log()


@test
def a_symbolic_link_in_place_of_the_folder_is_refused():
    folder = tempfile.mkdtemp(prefix='hearsay-')
    os.mkdir(os.path.join(folder, 'elsewhere'), 0o700)
    os.symlink('elsewhere', os.path.join(folder, 'hearsay'))
    daemon = Daemon(folder=folder, wait=False, descriptors=(0,))
    assert daemon.wait_end() == 3
    assert 'not a directory' in daemon.log(), daemon.log()


@test
def a_symbolic_link_in_place_of_the_lock_is_refused():
    folder = tempfile.mkdtemp(prefix='hearsay-')
    path = os.path.join(folder, 'hearsay.sock')
    os.symlink('precious', path + '.lock')
    daemon = Daemon(folder=folder, wait=False)
    assert daemon.wait_end() == 3
    assert not os.path.exists(os.path.join(folder, 'precious'))


@test
def what_is_no_socket_of_ours_is_left_alone():
    for make in (lambda path: open(path, 'w', encoding='ascii').close(),
                 lambda path: os.symlink('/nowhere', path), os.mkdir):
        folder = tempfile.mkdtemp(prefix='hearsay-')
        path = os.path.join(folder, 'hearsay.sock')
        make(path)
        daemon = Daemon(folder=folder, wait=False)
        assert daemon.wait_end() == 3
        assert 'in the way' in daemon.log(), daemon.log()
        assert os.path.lexists(path) and not os.path.lexists(path + '.lock')


@test
def a_socket_of_another_program_is_left_alone():
    folder = tempfile.mkdtemp(prefix='hearsay-')
    path = os.path.join(folder, 'hearsay.sock')
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(path)
        other.listen()
        daemon = Daemon(folder=folder, wait=False)
        assert daemon.wait_end() == 3
    assert 'another program' in daemon.log(), daemon.log()
    assert not os.path.lexists(path + '.lock')


@test
def a_lock_whose_name_is_gone_keeps_nobody_out():
    first = Daemon()
    os.unlink(first.socket_path + '.lock')
    second = Daemon('--socket=' + first.socket_path, wait=False)
    assert second.wait_end() == 3
    assert 'another program listens' in second.log(), second.log()
    assert not os.path.exists(first.socket_path + '.lock')


@test
def a_relative_runtime_folder_is_ignored():
    folder = tempfile.mkdtemp(prefix='hearsay-')
    answer = subprocess.run([HEARSAY, 'status'], capture_output=True, text=True, check=False,
                            cwd=folder, env={**os.environ, 'XDG_RUNTIME_DIR': 'run'})
    assert f'/tmp/hearsay-{os.getuid()}/hearsay.sock' in answer.stderr or answer.returncode == 0
    os.rmdir(folder)


@test
def what_is_wrong_with_an_option_is_said():
    for arguments, told in ((['--sokcet=x'], '--sokcet=x: no such option'),
                            (['--socket'], '--socket: needs a value'),
                            (['--socket='], '--socket=: needs a value'),
                            (['--stdio=yes'], '--stdio=yes: takes no value'),
                            (['-v'], '-v: no such option'),
                            (['drafts'], 'drafts: hearsayd takes options only')):
        answer = subprocess.run([HEARSAYD, *arguments], capture_output=True, text=True, check=False)
        assert answer.returncode == 2 and answer.stdout == '', answer
        assert f'hearsayd: {told}\n' in answer.stderr, answer.stderr


@test
def a_stale_socket_is_replaced():
    folder = tempfile.mkdtemp(prefix='hearsay-')
    path = os.path.join(folder, 'hearsay.sock')
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(path)
    daemon = Daemon(folder=folder)
    assert 'annotations' in daemon.connect().call('hearsay/annotate', TEXT)


@test
def a_second_daemon_names_the_first_and_leaves_it_alone():
    first = Daemon()
    second = Daemon('--socket=' + first.socket_path, wait=False)
    assert second.wait_end() == 3
    assert f'process {first.process.pid}' in second.log(), second.log()
    assert os.path.exists(first.socket_path + '.lock')
    assert 'annotations' in first.connect().call('hearsay/annotate', TEXT)


@test
def a_path_too_long_for_a_socket_is_explained():
    daemon = Daemon('--socket=/tmp/' + 'x' * 200, wait=False)
    assert daemon.wait_end() == 3
    assert 'at most' in daemon.log(), daemon.log()


OTHER_USER = '''
import os, socket, sys
os.setgroups([]); os.setgid(65534); os.setuid(65534)
connection = socket.socket(socket.AF_UNIX)
connection.connect(sys.argv[1])
try:
    connection.sendall(b'{"jsonrpc":"2.0","id":1,"method":"hearsay/status"}\\n')
    sys.exit(0 if connection.recv(10) == b'' else 1)
except (BrokenPipeError, ConnectionResetError):
    sys.exit(0)
'''


@test
def the_process_of_another_user_is_refused():
    if os.geteuid() != 0:
        return 'skip: only root can act as another user'
    daemon = Daemon()
    os.chmod(daemon.folder, 0o755)
    os.chmod(daemon.socket_path, 0o666)  # the peer credentials alone must do
    subprocess.run([sys.executable, '-c', OTHER_USER, daemon.socket_path], check=True)
    assert daemon.counter('refusedOtherUser') == 1


# ---------------------------------------------------------------- systemd

ACTIVATE = '''
import os, sys
os.environ['LISTEN_PID'] = str(os.getpid())
os.environ['LISTEN_FDS'] = '1'
os.dup2(int(sys.argv[1]), 3)
os.set_inheritable(3, True)
os.execv(sys.argv[2], sys.argv[2:])
'''


def activate(passed, *arguments, **more):
    """Starts the daemon as systemd would, with `passed` as descriptor 3."""
    import client
    return Daemon('-c', ACTIVATE, str(passed.fileno()), client.HEARSAYD, *arguments,
                  program=sys.executable, descriptors=(passed.fileno(),), wait=False, **more)


@test
def a_socket_that_systemd_passes_is_served_and_not_removed():
    folder = tempfile.mkdtemp(prefix='hearsay-')
    path = os.path.join(folder, 'hearsay.sock')
    with socket.socket(socket.AF_UNIX) as passed:
        passed.bind(path)
        passed.listen()
        early = socket.socket(socket.AF_UNIX)
        early.connect(path)  # before the daemon is there
        daemon = activate(passed, folder=folder)
        assert 'annotations' in Client(early).call('hearsay/annotate', TEXT)
        assert 'annotations' in daemon.connect().call('hearsay/annotate', TEXT)
        daemon.process.terminate()
        daemon.wait_end()
        assert os.path.exists(path)
    assert not os.path.exists(path + '.lock')


@test
def passed_descriptors_that_are_no_listening_unix_sockets_are_refused():
    with socket.socket(socket.AF_INET) as tcp, socket.socket(socket.AF_UNIX) as deaf, \
            socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as datagrams, \
            open(os.devnull, encoding='ascii') as device:
        tcp.bind(('127.0.0.1', 0))
        tcp.listen()
        for passed in (tcp, deaf, datagrams, device):
            daemon = activate(passed)
            assert daemon.wait_end() == 3
            assert 'LISTEN_FDS' in daemon.log(), daemon.log()


@test
def descriptors_meant_for_another_process_are_ignored():
    daemon = Daemon(environment={'LISTEN_PID': '1', 'LISTEN_FDS': '1'})
    assert 'annotations' in daemon.connect().call('hearsay/annotate', TEXT)


@test
def systemd_is_told_of_start_and_end():
    for abstract in (False, True):
        folder = tempfile.mkdtemp(prefix='hearsay-')
        name = '\0hearsay-test-%d' % os.getpid() if abstract else os.path.join(folder, 'notify')
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notices:
            notices.bind(name)
            notices.settimeout(20)
            daemon = Daemon(folder=folder,
                            environment={'NOTIFY_SOCKET': name.replace('\0', '@')})
            assert notices.recv(100) == b'READY=1'
            daemon.process.terminate()
            assert notices.recv(100) == b'STOPPING=1'
            daemon.wait_end()


# ---------------------------------------------------------------- TCP

def token_file(content=TOKEN + '\n', permissions=0o600):
    descriptor, path = tempfile.mkstemp(prefix='hearsay-token-')
    os.write(descriptor, content.encode())
    os.fchmod(descriptor, permissions)
    os.close(descriptor)
    return path


def tcp_daemon(*arguments, address='127.0.0.1:0', content=TOKEN + '\n'):
    path = token_file(content)
    daemon = Daemon('--listen=' + address, '--token-file=' + path, '--log-level=info', *arguments)
    found = wait_until(lambda: re.search(r'listening on (127\.0\.0\.1|\[::1\]):(\d+)',
                                         daemon.log()), 'it listens on TCP')
    os.unlink(path)
    daemon.address = (found.group(1).strip('[]'), int(found.group(2)))
    return daemon


def tcp_client(daemon, lines=False):
    return Client(socket.create_connection(daemon.address), lines)


@test
def a_port_that_is_taken_is_named_and_nothing_stays():
    daemon = tcp_daemon()
    folder = tempfile.mkdtemp(prefix='hearsay-')
    token = os.path.join(folder, 'token')
    with open(token, 'w', encoding='ascii') as file:
        file.write(TOKEN)
    os.chmod(token, 0o600)
    address = f'127.0.0.1:{daemon.address[1]}'
    answer = subprocess.run([HEARSAYD, f'--socket={folder}/socket', f'--listen={address}',
                             f'--token-file={token}'], capture_output=True, text=True, check=False)
    assert answer.returncode == 3 and f'--listen={address}: address already in use' in \
        answer.stderr, answer
    assert os.listdir(folder) == ['token']
    os.unlink(token)
    os.rmdir(folder)


@test
def a_tcp_client_with_the_token_is_served():
    daemon = tcp_daemon()
    client = tcp_client(daemon)
    assert client.call('hearsay/authenticate', {'token': TOKEN}) == {}
    assert 'annotations' in client.call('hearsay/annotate', TEXT)
    client = tcp_client(daemon)
    client.initialize(initializationOptions={'token': TOKEN})
    assert 'annotations' in client.call('hearsay/annotate', TEXT)
    assert client.kept == [], client.kept  # no complaint of an unknown setting
    client = tcp_client(daemon, lines=True)
    assert client.call('hearsay/authenticate', {'token': TOKEN}) == {}


@test
def a_tcp_client_without_the_token_gets_an_error_and_no_more():
    daemon = tcp_daemon()
    first_messages = (
        call('hearsay/annotate', TEXT, 1), call('hearsay/status', None, 1),
        call('hearsay/authenticate', {'token': TOKEN[:-1]}, 1),
        call('hearsay/authenticate', {'token': TOKEN + 'x'}, 1),
        call('hearsay/authenticate', {'token': TOKEN[:-1] + 'X'}, 1),
        call('hearsay/authenticate', {'token': ''}, 1),
        call('hearsay/authenticate', {'token': 7}, 1), call('hearsay/authenticate', [TOKEN], 1),
        call('initialize', {'capabilities': {}}, 1), call('hearsay/stop', None, 1))
    for message in first_messages:
        client = tcp_client(daemon)
        client.send(message)
        client.send(call('hearsay/status', None, 2))
        messages = client.closed()
        assert [m['error']['code'] for m in messages] == [INVALID_REQUEST], (message, messages)
    assert daemon.counter('droppedWithoutToken') == len(first_messages)


@test
def a_tcp_stream_that_ends_before_it_says_what_it_speaks_is_told_and_closed():
    daemon = tcp_daemon('--limit=token_ms=600000')
    for sent, told in ((b'', []), (b'\r\n', []), (b'G', [PARSE_ERROR]), (b'PO', [PARSE_ERROR])):
        client = tcp_client(daemon)
        client.send_bytes(sent)
        client.connection.shutdown(socket.SHUT_WR)
        assert [message['error']['code'] for message in client.closed()] == told, sent


@test
def a_batch_cannot_slip_past_the_token():
    daemon = tcp_daemon()
    client = tcp_client(daemon, lines=True)
    client.send([call('hearsay/status', None, 1),
                 call('hearsay/authenticate', {'token': TOKEN}, 2),
                 call('hearsay/status', None, 3)])
    replies = client.closed()
    assert len(replies) == 1 and [r['id'] for r in replies[0]] == [1], replies


@test
def notifications_before_the_token_are_ignored():
    daemon = tcp_daemon()
    client = tcp_client(daemon)
    client.notify('exit')
    client.notify('textDocument/didOpen', {})
    assert client.call('hearsay/authenticate', {'token': TOKEN}) == {}


@test
def six_is_served_as_four_is():
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(('::1', 0))
    except OSError:
        return 'skip: no IPv6 here'
    client = tcp_client(tcp_daemon(address='[::1]:0'))
    assert client.call('hearsay/authenticate', {'token': TOKEN}) == {}
    return None


@test
def addresses_beyond_the_loopback_are_refused():
    path = token_file()
    for address in ('0.0.0.0:0', '[::]:0', '192.0.2.1:0', 'example.org:80', '127.0.0.1',
                    '127.0.0.1:', '127.0.0.1:70000', '127.0.0.1:x', ':80'):
        daemon = Daemon('--listen=' + address, '--token-file=' + path, wait=False)
        assert daemon.wait_end() == 3, address
        assert '--listen=' in daemon.log(), daemon.log()
    os.unlink(path)
    for option in ('--listen=', '--socket=', '--archive='):
        daemon = Daemon(option, wait=False)
        assert daemon.wait_end() == 2, option
        assert f'{option}: needs a value' in daemon.log(), daemon.log()


@test
def a_token_file_must_be_private_and_hold_a_token():
    for path in (token_file(permissions=0o644), token_file('short\n'), token_file('x' * 2000),
                 token_file(''), '/dev/zero', '/nowhere', tempfile.mkdtemp()):
        daemon = Daemon('--listen=127.0.0.1:0', '--token-file=' + path, wait=False)
        assert daemon.wait_end() == 3, path
        assert path in daemon.log(), daemon.log()
        if os.path.isfile(path):
            os.unlink(path)


@test
def a_token_has_16_to_1024_bytes_and_white_space_around_it_does_not_count():
    for length in (16, 1024):
        client = tcp_client(tcp_daemon(content=' \n' + 'x' * length + '\r\n\t'))
        assert client.call('hearsay/authenticate', {'token': 'x' * length}) == {}
    for length in (15, 1025):
        path = token_file('x' * length)
        daemon = Daemon('--listen=127.0.0.1:0', '--token-file=' + path, wait=False)
        assert daemon.wait_end() == 3, length
        os.unlink(path)


run()
