"""Framing on the real socket: every split, both ways, and streams that break the rules."""
import json
import socket
import time

from client import Daemon, PARSE_ERROR, call, frame, run, test

ASK = call('hearsay/annotate', {'text': 'Nothing is said here.'}, 1)


def annotate(client, id):
    return client.send(dict(ASK, id=id))


def send_split(client, stream, at):
    client.send_bytes(stream[:at])
    time.sleep(0.001)  # so that the server most likely reads the two parts apart
    client.send_bytes(stream[at:])


@test
def messages_with_headers_may_be_split_at_every_byte():
    daemon = Daemon()
    client = daemon.connect()
    for at in range(1, len(frame(dict(ASK, id=100)))):
        stream = frame(dict(ASK, id=100 + at)) + frame(dict(ASK, id=500 + at))
        send_split(client, stream, at)
        assert 'result' in client.reply(100 + at)
        assert 'result' in client.reply(500 + at)


@test
def json_lines_may_be_split_at_every_byte():
    client = Daemon().connect(lines=True)
    length = len(json.dumps(dict(ASK, id=100))) + 1
    for at in range(1, length):
        stream = json.dumps(dict(ASK, id=100 + at)).encode() + b'\n'
        send_split(client, stream, at)
        assert 'result' in client.reply(100 + at)


@test
def bytes_may_come_one_by_one():
    client = Daemon().connect()
    for byte in frame(ASK):
        client.send_bytes(bytes([byte]))
    assert 'result' in client.reply(1)


@test
def header_names_case_charset_and_duplicates_are_read_as_they_should():
    client = Daemon().connect()
    body = json.dumps(ASK).encode()
    length = b'%d' % len(body)
    for headers in (b'content-length: ' + length + b'\r\n',
                    b'CONTENT-LENGTH:' + length + b'\r\nContent-Type: a/b; charset=utf8\r\n',
                    b'Content-Length: ' + length + b'\r\nContent-Length: ' + length + b'\r\n',
                    b'X-More: yes\r\nContent-Length: ' + length + b'\n'):
        client.send_bytes(headers + b'\r\n' + body)
        assert 'result' in client.reply(1), headers


@test
def answers_come_as_the_questions_did():
    daemon = Daemon()
    lines = daemon.connect(lines=True)
    annotate(lines, 7)
    assert lines._take(1) == b'{'
    headers = daemon.connect()
    annotate(headers, 7)
    assert headers._take(16) == b'Content-Length: '


@test
def a_last_line_needs_no_line_end_and_is_answered_after_a_half_close():
    client = Daemon().connect(lines=True)
    client.send_bytes(json.dumps(ASK).encode())
    client.connection.shutdown(socket.SHUT_WR)
    messages = client.closed()
    assert [message['id'] for message in messages] == [1] and 'result' in messages[0], messages


@test
def broken_framing_is_told_and_the_connection_closed():
    daemon = Daemon()
    for stream in (b'garbage without any colon\r\n\r\n', b'Content-Length: -1\r\n\r\n',
                   b'Content-Length: many\r\n\r\n', b'Content-Type: a/b\r\n\r\n',
                   b'Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}',
                   b'Content-Type: a/b; charset=latin1\r\nContent-Length: 2\r\n\r\n{}',
                   b'\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n\n'):
        client = daemon.connect()
        client.send_bytes(stream)
        messages = client.closed()
        assert len(messages) == 1, (stream, messages)
        assert messages[0]['id'] is None and messages[0]['error']['code'] == PARSE_ERROR
    assert daemon.counter('droppedBadFraming') == 7


@test
def a_stream_that_ends_inside_a_message_harms_nobody():
    daemon = Daemon()
    for stream in (frame(ASK)[:30], frame(ASK)[:-1], b'Content-Length: 10\r\n'):
        client = daemon.connect()
        client.send_bytes(stream)
        client.close()
    other = daemon.connect()
    annotate(other, 2)
    assert 'result' in other.reply(2)


@test
def text_that_is_not_json_is_answered_and_the_next_message_read():
    client = Daemon().connect()
    for body in (b'', b'{', b'nonsense', b'{"jsonrpc": "2.0", "id": 1, "method": "x"',
                 b'"\xff"', b'[1, 2', b'\x00'):
        client.send_bytes(frame(body))
        reply = client.receive()
        assert reply['id'] is None and reply['error']['code'] == PARSE_ERROR, (body, reply)
    annotate(client, 3)
    assert 'result' in client.reply(3)


run()
