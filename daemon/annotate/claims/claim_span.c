/* Takes off what stands around a claim: marks, labels, connectives, frames without a source. */
#include "annotate/claims/claim_span.h"

#include "text/turn_label.h"

enum {
    LABEL_WORDS = 3,      /* in front of a colon */
    CONNECTIVE_WORDS = 4, /* in front of a comma */
    CONNECTIVES_MOST = 3, /* one behind the other: "But in fact, …" */
    LEAST_WORDS = 2,
};

/* Behind "BREAKING:", "Fact check:" and "@AnaRuiz:", which say what or whose the line is. */
static uint32_t behind_label(const hs_reading *r, hs_word_range range)
{
    for (uint32_t i = range.first + 1; i + 1 < range.end && i <= range.first + LABEL_WORDS; i++) {
        if (hs_reading_tag(r, i) != HS_TAG_COLON)
            continue;
        hs_span span = hs_reading_span(r, range.first, i);
        hs_str label = hs_str_slice(r->block->text, span.start, span.end);
        bool capitals = i == range.first + 1 && label.length > 2 &&
                        hs_reading_word(r, range.first)->shape == HS_TOKEN_UPPER;
        bool names = capitals || label.bytes[0] == '@' || hs_turn_names_piece(label);
        return names ? i + 1 : range.first;
    }
    return range.first;
}

static hs_word_range behind_marks(const hs_reading *r, hs_word_range range)
{
    while (range.first + 1 < range.end && hs_reading_tag(r, range.first) == HS_TAG_OPEN_MARK)
        range.first++;
    return range;
}

hs_word_range hs_claim_bare(const hs_reading *r, hs_word_range range)
{
    while (range.end > range.first + 1) {
        uint8_t tag = hs_reading_tag(r, range.end - 1);
        if (tag != HS_TAG_STOP && tag != HS_TAG_COMMA && tag != HS_TAG_CLOSE_MARK)
            break;
        range.end--;
    }
    range.first = behind_label(r, range);
    return behind_marks(r, range);
}

static const char *const connectives[] = {"so",
                                          "yet",
                                          "now",
                                          "well",
                                          "look",
                                          "again",
                                          "still",
                                          "instead",
                                          "also",
                                          "besides",
                                          "however",
                                          "therefore",
                                          "thus",
                                          "meanwhile",
                                          "moreover",
                                          "furthermore",
                                          "nevertheless",
                                          "nonetheless",
                                          "indeed",
                                          "additionally",
                                          "clearly",
                                          "of course",
                                          "in fact",
                                          "in addition",
                                          "for example",
                                          "for instance",
                                          "after all",
                                          "as a result",
                                          "at the same time",
                                          "reportedly",
                                          "allegedly"};

/* Behind a connective with its comma, which tells it from words of the clause: "So, it fell" but
 * not "So it fell that …"; "and" and "but" need none. */
static uint32_t behind_connective(const hs_reading *r, hs_word_range range)
{
    static const char *const plain[] = {"and", "but", NULL};
    if (hs_reading_word_among(r, range.first, plain))
        return range.first + 1 + (hs_reading_tag(r, range.first + 1) == HS_TAG_COMMA);
    uint32_t comma = range.first + 1;
    while (comma < range.end && comma <= range.first + CONNECTIVE_WORDS &&
           hs_reading_tag(r, comma) != HS_TAG_COMMA)
        comma++;
    if (comma >= range.end || hs_reading_tag(r, comma) != HS_TAG_COMMA)
        return range.first;
    hs_span span = hs_reading_span(r, range.first, comma);
    hs_str words = hs_str_slice(r->block->text, span.start, span.end);
    for (size_t i = 0; i < HS_COUNT(connectives); i++)
        if (hs_str_is_ignoring_case(words, connectives[i]))
            return comma + 1;
    return range.first;
}

/* Behind "It is reported that", "It has since been alleged that". */
static uint32_t behind_open_frame(const hs_reading *r, hs_word_range range)
{
    uint32_t i = range.first + 1;
    while (i < range.end &&
           (hs_reading_tag(r, i) == HS_TAG_AUXILIARY || hs_reading_tag(r, i) == HS_TAG_ADVERB))
        i++;
    bool frame = i > range.first + 1 && i + 1 < range.end &&
                 hs_reading_word_is(r, range.first, "it") &&
                 hs_reading_word(r, i)->lexeme->report_weight > 0 &&
                 hs_reading_word(r, i)->lexeme->forms & HS_LEX_FORM_PARTICIPLE &&
                 hs_reading_word_is(r, i + 1, "that");
    return frame ? i + 2 : range.first;
}

hs_word_range hs_claim_shown(const hs_reading *r, hs_word_range bare, bool *open)
{
    hs_word_range shown = bare;
    *open = false;
    for (int k = 0; k < CONNECTIVES_MOST && shown.first + LEAST_WORDS < shown.end; k++) {
        uint32_t first = behind_connective(r, shown);
        if (first == shown.first)
            break;
        shown.first = first;
    }
    if (shown.first + LEAST_WORDS >= shown.end)
        return bare;
    uint32_t first = behind_open_frame(r, shown);
    if (first + LEAST_WORDS > shown.end)
        return shown;
    *open = first > shown.first;
    shown.first = first;
    return behind_marks(r, shown);
}
