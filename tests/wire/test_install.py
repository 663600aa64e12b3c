#!/usr/bin/env python3
"""meson install into a folder of its own: what is there works, and uninstall leaves nothing."""
import os
import re
import shutil
import subprocess
import tempfile

from client import HEARSAYD, TREE, run, test

BUILD = os.path.dirname(os.path.dirname(HEARSAYD))
PROMISED = [
    'bin/hearsay', 'bin/hearsayd', 'share/man/man1/hearsay.1', 'share/man/man1/hearsayd.1',
    'lib/systemd/user/hearsayd.service', 'lib/systemd/user/hearsayd.socket',
    'share/bash-completion/completions/hearsay', 'share/zsh/site-functions/_hearsay',
    'share/fish/vendor_completions.d/hearsay.fish', 'share/hearsay/english.hsm',
    'share/hearsay/attribution.hsm', 'share/hearsay/mentions.hsm', 'share/hearsay/roles.hsm',
    'share/hearsay/answers.hsm', 'include/hearsay/protocol/client.h',
    'share/emacs/site-lisp/hearsay.el',
    'share/nvim/site/pack/hearsay/start/hearsay/lua/hearsay.lua',
    'share/nvim/site/pack/hearsay/start/hearsay/doc/tags',
    'share/doc/hearsay/RULES.md', 'share/doc/hearsay/ARCHIVE.md',
]
DEBIAN = os.path.join(TREE, 'docs', 'packaging', 'debian')
PROGRAM = r'''
#include <protocol/client.h>
#include <stdio.h>
#include <stdlib.h>

int main(int count, char **arguments)
{
    char *const server[] = {arguments[1], "--stdio", NULL};
    hs_error error;
    hs_rpc_client *client = count == 2 ? hs_rpc_client_spawn(server, &error) : NULL;
    json_t *status = client ? hs_rpc_client_call_take(client, "hearsay/status", NULL, 60000, &error)
                            : NULL;
    if (!status)
        return EXIT_FAILURE;
    printf("%s\n", json_string_value(json_object_get(status, "version")));
    json_decref(status);
    hs_rpc_client_destroy(client);
    return EXIT_SUCCESS;
}
'''


def succeed(command, **more):
    ran = subprocess.run(command, capture_output=True, text=True, check=False, **more)
    assert ran.returncode == 0, f'{command}\n{ran.stdout}{ran.stderr}'
    return ran.stdout


class Installed:
    """The build, installed below a temporary folder."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix='hearsay-install-')
        self.environment = {**os.environ, 'DESTDIR': self.folder}
        succeed(['meson', 'install', '-C', BUILD, '--no-rebuild', '--quiet'], env=self.environment)
        self.prefix = os.path.join(self.folder, 'usr', 'local')
        return self

    def path(self, name):
        return os.path.join(self.prefix, name)

    def pkg_config(self, *what):
        found = [os.path.join(folder, 'pkgconfig') for folder, inside, _ in os.walk(self.folder)
                 if 'pkgconfig' in inside]
        assert found, 'no folder of .pc files'
        environment = {**os.environ, 'PKG_CONFIG_SYSROOT_DIR': self.folder,
                       'PKG_CONFIG_PATH': ':'.join(found)}
        return succeed(['pkg-config', *what, 'hearsay-protocol'], env=environment).split()

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)


@test
def install_puts_everything_in_its_place():
    with Installed() as installed:
        missing = [name for name in PROMISED if not os.path.exists(installed.path(name))]
        assert not missing, missing
        version = succeed([installed.path('bin/hearsay'), '--version'])
        assert version.startswith('hearsay '), version


@test
def what_is_installed_finds_its_daemon_beside_it():
    with Installed() as installed:
        said = succeed([installed.path('bin/hearsay'), 'annotate', '--daemon=never', '--json', '-'],
                       input='“We are ready,” said Ana Ruiz.',
                       env={**os.environ, 'HEARSAYD': ''})
        assert '"Ana Ruiz"' in said, said


@test
def the_installed_daemon_looks_for_its_modules_where_they_are():
    with Installed() as installed:
        found = [folder for folder, _, names in os.walk(installed.folder)
                 if any(name.startswith('hearsay-readers-') for name in names)]
        assert len(found) == 1, found
        daemon = installed.path('bin/hearsayd')
        paths = re.findall(r'R(?:UN)?PATH.*\[(.*)\]', succeed(['readelf', '-d', daemon]))
        assert paths == [found[0].removeprefix(installed.folder)], (paths, found)


def prose_of(path):
    """A page without its code, where links are none."""
    with open(path, encoding='utf-8') as file:
        lines = [line for line in file if not line.startswith('    ')]
    return re.sub(r'```.*?```|`[^`\n]*`', 'code', ''.join(lines), flags=re.DOTALL)


def anchors_of(path):
    """As GitHub and most viewers make them of headings."""
    with open(path, encoding='utf-8') as file:
        headings = re.findall(r'^#+ (.*)$', file.read(), re.MULTILINE)
    return {re.sub(r'[^\w\- ]', '', heading.lower()).replace(' ', '-') for heading in headings}


@test
def the_links_of_installed_pages_lead_somewhere():
    with Installed() as installed:
        pages = [os.path.join(folder, name) for folder, _, names in os.walk(installed.prefix)
                 for name in names if name.endswith('.md')]
        links = {(page, link) for page in pages
                 for link in re.findall(r'\]\(([^)]*)\)|(?:src|href)="([^"]*)"', prose_of(page))}
        followed = 0
        for page, (inline, tag) in links:
            target, _, anchor = (inline or tag).partition('#')
            if '://' in target:
                continue
            path = os.path.join(os.path.dirname(page), target) if target else page
            assert os.path.exists(path), f'{page} links to {target}'
            assert not anchor or anchor in anchors_of(path), f'{page} links to {target}#{anchor}'
            followed += 1
        assert followed > 12, followed


@test
def the_package_for_debian_keeps_pages_as_they_are_named():
    if not shutil.which('dh_compress'):
        return 'skip: debhelper is not installed'
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(DEBIAN, os.path.join(folder, 'debian'))
        pages = os.path.join(folder, 'debian', 'hearsay', 'usr', 'share', 'doc', 'hearsay')
        os.makedirs(pages)
        shutil.copy(os.path.join(TREE, 'docs', 'RULES.md'), pages)
        succeed(['make', '-f', 'debian/rules', 'override_dh_compress'], cwd=folder)
        assert os.listdir(pages) == ['RULES.md']
    return None


@test
def a_program_is_built_with_the_installed_library():
    with Installed() as installed:
        source, program = installed.path('client.c'), installed.path('client')
        with open(source, 'w', encoding='ascii') as file:
            file.write(PROGRAM)
        # The library was built with sanitizers where the tests are.
        sanitize = ['-fsanitize=address,undefined'] if 'sanitize' in BUILD else []
        succeed(['gcc', '-std=c11', *sanitize, source, '-o', program,
                 *installed.pkg_config('--cflags', '--libs')])
        said = succeed([program, installed.path('bin/hearsayd')])
        assert said.split() == installed.pkg_config('--modversion'), said


@test
def the_recipe_for_debian_asks_for_the_libraries_that_dev_installs():
    with open(os.path.join(TREE, 'dev'), encoding='utf-8') as file:
        needed = set(re.findall(r'^build \|[^|]*\|(.*)$', file.read(), re.MULTILINE))
    wanted = {name for names in needed for name in names.split() if name.startswith('lib') or
              name.endswith('-dev')} - {'libc6-dev'}
    with open(os.path.join(DEBIAN, 'control'), encoding='utf-8') as file:
        asked = set(re.findall(r'[a-z0-9.+-]+-dev', file.read().split('\n\n', maxsplit=1)[0]))
    assert wanted == asked != set(), f'add {wanted - asked}, remove {asked - wanted}'


@test
def uninstall_leaves_nothing():
    with Installed() as installed:
        succeed(['ninja', '-C', BUILD, 'uninstall'], env=installed.environment)
        left = [os.path.join(folder, name) for folder, _, names in os.walk(installed.folder)
                for name in names]
        assert not left, left


if __name__ == '__main__':
    run()
