#!/usr/bin/env python3
"""docs/packaging/debian: the package is built, installed in a Debian of its own, used, removed."""
import glob
import os
import shutil
import subprocess
import tempfile
import urllib.request

from editor import KIT, TREE, run, test

DEBIAN = os.path.join(KIT, 'bookworm')


def succeed(command, **more):
    ran = subprocess.run(command, capture_output=True, text=True, check=False, **more)
    assert ran.returncode == 0, f'{command}\n{ran.stdout[-4000:]}{ran.stderr[-4000:]}'
    return ran.stdout


def in_debian(*command, **more):
    return succeed(['chroot', DEBIAN, *command],
                   env={'PATH': '/usr/sbin:/usr/bin:/sbin:/bin', 'LANG': 'C.UTF-8',
                        'DEBIAN_FRONTEND': 'noninteractive'}, **more)


def copy_sources(folder):
    """The tree as git knows it, new files included, with the recipe where Debian looks for it."""
    names = succeed(['git', '-C', TREE, 'ls-files', '--cached', '--others', '--exclude-standard'])
    for name in names.splitlines():
        if os.path.isfile(os.path.join(TREE, name)):
            os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
            shutil.copy2(os.path.join(TREE, name), os.path.join(folder, name))
    shutil.copytree(os.path.join(TREE, 'docs/packaging/debian'), os.path.join(folder, 'debian'))
    modules = 'clients/web/node_modules'  # what `npm ci` brings before a package is built
    shutil.copytree(os.path.join(TREE, modules), os.path.join(folder, modules), symlinks=True)


def build(folder):
    sources = os.path.join(folder, 'hearsay')
    copy_sources(sources)
    succeed(['dpkg-buildpackage', '-b', '-us', '-uc'], cwd=sources,
            env={**os.environ, 'DEB_BUILD_OPTIONS': 'nocheck noautodbgsym'})
    return glob.glob(os.path.join(folder, '*.deb'))


def traces():
    """Whatever bears the name in the Debian's file system."""
    found = in_debian('find', '/', '-xdev', '-iname', '*hearsay*')
    return [path for path in found.split() if not path.startswith(('/proc', '/sys'))]


def in_use(*command):
    """As a user's own process, whose traces are cleared away by whoever owns that folder."""
    return in_debian('env', 'HOME=/tmp/user', 'XDG_RUNTIME_DIR=/tmp/user', *command)


def use_the_page():
    """The daemon that the package holds serves the page that it holds."""
    in_debian('mkdir', '-m', '700', '/tmp/user')
    try:
        address = in_use('hearsay', 'desk', '--print').strip()
        with urllib.request.urlopen(address.partition('#')[0], timeout=60) as answer:
            assert 'Hearsay desk' in answer.read().decode(), address
    finally:
        in_use('hearsay', 'stop')
        in_debian('rm', '-r', '/tmp/user')


def use():
    said = in_debian('hearsay', 'annotate', '--daemon=never', '--json', '-',
                     input='“We are ready,” said Ana Ruiz.')
    assert '"Ana Ruiz"' in said, said
    for path in ('usr/share/man/man1/hearsay.1.gz', 'usr/lib/systemd/user/hearsayd.socket',
                 'usr/share/bash-completion/completions/hearsay',
                 'usr/share/hearsay/web/index.html', 'usr/include/hearsay/protocol/client.h',
                 'usr/share/doc/hearsay/RULES.md', 'usr/share/doc/hearsay/VERIFICATION.md'):
        assert os.path.exists(os.path.join(DEBIAN, path)), path
    use_the_page()


@test
def the_debian_package_is_built_installed_used_and_removed():
    if os.geteuid() != 0:
        return 'skip: chroot needs root'
    folder = tempfile.mkdtemp(prefix='package-')
    try:
        packages = build(folder)
        assert len(packages) == 2, packages
        inside = [shutil.copy(path, os.path.join(DEBIAN, 'tmp')) for path in packages]
        names = ['/tmp/' + os.path.basename(path) for path in inside]
        in_debian('apt-get', '-qq', 'update')
        in_debian('apt-get', '-qq', '-y', '--no-install-recommends', 'install', *names)
        use()
        in_debian('apt-get', '-qq', '-y', 'purge', 'hearsay', 'libhearsay-protocol-dev')
        for path in inside:
            os.remove(path)
        assert traces() == [], traces()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return None


if __name__ == '__main__':
    run()
