/* Figures with what they count: "6.5 million marks", "29 months", "nearly half", "$3bn", "0.4%".
 * Values are normalised to the unit of units.tsv where one stands beside the figure.
 */
#include "annotate/reading.h"

#include <stdlib.h>

enum { DIGITS_MAX = 40 };

/* A number as written: "1,000", "4.5". Anything else after the digits is left. */
static bool parse_number(hs_str text, double *value)
{
    char digits[DIGITS_MAX + 1];
    size_t used = 0;
    for (size_t i = 0; i < text.length && used < DIGITS_MAX; i++) {
        char byte = text.bytes[i];
        if ((byte >= '0' && byte <= '9') || byte == '.')
            digits[used++] = byte;
        else if (byte != ',')
            break;
    }
    digits[used] = '\0';
    char *end;
    *value = strtod(digits, &end);
    return end != digits;
}

typedef struct figure {
    uint32_t first, end; /* words */
    double value;
    bool ordinal;
    bool fraction;
} figure;

static const hs_lexeme *number_word(const hs_reading *r, uint32_t i)
{
    const hs_lexeme *lexeme = hs_reading_word(r, i)->lexeme;
    return lexeme->number_kind ? lexeme : NULL;
}

static bool read_one(const hs_reading *r, uint32_t i, double *value)
{
    const hs_shallow_word *word = hs_reading_word(r, i);
    if (word->shape == HS_TOKEN_NUMBER)
        return parse_number(hs_word_text(&r->words, i), value);
    const hs_lexeme *lexeme = number_word(r, i);
    if (!lexeme)
        return false;
    *value = hs_lexicon_number(lexeme);
    return true;
}

static bool times(const hs_lexeme *lexeme)
{
    return lexeme && (lexeme->number_kind == HS_LEX_NUMBER_MULTIPLIER);
}

/* "two hundred", "6.5 million", "twenty-one". */
static bool read_figure(const hs_reading *r, uint32_t first, uint32_t limit, figure *out)
{
    const hs_lexeme *lexeme = number_word(r, first);
    if (!read_one(r, first, &out->value))
        return false;
    out->first = first;
    out->end = first + 1;
    out->ordinal = lexeme && lexeme->number_kind == HS_LEX_NUMBER_ORDINAL;
    out->fraction = lexeme && lexeme->number_kind == HS_LEX_NUMBER_FRACTION;
    if (out->ordinal)
        return true;
    while (out->end < limit) {
        uint32_t next = out->end;
        bool hyphen = hs_reading_tag(r, next) == HS_TAG_HYPHEN && next + 1 < limit;
        const hs_lexeme *behind = number_word(r, hyphen ? next + 1 : next);
        if (!behind || behind->number_kind == HS_LEX_NUMBER_ORDINAL)
            break;
        double value = hs_lexicon_number(behind);
        if (times(behind))
            out->value *= value;
        else if (behind->number_kind == HS_LEX_NUMBER_CARDINAL && value < 10 && out->value >= 20)
            out->value += value;
        else
            break;
        out->end = (hyphen ? next + 1 : next) + 1;
    }
    return true;
}

/* The unit behind ("marks", "%") or before ("$") the figure. */
static const char *read_unit(const hs_reading *r, figure *out, uint32_t first, uint32_t limit)
{
    double factor = 1;
    const char *unit = "";
    uint32_t at = out->end;
    if (at + 1 < limit && hs_reading_tag(r, at) == HS_TAG_HYPHEN)
        at++;
    if (out->first > first && hs_reading_word(r, out->first - 1)->lexeme->unit &&
        hs_reading_word(r, out->first - 1)->shape != HS_TOKEN_LOWER) {
        out->first--;
        unit = hs_lexicon_unit(hs_reading_word(r, out->first)->lexeme, &factor);
    } else if (at < limit && hs_reading_word(r, at)->lexeme->unit) {
        unit = hs_lexicon_unit(hs_reading_word(r, at)->lexeme, &factor);
        out->end = at + 1;
    }
    out->value *= factor;
    return unit;
}

void hs_read_figures(hs_reading *r)
{
    for (uint32_t s = 0; s < r->words.sentence_count; s++) {
        hs_word_range sentence = r->words.sentences[s];
        for (uint32_t i = sentence.first; i < sentence.end; i++) {
            const hs_shallow_word *word = hs_reading_word(r, i);
            if (word->shape != HS_TOKEN_NUMBER && !word->lexeme->number_kind)
                continue;
            figure found;
            if (!read_figure(r, i, sentence.end, &found))
                continue;
            const char *unit =
                found.ordinal ? "rank" : read_unit(r, &found, sentence.first, sentence.end);
            *hs_array_push(&r->figures) =
                (hs_figure){hs_reading_span(r, found.first, found.end), found.value, unit};
            i = found.end - 1;
        }
    }
}
