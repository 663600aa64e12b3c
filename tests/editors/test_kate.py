#!/usr/bin/env python3
"""Kate, the real program on an X server without a screen: what it underlines, and how that follows
edits."""
import json

from editor import UNANSWERED, Desk, run, test
from kate import Kate

TEXT_LEFT, TEXT_TOP, LINE_HEIGHT = 90, 111, 17  # of the text in Kate's window, in its own font
LETTER_WIDTH = 8
TEXT = f"""Ferry waits for its report

By Tamsin Orrey

{UNANSWERED}

The ferry is to sail again in May.
"""


def is_drawn_under(colour):
    """Red under a warning, yellow under what is told only."""
    red, green, blue = colour
    return red > 180 and green > 80 and red - blue > 60


def underlined(picture, line):
    """The columns at which letters of a line on the screen (from 0) have a line under them."""
    bottom = TEXT_TOP + (line + 1) * LINE_HEIGHT
    found = set()
    for y in range(bottom - 5, bottom):
        row = picture.row(y)
        found |= {(x - TEXT_LEFT) // LETTER_WIDTH for x in range(TEXT_LEFT, 640) if is_drawn_under(row[x])}
    return found


def some_line_is(picture):
    return any(len(underlined(picture, line)) > 20 for line in range(4, 8))


def only_the_first_word_is(picture):
    return underlined(picture, 0) and underlined(picture, 0) <= set(range(8))


@test
def kate_underlines_an_accusation_without_an_answer_and_follows_edits():
    desk = Desk()
    desk.write('draft.txt', TEXT)
    desk.write('.hearsay.json', json.dumps({'rules': {'vague-source': 'warning'}}))
    kate = Kate(desk)
    picture = kate.wait(some_line_is, 'an accusation is underlined')
    assert not underlined(picture, 0), 'the headline is not'
    status = json.loads(desk.hearsay('status', '--json').stdout)
    assert (status['clients'], status['documents']) == (2, 1), 'it has the text, beside who asks'
    kate.keys('ctrl+Home', 'Return', 'Up')
    kate.type('Critics say the plan failed.')
    kate.wait(lambda seen: only_the_first_word_is(seen) and some_line_is(seen),
              'the word that was typed, and the accusation further on')
    kate.keys('shift+Home', 'Delete')
    kate.wait(lambda seen: not underlined(seen, 0) and some_line_is(seen),
              'the accusation alone')


if __name__ == '__main__':
    run()
