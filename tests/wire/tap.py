"""Runs a module's test functions and prints TAP.

    def test_a_promise(): assert …
    if __name__ == '__main__': tap.run(globals())

A test's name is its function's, read as words; a failure shows the traceback as comments.
"""
import sys
import traceback


def run(module):
    tests = [(name, value) for name, value in module.items()
             if name.startswith('test_') and callable(value)]
    failed = 0
    print(f'1..{len(tests)}', flush=True)
    for number, (name, function) in enumerate(tests, 1):
        words = name[len('test_'):].replace('_', ' ')
        try:
            function()
            print(f'ok {number} - {words}', flush=True)
        except Exception:  # pylint: disable=broad-except
            failed += 1
            print(f'not ok {number} - {words}')
            for line in traceback.format_exc().splitlines():
                print('#', line)
            sys.stdout.flush()
    sys.exit(1 if failed else 0)
