#!/usr/bin/env python3
"""Helix, the real program: what it warns of, the names that it shows, and how they follow edits."""
import helix
from editor import UNANSWERED, Desk, run, test
from screen import says

NAME = 'But he = Darius Penwell denied'
WARNING = 'could be anybody'


def warns_and_names(tree):
    desk = Desk()
    line = desk.add(UNANSWERED)
    screen = helix.start(desk, tree)
    helix.settle(screen, says(NAME), 'a name behind "he"')
    screen.keys('g', 'g', ']', 'd')
    screen.wait(says(f'●  {line}  The dockers'), 'the mark of a warning at an accusation')
    screen.wait(says(f' {line}:'), 'the cursor goes there')


def follows_edits(tree):
    screen = helix.start(Desk(), tree)
    helix.settle(screen, says(NAME), 'a name behind "he"')
    screen.keys('g', 'g', 'O')
    screen.paste('All is well 🙂. Critics say the plan failed.\n')
    screen.keys('Escape')
    screen.wait(says(WARNING), 'a warning about what was pasted')
    screen.keys('g', 'g', ']', 'd')
    screen.wait(says(' 1:22'), 'the place of "Critics", behind the emoji')
    helix.settle(screen, says(NAME), 'the name further down')
    screen.keys('u')
    helix.settle(screen, lambda rows: not says(WARNING)(rows) and says(NAME)(rows), 'no warning')


@test
def helix_25_01_warns_and_names():
    warns_and_names('trixie')


@test
def helix_of_sid_warns_and_names():
    warns_and_names('sid')


@test
def helix_25_01_follows_edits():
    follows_edits('trixie')


@test
def helix_of_sid_follows_edits():
    follows_edits('sid')


if __name__ == '__main__':
    run()
