"""The TCP port over HTTP: who is let in, what is served, and WebSockets that carry sessions."""
import json
import os
import re
import socket
import tempfile
import time

from client import DEADLINE, TREE, Closed, Daemon, call, run, test, wait_until
from websocket import BINARY, CLOSE, PING, PONG, TEXT, WebSocket, frame, get, http

TOKEN = 'a-token-of-thirty-two-characters'
NEWS = {'text': '“The mill will close,” said Ida Marl, the mayor.'}


def page_folder():
    folder = tempfile.mkdtemp(prefix='hearsay-page-')
    for name, text in (('index.html', '<!DOCTYPE html><title>Desk</title>'),
                       ('desk.js', 'run();' * 50000), ('desk.css', 'body {}')):
        with open(os.path.join(folder, name), 'w', encoding='ascii') as file:
            file.write(text)
    return folder


def web_daemon(*arguments, listen='127.0.0.1:0', folder=None):
    descriptor, path = tempfile.mkstemp(prefix='hearsay-token-')
    os.write(descriptor, TOKEN.encode())
    os.close(descriptor)
    daemon = Daemon('--listen=' + listen, '--token-file=' + path, '--log-level=info', *arguments,
                    environment={'HEARSAY_WEB': folder or page_folder()})
    os.unlink(path)
    found = wait_until(lambda: re.search(r'listening on (?:127\.0\.0\.1|\[::1\]):(\d+)',
                                         daemon.log()), 'it listens on TCP')
    daemon.port = int(found.group(1))
    return daemon


@test
def the_page_is_served_with_headers_that_lock_it_in():
    port = web_daemon().port
    status, headers, content = get(port)
    assert status == 200 and b'<title>Desk' in content, (status, content)
    assert headers['content-type'] == 'text/html; charset=utf-8'
    policy = headers['content-security-policy']
    assert "default-src 'none'" in policy and "script-src 'self';" in policy, policy
    assert 'unsafe' not in policy and f'ws://127.0.0.1:{port};' in policy, policy
    assert "frame-ancestors 'none'" in policy and headers['x-frame-options'] == 'deny'
    assert headers['x-content-type-options'] == 'nosniff'
    assert headers['referrer-policy'] == 'no-referrer'
    assert headers['cross-origin-resource-policy'] == 'same-origin'
    assert headers['connection'] == 'close' and headers['cache-control'] == 'no-store'
    status, headers, content = get(port, '/desk.js?v=1')
    assert status == 200 and len(content) == 300000 == int(headers['content-length'])
    assert headers['content-type'].startswith('text/javascript')


@test
def head_gives_the_same_head_and_no_content():
    port = web_daemon().port
    status, headers, content = http(port, f'HEAD /desk.js HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n')
    assert (status, headers['content-length'], content) == (200, '300000', b'')


@test
def only_the_files_of_the_table_are_served():
    daemon = web_daemon()
    for path in ('/index.html/', '/..', '/../etc/passwd', '/%2e%2e/etc/passwd', '//desk.js',
                 '/desk.js/../desk.css', '/icon.svg', '/desk.js%00', 'http://127.0.0.1/', '*'):
        status, _, content = get(daemon.port, path)
        assert status in (400, 404), (path, status)
        assert b'root' not in content


@test
def without_the_page_the_way_to_it_is_told_until_it_is_there():
    folder = tempfile.mkdtemp(prefix='hearsay-page-')
    daemon = web_daemon(folder=folder)
    status, headers, content = get(daemon.port)
    assert status == 404 and headers['content-type'] == 'text/html; charset=utf-8', (status, headers)
    assert headers['content-length'] == str(len(content)), headers
    for said in (b'<title>', b'is missing', b'./dev build', b'HEARSAY_WEB'):
        assert said in content, content
    assert b'style' not in content and b'<script' not in content
    status, headers, content = http(daemon.port, 'HEAD / HTTP/1.1\r\n'
                                    f'Host: localhost:{daemon.port}\r\n\r\n')
    assert status == 404 and content == b'', content
    assert get(daemon.port, '/desk.js')[0] == 404
    with open(os.path.join(folder, 'index.html'), 'w', encoding='ascii') as file:
        file.write('<!DOCTYPE html><title>Desk</title>')
    status, _, content = get(daemon.port)
    assert status == 200 and b'<title>Desk' in content, (status, content)


@test
def a_name_that_somebody_pointed_at_this_machine_is_refused():
    daemon = web_daemon()
    port = daemon.port
    for host in ('evil.example', f'evil.example:{port}', '127.0.0.1', f'127.0.0.1:{port + 1}',
                 f'127.0.0.1.evil.example:{port}', f'127.0.0.2:{port}', ''):
        assert get(port, host=host or ' ')[0] == 403, host
        socket_ = WebSocket(port, host=host) if host else None
        assert not socket_ or socket_.status == 403, host
    assert http(port, 'GET / HTTP/1.1\r\n\r\n')[0] in (400, 403)
    assert daemon.counter('refusedOrigin') >= 13
    for host in (f'127.0.0.1:{port}', f'localhost:{port}', f'LOCALHOST:{port}', f'[::1]:{port}'):
        assert get(port, host=host)[0] == 200, host


@test
def a_page_of_another_site_opens_no_websocket():
    daemon = web_daemon()
    port = daemon.port
    for origin in ('http://evil.example', 'null', f'https://127.0.0.1:{port}', 'http://127.0.0.1',
                   f'http://127.0.0.1:{port}.evil.example', f'http://localhost:{port}',
                   f'http://127.0.0.1:{port}/', 'file://'):
        assert WebSocket(port, origin=origin).status == 403, origin
    assert daemon.counter('refusedOrigin') == 8
    assert WebSocket(port).status == 101
    assert WebSocket(port, host=f'localhost:{port}').status == 101
    assert WebSocket(port, origin=None).status == 101  # a program, which shows its token


@test
def other_methods_contents_and_versions_are_refused():
    port = web_daemon().port
    host = f'Host: 127.0.0.1:{port}\r\n'
    assert http(port, f'POST / HTTP/1.1\r\n{host}Content-Length: 0\r\n\r\n')[0] == 405
    assert http(port, f'OPTIONS / HTTP/1.1\r\n{host}\r\n')[0] == 405
    assert http(port, f'GET / HTTP/1.1\r\n{host}Content-Length: 3\r\n\r\n')[0] == 413
    assert http(port, f'GET / HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\n\r\n')[0] == 413
    assert http(port, f'GET / HTTP/1.1\r\n{host}{host}\r\n')[0] == 400
    assert http(port, f'GET / HTTP/9.9\r\n{host}\r\n')[0] == 400
    assert http(port, b'GET / HTTP/1.1\r\nHost\x00: x\r\n\r\n')[0] == 400
    assert WebSocket(port, version='8').status == 400


@test
def a_second_request_on_the_connection_is_not_looked_at():
    port = web_daemon().port
    one = f'GET /desk.css HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n'
    status, _, content = http(port, one * 3)
    assert status == 200 and content == b'body {}', content


@test
def a_request_may_come_byte_by_byte():
    port = web_daemon().port
    connection = socket.create_connection(('127.0.0.1', port))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connection.settimeout(DEADLINE)
    for byte in f'GET /desk.css HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n'.encode():
        connection.sendall(bytes([byte]))
    data = b''
    while piece := connection.recv(4096):
        data += piece
    assert data.endswith(b'body {}'), data


@test
def a_websocket_is_a_session_like_any_other():
    daemon = web_daemon()
    socket_ = WebSocket(daemon.port)
    reply = socket_.call('initialize', {'processId': None, 'rootUri': None, 'capabilities': {},
                                        'initializationOptions': {'token': TOKEN,
                                                                  'didAnnotate': True}})
    assert 'capabilities' in reply['result'], reply
    socket_.send(call('initialized', {}))
    socket_.send(call('textDocument/didOpen', {'textDocument': {
        'uri': 'desk:/1', 'languageId': 'plaintext', 'version': 1, 'text': NEWS['text']}}))
    while (message := socket_.receive()).get('method') != 'hearsay/didAnnotate':
        pass
    quotes = [a for a in message['params']['annotations'] if a['kind'] == 'quote']
    assert quotes[0]['speaker']['name'] == 'Ida Marl', quotes
    editor = daemon.connect()  # beside it, over the Unix socket
    editor.initialize()
    assert editor.call('hearsay/annotate', NEWS)['annotations']
    long_text = NEWS['text'] * 2000  # message and reply take the longest form
    reply = socket_.call('hearsay/annotate', {'text': long_text})
    assert len(reply['result']['annotations']) > 1000


@test
def without_the_token_nothing_is_answered():
    daemon = web_daemon()
    for params in ({'token': TOKEN[:-1]}, {'token': ''}, {}, None):
        socket_ = WebSocket(daemon.port)
        assert 'error' in socket_.call('hearsay/authenticate', params)
        assert socket_.close_code() == 1001
    socket_ = WebSocket(daemon.port)
    assert 'error' in socket_.call('hearsay/annotate', NEWS)
    assert socket_.close_code() == 1001


@test
def messages_may_come_in_fragments_with_pings_between():
    socket_ = WebSocket(web_daemon().port).authenticate(TOKEN)
    body = json.dumps(call('hearsay/annotate', NEWS, 7)).encode()
    pieces = [body[i:i + 1] for i in range(len(body))]  # characters of several bytes are cut too
    for i, piece in enumerate(pieces):
        socket_.send_bytes(frame(piece, TEXT if i == 0 else 0, final=i == len(pieces) - 1))
        if i == 10:
            socket_.send_bytes(frame(b'still there?', PING))
    assert socket_.receive_frame() == (PONG, b'still there?')
    assert socket_.receive()['id'] == 7


@test
def an_empty_message_is_answered_and_the_session_goes_on():
    socket_ = WebSocket(web_daemon().port).authenticate(TOKEN)
    for sent in (b'', b'{', b'[]'):
        socket_.send_bytes(frame(sent))
        assert socket_.receive()['error']['code'] in (-32700, -32600)
    assert socket_.call('hearsay/annotate', NEWS)['result']


@test
def frames_sent_with_the_handshake_are_not_lost():
    early = frame(json.dumps(call('hearsay/authenticate', {'token': TOKEN}, 1)).encode())
    socket_ = WebSocket(web_daemon().port, early=early + frame(b'x', PING))
    seen = sorted(socket_.receive_frame()[0] for _ in range(2))
    assert seen == [TEXT, PONG], seen


@test
def a_frame_against_the_rules_closes_with_its_code():
    daemon = web_daemon()
    cases = [
        ('no mask', frame(b'{}', masked=False), 1002),
        ('reserved bits', frame(b'{}', reserved=4), 1002),
        ('an unknown opcode', frame(b'{}', opcode=5), 1002),
        ('a continuation of nothing', frame(b'{}', opcode=0), 1002),
        ('a message inside a message', frame(b'{', final=False) + frame(b'{}'), 1002),
        ('a ping in fragments', frame(b'', PING, final=False), None),
        ('a long ping', frame(b'x' * 126, PING), None),
        ('binary', frame(b'{}', BINARY), 1003),
        ('bad UTF-8', frame(b'"\xff"'), 1007),
        ('half a character', frame(b'"\xe2\x80'), 1007),
        ('a surrogate', frame(b'"\xed\xa0\x80"'), 1007),
    ]
    for name, sent, code in cases:
        socket_ = WebSocket(daemon.port).authenticate(TOKEN)
        socket_.send_bytes(sent)
        got = socket_.close_code()  # None: wslay closes without a code
        assert got == code, (name, got)
    assert daemon.counter('droppedBadFraming') == len(cases)


@test
def a_long_message_is_refused_when_it_is_announced():
    daemon = web_daemon('--limit=first_message_bytes=1000')
    before = daemon.resident_kib()
    for sent in (frame(b'x', claims=1001), frame(b'x', claims=1 << 40),
                 frame(b'x' * 600, final=False) + frame(b'x' * 401, opcode=0)):
        socket_ = WebSocket(daemon.port).authenticate(TOKEN)
        socket_.send_bytes(sent)
        assert socket_.close_code() == 1009
    assert daemon.counter('droppedMessageTooLong') == 3
    socket_ = WebSocket(daemon.port).authenticate(TOKEN)
    body = json.dumps(call('$/none', None, 5)).encode()
    socket_.send_bytes(frame(body + b' ' * (1000 - len(body))))
    assert socket_.receive()['id'] == 5
    assert daemon.resident_kib() - before < 64 * 1024


@test
def a_close_is_answered_and_ends_the_session():
    daemon = web_daemon()
    socket_ = WebSocket(daemon.port).authenticate(TOKEN)
    socket_.send_bytes(frame(b'\x03\xe8', CLOSE))
    assert socket_.close_code() == 1000
    wait_until(lambda: daemon.status()['clients'] == 1, 'it has left')


@test
def the_daemon_says_goodbye_when_it_ends():
    daemon = web_daemon()
    socket_ = WebSocket(daemon.port).authenticate(TOKEN)
    daemon.process.terminate()
    assert socket_.close_code() == 1001
    assert daemon.wait_end() == 0


def flood(socket_, piece):
    """Sends it over and over, reading nothing, until no more is taken; returns how many bytes."""
    socket_.connection.setblocking(False)
    sent, quiet = 0, time.monotonic()
    while time.monotonic() - quiet < 0.5 and sent < 1 << 26:
        try:
            sent += socket_.connection.send(piece)
            quiet = time.monotonic()
        except BlockingIOError:
            time.sleep(0.01)
        except (BrokenPipeError, ConnectionResetError):
            break
    return sent


@test
def pings_without_end_fill_no_memory():
    daemon = web_daemon('--limit=output_pause_bytes=20000')
    socket_ = WebSocket(daemon.port).authenticate(TOKEN)
    before = daemon.resident_kib()
    sent = flood(socket_, frame(b'x' * 100, PING) * 500)
    assert sent < 1 << 25, 'the daemon goes on reading from a client that does not'
    assert daemon.resident_kib() - before < 32 * 1024


@test
def a_page_that_does_not_read_is_dropped():
    daemon = web_daemon('--limit=slow_reader_ms=300')
    socket_ = WebSocket(daemon.port).authenticate(TOKEN)
    flood(socket_, frame(json.dumps(call('$/none', None, 1)).encode()) * 500)
    wait_until(lambda: daemon.counter('droppedSlowReader') == 1, 'the slow reader is dropped')
    assert daemon.connect().call('hearsay/annotate', NEWS)


@test
def slow_requests_and_silent_sockets_are_cut_off():
    daemon = web_daemon('--limit=token_ms=200')
    for sent in (b'', b'GE', b'GET / HTTP/1.1\r\nHost: '):
        connection = socket.create_connection(('127.0.0.1', daemon.port))
        connection.settimeout(DEADLINE)
        connection.sendall(sent)
        assert connection.recv(100) == b''
    socket_ = WebSocket(daemon.port)
    try:
        socket_.receive_frame()
        raise AssertionError('a silent socket is kept')
    except Closed:
        pass
    assert daemon.counter('droppedWithoutToken') == 4


@test
def ipv6_serves_too():
    try:
        socket.create_server(('::1', 0), family=socket.AF_INET6).close()
    except OSError:
        return 'skip: no IPv6 here'
    daemon = web_daemon(listen='[::1]:0')
    status, _, _ = http(daemon.port, f'GET / HTTP/1.1\r\nHost: [::1]:{daemon.port}\r\n\r\n', '::1')
    assert status == 200
    return None


@test
def the_unit_for_systemd_lets_a_desk_listen():
    unit = os.path.join(TREE, 'docs', 'systemd', 'hearsayd.service')
    with open(unit, encoding='ascii') as file:
        families = re.search('^RestrictAddressFamilies=(.*)$', file.read(), re.MULTILINE).group(1)
    assert {'AF_UNIX', 'AF_INET', 'AF_INET6'} == set(families.split()), families


@test
def a_desk_is_opened_when_it_is_asked_for():
    daemon = Daemon('--log-level=info', environment={'HEARSAY_WEB': page_folder()})
    client = daemon.connect()
    url = client.call('hearsay/desk')['url']
    found = re.fullmatch(r'http://127\.0\.0\.1:(\d+)/#token=([0-9a-f]{64})', url)
    assert found, url
    port, token = int(found.group(1)), found.group(2)
    assert client.call('hearsay/desk')['url'] == url  # one port, one token
    assert daemon.log().count('listening on 127.0.0.1:') == 1, daemon.log()
    assert get(port)[0] == 200
    assert WebSocket(port).authenticate(token).call('hearsay/annotate', NEWS)['result']
    assert token not in daemon.log()
    with socket.socket() as busy:  # another daemon finds the usual port taken, and takes another
        del busy
        other = Daemon().connect().call('hearsay/desk')['url']
    assert other != url and token not in other


run()
