/* Groups and the names of those in them: by commas, "and", "like". */
#include "annotate/references/reference_members.h"

typedef struct ties {
    const hs_reading *r;
    const uint32_t *numbers;
    hs_reference *references;
} ties;

static bool names_member(const ties *t, uint32_t phrase)
{
    uint32_t number = phrase == HS_NONE ? HS_NONE : t->numbers[phrase];
    if (number == HS_NONE)
        return false;
    const hs_reference *reference = &t->references[number];
    return reference->kind == HS_REFERENCE_NAME && !hs_reference_is_nobody(reference) &&
           (reference->entity_kind == HS_ENTITY_PERSON ||
            (reference->entity_kind == HS_ENTITY_ORGANISATION && reference->word_count > 1));
}

/* Behind the comma and "and" at `i`, or the one of them that is there; `i`: neither is. */
static uint32_t over_joint(const hs_reading *r, uint32_t i, bool *and)
{
    if (i < r->words.count && hs_reading_tag(r, i) == HS_TAG_COMMA)
        i++;
    *and = i < r->words.count && hs_str_equal(hs_word_text(&r->words, i), HS_STR("and"));
    return i + *and;
}

static void untie(const ties *t, hs_reference *reference)
{
    if (reference->apposed == HS_NONE)
        return;
    t->references[reference->apposed].apposed = HS_NONE;
    reference->apposed = HS_NONE;
}

/* Whether a description means several: "the brokers", "two objectors". */
static bool several(const ties *t, uint32_t i)
{
    const hs_reference *reference = &t->references[t->numbers[i]];
    return reference->kind == HS_REFERENCE_DESCRIPTION &&
           (reference->plural ||
            hs_reading_tag(t->r, t->r->phrases.items[i].first) == HS_TAG_NUMBER);
}

/* Where the names begin that "like" or "such as" at word `at` gives of several; else `at`. */
static uint32_t behind_like(const hs_reading *r, uint32_t at)
{
    if (at + 3 >= r->words.count)
        return at;
    if (hs_reading_word_is(r, at, "such") && hs_reading_word_is(r, at + 1, "as"))
        return at + 2;
    return hs_reading_word_is(r, at, "like") ? at + 1 : at;
}

/* "two brokers, Ana Ruiz and Tom Orlo,", "brokers like Ana Ruiz and Tom Orlo": several, and behind
 * a comma or such a word the names of each. */
static void tie_members(const ties *t, uint32_t i)
{
    enum { MOST = 5 };
    const hs_reading *r = t->r;
    hs_reference *group = &t->references[t->numbers[i]];
    uint32_t at = r->phrases.items[i].end_extended, plain = r->phrases.items[i].end;
    uint32_t from = behind_like(r, plain);
    bool like = from != plain;
    if (!several(t, i) || at + 3 >= r->words.count ||
        (!like && hs_reading_tag(r, at) != HS_TAG_COMMA))
        return;
    uint32_t first = hs_reading_phrase_from(r, like ? from : at + 1), member = first, count = 0;
    bool and = false;
    while (member != HS_NONE && names_member(t, member) && count < MOST) {
        count++;
        uint32_t end = r->phrases.items[member].end;
        if (and) { /* the last of them */
            uint8_t behind = end < r->words.count ? hs_reading_tag(r, end) : HS_TAG_STOP;
            bool verb = behind == HS_TAG_VERB || behind == HS_TAG_AUXILIARY;
            if ((verb && !like) || behind == HS_TAG_POSSESSIVE)
                return;
            untie(t, group);
            group->members[0] = t->numbers[first];
            group->members[1] = t->numbers[member];
            return;
        }
        uint32_t next = over_joint(r, end, &and);
        if (next == end)
            return;
        member = hs_reading_phrase_from(r, next);
    }
}

/* "Ana Ruiz and Tom Orlo, two brokers,". */
static void tie_members_before(const ties *t, uint32_t i)
{
    const hs_reading *r = t->r;
    hs_reference *group = &t->references[t->numbers[i]];
    uint32_t start = r->phrases.items[i].first, end = r->phrases.items[i].end_extended;
    uint8_t behind = end < r->words.count ? hs_reading_tag(r, end) : HS_TAG_STOP;
    if (!several(t, i) || start < 4 || group->members[0] != HS_NONE ||
        hs_reading_tag(r, start - 1) != HS_TAG_COMMA ||
        (behind != HS_TAG_COMMA && behind != HS_TAG_STOP))
        return;
    uint32_t second = hs_reading_phrase_until(r, start - 1);
    uint32_t joint = second == HS_NONE ? 0 : r->phrases.items[second].first;
    if (joint < 2 || !hs_str_equal(hs_word_text(&r->words, joint - 1), HS_STR("and")))
        return;
    uint32_t first = hs_reading_phrase_until(r, joint - 1);
    if (!names_member(t, first) || !names_member(t, second) ||
        t->references[t->numbers[first]].sentence != group->sentence)
        return;
    untie(t, group);
    group->members[0] = t->numbers[first];
    group->members[1] = t->numbers[second];
}

void hs_reference_tie_members(const hs_reading *r, const uint32_t *numbers,
                              hs_reference *references, uint32_t phrase)
{
    ties t = {r, numbers, references};
    tie_members(&t, phrase);
    tie_members_before(&t, phrase);
}
