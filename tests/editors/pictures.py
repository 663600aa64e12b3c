#!/usr/bin/env python3
"""Makes the pictures of docs/editors from the real programs in a real terminal.

    tests/editors/pictures.py build/release/daemon/hearsayd [NAME…]

The screen's cells are drawn as they stand, with their colours. It needs what ./dev test --editors
brings, rsvg-convert with a monospaced font, and pngquant:

    apt-get install librsvg2-bin fonts-dejavu-core pngquant
"""
import html
import os
import subprocess
import sys
import time

import emacs
import helix
import neovim
import vim
from kate import HEIGHT, WIDTH, Kate
from editor import UNANSWERED, Desk, TREE, end_all
from screen import Style, says, shows

CELL_WIDTH, CELL_HEIGHT, FONT_SIZE, MARGIN = 9.63, 20, 16, 10
DARK, LIGHT = ('#15171c', '#d9dce3'), ('#fdfcf9', '#1c1d1f')  # paper and ink of the terminal


def hexadecimal(colour, otherwise):
    return '#%02x%02x%02x' % colour if colour else otherwise


def runs(row):
    """The row in pieces of one style: (column, style, text)."""
    pieces = []
    for column, (character, style) in enumerate(row):
        if pieces and pieces[-1][1] == style:
            pieces[-1] = pieces[-1][0], style, pieces[-1][2] + character
        else:
            pieces.append((column, style, character))
    return pieces


def draw_run(column, row, style, text, colours):
    paper, ink = hexadecimal(style.background, colours[0]), hexadecimal(style.foreground, colours[1])
    if style.reverse:
        paper, ink = ink, paper
    left, top = MARGIN + column * CELL_WIDTH, MARGIN + row * CELL_HEIGHT
    width, parts = len(text) * CELL_WIDTH, []
    if paper != colours[0]:
        parts.append(f'<rect x="{left:.2f}" y="{top}" width="{width + 0.3:.2f}" '
                     f'height="{CELL_HEIGHT}" fill="{paper}"/>')
    if text.strip():
        weight = ' font-weight="bold"' if style.bold else ''
        slant = ' font-style="italic"' if style.italic else ''
        parts.append(f'<text x="{left:.2f}" y="{top + FONT_SIZE - 1}" textLength="{width:.2f}" '
                     f'lengthAdjust="spacingAndGlyphs" xml:space="preserve" fill="{ink}"'
                     f'{weight}{slant}>{html.escape(text)}</text>')
    if style.underline:
        line = hexadecimal(style.underline_colour, ink)
        parts.append(f'<rect x="{left:.2f}" y="{top + FONT_SIZE + 1.5}" width="{width:.2f}" '
                     f'height="1.2" fill="{line}"/>')
    return parts


def draw(rows, columns, colours):
    parts = []
    for number, row in enumerate(rows):
        row = row[:columns]
        for column, style, text in runs(row):
            parts += draw_run(column, number, style, text, colours)
    width, height = columns * CELL_WIDTH + 2 * MARGIN, len(rows) * CELL_HEIGHT + 2 * MARGIN
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" '
            f'font-family="DejaVu Sans Mono, monospace" font-size="{FONT_SIZE}">'
            f'<rect width="100%" height="100%" fill="{colours[0]}"/>' + ''.join(parts) + '</svg>')


def save(name, screen, colours):
    time.sleep(1)  # what is drawn last: hints
    rows = screen.cells()
    while rows and not any(cell.character.strip() or cell.style != Style() for cell in rows[-1]):
        rows.pop()
    background = next((cell.style.background for cell in rows[1]), None)
    if background:
        colours = hexadecimal(background, None), colours[1]
    drawing = draw(rows, screen.columns, colours).encode()
    picture = subprocess.run(['rsvg-convert', '--zoom=1.25'], input=drawing, check=True,
                             capture_output=True).stdout
    shrink(name, picture)


def shrink(name, picture):
    path = os.path.join(TREE, 'docs', 'editors', name + '.png')
    with open(path, 'wb') as file:
        subprocess.run(['pngquant', '--speed=1', '64', '-'], input=picture, stdout=file, check=True)
    print(path, os.path.getsize(path) // 1024, 'KiB')


def picture_neovim(background):
    screen = neovim.start(Desk(), 'sid', background=background, columns=106, lines=36)
    screen.wait(says('he = Darius Penwell'), 'hints')
    screen.type(':Hearsay accusations\n')
    screen.wait(says('families against Brennick'), 'the list')
    screen.type(':set nowrap | resize 7 | set fillchars+=lastline:\\  | set laststatus=2\n')
    screen.type(':echo\n')
    return screen


def picture_emacs(background):
    theme = {'dark': 'modus-vivendi', 'light': 'modus-operandi'}[background]
    screen = emacs.start(Desk(), background=background, more=f"(load-theme '{theme} t)", columns=106,
                         lines=36)
    screen.wait(shows('was rated inadequate', underline=True), 'highlights')
    screen.wait(says('he = Darius Penwell'), 'hints')
    screen.keys('C-s')
    screen.type('my father\n')
    screen.keys('C-f')
    screen.wait(says('Said by Josephine'), 'a line about the quote')
    return screen


def picture_helix(theme):
    screen = helix.start(Desk(), 'sid', theme=theme, columns=106, lines=36)
    helix.settle(screen, says('he = Darius Penwell'), 'hints')
    screen.keys('1', '5', 'g', 'g', 'f', '"', 'l', 'l', 'Space', 'k')
    screen.wait(says('Said by'), 'a card')
    return screen


def picture_vim(background):
    look = f'set termguicolors background={background} display=lastline\ncolorscheme lunaperche'
    desk = Desk()
    desk.add(UNANSWERED)
    screen = vim.start(desk, look, columns=108, lines=30)
    screen.keys('G', '0')
    screen.wait(says("--The dockers' union"), 'a mark beside the accusation')
    screen.wait(says('unanswered-accusation:'), 'the reason at the bottom')
    return screen


def save_kate(name, theme):
    kate = Kate(Desk(), theme)
    kate.xdo('windowsize', '--sync', kate.window, str(WIDTH), str(HEIGHT))
    time.sleep(4)
    kate.xdo('mousemove', '528', '440')  # a quote whose card shows as a whole
    time.sleep(3)
    shrink(name, kate.picture().png())


KATE = {'kate-light': 'Breeze Light', 'kate-dark': 'Breeze Dark'}
PICTURES = {
    'neovim-dark': (picture_neovim, 'dark', DARK), 'neovim-light': (picture_neovim, 'light', LIGHT),
    'emacs-dark': (picture_emacs, 'dark', DARK), 'emacs-light': (picture_emacs, 'light', LIGHT),
    'vim-dark': (picture_vim, 'dark', DARK), 'vim-light': (picture_vim, 'light', LIGHT),
    'helix-dark': (picture_helix, 'modus_vivendi', DARK), 'helix-light': (picture_helix, 'modus_operandi', LIGHT),
}


def main():
    for name, (take, look, colours) in PICTURES.items():
        if len(sys.argv) <= 2 or name in sys.argv[2:]:
            try:
                save(name, take(look), colours)
            finally:
                end_all()
    for name, theme in KATE.items():
        if len(sys.argv) <= 2 or name in sys.argv[2:]:
            try:
                save_kate(name, theme)
            finally:
                end_all()


if __name__ == '__main__':
    main()
