"""Frames of a WebSocket client (RFC 6455), bare enough to send wrong ones too."""
import base64
import hashlib
import json
import os
import socket
import struct

from client import DEADLINE, Closed, Stream

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


def http(port, text, host='127.0.0.1'):
    """Sends the bytes of one request; returns (status, headers, content)."""
    with socket.create_connection((host, port)) as connection:
        connection.settimeout(DEADLINE)
        connection.sendall(text if isinstance(text, bytes) else text.encode())
        data = b''
        while True:
            try:
                piece = connection.recv(1 << 16)
            except ConnectionResetError:
                piece = b''
            if not piece:
                break
            data += piece
    head, _, content = data.partition(b'\r\n\r\n')
    lines = head.decode().split('\r\n')
    headers = dict(line.lower().split(': ', 1) for line in lines[1:] if ': ' in line)
    return int(lines[0].split()[1]) if lines[0] else 0, headers, content


def get(port, path='/', host=None, extra=''):
    return http(port, f'GET {path} HTTP/1.1\r\nHost: {host or f"127.0.0.1:{port}"}\r\n{extra}\r\n')


def frame(payload, opcode=TEXT, final=True, masked=True, claims=None, reserved=0):
    length = len(payload) if claims is None else claims
    head = bytes([(0x80 if final else 0) | reserved << 4 | opcode])
    mask_bit = 0x80 if masked else 0
    if length < 126:
        head += bytes([mask_bit | length])
    elif length < 65536:
        head += bytes([mask_bit | 126]) + struct.pack('!H', length)
    else:
        head += bytes([mask_bit | 127]) + struct.pack('!Q', length)
    if not masked:
        return head + payload
    mask = os.urandom(4)
    covered = (mask * (len(payload) // 4 + 1))[:len(payload)]
    body = int.from_bytes(payload, 'big') ^ int.from_bytes(covered, 'big')
    return head + mask + body.to_bytes(len(payload), 'big')


class WebSocket(Stream):
    """One connection after its handshake; messages are JSON."""

    def __init__(self, port, origin='', host=None, early=b'', version='13'):
        super().__init__(socket.create_connection(('127.0.0.1', port)))
        key = base64.b64encode(os.urandom(16)).decode()
        host = host or f'127.0.0.1:{port}'
        origin = f'http://{host}' if origin == '' else origin
        self.connection.sendall((
            f'GET / HTTP/1.1\r\nHost: {host}\r\nConnection: keep-alive, Upgrade\r\n'
            f'Upgrade: websocket\r\nSec-WebSocket-Version: {version}\r\n'
            f'Sec-WebSocket-Key: {key}\r\n'
            + (f'Origin: {origin}\r\n' if origin else '') + '\r\n').encode() + early)
        head = self._take_until(b'\r\n\r\n')
        self.status = int(head.split()[1])
        if self.status == 101:
            wanted = base64.b64encode(hashlib.sha1(
                (key + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11').encode()).digest())
            assert b'sec-websocket-accept: ' + wanted.lower() in head.lower(), head
        self.next_id = 1

    def receive_frame(self):
        first, second = self._take(2)
        assert first & 0x70 == 0 and second & 0x80 == 0, 'a server neither reserves nor masks'
        length = second
        if length == 126:
            length, = struct.unpack('!H', self._take(2))
        elif length == 127:
            length, = struct.unpack('!Q', self._take(8))
        assert first & 0x80, 'the daemon sends whole messages'
        return first & 15, self._take(length)

    def receive(self):
        opcode, payload = self.receive_frame()
        assert opcode == TEXT, (opcode, payload)
        return json.loads(payload)

    def close_code(self):
        """The code of the server's close, whatever comes before it; the connection then ends."""
        while True:
            opcode, payload = self.receive_frame()
            if opcode == CLOSE:
                break
        try:
            self._take(1)
            raise AssertionError('bytes behind the close')
        except Closed:
            return struct.unpack('!H', payload[:2])[0] if payload else None

    def send_bytes(self, data):
        self.connection.sendall(data)

    def send(self, message):
        self.send_bytes(frame(json.dumps(message).encode()))

    def call(self, method, params=None):
        message = {'jsonrpc': '2.0', 'id': self.next_id, 'method': method}
        if params is not None:
            message['params'] = params
        self.next_id += 1
        self.send(message)
        while True:
            reply = self.receive()
            if 'method' not in reply and reply.get('id') == message['id']:
                return reply

    def authenticate(self, token):
        reply = self.call('hearsay/authenticate', {'token': token})
        assert reply.get('result') == {}, reply
        return self

    def close(self):
        self.connection.close()
