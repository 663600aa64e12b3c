#!/usr/bin/env python3
"""Two editors and a script on one daemon, on the same and on different documents, at once."""
import os

import emacs
import helix
import neovim
from editor import Desk, SAMPLE, run, test
from screen import says, shows

import hearsay  # clients/python

QUOTE_NEOVIM, QUOTE_EMACS = (0x1d, 0x40, 0x27), (0x1d, 0x4a, 0x2b)
OTHER = '"There is nothing to add," said Tom Lund.\n\nCritics say that is not so.\n'


def script(desk):
    return hearsay.connect(os.path.join(desk.folder, 'hearsay', 'hearsay.sock'), start=False)


def quotes_in(client, text):
    return [one for one in client.annotate(text) if isinstance(one, hearsay.Quote)]


@test
def two_editors_and_a_script_share_a_daemon_and_a_document():
    desk = Desk()
    vim = neovim.start(desk, 'sid')
    other = emacs.start(desk)
    vim.wait(shows('My father pressed', background=QUOTE_NEOVIM), 'a quote in Neovim')
    other.wait(shows('My father pressed', background=QUOTE_EMACS), 'a quote in Emacs')
    with open(SAMPLE, encoding='utf-8') as file:
        text = file.read()
    with script(desk) as client:
        assert client.status()['clients'] == 3, client.status()
        vim.keys('g', 'g', 'O')
        vim.type('"Neovim was here," said Ana Ruiz.')
        other.type('"Emacs was here," said Tom Lund.\n\n')
        found = [len(quotes_in(client, text)) for _ in range(10)]
        assert found[0] > 10 and len(set(found)) == 1, found
    vim.keys('Escape')
    vim.wait(shows('Neovim was here', background=QUOTE_NEOVIM), 'its own words in Neovim')
    other.wait(shows('Emacs was here', background=QUOTE_EMACS), 'its own words in Emacs')
    assert not says('Emacs was here')(vim.cells()), 'each has its own text until it is saved'


@test
def two_editors_and_a_script_work_on_different_documents():
    desk = Desk()
    vim = neovim.start(desk, 'trixie', draft=desk.write('other.txt', OTHER))
    hx = helix.start(desk)
    vim.wait(shows('There is nothing to add', background=QUOTE_NEOVIM), 'a quote in Neovim')
    helix.settle(hx, says('But he = Darius Penwell denied'), 'a name in Helix')
    with script(desk) as client:
        quote, = quotes_in(client, '“So be it 🙂,” said Elsa Brandt.')
        assert quote.speaker.name == 'Elsa Brandt', quote
        status = client.status()
        assert (status['clients'], status['documents']) == (3, 2), status
    vim.type(':q!\n')
    hx.keys('g', 'g', 'O')
    hx.paste('Critics say the plan failed.\n')
    hx.keys('Escape')
    hx.wait(says('“Critics” could be anybody'), 'Helix goes on when Neovim has left')


if __name__ == '__main__':
    run()
