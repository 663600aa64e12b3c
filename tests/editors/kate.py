"""Kate with the settings of clients/kate, on an X server without a screen.

The X server (Xvfb) keeps its picture in a file in the form of xwd(1), which is read here; keys are
sent by xdotool. No window manager runs, so Kate's window lies at the top left.
"""
import os
import shutil
import signal
import struct
import subprocess
import time
import zlib

from editor import ENDINGS, HEARSAY, TREE

DEADLINE = 60.0
WIDTH, HEIGHT = 1000, 700

# What a user clicks together: the plugin on, and yes to the question whether it may start hearsay.
KATERC = '''[General]
Show welcome view for new window=false

[Kate Plugins]
lspclientplugin=true

[KTextEditor Renderer]
Auto Color Theme Selection=false
Color Theme={theme}
Font=DejaVu Sans Mono,9,-1,5,50,0,0,0,0,0

[KTextEditor View]
Scroll Bar MiniMap=false

[lspclient]
AllowedServerCommandLines={program} lsp

[UiSettings]
ColorScheme={scheme}
'''

# The window around the text, where it is to be dark.
DARK = '''[General]
Name=Dark

[Colors:Window]
BackgroundNormal=42,46,50
ForegroundNormal=252,252,252

[Colors:View]
BackgroundNormal=27,30,32
BackgroundAlternate=35,38,41
ForegroundNormal=252,252,252

[Colors:Button]
BackgroundNormal=49,54,59
ForegroundNormal=252,252,252

[Colors:Selection]
BackgroundNormal=61,174,233
ForegroundNormal=252,252,252
'''


def wait(condition, what):
    end = time.monotonic() + DEADLINE
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < end, f'not within {DEADLINE} s: {what}'
        time.sleep(0.1)


class Picture:
    """What the X server shows: colours (red, green, blue) by column and row."""

    def __init__(self, path):
        with open(path, 'rb') as file:
            data = file.read()
        fields = struct.unpack('>25I', data[:100])
        self.width, self.height, self.line = fields[4], fields[5], fields[12]
        assert fields[11] == 32 and fields[7] == 0, 'pixels of four bytes, blue first'
        self.pixels = data[fields[0] + 12 * fields[19]:]

    def row(self, y):
        row = self.pixels[y * self.line:y * self.line + 4 * self.width]
        return list(zip(row[2::4], row[1::4], row[0::4]))

    def png(self):
        def chunk(name, data):
            return struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data))
        rows = b''.join(b'\0' + bytes(part for colour in self.row(y) for part in colour)
                        for y in range(self.height))
        head = struct.pack('>2I5B', self.width, self.height, 8, 2, 0, 0, 0)
        return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', head) + chunk(b'IDAT', zlib.compress(rows)) +
                chunk(b'IEND', b''))


class Kate:
    """Kate with a desk's draft open."""

    running = []

    def __init__(self, desk, theme='Breeze Light'):
        self.folder = desk.folder
        program = os.path.join(desk.folder, 'bin', os.path.basename(HEARSAY))
        scheme = 'Dark' if theme.endswith('Dark') else ''
        desk.write('config/katerc', KATERC.format(program=program, theme=theme, scheme=scheme))
        desk.write('data/color-schemes/Dark.colors', DARK)
        os.makedirs(os.path.join(desk.folder, 'config/kate/lspclient'))
        shutil.copy(os.path.join(TREE, 'clients/kate/settings.json'),
                    os.path.join(desk.folder, 'config/kate/lspclient'))
        self.server, self.display = self.start_server()
        self.environment = {
            **os.environ, **desk.environment, 'DISPLAY': self.display, 'HOME': desk.folder,
            'XDG_CONFIG_HOME': os.path.join(desk.folder, 'config'),
            'XDG_DATA_HOME': os.path.join(desk.folder, 'data'), 'QT_QPA_PLATFORM': 'xcb'}
        self.log = open(os.path.join(desk.folder, 'kate.log'), 'wb')
        self.program = subprocess.Popen(
            ['dbus-run-session', '--', 'kate', '-n', '--startanon', desk.draft],
            env=self.environment, stdout=self.log, stderr=self.log, start_new_session=True)
        Kate.running.append(self)
        self.window = wait(lambda: self.xdo('search', '--onlyvisible', '--class', 'kate').split(),
                           'the window')[-1]

    def start_server(self):
        reading, writing = os.pipe()
        server = subprocess.Popen(
            ['Xvfb', '-displayfd', str(writing), '-fbdir', self.folder, '-nolisten', 'tcp',
             '-screen', '0', f'{WIDTH}x{HEIGHT}x24'], pass_fds=[writing],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        assert number, 'Xvfb has not started'
        return server, ':' + number

    def xdo(self, *arguments):
        return subprocess.run(['xdotool', *arguments], env=self.environment, check=False,
                              capture_output=True, text=True).stdout

    def keys(self, *names):
        self.xdo('windowfocus', '--sync', self.window, 'key', '--delay', '50', *names)

    def type(self, text):
        self.xdo('windowfocus', '--sync', self.window, 'type', '--delay', '30', text)

    def picture(self):
        return Picture(os.path.join(self.folder, 'Xvfb_screen0'))

    def wait(self, condition, what):
        """The picture, once the condition holds for it."""
        def holds():
            picture = self.picture()
            return condition(picture) and picture
        return wait(holds, what)

    def end(self):
        Kate.running.remove(self)
        if self.program.poll() is None:
            os.killpg(self.program.pid, signal.SIGTERM)
            self.program.wait()
        self.server.terminate()
        self.server.wait()
        self.log.close()


def end_kates():
    for kate in list(Kate.running):
        kate.end()


ENDINGS.append(end_kates)
