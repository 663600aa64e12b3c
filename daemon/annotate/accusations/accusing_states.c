/* What is said of somebody's state, "guilty of fraud", "under fire", and what somebody feels about
 * whom, "furious at", by accusing.tsv and the parse.
 */
#include "annotate/accusations/accusing_finder.h"

static hs_span charge_of_state(const hs_accusing_finder *f)
{
    static const char *const links[] = {"for", "over", "of", "in", NULL};
    const hs_reading *r = f->r;
    hs_predicate p = {.cue = {.word = f->word, .subject = HS_NONE}};
    p.cue.scope = hs_reading_window(r, f->word);
    hs_str text = hs_word_text(&r->words, f->word);
    bool linked = false; /* "responsible for" is one word */
    for (const char *const *link = links; *link; link++)
        linked = linked || hs_str_ends_with(text, hs_str_from(*link));
    uint32_t at = linked ? f->word : hs_predicate_find(r, &p, f->word + 1, 8, links);
    return at == HS_NONE || at + 1 >= p.cue.scope.end ? hs_reading_word(r, f->word)->span
                                                      : hs_predicate_clause(r, &p, at + 1, true);
}

static bool asked(const hs_reading *r, uint32_t word)
{
    return hs_str_equal(hs_word_text(&r->words, hs_reading_sentence(r, word).end - 1), HS_STR("?"));
}

/* "Held X responsible", "found X guilty". */
static bool holds(const hs_word *verb)
{
    static const char *const lemmas[] = {"hold", "find", "consider", "deem", "judge", NULL};
    return hs_word_lemma_among(verb, lemmas);
}

/* The verb that a state hangs on: of "held X responsible" even where the parse has the state hang
 * on X. HS_NO_WORD: none. */
static uint32_t verb_of_state(const hs_reading *r, uint32_t token, bool *given)
{
    const hs_word *tree = r->syntax->words;
    uint32_t head = tree[token].head;
    bool behind =
        head < token && tree[token].deprel == HS_DEPREL_AMOD && tree[head].deprel == HS_DEPREL_OBJ;
    if (head < token && holds(&tree[head])) { /* "held X to blame" */
        *given = true;
        return head;
    }
    *given = behind || tree[token].deprel == HS_DEPREL_XCOMP;
    return behind ? tree[head].head : head;
}

/* "Finds council | guilty of fraud", where the parse has the state for an object that X stands in
 * front of: X, or HS_NONE. */
static uint32_t taken_for_object(const hs_reading *r, uint32_t token)
{
    const hs_word *tree = r->syntax->words;
    bool object = token > 0 && tree[token].deprel == HS_DEPREL_OBJ && tree[token - 1].head == token;
    return object ? r->phrases.phrase_at[hs_reading_word_of_token(r, token - 1)] : HS_NONE;
}

/* "X is guilty of Y", "held X responsible for Y", "X came under fire from Z for Y": what is said of
 * somebody's state, by the parse. */
void hs_accusing_read_state(hs_accusing_finder *f)
{
    hs_reading *r = f->r;
    if (!r->syntax || asked(r, f->word))
        return;
    bool given;
    uint32_t token = hs_reading_token(r, f->word), above = verb_of_state(r, token, &given);
    hs_accusing_hung own = hs_accusing_hung_on(r, token), verb = own;
    if (own.subject == HS_NONE && above != HS_NO_WORD)
        verb = hs_accusing_hung_on(r, above);
    if (given && verb.object == HS_NONE)
        verb.object = taken_for_object(r, token);
    bool found = own.subject == HS_NONE && above != HS_NO_WORD && above < token &&
                 verb.object == HS_NONE && holds(&r->syntax->words[above]); /* "X found at fault" */
    given = given && own.subject == HS_NONE && verb.object != HS_NONE;
    bool qualifies = own.subject == HS_NONE && above != HS_NO_WORD && !given && above < token &&
                     r->syntax->words[token].deprel == HS_DEPREL_NMOD;
    uint32_t party = given       ? verb.object
                     : qualifies ? r->phrases.phrase_at[hs_reading_word_of_token(r, above)]
                                 : verb.subject; /* "mayor under fire over" */
    if (!hs_predicate_is_party(r, party) || own.unasserted || verb.unasserted ||
        hs_word_is(hs_reading_word(r, r->phrases.items[party].head), HS_LEX(FIRST_PERSON)))
        return;
    hs_span charge = charge_of_state(f);
    uint32_t what =
        qualifies ? hs_reading_phrase_from(r, hs_reading_word_at(r, charge.start)) : HS_NONE;
    if (what != HS_NONE) /* "a mayor under fire over the floods | said" */
        charge =
            hs_reading_span(r, r->phrases.items[what].first, r->phrases.items[what].end_extended);
    hs_accusing *accusing = hs_accusing_push(f, charge, given || found ? 10 : -10);
    accusing->accuser = given                   ? verb.subject
                        : verb.agent != HS_NONE ? verb.agent
                        : own.origin != HS_NONE ? own.origin
                                                : verb.origin;
    accusing->open_accuser = accusing->accuser == HS_NONE &&
                             (verb.passive || found || accusing->untaught ||
                              f->lexeme->accuse_part == HS_LEX_PART_ADVERB); /* "under fire" */
    accusing->untaught = accusing->untaught || given || found; /* "held X responsible for" */
    hs_accusing_add(accusing, party);
}

/* "Furious with herself". */
static bool reflexive(const hs_reading *r, uint32_t phrase)
{
    hs_str text = hs_word_text(&r->words, r->phrases.items[phrase].head);
    return hs_str_ends_with(text, HS_STR("self")) || hs_str_ends_with(text, HS_STR("selves"));
}

/* "X is critical of Y", "furious at Y's decision, X walked out": what somebody thinks of whom. */
void hs_accusing_read_feeling(hs_accusing_finder *f)
{
    hs_reading *r = f->r;
    if (!r->syntax || asked(r, f->word))
        return;
    uint32_t token = hs_reading_token(r, f->word), above = r->syntax->words[token].head;
    hs_accusing_hung own = hs_accusing_hung_on(r, token);
    if (own.subject == HS_NONE && above != HS_NO_WORD) {
        hs_accusing_hung verb = hs_accusing_hung_on(r, above);
        own.subject = verb.subject;
        own.unasserted = own.unasserted || verb.unasserted;
    }
    f->predicate = (hs_predicate){.cue = {.word = f->word, .subject = HS_NONE}};
    f->predicate.cue.scope = hs_reading_window(r, f->word);
    uint32_t target = f->word + 1 < f->predicate.cue.scope.end
                          ? hs_predicate_whole(r, hs_reading_phrase_from(r, f->word + 1))
                          : HS_NONE;
    uint32_t owner = hs_predicate_party_of(r, target);
    uint32_t accused = owner != HS_NONE ? owner : target;
    if (own.unasserted || (target != HS_NONE && reflexive(r, target)) ||
        !hs_predicate_is_party(r, accused) || !hs_predicate_is_party(r, own.subject))
        return;
    uint32_t behind = r->phrases.items[target].end;
    uint32_t link = hs_predicate_find(r, &f->predicate, behind, 3, hs_accusing_charge_words);
    bool linked = owner == HS_NONE && hs_accusing_goes_on(f, link);
    hs_accusing *accusing = hs_accusing_push(
        f, hs_predicate_clause(r, &f->predicate, linked ? link + 1 : f->word + 1, !linked), 5);
    accusing->accuser = own.subject;
    hs_accusing_add(accusing, accused);
}
