/* Lookups in the table that corpus/lexicon/meanings.py writes: words' 32-bit FNV-1a hashes in
 * order, found by their first bits. The words themselves are not there: that two have one hash is
 * ruled out among those listed; of unlisted words one in 100,000 has a listed one's.
 */
#include "annotate/reading/meaning.h"

#include "annotate/meaning_table.h"

static uint32_t step(uint32_t hash, unsigned char byte)
{
    return (hash ^ byte) * 16777619u;
}

static uint32_t begin(enum hs_meaning_part part)
{
    static const unsigned char marks[] = {'v', 'n', 'q'};
    return step(2166136261u, marks[part]);
}

static uint32_t add(uint32_t hash, hs_str word)
{
    for (size_t i = 0; i < word.length; i++) {
        unsigned char byte = (unsigned char)word.bytes[i];
        hash = step(hash, (unsigned char)(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte));
    }
    return hash;
}

static hs_meaning find(uint32_t hash)
{
    hash ^= hash >> 15;
    uint32_t prefix = hash >> MEANING_SHIFT;
    for (uint32_t at = meaning_starts[prefix]; at < meaning_starts[prefix + 1]; at++)
        if (meanings[at].hash == hash)
            return meanings[at].meaning;
    return 0;
}

hs_meaning hs_meaning_of(hs_str lemma, enum hs_meaning_part part)
{
    return find(add(begin(part), lemma));
}

hs_meaning hs_meaning_of_pair(hs_str first, hs_str second, enum hs_meaning_part part)
{
    return find(add(step(add(begin(part), first), ' '), second));
}
