#!/usr/bin/env python3
"""Makes the README's picture: a real terminal capture as an image.

    docs/capture.py docs/annotate.png --lines=42 -- ./dev run

The command runs in a pseudo-terminal; the colours that it prints are drawn. OUT may end in .svg, or
in .png, which needs rsvg-convert and a monospaced font:

    apt-get install librsvg2-bin fonts-dejavu-core
"""
import argparse
import fcntl
import html
import os
import pty
import re
import struct
import subprocess
import termios
import unicodedata

CELL_WIDTH, CELL_HEIGHT, FONT_SIZE, MARGIN = 9.63, 20, 16, 18
PAPER, INK, DIM = '#15171c', '#d9dce3', '#8b919e'
COLOURS = {31: '#ff8177', 32: '#82d98d', 33: '#e3c06f', 34: '#7fb0ff', 35: '#cfa6ff',
           36: '#6fcbe0', 37: INK}


def record(command, columns):
    """What the command prints on a terminal of that width; what builds say goes to stderr."""
    process, terminal = pty.fork()
    if process == 0:
        os.environ.update(TERM='xterm-256color')
        os.environ.pop('NO_COLOR', None)
        os.execvp(command[0], command)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 1000, columns, 0, 0))
    output = b''
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # Linux: the other end is closed
            break
        if not piece:
            break
        output += piece
    _, status = os.waitpid(process, 0)
    if status != 0:
        raise SystemExit(f'{command} failed:\n{output.decode()}')
    return output.decode().replace('\r\n', '\n')


class Style:
    """The SGR parameters in force."""

    def __init__(self):
        self.bold = self.dim = self.italic = self.underline = False
        self.colour = None

    def apply(self, parameters):
        for number in [int(part or 0) for part in parameters.split(';')]:
            if number == 0:
                self.__init__()
            elif number in (1, 2, 3, 4):
                setattr(self, ('bold', 'dim', 'italic', 'underline')[number - 1], True)
            elif number in COLOURS:
                self.colour = COLOURS[number]
            else:
                raise SystemExit(f'SGR {number} is not drawn yet')

    def attributes(self):
        text = f'fill="{self.colour or (DIM if self.dim else INK)}"'
        if self.bold:
            text += ' font-weight="bold"'
        if self.italic:
            text += ' font-style="italic"'
        return text


def width_of(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in 'WF' else 1
               for c in text)


def draw_line(line, row, style):
    """SVG of one line; each run of a style is fitted to its cells."""
    column, parts = 0, []
    top = MARGIN + row * CELL_HEIGHT
    for part in re.split(r'(\x1b\[[0-9;]*m)', line):
        if part.startswith('\x1b'):
            style.apply(part[2:-1])
            continue
        if not part:
            continue
        left, width = MARGIN + column * CELL_WIDTH, width_of(part) * CELL_WIDTH
        if part.strip():
            parts.append(f'<text x="{left:.2f}" y="{top + FONT_SIZE}" textLength="{width:.2f}" '
                         f'lengthAdjust="spacingAndGlyphs" xml:space="preserve" '
                         f'{style.attributes()}>{html.escape(part)}</text>')
        if style.underline:
            parts.append(f'<rect x="{left:.2f}" y="{top + FONT_SIZE + 2.5}" width="{width:.2f}" '
                         f'height="1.2" fill="{style.colour or INK}"/>')
        column += width_of(part)
    return parts


def draw(text, columns):
    style, parts = Style(), []
    lines = text.rstrip('\n').split('\n')
    for row, line in enumerate(lines):
        parts += draw_line(line, row, style)
    width, height = columns * CELL_WIDTH + 2 * MARGIN, len(lines) * CELL_HEIGHT + 2 * MARGIN
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" '
            f'font-family="DejaVu Sans Mono, monospace" font-size="{FONT_SIZE}">\n'
            f'<rect width="100%" height="100%" rx="10" fill="{PAPER}"/>\n'
            + '\n'.join(parts) + '\n</svg>\n')


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('out')
    parser.add_argument('--columns', type=int, default=80)
    parser.add_argument('--lines', type=int, help='cut the output after so many lines')
    parser.add_argument('command', nargs='+')
    arguments = parser.parse_args()
    text = record(arguments.command, arguments.columns)
    # ./dev tells in bold what it builds: not a part of the result
    text = ''.join(line for line in text.splitlines(True)
                   if not re.match(r'\x1b\[1mbuilding ', line))
    text = f'\x1b[2m$\x1b[0m \x1b[1m{" ".join(arguments.command)}\x1b[0m\n' + text
    svg = draw('\n'.join(text.split('\n')[:arguments.lines]), arguments.columns)
    if arguments.out.endswith('.svg'):
        with open(arguments.out, 'w', encoding='utf-8') as file:
            file.write(svg)
    else:
        subprocess.run(['rsvg-convert', '--zoom=1.25', '-o', arguments.out], input=svg.encode(),
                       check=True)


if __name__ == '__main__':
    main()
