/* Who speaks in a document: "the letter", "the 30-second spot", "the suit". */
#include "annotate/reading/name_hash.h"
#include "annotate/resolution/body_kinds.h"
#include "annotate/resolution/resolve.h"

/* What a document is called by another word than the one that told of it: "a new commercial", and
 * then "the spot". */
static hs_str kind_of(hs_str head)
{
    static const struct {
        const char *said, *meant;
    } same[] = {{"advertisement", "ad"},  {"advert", "ad"},       {"commercial", "ad"},
                {"spot", "ad"},           {"suit", "lawsuit"},    {"complaint", "lawsuit"},
                {"claim", "lawsuit"},     {"e-mail", "email"},    {"flyer", "flier"},
                {"leaflet", "flier"},     {"mailer", "flier"},    {"mailing", "flier"},
                {"story", "article"},     {"piece", "article"},   {"feature", "article"},
                {"column", "article"},    {"op-ed", "article"},   {"essay", "article"},
                {"editorial", "article"}, {"profile", "article"}, {"headline", "article"}};
    for (size_t i = 0; i < HS_COUNT(same); i++)
        if (hs_str_is_ignoring_case(head, same[i].said))
            return hs_str_from(same[i].meant);
    return head;
}

/* Who last sued anybody: "the lawsuit" is theirs. */
static uint32_t who_sued(const hs_linker *linker)
{
    static const char *const sues[] = {"sue", "sues", "sued", "suing"};
    for (uint32_t back = 1; back <= hs_linker_known_back(linker); back++) {
        const hs_known_accusation *known = hs_linker_known(linker, back);
        const hs_place *cue = &linker->items[known->item].accusation.cue;
        hs_str block = linker->blocks->entries[cue->block].block->text;
        hs_str word = hs_str_slice(block, cue->span.start, cue->span.end);
        for (size_t i = 0; i < HS_COUNT(sues); i++)
            if (hs_str_is_ignoring_case(word, sues[i]))
                return known->accuser;
    }
    return HS_NONE;
}

/* The latest body of a kind that the paragraphs just before tell of, or HS_NONE. */
static uint32_t latest_of(const hs_linker *linker, const char *noun, bool described)
{
    enum { BLOCKS = 3 };
    hs_reference like = {.head_hash = hs_name_hash(hs_str_from(noun))};
    uint32_t kinds = hs_body_kinds_of(&like);
    for (uint32_t i = 0; i < linker->recent_count; i++) {
        const hs_linked_entity *it = hs_linker_entity(linker, linker->recent[i]);
        if (it->block + BLOCKS < linker->block)
            return HS_NONE;
        bool called = it->described && hs_str_is_ignoring_case(hs_name_last_word(it->name), noun);
        if (it->kind != HS_ENTITY_PERSON &&
            (it->described ? described && called : hs_body_kinds_fit(kinds, it)))
            return linker->recent[i];
    }
    return HS_NONE;
}

/* Who makes documents of a kind: courts rulings, newspapers articles. A report is one of a
 * newspaper's only where that has just spoken. */
static uint32_t usual_maker(const hs_linker *linker, hs_str kind)
{
    static const hs_str rulings[] = {{"ruling", 6},   {"decision", 8},  {"opinion", 7},
                                     {"judgment", 8}, {"judgement", 9}, {"order", 5}};
    if (hs_str_among_ignoring_case(kind, rulings, HS_COUNT(rulings)))
        return latest_of(linker, "court", true);
    bool report = hs_str_is_ignoring_case(kind, "report");
    if (!report && !hs_str_is_ignoring_case(kind, "article"))
        return HS_NONE;
    uint32_t press = latest_of(linker, "newspaper", false);
    return report && press != linker->last_speaker ? HS_NONE : press;
}

/* Who speaks in "the report", of which this text told before. */
static uint32_t author_before(const hs_linker *linker, hs_str kind)
{
    uint32_t known = hs_entities_find(&linker->entities, HS_KEY_DOCUMENT, hs_name_hash(kind));
    if (known == HS_NONE && hs_str_equal(kind, HS_STR("lawsuit")))
        known = who_sued(linker);
    return known == HS_NONE ? usual_maker(linker, kind) : known;
}

uint32_t hs_resolve_author(hs_linker *linker, const hs_reference *reference)
{
    hs_str kind = kind_of(hs_linker_text(linker, reference->head));
    if (reference->owner == HS_NONE)
        return reference->definite ? author_before(linker, kind) : HS_NONE;
    uint32_t author = hs_resolve_party(linker, reference->owner);
    if (author != HS_NONE)
        hs_entities_set(&linker->entities, HS_KEY_DOCUMENT, hs_name_hash(kind), author);
    return author;
}
