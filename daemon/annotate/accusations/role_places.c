/* Places by their names and nouns and by the prepositions in front of them. */
#include "annotate/accusations/role_places.h"

#include "annotate/accusations/role_bars.h"
#include "annotate/accusations/role_target.h"

/* "The senator from Monroe", "the member for Derwent". */
static bool somebodys_home(const hs_sight *s, uint32_t token)
{
    static const char *const from[] = {"from", "for", NULL};
    uint32_t head = s->tree[token].head;
    return s->tree[token].deprel == HS_DEPREL_NMOD && s->tree[token].upos == HS_UPOS_PROPN &&
           head != HS_NO_WORD && hs_sight_has_case(s, token, from) &&
           s->tree[head].upos == HS_UPOS_NOUN && hs_role_is_person(s, head);
}

/* "Flour to the town of Moru": the town and its name, unless it acts. */
static bool in_town(const hs_sight *s, uint32_t token)
{
    static const char *const in[] = {"in", "at", "near", "outside", NULL}, *const of[] = {"of",
                                                                                          NULL};
    static const char *const towns[] = {"town",     "city",   "village", "district",
                                        "province", "suburb", "county",  NULL};
    uint32_t head = s->tree[token].head;
    if (hs_word_lemma_among(&s->tree[token], towns))
        return hs_sight_has_case(s, token, in);
    return head != HS_NO_WORD && hs_word_lemma_among(&s->tree[head], towns) &&
           hs_sight_has_case(s, token, of) && !hs_deprel_is_subject(s->tree[head].deprel);
}

bool hs_role_home_or_town(const hs_sight *s, uint32_t token)
{
    return somebodys_home(s, token) || in_town(s, token);
}

/* "Charged with fraud in Orlo", which the name tags take for a person; "lost faith in Orlo". */
static bool looks_placed(const hs_sight *s, const hs_phrase *whole, uint32_t token)
{
    static const char *const in[] = {"in", NULL};
    static const char *const trusts[] = {"confidence", "faith",  "trust",   "belief",     "believe",
                                         "interest",   "invest", "confide", "disappoint", NULL};
    const hs_word *tree = s->tree;
    uint32_t over = tree[token].head;
    bool alone = whole->end == whole->first + 1 && token > 0 && over != HS_NO_WORD &&
                 tree[token - 1].head == token && hs_word_lemma_among(&tree[token - 1], in);
    return alone && over + 1 < token && !hs_word_lemma_among(&tree[token - 2], trusts) &&
           !hs_word_lemma_among(&tree[over], trusts);
}

/* "The coup in Sahran", "potholes in Dunmarsh": where it happened, unless that is a country or a
 * body ("fraud at Orlo Foods"). */
bool hs_role_place_of_it(const hs_sight *s, uint32_t phrase, uint32_t token)
{
    static const char *const in[] = {"in",     "at",     "near",    "outside",
                                     "inside", "across", "through", NULL};
    static const char *const near[] = {"near", NULL};
    const hs_phrase *whole = &s->r->phrases.items[phrase];
    uint8_t kind = s->tree[token].entity_tag;
    if (s->tree[token].upos == HS_UPOS_PROPN && hs_sight_has_case(s, token, near))
        return true; /* be it tagged a person's: "near Tal Amara" */
    if (s->cue_agent != HS_NONE && s->tree[token].head == s->cue_agent &&
        hs_sight_has_case(s, token, in))
        return true; /* "its embassy in Washington condemned" */
    static const char *const at[] = {"at", NULL};
    bool behind_at = hs_sight_has_case(s, token, at);
    if (behind_at &&
        ((s->cue != HS_NONE && s->tree[token].head == s->cue) || hs_role_named_by_rule(s, phrase)))
        return false; /* "hit out at X", "took a swipe at X" */
    static const char *const only_in[] = {"in", NULL};
    bool unknown = kind == 0 && !(s->r->block->kind == HS_BLOCK_HEADING &&
                                  hs_sight_has_case(s, token, only_in)); /* "walk out in Orlo" */
    bool person = kind == 1 + HS_NAME_PERSON && !looks_placed(s, whole, token);
    if (s->tree[token].upos != HS_UPOS_PROPN || unknown || person ||
        (kind == 1 + HS_NAME_ORGANISATION && behind_at) || !hs_sight_has_case(s, token, in))
        return false;
    for (uint32_t i = whole->first; i < whole->end; i++)
        if (hs_word_is(hs_reading_word(s->r, i),
                       HS_LEX(COUNTRY) | HS_LEX(CAPITAL) | HS_LEX(DEMONYM) | HS_LEX(ORGANISATION)))
            return false;
    return true;
}

/* Whether a name behind its own preposition is surely a place's: nobody there accuses. */
bool hs_role_only_place(const hs_sight *s, uint32_t token)
{
    uint32_t in = hs_sight_case(s, token);
    return s->tree[token].entity_tag == 1 + HS_NAME_PLACE && in != HS_NONE &&
           s->tree[in].head == token;
}

/* "Allegations … first appeared on social media": where words stood. */
static bool venue(const hs_sight *s, uint32_t token)
{
    static const char *const where[] = {"on", "in", "via", NULL};
    static const char *const appears[] = {"appear",  "surface", "emerge", "circulate", "spread",
                                          "publish", "print",   "air",    "broadcast", "report",
                                          "post",    "share",   "make",   NULL};
    uint32_t verb = s->tree[token].head;
    return s->cue != HS_NONE && verb != HS_NO_WORD && s->tree[s->cue].upos == HS_UPOS_NOUN &&
           s->it->words[verb].subject == s->cue && s->tree[token].deprel == HS_DEPREL_OBL &&
           hs_word_lemma_among(&s->tree[verb], appears) && hs_sight_has_case(s, token, where);
}

/* "Social media": nobody in particular. */
static bool is_media(const hs_sight *s, uint32_t token)
{
    static const char *const media[] = {"media", NULL}, *const social[] = {"social", NULL};
    return token > 0 && hs_word_lemma_among(&s->tree[token], media) &&
           hs_word_lemma_among(&s->tree[token - 1], social);
}

bool hs_role_only_venue(const hs_sight *s, uint32_t token)
{
    return venue(s, token) || is_media(s, token);
}
