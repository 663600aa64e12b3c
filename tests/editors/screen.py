"""A real terminal for a test: a program in tmux, its screen as cells with colours.

    screen = Screen(['nvim', 'draft.txt'], columns=100, lines=30)
    screen.wait(lambda cells: find(cells, 'said').background == (29, 64, 39), 'a lit quote')
    screen.keys('i', 'Escape')

Each Screen has a tmux server of its own, which end() stops. Colours are (red, green, blue), or
None for the terminal's own.
"""
import os
import re
import shutil
import subprocess
import tempfile
import time
from typing import NamedTuple, Optional

DEADLINE = 60.0


class Style(NamedTuple):
    foreground: Optional[tuple] = None
    background: Optional[tuple] = None
    underline: bool = False
    underline_colour: Optional[tuple] = None
    bold: bool = False
    italic: bool = False
    reverse: bool = False


class Cell(NamedTuple):
    character: str
    style: Style


BASIC = [(0, 0, 0), (205, 49, 49), (13, 188, 121), (229, 229, 16), (36, 114, 200), (188, 63, 188),
         (17, 168, 205), (229, 229, 229)]


def indexed(number):
    """The colour of xterm's palette of 256."""
    if number < 16:
        return BASIC[number % 8]
    if number >= 232:
        return (8 + (number - 232) * 10,) * 3
    steps = (0, 95, 135, 175, 215, 255)
    number -= 16
    return steps[number // 36], steps[number // 6 % 6], steps[number % 6]


def take_colour(parts):
    """The colour behind 38, 48 or 58: taken off the front of `parts`."""
    if parts[0] == '5':
        del parts[0]
        return indexed(int(parts.pop(0)))
    del parts[0]
    if len(parts) > 3 and parts[0] == '':  # a colour space may stand there, left empty
        del parts[0]
    return tuple(int(parts.pop(0)) for _ in range(3))


COLOURED = {38: 'foreground', 48: 'background', 58: 'underline_colour'}
RESET = {0: Style()._asdict(), 22: {'bold': False}, 23: {'italic': False},
         24: {'underline': False}, 27: {'reverse': False}, 39: {'foreground': None},
         49: {'background': None}, 59: {'underline_colour': None}}
SET = {1: {'bold': True}, 3: {'italic': True}, 4: {'underline': True}, 7: {'reverse': True}}


def apply(style, parameters):
    """The style after one SGR sequence."""
    fields = parameters.split(';')
    while fields:
        field = fields.pop(0)
        if ':' in field:
            code, *rest = field.split(':')
            if int(code) == 4:
                style = style._replace(underline=rest[0] != '0')
            else:
                style = style._replace(**{COLOURED[int(code)]: take_colour(rest)})
            continue
        code = int(field or 0)
        if code in COLOURED:
            style = style._replace(**{COLOURED[code]: take_colour(fields)})
        elif code in RESET or code in SET:
            style = style._replace(**{**RESET, **SET}[code])
        elif 30 <= code <= 37 or 90 <= code <= 97:
            style = style._replace(foreground=BASIC[code % 10])
        elif 40 <= code <= 47 or 100 <= code <= 107:
            style = style._replace(background=BASIC[code % 10])
    return style


def parse(captured):
    """Rows of cells from what tmux captured with -e."""
    rows, style = [], Style()
    for line in captured.split('\n'):
        row = []
        for part in re.split(r'(\x1b\[[0-9;:]*m)', line):
            if part.startswith('\x1b['):
                style = apply(style, part[2:-1])
            else:
                part = re.sub(r'\x1b.|[\x0e\x0f]', '', part)
                row.extend(Cell(character, style) for character in part)
        rows.append(row)
    return rows


def text_of(row):
    return ''.join(cell.character for cell in row)


def find(rows, words):
    """The styles of the first place where the words stand on one line, or None."""
    for row in rows:
        at = text_of(row).find(words)
        if at >= 0:
            return [cell.style for cell in row[at:at + len(words)]]
    return None


def shows(words, **wanted):
    """A condition: all of the words are on the screen in that style."""
    def condition(rows):
        styles = find(rows, words)
        return styles and all(getattr(style, name) == value
                              for style in styles for name, value in wanted.items())
    return condition


def says(words):
    """A condition: the words stand on one line of the screen."""
    return lambda rows: any(words in text_of(row) for row in rows)


class Screen:
    running = []

    def __init__(self, command, columns=100, lines=30, environment=None, folder=None):
        self.folder = tempfile.mkdtemp(prefix='hearsay-screen-')
        self.columns, self.lines = columns, lines
        settings = os.path.join(self.folder, 'tmux.conf')
        with open(settings, 'w', encoding='ascii') as file:
            file.write('set -g status off\nset -g default-terminal tmux-256color\n'
                       'set -s escape-time 0\nset -as terminal-features ",*:RGB:usstyle"\n')
        clean = {key: value for key, value in os.environ.items()
                 if key not in ('TMUX', 'NO_COLOR', 'LD_PRELOAD')}
        clean.update(HOME=self.folder, LANG='C.UTF-8', COLORTERM='truecolor', TERM='xterm-256color',
                     **(environment or {}))
        self.environment = clean
        # The server's environment is not the shell's: what the program needs is named again.
        named = ['env', *(f'{key}={clean[key]}' for key in
                          ('HOME', 'LANG', 'COLORTERM', 'PATH', *(environment or {})))]
        self.tmux('-f', settings, 'new-session', '-d', '-x', str(columns), '-y', str(lines),
                  '-c', folder or self.folder, *named, *command)
        Screen.running.append(self)

    def tmux(self, *arguments):
        return subprocess.run(['tmux', '-S', os.path.join(self.folder, 'tmux'), *arguments],
                              env=self.environment, check=True, capture_output=True,
                              text=True).stdout

    def keys(self, *keys):
        self.tmux('send-keys', *keys)

    def type(self, text):
        self.tmux('send-keys', '-l', text)

    def paste(self, text):
        """One bracketed paste: the program takes it as one edit."""
        self.tmux('set-buffer', text)
        self.tmux('paste-buffer', '-p')

    def cells(self):
        return parse(self.tmux('capture-pane', '-e', '-p', '-N'))

    def text(self):
        return self.tmux('capture-pane', '-p')

    def wait(self, condition, what, seconds=DEADLINE):
        """What condition(rows) gives once that is true."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            rows = self.cells()
            value = condition(rows)
            if value:
                return value
            time.sleep(0.01)
        raise AssertionError(f'not within {seconds} s: {what}; the screen:\n{self.text()}')

    def end(self):
        Screen.running.remove(self)
        try:
            self.tmux('kill-server')
        except subprocess.CalledProcessError:
            pass  # the program, and with it tmux, has ended by itself
        shutil.rmtree(self.folder, ignore_errors=True)


def end_screens():
    for screen in list(Screen.running):
        screen.end()
