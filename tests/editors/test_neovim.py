#!/usr/bin/env python3
"""Neovim 0.10 and 0.12, the real programs: what is lit in which colour, and how it follows edits."""
import os
import re

import neovim
from editor import TREE, Desk, run, test
from screen import find, says, shows

QUOTE_DARK, QUOTE_LIGHT = (0x1d, 0x40, 0x27), (0xd3, 0xec, 0xd6)
HINT_DARK, HINT_LIGHT = (0x9b, 0x9e, 0xa4), (0x4f, 0x52, 0x58)  # of comments
CHARGE_DARK, SPEAKER_DARK = (0x5a, 0x22, 0x22), (0x7c, 0xc7, 0xec)


def lights_up(tree):
    screen = neovim.start(Desk(), tree)
    screen.wait(shows('My father pressed that button', background=QUOTE_DARK), 'a lit quote')
    screen.wait(shows('Josephine Aldermaston', foreground=SPEAKER_DARK, bold=True), 'a speaker')
    screen.wait(shows('two years of complaints', background=CHARGE_DARK), 'a charge')
    screen.wait(shows('was rated inadequate on Monday', underline=True), 'a claim')
    plain = find(screen.cells(), 'local government reporter')[0]
    assert plain.background not in (QUOTE_DARK, CHARGE_DARK) and not plain.underline, plain


def follows_edits(tree):
    screen = neovim.start(Desk(), tree)
    screen.wait(shows('My father pressed that button', background=QUOTE_DARK), 'a lit quote')
    screen.keys('g', 'g', 'O')
    screen.type('"We were never told 🙂," said Ana Ruiz.')
    screen.keys('Escape')
    screen.wait(shows('We were never told', background=QUOTE_DARK), 'the quote that was typed')
    screen.wait(shows('Ana Ruiz', foreground=SPEAKER_DARK), 'its speaker, behind the emoji')
    screen.wait(shows('My father pressed that button', background=QUOTE_DARK), 'the old quote')
    screen.keys('d', 'd')
    screen.wait(lambda rows: not find(rows, 'We were never told')
                and shows('My father pressed that button', background=QUOTE_DARK)(rows),
                'the old quote alone')


def lists(tree):
    screen = neovim.start(Desk(), tree)
    screen.wait(shows('My father pressed that button', background=QUOTE_DARK), 'a lit quote')
    screen.type(':Hearsay accusations\n')
    screen.wait(says('families against Brennick'), 'the list of accusations')


def follows_settings(tree):
    desk = Desk()
    desk.write('draft.txt', 'Critics say the plan is out of date.\n')
    screen = neovim.start(desk, tree,
                          options='{ settings = { rules = { ["vague-source"] = "error" } } }')
    screen.wait(says('E Critics say'), 'the sign of an error')


@test
def neovim_0_10_follows_its_users_settings():
    follows_settings('trixie')


@test
def neovim_0_12_follows_its_users_settings():
    follows_settings('sid')


@test
def neovim_0_10_lights_up_quotes_speakers_charges_and_claims():
    lights_up('trixie')


@test
def neovim_0_12_lights_up_quotes_speakers_charges_and_claims():
    lights_up('sid')


@test
def neovim_0_10_follows_edits():
    follows_edits('trixie')


@test
def neovim_0_12_follows_edits():
    follows_edits('sid')


@test
def neovim_0_10_lists_accusations():
    lists('trixie')


@test
def neovim_0_12_lists_accusations():
    lists('sid')


@test
def neovim_has_a_page_of_help():
    desk = Desk()
    screen = neovim.start(desk, 'sid')
    screen.type(':help hearsay.setup()\n')
    screen.wait(says('starts the server for texts and colours'), 'the page')


@test
def every_tag_of_the_page_of_help_is_known():
    with open(os.path.join(TREE, 'clients/neovim/doc/hearsay.txt'), encoding='utf-8') as page:
        tags = sorted(re.findall(r'\*(\S+)\*', page.read()), key=str.encode)
    with open(os.path.join(TREE, 'clients/neovim/doc/tags'), encoding='utf-8') as file:
        assert file.read() == ''.join(f'{tag}\thearsay.txt\t/*{tag}*\n' for tag in tags), tags


@test
def neovim_shows_light_colours_on_a_light_background():
    screen = neovim.start(Desk(), 'sid', background='light')
    screen.wait(shows('My father pressed that button', background=QUOTE_LIGHT), 'a lit quote')


@test
def neovim_changes_its_colours_with_the_background_but_leaves_a_users_own():
    screen = neovim.start(Desk(), 'sid')
    screen.wait(shows('My father pressed that button', background=QUOTE_DARK), 'a lit quote')
    screen.type(':set background=light\n')
    screen.wait(shows('My father pressed that button', background=QUOTE_LIGHT), 'a light quote')
    screen.type(':highlight HearsayQuote guibg=#123456 | set background=dark\n')
    screen.wait(shows('My father pressed that button', background=(0x12, 0x34, 0x56)), 'his own')


def names_the_person(tree):
    screen = neovim.start(Desk(), tree)
    screen.wait(says('But he = Darius Penwell denied'), 'a name behind "he"')
    screen.wait(shows('= Darius Penwell', foreground=HINT_DARK), 'a name that can be read')
    screen.type(':set background=light\n')
    screen.wait(shows('= Darius Penwell', foreground=HINT_LIGHT), 'one that can be read in light')
    screen.type(':highlight LspInlayHint guifg=#123456 | set background=dark\n')
    screen.wait(shows('= Darius Penwell', foreground=(0x12, 0x34, 0x56)), 'a look of his own')


@test
def neovim_0_10_names_the_person_behind_a_pronoun_in_a_colour_that_can_be_read():
    names_the_person('trixie')


@test
def neovim_0_12_names_the_person_behind_a_pronoun_in_a_colour_that_can_be_read():
    names_the_person('sid')


if __name__ == '__main__':
    run()
