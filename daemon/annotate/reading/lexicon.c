/* Lookups in the table that corpus/lexicon/generate.py writes: open addressing with linear probing
 * over 32-bit FNV-1a of the lower-cased word. The generator computes the same hash, so that the
 * slots are laid out at build time. What the words mean is left to the table.
 */
#include "annotate/reading/lexicon.h"

#include "annotate/lexicon_table.h"

const hs_lexeme hs_lexeme_unknown = {.word_count = 1};

const char *hs_lexeme_text(const hs_lexeme *lexeme)
{
    return hs_lexicon_texts + lexeme->text_place;
}

static unsigned char lower(char byte)
{
    return (unsigned char)(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
}

static bool matches(const hs_lexeme *lexeme, hs_str word)
{
    const char *text = hs_lexeme_text(lexeme);
    if (lexeme->text_length != word.length)
        return false;
    for (size_t i = 0; i < word.length; i++)
        if ((unsigned char)text[i] != lower(word.bytes[i]))
            return false;
    return true;
}

const hs_lexeme *hs_lexicon_find(hs_str word)
{
    if (word.length > HS_LEXICON_LONGEST)
        return &hs_lexeme_unknown;
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < word.length; i++)
        hash = (hash ^ lower(word.bytes[i])) * 16777619u;
    hash ^= hash >> 15;
    for (uint32_t slot = hash & HS_LEXICON_SLOT_MASK;; slot = (slot + 1) & HS_LEXICON_SLOT_MASK) {
        uint16_t entry = hs_lexicon_slots[slot];
        if (entry == 0)
            return &hs_lexeme_unknown;
        if (matches(&hs_lexicon_entries[entry - 1], word))
            return &hs_lexicon_entries[entry - 1];
    }
}

const hs_lexeme *hs_lexicon_phrase(const hs_lexeme *first_word, unsigned index)
{
    return &hs_lexicon_entries[hs_lexicon_phrases[first_word->first_phrase + index]];
}

double hs_lexicon_number(const hs_lexeme *lexeme)
{
    return hs_lexicon_numbers[lexeme->number];
}

const char *hs_lexicon_unit(const hs_lexeme *lexeme, double *factor)
{
    *factor = hs_lexicon_units[lexeme->unit].factor;
    return hs_lexicon_units[lexeme->unit].name;
}

const char *hs_lexicon_country(unsigned country)
{
    return hs_lexicon_countries[country - 1];
}
