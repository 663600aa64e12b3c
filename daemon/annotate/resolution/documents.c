/* Who speaks in a document: "the letter", "the 30-second spot", "the suit". */
#include "annotate/reading/name_hash.h"
#include "annotate/resolution/resolve.h"

/* What a document is called by another word than the one that told of it: "a new commercial", and
 * then "the spot". */
static hs_str kind_of(hs_str head)
{
    static const struct {
        const char *said, *meant;
    } same[] = {{"advertisement", "ad"}, {"advert", "ad"},    {"commercial", "ad"},
                {"spot", "ad"},          {"suit", "lawsuit"}, {"complaint", "lawsuit"},
                {"claim", "lawsuit"},    {"e-mail", "email"}, {"flyer", "flier"},
                {"leaflet", "flier"},    {"mailer", "flier"}, {"mailing", "flier"}};
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

uint32_t hs_resolve_author(hs_linker *linker, const hs_reference *reference)
{
    hs_str kind = kind_of(hs_linker_text(linker, reference->head));
    uint64_t key = hs_name_hash(kind);
    if (reference->owner == HS_NONE) {
        uint32_t known = reference->definite
                             ? hs_entities_find(&linker->entities, HS_KEY_DOCUMENT, key)
                             : HS_NONE;
        bool suit = reference->definite && hs_str_equal(kind, HS_STR("lawsuit"));
        return known == HS_NONE && suit ? who_sued(linker) : known;
    }
    uint32_t author = hs_resolve_party(linker, reference->owner);
    if (author != HS_NONE)
        hs_entities_set(&linker->entities, HS_KEY_DOCUMENT, key, author);
    return author;
}
