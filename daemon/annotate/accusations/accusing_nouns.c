/* Accusing nouns and "alleged" with their roles, by accusing.tsv and the parse.
 */
#include "annotate/accusations/accusation_words.h"
#include "annotate/accusations/accusing_finder.h"
#include "annotate/reading/noun_kind.h"
#include "annotate/reading/syntax.h"

uint32_t hs_accusing_first_word(const hs_reading *r, uint32_t phrase)
{
    while (r->phrases.items[phrase].owner != HS_NONE && r->phrases.items[phrase].owner < phrase)
        phrase = r->phrases.items[phrase].owner;
    return r->phrases.items[phrase].first;
}

/* Whether one of some words stands right before a phrase. */
static bool follows_any(const hs_reading *r, uint32_t phrase, const char *const *words)
{
    uint32_t first = phrase == HS_NONE ? 0 : hs_accusing_first_word(r, phrase);
    return first > 0 && hs_reading_word_among(r, first - 1, words);
}

/* "Unions", "charities": groups that no list has as well. */
static bool is_party_or_group(const hs_reading *r, uint32_t phrase)
{
    if (phrase == HS_NONE || hs_predicate_is_party(r, phrase))
        return phrase != HS_NONE;
    unsigned kind =
        hs_meaning_get(hs_noun_in_capitals(r, r->phrases.items[phrase].head), HS_MEANING_KIND);
    return kind >= HS_KIND_PERSON && kind <= HS_KIND_OFFICE;
}

static void note_oblique(const hs_reading *r, uint32_t phrase, hs_accusing_hung *out)
{
    static const char *const by[] = {"by", NULL}, *const from[] = {"from", NULL},
                             *const against[] = {"against", NULL};
    if (!is_party_or_group(r, phrase))
        return;
    out->agent = follows_any(r, phrase, by) ? phrase : out->agent;
    out->origin = follows_any(r, phrase, from) ? phrase : out->origin;
    out->target = follows_any(r, phrase, against) ? phrase : out->target;
}

static void note_hung(const hs_reading *r, uint32_t token, hs_accusing_hung *out)
{
    uint32_t word = hs_reading_word_of_token(r, token), phrase = r->phrases.phrase_at[word];
    switch ((enum hs_deprel)r->syntax->words[token].deprel) {
    case HS_DEPREL_NSUBJ_PASS:
        out->passive = true;
        out->subject = phrase;
        return;
    case HS_DEPREL_NSUBJ:
        out->subject = phrase;
        return;
    case HS_DEPREL_OBJ:
        out->object = phrase;
        return;
    case HS_DEPREL_OBL:
    case HS_DEPREL_OBL_AGENT:
    case HS_DEPREL_NMOD:
        note_oblique(r, phrase, out);
        return;
    default:
        out->unasserted = out->unasserted || hs_word_is(hs_reading_word(r, word),
                                                        HS_LEX(NEGATION) | HS_LEX(HYPOTHETICAL));
    }
}

hs_accusing_hung hs_accusing_hung_on(const hs_reading *r, uint32_t token)
{
    enum { REACH = 40 };
    hs_accusing_hung found = {HS_NONE, HS_NONE, HS_NONE, HS_NONE, HS_NONE, false, false};
    hs_word_span sentence = r->syntax->sentences[hs_syntax_sentence(r, token)];
    uint32_t first = token > sentence.first + REACH ? token - REACH : sentence.first;
    for (uint32_t t = first; t < sentence.end && t < token + REACH; t++)
        if (r->syntax->words[t].head == token)
            note_hung(r, t, &found);
    return found;
}

/* Of whom a verb's accusing noun tells: "X faces accusations", "jailed X on charges", "X was jailed
 * on charges". HS_NONE where the verb does not say. */
static uint32_t accused_by_verb(const hs_reading *r, uint32_t noun)
{
    static const char *const grounds[] = {"on", "over", "against", "amid", NULL};
    static const char *const rejects[] = {"reject", "dismiss", NULL};
    enum { STEPS = 3 };
    const hs_word *it = &r->syntax->words[noun];
    if (it->head == HS_NO_WORD || r->syntax->words[it->head].upos != HS_UPOS_VERB)
        return HS_NONE;
    uint32_t phrase = r->phrases.phrase_at[hs_reading_word_of_token(r, noun)];
    bool oblique = it->deprel == HS_DEPREL_OBL && follows_any(r, phrase, grounds);
    const hs_word *over = &r->syntax->words[it->head];
    bool object = it->deprel == HS_DEPREL_OBJ &&
                  (hs_accusation_bears(over) || hs_word_lemma_among(over, rejects));
    if (!oblique && !object)
        return HS_NONE;
    hs_accusing_hung verb = hs_accusing_hung_on(r, it->head);
    uint32_t above = it->head;
    for (int step = 0; object && step < STEPS && verb.subject == HS_NONE; step++) {
        uint8_t deprel = r->syntax->words[above].deprel; /* "agreed | to pay | to settle" */
        above = r->syntax->words[above].head;
        if (above == HS_NO_WORD || (deprel != HS_DEPREL_XCOMP && deprel != HS_DEPREL_ADVCL))
            break;
        verb = hs_accusing_hung_on(r, above);
    }
    return object || verb.passive ? verb.subject : verb.object;
}

static const char *const makes[] = {
    "make",  "lodge",  "file",  "bring",  "level", "voice",  "raise", "issue",   "air",  "express",
    "press", "submit", "renew", "repeat", "hurl",  "launch", "mount", "publish", "post", NULL};

/* "took a swipe", "heaped scorn": verbs with which further nouns accuse (accusing.tsv, "v"). */
static const char *const lights[] = {
    "take",     "have", "aim",    "fire",        "throw", "deliver",  "unleash", "direct", "heap",
    "pour",     "pin",  "lay",    "put",         "place", "shift",    "vent",    "open",   "begin",
    "start",    "save", "impose", "reserve",     "step",  "keep",     "cast",    "order",  "slap",
    "announce", "turn", "train",  "concentrate", "trade", "exchange", "give",    NULL};

/* "Called for | an investigation": "for" may be one word with the verb. */
static bool called_for(const hs_reading *r, uint32_t phrase)
{
    static const char *const words[] = {"for",      "called for",  "calls for",
                                        "call for", "calling for", NULL};
    return follows_any(r, phrase, words);
}

static bool needs_verb(const hs_lexeme *lexeme)
{
    return lexeme->accuse_roles & HS_ACCUSE_NOUN_AIMED;
}

/* "made allegations", "lodged a complaint", "came forward with claims", "in a swipe at X, Y said":
 * the noun's verb, whose subject accuses. HS_NO_WORD: none. */
static uint32_t verb_that_accuses(const hs_reading *r, uint32_t noun)
{
    static const char *const comes[] = {"come", "go", NULL}, *const with[] = {"with", NULL};
    static const char *const in[] = {"in", NULL};
    static const char *const calls[] = {"call", NULL};
    const hs_word *it = &r->syntax->words[noun];
    if (it->head == HS_NO_WORD || r->syntax->words[it->head].upos != HS_UPOS_VERB)
        return HS_NO_WORD;
    uint32_t phrase = r->phrases.phrase_at[hs_reading_word_of_token(r, noun)];
    const hs_word *verb = &r->syntax->words[it->head];
    bool light = needs_verb(hs_reading_word(r, hs_reading_word_of_token(r, noun))->lexeme);
    bool made = it->deprel == HS_DEPREL_OBJ &&
                (hs_word_lemma_among(verb, makes) || (light && hs_word_lemma_among(verb, lights)));
    bool came = it->deprel == HS_DEPREL_OBL && hs_word_lemma_among(verb, comes) &&
                follows_any(r, phrase, with);
    bool so =
        light && it->deprel == HS_DEPREL_OBL &&
        (follows_any(r, phrase, in) || (hs_word_lemma_among(verb, calls) && called_for(r, phrase)));
    return made || came || so ? it->head : HS_NO_WORD;
}

/* "the accusation was made by X", "the allegations, made by X, ": HS_NONE where nothing says so. */
static uint32_t maker(const hs_reading *r, uint32_t noun)
{
    enum { REACH = 40 };
    const hs_word *tree = r->syntax->words;
    hs_word_span sentence = r->syntax->sentences[hs_syntax_sentence(r, noun)];
    uint32_t verb = tree[noun].deprel == HS_DEPREL_NSUBJ_PASS ? tree[noun].head : HS_NO_WORD;
    for (uint32_t t = noun + 1; verb == HS_NO_WORD && t < sentence.end && t < noun + REACH; t++)
        if (tree[t].head == noun && tree[t].deprel == HS_DEPREL_ACL &&
            hs_word_lemma_among(&tree[t], makes))
            verb = t;
    return verb != HS_NO_WORD && hs_word_lemma_among(&tree[verb], makes)
               ? hs_accusing_hung_on(r, verb).agent
               : HS_NONE;
}

/* "criticism for the move from doctors": a party behind "from", wherever the parse has it hang. */
static uint32_t origin_behind(const hs_accusing_finder *f)
{
    enum { REACH = 12 };
    const hs_reading *r = f->r;
    uint32_t end = f->predicate.cue.scope.end;
    for (uint32_t i = f->word + 1; i + 1 < end && i < f->word + REACH; i++) {
        uint8_t tag = hs_reading_tag(r, i);
        if (tag == HS_TAG_STOP || tag == HS_TAG_VERB || tag == HS_TAG_THAT)
            break; /* "stealing from X" */
        if (!hs_reading_word_is(r, i, "from"))
            continue;
        uint32_t party = hs_predicate_whole(r, hs_reading_phrase_from(r, i + 1));
        return hs_predicate_is_party(r, party) ? party : HS_NONE;
    }
    return HS_NONE;
}

/* By the parse: "accusations of Y from X", "X has made allegations", "faces criticism from X". */
static uint32_t accuser_by_tree(const hs_accusing_finder *f)
{
    const hs_reading *r = f->r;
    uint32_t token = hs_reading_token(r, f->word);
    hs_accusing_hung own = hs_accusing_hung_on(r, token);
    if (own.origin != HS_NONE || own.agent != HS_NONE)
        return own.origin != HS_NONE ? own.origin : own.agent;
    uint32_t by = maker(r, token), verb = verb_that_accuses(r, token);
    if (by != HS_NONE)
        return by;
    if (needs_verb(f->lexeme) && own.subject != HS_NONE)
        return own.subject; /* "X is a critic of Y" */
    if (needs_verb(f->lexeme) && r->syntax->words[token].deprel == HS_DEPREL_APPOS)
        return r->phrases.phrase_at[hs_reading_word_of_token(r, r->syntax->words[token].head)];
    if (verb != HS_NO_WORD) {
        hs_accusing_hung its = hs_accusing_hung_on(r, verb);
        return its.passive || !hs_predicate_is_party(r, its.subject) ? HS_NONE : its.subject;
    }
    return accused_by_verb(r, token) != HS_NONE ? origin_behind(f) : HS_NONE;
}

/* Who accuses by a noun: its owner, "criticism by X", or whom the parse tells. The word behind them
 * goes to `at`. */
static uint32_t accuser_of_noun(const hs_accusing_finder *f, uint32_t phrase, uint32_t *at)
{
    static const char *const agents[] = {"by", "from", NULL};
    const hs_reading *r = f->r;
    *at = f->word + 1;
    uint32_t by = hs_predicate_find(r, &f->predicate, *at, 1, agents);
    uint32_t agent = by == HS_NONE || by + 1 >= f->predicate.cue.scope.end
                         ? HS_NONE
                         : hs_predicate_whole(r, hs_reading_phrase_from(r, by + 1));
    if (agent != HS_NONE) {
        *at = hs_accusing_behind_apposition(f, r->phrases.items[agent].end_extended);
        return agent;
    }
    uint32_t owner = r->phrases.items[phrase].owner;
    return owner != HS_NONE || !r->syntax ? owner : accuser_by_tree(f);
}

/* Who is accused by a noun where the phrase behind its link, `behind`, is nobody: "allegations of
 * assault against X", and what its verb tells. */
static uint32_t accused_by_tree(const hs_accusing_finder *f, uint32_t behind)
{
    const hs_reading *r = f->r;
    uint32_t token = hs_reading_token(r, f->word);
    uint32_t target = hs_accusing_hung_on(r, token).target, verb = verb_that_accuses(r, token);
    if (target == HS_NONE && behind != HS_NONE &&
        f->lexeme->accuse_roles & HS_ACCUSE_NOUN_OF) /* "charges of manslaughter | against X" */
        target = hs_accusing_hung_on(r, hs_reading_token(r, r->phrases.items[behind].head)).target;
    if (target == HS_NONE && verb != HS_NO_WORD)
        target = hs_accusing_hung_on(r, verb).target;
    return target != HS_NONE ? target : accused_by_verb(r, token);
}

/* What the noun's wrong is: the clause or phrase behind the link; of "of X for Y" what X did. */
static hs_span charge_of_noun(const hs_accusing_finder *f, uint32_t link, uint32_t target,
                              bool party)
{
    const hs_reading *r = f->r;
    const hs_predicate *p = &f->predicate;
    bool clause = hs_reading_tag(r, link) == HS_TAG_THAT;
    uint32_t why = party && !clause ? hs_predicate_find(r, p, r->phrases.items[target].end, 8,
                                                        hs_accusing_charge_words)
                                    : HS_NONE;
    if (why != HS_NONE && why + 1 < p->cue.scope.end)
        return hs_predicate_clause(r, p, why + 1, true);
    bool alone = party && r->phrases.items[target].owner == HS_NONE &&
                 (hs_reading_word_is(r, link, "against") || /* "a lawsuit against the bank" */
                  needs_verb(f->lexeme));                   /* "X's takedown of Y" */
    return alone ? hs_reading_word(r, f->word)->span : hs_predicate_clause(r, p, link + 1, !clause);
}

/* The word behind which stands what the noun is of or against, or HS_NONE: right behind it, of "the
 * blame for the collapse on X" the first in front of a party. */
static uint32_t link_of_noun(const hs_accusing_finder *f, uint32_t at, bool by)
{
    enum { REACH = 12 };
    static const char *const links[] = {"that",    "of",  "over", "about", "at",
                                        "against", "for", "on",   NULL};
    static const char *const narrow[] = {"of", "against", "on", "at", NULL};
    static const char *const wide[] = {"at", "on",   "onto", "against", "about", "into",
                                       "of", "with", "to",   "for",     NULL};
    static const char *const clause[] = {"that", NULL}, *const over[] = {"over", "for", NULL};
    const hs_reading *r = f->r;
    bool document = hs_word_is(hs_reading_word(r, f->word), HS_LEX(DOCUMENT)) && r->syntax &&
                    hs_syntax_token(r, hs_reading_token(r, f->word))->xpos == HS_XPOS_NN;
    if (f->lexeme->accuse_roles & HS_ACCUSE_NOUN_THAT) /* "reports that", not "the report that" */
        return document ? HS_NONE : hs_predicate_find(r, &f->predicate, at, 1, clause);
    if (!needs_verb(f->lexeme) || f->lexeme->accuse_roles & HS_ACCUSE_NOUN) {
        bool few = f->lexeme->accuse_roles & HS_ACCUSE_NOUN_OF && !by;
        uint32_t link = hs_predicate_find(r, &f->predicate, at, 1, few ? narrow : links);
        if (link != HS_NONE || !few || !r->syntax ||
            accused_by_verb(r, hs_reading_token(r, f->word)) == HS_NONE)
            return link;
        return hs_predicate_find(r, &f->predicate, at, 1, over); /* "faces a lawsuit over Z" */
    }
    static const char *const against[] = {"against", NULL}, *const asides[] = {"for", "of", NULL};
    if (f->lexeme->accuse_roles & HS_ACCUSE_NOUN_OF)
        return hs_predicate_find(r, &f->predicate, at, 1, against);
    uint32_t end = at + REACH;
    while (at < end && at + 1 < f->predicate.cue.scope.end) {
        at = hs_predicate_find(r, &f->predicate, at, end - at, wide);
        uint32_t target = at == HS_NONE || at + 1 >= f->predicate.cue.scope.end
                              ? HS_NONE
                              : hs_predicate_whole(r, hs_reading_phrase_from(r, at + 1));
        bool aside = at != HS_NONE && hs_reading_word_among(r, at, asides);
        if (!aside || hs_predicate_is_party(r, target))
            return at;
        at++; /* "the blame | for the collapse | on X", "a fine | of £40,000 | on X" */
    }
    return HS_NONE;
}

/* "X got a scolding from Y over Z", "X faces legal action over Z". */
static void add_received(hs_accusing_finder *f, uint32_t accuser)
{
    enum { REACH = 12 };
    static const char *const over[] = {"over", "for", "about", NULL};
    const hs_reading *r = f->r;
    uint32_t accused = accused_by_verb(r, hs_reading_token(r, f->word));
    if (!hs_predicate_is_party(r, accused))
        return;
    uint32_t link = hs_predicate_find(r, &f->predicate, f->word + 1, REACH, over);
    bool linked = hs_accusing_goes_on(f, link);
    if (!hs_predicate_is_party(r, accuser) && (accuser != HS_NONE || !linked))
        return;
    hs_accusing *accusing =
        hs_accusing_push(f,
                         linked ? hs_predicate_clause(r, &f->predicate, link + 1, false)
                                : hs_reading_word(r, f->word)->span,
                         5);
    accusing->accuser = accuser;
    accusing->open_accuser = accuser == HS_NONE;
    hs_accusing_add(accusing, accused);
}

/* "Inquiry into X over Z", "a police probe into X for Z": of whom it is, and over what; by whom is
 * left open. The word behind which the reason stands, or HS_NONE. */
static uint32_t inquired_over(const hs_accusing_finder *f, uint32_t link, uint32_t target)
{
    enum { NEAR = 2 };
    static const char *const into[] = {"into", NULL}, *const over[] = {"over", "for", NULL};
    const hs_reading *r = f->r;
    if (!(f->lexeme->accuse_roles & HS_ACCUSE_RULES_ONLY) ||
        !hs_reading_word_among(r, link, into) || !hs_predicate_is_party(r, target))
        return HS_NONE;
    return hs_predicate_find(r, &f->predicate, r->phrases.items[target].end, NEAR, over);
}

/* "Rumours that X took bribes", not "that X will stand again". */
static bool tells_of_wrong(const hs_reading *r, hs_span charge)
{
    bool wrong = false;
    for (uint32_t i = hs_reading_word_at(r, charge.start);
         !wrong && i < r->words.count && hs_reading_word(r, i)->span.start < charge.end; i++)
        wrong = hs_accusing_wrong_word(r, i);
    return wrong;
}

/* "allegations | that …", "X's criticism | of Y for Z": of what stands behind the link. */
static void read_behind_link(hs_accusing_finder *f, uint32_t accuser, uint32_t link)
{
    hs_reading *r = f->r;
    bool strict = needs_verb(f->lexeme);
    uint32_t target = hs_reading_phrase_from(r, link + 1);
    uint32_t why = strict ? inquired_over(f, link, hs_predicate_whole(r, target)) : HS_NONE;
    if (strict && !hs_predicate_is_party(r, accuser) && why == HS_NONE)
        return;
    bool party = target != HS_NONE && hs_predicate_is_party(r, target);
    uint32_t owner = hs_predicate_party_of(r, target);
    uint32_t accused = owner != HS_NONE ? owner : party ? target : HS_NONE;
    if (strict && !hs_predicate_is_party(r, accused))
        return;
    uint32_t what = why == HS_NONE ? HS_NONE : hs_reading_phrase_from(r, why + 1);
    hs_span charge = what == HS_NONE
                         ? charge_of_noun(f, link, target, party)
                         : hs_reading_span(r, why + 1, r->phrases.items[what].end_extended);
    if (hs_reading_tag(r, link) == HS_TAG_THAT && f->lexeme->accuse_roles & HS_ACCUSE_RULES_ONLY &&
        !tells_of_wrong(r, charge))
        return;
    hs_accusing *accusing =
        hs_accusing_push(f, charge, accuser == HS_NONE && why == HS_NONE ? -10 : 5);
    accusing->accuser = accuser;
    accusing->open_accuser = accuser == HS_NONE;
    if (accused == HS_NONE && r->syntax)
        accused = accused_by_tree(f, target);
    hs_accusing_add(accusing, hs_predicate_is_party(r, accused) ? accused : HS_NONE);
}

void hs_accusing_read_noun(hs_accusing_finder *f)
{
    hs_reading *r = f->r;
    uint32_t phrase = r->phrases.phrase_at[f->word], at;
    if (phrase == HS_NONE)
        return;
    f->predicate = (hs_predicate){.cue = {.word = f->word, .subject = HS_NONE}};
    f->predicate.cue.scope = hs_reading_window(r, f->word);
    uint32_t accuser = accuser_of_noun(f, phrase, &at);
    bool by = at > f->word + 1; /* "claims by X that" */
    at = hs_accusing_behind_addressee(f, at);
    uint32_t link = link_of_noun(f, at, by);
    if (link == HS_NONE && needs_verb(f->lexeme) && r->syntax)
        add_received(f, accuser);
    else if (hs_accusing_goes_on(f, link))
        read_behind_link(f, accuser, link);
}

/* "Russia's alleged attempts to …", "the alleged theft by …". */
void hs_accusing_read_alleged(hs_accusing_finder *f)
{
    hs_reading *r = f->r;
    uint32_t phrase = r->phrases.phrase_at[f->word];
    if (phrase == HS_NONE || r->phrases.items[phrase].head <= f->word)
        return;
    f->predicate = (hs_predicate){.cue = {.word = f->word, .subject = HS_NONE}};
    f->predicate.cue.scope = hs_reading_window(r, f->word);
    hs_accusing *accusing =
        hs_accusing_push(f, hs_predicate_clause(r, &f->predicate, f->word + 1, true), -10);
    accusing->open_accuser = true;
    uint32_t party = hs_predicate_party_of(r, phrase);
    hs_accusing_add(accusing, party != HS_NONE                   ? party
                              : hs_predicate_is_party(r, phrase) ? phrase
                                                                 : HS_NONE);
}
