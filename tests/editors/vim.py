"""Vim of the machine with ALE and clients/vim, in a real terminal."""

from editor import TREE

SETTINGS = '''
set nocompatible linebreak noswapfile laststatus=2
packadd! ale
filetype plugin on
source {tree}/clients/vim/hearsay.vim
'''


def start(desk, more='', **screen):
    """Opens the desk's draft in Vim, with `more` behind its settings."""
    settings = desk.write('vimrc', SETTINGS.format(tree=TREE) + more + '\n')
    return desk.screen(['vim', '-N', '-u', settings, '-i', 'NONE', desk.draft], **screen)
