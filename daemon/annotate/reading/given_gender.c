/* Lookups in the table that corpus/lexicon/genders.py writes: names' 32-bit FNV-1a hashes in order,
 * found by their first bits; the last bit of each says which gender.
 */
#include "annotate/reading/given_gender.h"

#include "annotate/gender_table.h"

hs_gender hs_given_gender(hs_str name)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < name.length; i++) {
        unsigned char byte = (unsigned char)name.bytes[i];
        hash = (hash ^ (byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte)) * 16777619u;
    }
    hash ^= hash >> 15;
    uint32_t prefix = hash >> GENDER_SHIFT;
    for (uint32_t at = gender_starts[prefix]; at < gender_starts[prefix + 1]; at++)
        if ((genders[at] ^ hash) >> 1 == 0)
            return genders[at] & 1 ? HS_GENDER_MALE : HS_GENDER_FEMALE;
    return HS_GENDER_UNKNOWN;
}
