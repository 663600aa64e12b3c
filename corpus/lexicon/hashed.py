"""What the tables of hashed words have in common: the hash, lines of numbers, and where each beginning of a hash starts.
"""


def fnv(text):
    """FNV-1a of 32 bits (Fowler, Noll and Vo), its upper half mixed in, as the daemon hashes words."""
    value = 2166136261
    for byte in text.encode('utf8'):
        value = ((value ^ byte) * 16777619) & 0xffffffff
    return value ^ (value >> 15)


def starts(hashes, bits):
    """For each value of the first `bits` bits, and one more, the number of the sorted hashes that are below it."""
    found, at = [], 0
    for prefix in range((1 << bits) + 1):
        while at < len(hashes) and hashes[at] >> 32 - bits < prefix:
            at += 1
        found.append(str(at))
    return found


def wrap(values):
    lines, line = [], '   '
    for value in values:
        if len(line) + len(value) > 96:
            lines.append(line)
            line = '   '
        line += f' {value},'
    return '\n'.join(lines + [line])
