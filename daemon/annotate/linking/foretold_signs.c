/* What the words of a mention, and where it stands, tell of whether a text goes on to name
 * somebody.
 */
#include "annotate/linking/foretold_signs.h"

static bool is_heading(const hs_linker *linker, uint32_t block)
{
    return linker->blocks->entries[block].block->kind == HS_BLOCK_HEADING;
}

bool hs_foretold_opens_section(const hs_linker *linker, uint32_t block)
{
    return is_heading(linker, block) || (block > 0 && is_heading(linker, block - 1));
}

bool hs_foretold_in_section(const hs_linker *linker, uint32_t mention, uint32_t later)
{
    enum { BLOCKS = 6 };
    uint32_t from = hs_foretold_block(linker, mention), to = hs_foretold_block(linker, later);
    if (from < HS_FORETOLD_LEAD)
        return true;
    if (to > from + BLOCKS)
        return false;
    for (uint32_t block = from + 1; block <= to; block++)
        if (is_heading(linker, block) && !is_heading(linker, block - 1))
            return false;
    return true;
}

bool hs_foretold_in_heading(const hs_linker *linker, uint32_t mention)
{
    return hs_linker_heading(linker, hs_foretold_mention(linker, mention)->mention.place.block);
}

bool hs_foretold_body(const hs_linked_entity *named)
{
    return named->kind == HS_ENTITY_ORGANISATION ||
           (named->kind == HS_ENTITY_GROUP && named->name_word_count > 2) ||
           hs_entity_person_by_tag(named);
}

bool hs_foretold_acts(const hs_reference *it)
{
    return it->speaks || it->subject || it->relation == HS_PLACE_SUBJECT;
}

bool hs_foretold_announces(const hs_linker *linker, const hs_linked_mention *mention)
{
    const hs_reference *it = hs_foretold_reference(linker, mention);
    uint32_t at = mention->mention.place.block;
    hs_str text = linker->blocks->entries[at].block->text;
    hs_str behind = hs_str_slice(text, it->head.end, text.length);
    bool of = hs_foretold_acts(it) && hs_str_starts_with(behind, HS_STR(" of "));
    bool told_of =
        it->inside != HS_NONE && it->subject; /* "said the referee had": one seen there */
    bool heading = told_of ? hs_linker_headline(linker, at) : hs_linker_heading(linker, at);
    return it->kind == HS_REFERENCE_DESCRIPTION && !it->plural && !it->quoted &&
           (!it->definite || of || heading);
}

/* Whether a text tells of somebody by a full name alone, as of one who is known by now: "Ana Ruiz,
 * 54, admitted", not "the mayor, Ana Ruiz". Firms have names of one word. */
static bool named_bare(const hs_linker *linker, const hs_linked_mention *mention)
{
    const hs_reference *it = hs_foretold_reference(linker, mention);
    bool full = it->word_count > 1 || hs_foretold_body(hs_linker_entity(linker, mention->entity));
    return it->kind == HS_REFERENCE_NAME && full && it->apposed == HS_NONE && !it->role_hash &&
           !it->country && !hs_reference_is_nobody(it) && it->owner == HS_NONE &&
           it->relation != HS_PLACE_POSSESSOR &&
           !hs_linker_heading(linker, mention->mention.place.block);
}

/* "The report, by the Orlo Trust, said": whose words a text gives, though the name is no subject.
 */
static bool author_speaks(const hs_linker *linker, const hs_linked_mention *mention)
{
    const hs_reference *it = hs_foretold_reference(linker, mention);
    hs_str before = hs_str_slice(linker->blocks->entries[mention->mention.place.block].block->text,
                                 0, it->span.start);
    bool by =
        hs_str_ends_with(before, HS_STR("by ")) || hs_str_ends_with(before, HS_STR("by the "));
    return by && hs_linker_entity(linker, mention->entity)->spoke > 0;
}

bool hs_foretold_soon_behind(const hs_linker *linker, uint32_t mention, uint32_t later)
{
    enum { BLOCKS = 3 };
    const hs_linked_mention *a = hs_foretold_mention(linker, mention),
                            *b = hs_foretold_mention(linker, later);
    uint32_t from = a->mention.place.block, to = b->mention.place.block;
    return to > from ? to - from <= BLOCKS
                     : hs_foretold_reference(linker, a)->sentence <
                           hs_foretold_reference(linker, b)->sentence;
}

bool hs_foretold_goes_on(const hs_linker *linker, uint32_t mention)
{
    const hs_linked_mention *it = hs_foretold_mention(linker, mention);
    const hs_reference *reference = hs_foretold_reference(linker, it);
    if (!named_bare(linker, it) || reference->dies)
        return false;
    return reference->relation == HS_PLACE_ATTRIBUTE
               ? author_speaks(linker, it)
               : reference->opens || reference->speaks || reference->age;
}

bool hs_foretold_person(const hs_linker *linker, const hs_linked_mention *mention)
{
    static const char *const endings[] = {"er", "or", "ist", "ess", "man", "ian"};
    const hs_reference *it = hs_foretold_reference(linker, mention);
    hs_str text = linker->blocks->entries[mention->mention.place.block].block->text;
    hs_str head = hs_str_slice(text, it->head.start, it->head.end);
    if (!it->speaks || it->plural || it->document || it->deed)
        return false;
    for (size_t i = 0; i < HS_COUNT(endings); i++)
        if (hs_str_ends_with(head, hs_str_from(endings[i])))
            return true;
    return false;
}
