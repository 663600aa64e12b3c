#!/usr/bin/env python3
"""Vim with ALE, the real program: what it warns of, and how that follows edits."""
import vim
from editor import UNANSWERED, Desk, run, test
from screen import says

ACCUSED = "--The dockers' union"
WARNING = '“Critics” could be anybody'


@test
def vim_warns_of_an_accusation_without_an_answer():
    desk = Desk()
    desk.add(UNANSWERED)
    screen = vim.start(desk)
    screen.keys('G')
    screen.wait(says(ACCUSED), 'a mark beside the accusation')


@test
def vim_follows_edits():
    desk = Desk()
    desk.add(UNANSWERED)
    screen = vim.start(desk)
    screen.keys('G')
    screen.wait(says(ACCUSED), 'a mark beside the accusation')
    screen.keys('g', 'g', 'O')
    screen.type('Critics say the plan failed.')
    screen.keys('Escape')
    screen.wait(says(WARNING), 'the warning about what was typed')
    screen.keys('u')
    screen.wait(lambda rows: not says(WARNING)(rows) and says('Families of')(rows), 'no warning')


if __name__ == '__main__':
    run()
