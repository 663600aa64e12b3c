"""Emacs of the kit with Hearsay's package, in a real terminal."""
import glob
import os

from editor import KIT, TREE

SETTINGS = '''
(add-to-list 'load-path "{tree}/clients/emacs")
(setq inhibit-startup-screen t make-backup-files nil create-lockfiles nil
      eglot-send-changes-idle-time 0.05 frame-background-mode '{background})
(menu-bar-mode -1)
(global-visual-line-mode 1)
(require 'hearsay)
(add-hook 'text-mode-hook #'eglot-ensure)
{more}
'''


def start(desk, background='dark', more='', **screen):
    """Opens the desk's draft in Emacs 30."""
    settings = desk.write('settings.el', SETTINGS.format(tree=TREE, background=background, more=more))
    tree = os.path.join(KIT, 'trixie')
    share = glob.glob(os.path.join(tree, 'usr/share/emacs/[0-9]*'))[0]
    library, = glob.glob(os.path.join(tree, 'usr/libexec/emacs/*/*/'))
    dump, = glob.glob(os.path.join(library, 'emacs-*.pdmp'))
    command = [os.path.join(tree, 'run', 'emacs-nox'), f'--dump-file={dump}', '-Q', '-nw',
               '-l', settings, desk.draft]
    environment = {'EMACSLOADPATH': os.path.join(share, 'lisp'),
                   'EMACSDATA': os.path.join(share, 'etc'), 'EMACSDOC': os.path.join(share, 'etc'),
                   'EMACSPATH': library}
    return desk.screen(command, environment=environment, **screen)
