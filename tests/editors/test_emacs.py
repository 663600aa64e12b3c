#!/usr/bin/env python3
"""Emacs 30 with Eglot, the real program: what is lit in which colour, and how it follows edits."""
import emacs
from editor import Desk, run, test
from screen import find, says, shows

QUOTE_DARK, QUOTE_LIGHT, INDIRECT_DARK = (0x1d, 0x4a, 0x2b), (0xcd, 0xeb, 0xd2), (0x1c, 0x31, 0x22)
CHARGE_DARK, SPEAKER_DARK = (0x5c, 0x24, 0x24), (0x7c, 0xc7, 0xec)


@test
def emacs_lights_up_quotes_by_their_form_charges_and_claims():
    desk = Desk()
    with open(desk.draft, encoding='utf-8') as file:
        desk.write('draft.txt', 'Tom Lund said that the bridge would open in May.\n\n' + file.read())
    screen = emacs.start(desk)
    screen.wait(shows('My father pressed that button', background=QUOTE_DARK), 'a direct quote')
    screen.wait(shows('the bridge would open', background=INDIRECT_DARK), 'an indirect quote')
    screen.wait(shows('Josephine Aldermaston', foreground=SPEAKER_DARK, bold=True), 'a speaker')
    screen.wait(shows('two years of complaints', background=CHARGE_DARK), 'a charge')
    screen.wait(shows('was rated inadequate on Monday', underline=True), 'a claim')
    plain = find(screen.cells(), 'local government reporter')[0]
    assert plain.background is None and not plain.underline, plain


@test
def emacs_follows_edits():
    screen = emacs.start(Desk())
    screen.wait(shows('My father pressed that button', background=QUOTE_DARK), 'a lit quote')
    screen.type('"We were never told 🙂," said Ana Ruiz.\n\n')
    screen.wait(shows('We were never told', background=QUOTE_DARK), 'the quote that was typed')
    screen.wait(shows('Ana Ruiz', foreground=SPEAKER_DARK), 'its speaker, behind the emoji')
    screen.wait(shows('My father pressed that button', background=QUOTE_DARK), 'the old quote')
    screen.keys('M-<', 'C-k')
    screen.wait(lambda rows: not find(rows, 'We were never told')
                and shows('My father pressed that button', background=QUOTE_DARK)(rows),
                'the old quote alone')


@test
def emacs_lists_accusations():
    screen = emacs.start(Desk())
    screen.wait(shows('My father pressed that button', background=QUOTE_DARK), 'a lit quote')
    screen.keys('M-x')
    screen.type('hearsay-list\n')
    screen.wait(says('List each:'), 'a question')
    screen.type('accusation\n')
    screen.wait(says('draft.txt:5: families against Brennick'), 'the list of accusations')


@test
def emacs_tells_at_the_cursor_who_said_it():
    screen = emacs.start(Desk())
    screen.wait(shows('My father pressed that button', background=QUOTE_DARK), 'a lit quote')
    screen.keys('C-s')
    screen.type('my father\n')
    screen.keys('C-f')
    screen.wait(says('sure) · Said by Josephine Aldermaston'), 'a line about the quote')


@test
def emacs_shows_light_colours_on_a_light_background():
    screen = emacs.start(Desk(), background='light')
    screen.wait(shows('My father pressed that button', background=QUOTE_LIGHT), 'a lit quote')


@test
def emacs_puts_the_lights_out_when_the_server_leaves():
    screen = emacs.start(Desk())
    screen.wait(shows('My father pressed that button', background=QUOTE_DARK), 'a lit quote')
    screen.keys('M-x')
    screen.type('eglot-shutdown-all\n')
    screen.wait(shows('My father pressed that button', background=None), 'no light')


if __name__ == '__main__':
    run()
