"""Neovim of the kit with Hearsay's plugin, in a real terminal."""
import os

from editor import KIT, TREE

SETTINGS = '''
vim.opt.runtimepath:append("{tree}/clients/neovim")
vim.o.background = "{background}"
vim.o.termguicolors = true
vim.o.swapfile = false
vim.o.wrap = true
vim.o.linebreak = true
require("hearsay").setup({options})
'''


def command(tree, settings, draft):
    return [os.path.join(KIT, tree, 'run', 'nvim'), '--clean', '-n', '-u', settings, draft]


def start(desk, tree, background='dark', draft=None, options='', **more):
    """Opens the draft in the Neovim of a tree ('trixie': 0.10, 'sid': 0.12)."""
    settings = desk.write('init.lua', SETTINGS.format(tree=TREE, background=background,
                                                       options=options))
    runtime = os.path.join(KIT, tree, 'usr/share/nvim/runtime')
    return desk.screen(command(tree, settings, draft or desk.draft),
                       environment={'VIMRUNTIME': runtime,
                                    'XDG_DATA_DIRS': desk.folder, 'XDG_CONFIG_DIRS': desk.folder},
                       **more)
