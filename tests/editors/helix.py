"""Helix of the kit with the settings of clients/helix, in a real terminal.

Words are pasted, not typed: Helix 25.01 lets edits overtake each other when keys come faster than
anybody types, and the daemon then rightly holds the document for out of step.
"""
import os
import shutil
import time

from editor import KIT, TREE

SETTINGS = '''theme = "{theme}"

[editor]
true-color = true
soft-wrap.enable = true
end-of-line-diagnostics = "hint"

[editor.inline-diagnostics]
cursor-line = "hint"

[editor.lsp]
display-inlay-hints = true
'''


def settle(screen, condition, what):
    """Waits like screen.wait, and moves the cursor now and then: Helix asks for hints when it has
    been moved and then left alone."""
    nudged = time.monotonic()

    def nudging(rows):
        nonlocal nudged
        if not condition(rows) and time.monotonic() > nudged + 2:
            screen.keys('j', 'k')
            nudged = time.monotonic()
        return condition(rows)
    screen.wait(nudging, what)


def start(desk, tree='trixie', theme='default', **screen):
    """Opens the desk's draft in the Helix of a tree."""
    desk.write('helix/config.toml', SETTINGS.format(theme=theme))
    shutil.copy(os.path.join(TREE, 'clients', 'helix', 'languages.toml'),
                os.path.join(desk.folder, 'helix'))
    environment = {'XDG_CONFIG_HOME': desk.folder, 'XDG_CACHE_HOME': desk.folder,
                   'HELIX_RUNTIME': os.path.join(KIT, tree, 'usr/lib/hx/runtime')}
    return desk.screen([os.path.join(KIT, tree, 'run', 'hx'), desk.draft],
                       environment=environment, **screen)
