#include "annotate/accusations/role_target.h"

#include "annotate/accusations/role_bars.h"
#include "annotate/reading/meaning.h"
#include "annotate/reading/relative_object.h"

bool hs_role_is_person(const hs_sight *s, uint32_t token)
{
    const hs_shallow_word *word = hs_reading_word(s->r, s->it->words[token].word);
    return hs_word_is(word, HS_LEX(ROLE)) ||
           hs_meaning_get(s->it->words[token].meaning, HS_MEANING_KIND) == HS_KIND_PERSON;
}

bool hs_role_names_party(const hs_sight *s, uint32_t token)
{
    static const uint32_t parties =
        1u << HS_KIND_PERSON | 1u << HS_KIND_GROUP | 1u << HS_KIND_OFFICE | 1u << HS_KIND_BODY;
    return hs_role_is_person(s, token) ||
           parties >> hs_meaning_get(s->it->words[token].meaning, HS_MEANING_KIND) & 1u ||
           hs_word_is(hs_reading_word(s->r, s->it->words[token].word),
                      HS_LEX(ORGANISATION) | HS_LEX(GROUP));
}

bool hs_role_is_deed(const hs_sight *s, uint32_t token)
{
    static const uint32_t parties = 1u << HS_KIND_PERSON | 1u << HS_KIND_GROUP |
                                    1u << HS_KIND_OFFICE | 1u << HS_KIND_PLACE | 1u << HS_KIND_BODY;
    unsigned kind = hs_meaning_get(s->it->words[token].meaning, HS_MEANING_KIND);
    return s->tree[token].upos == HS_UPOS_NOUN && kind && !(parties >> kind & 1u);
}

/* Whether the cue is a verb whose object is accused. */
static bool accusing_verb(const hs_sight *s)
{
    return hs_sight_cue_roles(s) & HS_ACCUSE_OBJECT && s->tree[s->cue].upos == HS_UPOS_VERB;
}

uint32_t hs_role_target(const hs_sight *s)
{
    if (!accusing_verb(s) || s->it->words[s->cue].passive)
        return HS_NONE;
    const hs_shallow_word *cue = hs_reading_word(s->r, s->it->words[s->cue].word);
    return hs_relative_object_find(s->r, s->cue, cue->lexeme->word_count).noun;
}

/* "Sued the city, saying that the officer": whoever is sued. */
static bool is_sued(const hs_sight *s, uint32_t token)
{
    static const char *const sues[] = {"sue", NULL};
    return s->cue != HS_NONE && s->it->words[s->cue].object == token &&
           hs_word_lemma_among(&s->tree[s->cue], sues) && !s->it->words[s->cue].passive &&
           (s->tree[token].upos == HS_UPOS_NOUN || s->tree[token].upos == HS_UPOS_PROPN);
}

uint8_t hs_role_bars_of_target(const hs_sight *s, uint32_t token)
{
    if (is_sued(s, token))
        return HS_SURE_ACCUSED | HS_AIMED_AT | HS_BARRED_ACCUSER;
    if (s->target == HS_NONE || token != s->target)
        return 0;
    bool party = s->tree[token].upos == HS_UPOS_PROPN || hs_role_names_party(s, token);
    static const uint32_t bodies = 1u << HS_KIND_GROUP | 1u << HS_KIND_OFFICE | 1u << HS_KIND_BODY;
    bool several = s->tree[token].xpos == HS_XPOS_NNS || /* "a socialist" may be anybody */
                   bodies >> hs_meaning_get(s->it->words[token].meaning, HS_MEANING_KIND) & 1u;
    return (uint8_t)(HS_BARRED_ACCUSER | (party ? HS_SURE_ACCUSED : 0) |
                     (party && several ? HS_AIMED_AT : 0));
}

/* "Was criticised | in a speech on Sunday by X": whether only nouns stand between a phrase and the
 * cue, on which the first of them hangs. */
static bool hangs_on_cue(const hs_sight *s, uint32_t head)
{
    enum { UP = 3 };
    for (int step = 0; step < UP && head != HS_NO_WORD && head > s->cue; step++) {
        if (s->tree[head].upos == HS_UPOS_VERB)
            return false;
        head = s->tree[head].head;
    }
    return head == s->cue;
}

bool hs_role_named_as_accuser(const hs_sight *s, uint32_t phrase, uint32_t token)
{
    static const char *const by[] = {"by", NULL}, *const from[] = {"from", NULL};
    if (s->cue == HS_NONE || hs_role_is_deed(s, token) ||
        hs_token_range_holds(s->it->charge, token) || token < s->cue ||
        hs_word_is(hs_reading_word(s->r, s->it->words[token].word),
                   HS_LEX(MONTH) | HS_LEX(WEEKDAY) | HS_LEX(TIME)))
        return false;
    if (s->it->rule && s->it->rule->accuser == phrase && hs_sight_has_case(s, token, from))
        return true;
    uint32_t head = s->tree[token].head;
    bool passive = s->it->words[s->cue].passive || (s->cue_passive && s->cue_far);
    return accusing_verb(s) && passive && hs_sight_has_case(s, token, by) && head != HS_NO_WORD &&
           (hs_token_range_holds(s->it->charge, head) || hangs_on_cue(s, head));
}

bool hs_role_accuses_by_gerund(const hs_sight *s, uint32_t token)
{
    static const char *const links[] = {"for", "after", "before", "by", "while", "since", NULL};
    return s->cue_agent == token && s->cue_far && s->cue > 0 && accusing_verb(s) &&
           !s->cue_passive && s->tree[s->cue].xpos == HS_XPOS_VBG &&
           s->it->words[s->cue].subject == HS_NONE &&
           hs_word_lemma_among(&s->tree[s->cue - 1], links) &&
           (s->tree[token].upos == HS_UPOS_PROPN || s->tree[token].upos == HS_UPOS_PRON ||
            hs_role_names_party(s, token));
}

bool hs_role_within_accuser(const hs_sight *s, uint32_t token)
{
    enum { UP = 6 };
    if (!accusing_verb(s) || s->cue_passive || s->cue_agent == HS_NONE || token == s->cue_agent ||
        hs_meaning_mute(s->it->words[s->cue_agent].meaning))
        return false;
    bool inside = false;
    for (int step = 0; step < UP && token != HS_NO_WORD && token != s->cue; step++) {
        uint8_t deprel = s->tree[token].deprel;
        inside = inside || deprel == HS_DEPREL_ACL_RELCL;
        token = s->tree[token].head;
        if (token == s->cue_agent)
            return inside;
    }
    return false;
}

/* "Ruiz said the town had blamed X": the clause of an accusing verb is what a verb near it reports.
 */
static bool said_to_accuse(const hs_sight *s, uint32_t subject)
{
    const hs_word *cue = &s->tree[s->cue];
    return cue->deprel == HS_DEPREL_CCOMP && cue->head != HS_NO_WORD && !s->cue_far &&
           cue->xpos != HS_XPOS_VB && s->tree[subject].upos != HS_UPOS_PRON &&
           s->it->words[cue->head].lexeme->report_frames;
}

bool hs_role_accuses(const hs_sight *s, uint32_t token)
{
    if (s->cue == HS_NONE || s->cue_agent != token || s->cue_passive ||
        s->tree[s->cue].upos != HS_UPOS_VERB ||
        (s->tree[s->cue].deprel != HS_DEPREL_ACL_RELCL && !said_to_accuse(s, token)))
        return false;
    return hs_sight_cue_roles(s) & HS_ACCUSE_OBJECT;
}
