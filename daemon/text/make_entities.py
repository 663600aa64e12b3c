#!/usr/bin/env python3
"""Writes the table of HTML's named character references, as the HTML standard lists them and
Python's html.entities carries them, sorted for binary search. Run by the build."""
import html.entities
import sys


def c_bytes(text):
    return "".join(f"\\{byte:03o}" for byte in text.encode("utf-8"))


def main(path):
    with open(path, "w", encoding="ascii") as out:
        for name, text in sorted(html.entities.html5.items()):
            out.write(f'{{"{name}", "{c_bytes(text)}"}},\n')


if __name__ == "__main__":
    main(sys.argv[1])
