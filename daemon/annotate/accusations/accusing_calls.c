/* Calls for consequences: "called for X to resign", "said X should be sacked", "demanded X's
 * resignation". Whoever is to bear them is held responsible for something.
 */
#include "annotate/accusations/accusing_finder.h"
#include "annotate/reading/syntax.h"

enum { CALL = 15, CONSEQUENCE = 25 }; /* points; of what is to be done to somebody */

/* What is demanded of whom, and by what word; words, or HS_NONE. */
typedef struct call {
    uint32_t of;   /* phrase */
    uint32_t verb; /* "called", "demanded", "calls"; HS_NONE: "X should", by whoever says so */
    bool open;     /* "faces calls to": by whom, it does not say */
} call;

static bool lemma_among(const hs_reading *r, uint32_t word, const char *const *lemmas)
{
    return hs_word_lemma_among(&r->syntax->words[hs_reading_token(r, word)], lemmas);
}

static uint32_t start_of(const hs_reading *r, uint32_t phrase)
{
    uint32_t first = r->phrases.items[phrase].first;
    for (; phrase != HS_NONE; phrase = r->phrases.items[phrase].owner)
        first = r->phrases.items[phrase].first;
    return first;
}

/* "for", or "called for" as one word of the lexicon. */
static bool ends_with(const hs_reading *r, uint32_t word, const char *const *prepositions)
{
    const hs_shallow_word *it = hs_reading_word(r, word);
    uint32_t last = it->first_token + it->lexeme->word_count - 1;
    return hs_word_lemma_among(&r->syntax->words[last], prepositions);
}

/* "Calls for X | to": the noun is nobody's verb, but says the same. */
static bool calls_by_noun(const hs_reading *r, uint32_t word)
{
    static const char *const nouns[] = {"call", "demand", "pressure", "plea", NULL};
    const hs_word *it = hs_syntax_token(r, hs_reading_token(r, word));
    return it->upos == HS_UPOS_NOUN && hs_word_lemma_among(it, nouns);
}

/* "Called | on Monday | for X to resign": the word in front of when it was, or the word itself. */
static uint32_t before_time(const hs_reading *r, uint32_t word, uint32_t first)
{
    static const char *const ons[] = {"on", "last", "this", NULL};
    static const uint64_t times = HS_LEX(WEEKDAY) | HS_LEX(TIME);
    if (word <= first || hs_reading_tag(r, word) == HS_TAG_VERB ||
        !hs_word_is(hs_reading_word(r, word), times))
        return word;
    uint32_t before = word - 1;
    return before > first && hs_reading_word_among(r, before, ons) ? before - 1 : before;
}

/* "Called for X | to", "urged X | to", "demanded that X |": the verb in front of a phrase, with
 * what may stand between them. */
static uint32_t verb_before(const hs_reading *r, uint32_t phrase, bool infinitive)
{
    static const char *const calls[] = {"call", "push", "press", "campaign", "ask", NULL};
    static const char *const on[] = {"call", NULL};
    static const char *const urges[] = {"urge", "tell", "ask", "press", "want", "order", NULL};
    static const char *const demands[] = {"demand",  "insist",    "suggest", "urge",
                                          "propose", "recommend", "request", NULL};
    uint32_t at = start_of(r, phrase), first = hs_reading_sentence(r, at).first;
    if (at <= first)
        return HS_NONE;
    static const char *const pros[] = {"for", NULL}, *const ons[] = {"on", "upon", NULL};
    bool pro = ends_with(r, at - 1, pros), upon = ends_with(r, at - 1, ons);
    bool that = !infinitive && hs_reading_tag(r, at - 1) == HS_TAG_THAT;
    bool joined = hs_reading_word(r, at - 1)->lexeme->word_count > 1; /* "calls for" */
    bool apart = that || ((pro || upon) && !joined && hs_reading_tag(r, at - 1) != HS_TAG_VERB);
    if (at < first + (apart ? 2 : 1))
        return HS_NONE;
    uint32_t verb = before_time(r, at - (apart ? 2 : 1), first);
    const char *const *lemmas = infinitive ? (pro ? calls : upon ? on : urges) : demands;
    if (infinitive && (pro || upon) && calls_by_noun(r, verb))
        return verb;
    return hs_reading_tag(r, verb) == HS_TAG_VERB && lemma_among(r, verb, lemmas) ? verb : HS_NONE;
}

/* Where "to", "be", "should" and adverbs in front of a verb begin, and which there are. */
typedef struct helpers {
    uint32_t first;
    bool infinitive, passive, modal;
} helpers;

static helpers helpers_of(const hs_reading *r, uint32_t verb)
{
    static const char *const musts[] = {"should", "must", "ought", NULL};
    static const char *const needs[] = {"have", "need", "ought", NULL};
    helpers h = {.first = verb};
    uint32_t start = hs_reading_sentence(r, verb).first;
    while (h.first > start) {
        uint32_t i = h.first - 1;
        if (hs_reading_word_is(r, i, "be"))
            h.passive = true;
        else if (hs_reading_tag(r, i) == HS_TAG_TO)
            h.infinitive = true;
        else if (hs_reading_word_among(r, i, musts) ||
                 (h.infinitive && !h.modal && lemma_among(r, i, needs) && i > start &&
                  !hs_reading_word_is(r, i - 1, "would")))
            h.modal = true;
        else if (hs_reading_tag(r, i) != HS_TAG_ADVERB)
            break;
        h.first = i;
    }
    return h;
}

/* "If X lied, X should be sacked". */
static bool supposed(const hs_reading *r, uint32_t verb)
{
    enum { REACH = 20 };
    static const char *const marks[] = {"if", "unless", NULL};
    uint32_t first = hs_reading_sentence(r, verb).first;
    for (uint32_t i = verb; i > first && i + REACH > verb; i--)
        if (hs_reading_word_among(r, i - 1, marks))
            return true;
    return false;
}

/* "The mayor, Ana Ruiz, | to resign": the end of what stands in front of the first comma. */
static uint32_t before_apposition(const hs_reading *r, uint32_t end)
{
    enum { LONGEST = 10 };
    uint32_t first = hs_reading_sentence(r, end).first;
    if (end <= first + 1 || hs_reading_tag(r, end - 1) != HS_TAG_COMMA)
        return end;
    for (uint32_t i = end - 1; i > first && i + LONGEST > end; i--)
        if (hs_reading_tag(r, i - 1) == HS_TAG_COMMA)
            return i - 1;
    return end;
}

/* The subject of a token in front of it, or HS_NONE. */
static uint32_t subject_of(const hs_reading *r, uint32_t token)
{
    enum { REACH = 20 };
    for (uint32_t t = token; t > 0 && t + REACH > token; t--)
        if (r->syntax->words[t - 1].head == token &&
            r->syntax->words[t - 1].deprel == HS_DEPREL_NSUBJ)
            return t - 1;
    return HS_NONE;
}

/* "X faces calls | to resign", "X is under pressure | to quit": whom it falls on, or HS_NONE. */
static uint32_t pressed(const hs_reading *r, uint32_t verb)
{
    static const char *const calls[] = {"call", "demand", "pressure", NULL};
    static const char *const meets[] = {"face",    "reject", "resist", "ignore",
                                        "dismiss", "defy",   NULL};
    static const char *const under[] = {"under", NULL};
    const hs_word *tree = r->syntax->words;
    uint32_t noun = tree[hs_reading_token(r, verb)].head;
    if (noun == HS_NO_WORD || noun > hs_reading_token(r, verb) || noun == 0 ||
        tree[noun].upos != HS_UPOS_NOUN || !hs_word_lemma_among(&tree[noun], calls))
        return HS_NONE;
    uint32_t above = tree[noun].head, who = HS_NONE;
    if (hs_word_lemma_among(&tree[noun - 1], under)) {
        who = subject_of(r, noun); /* "is under pressure", "came under pressure", "mayor under" */
        if (who == HS_NONE && above != HS_NO_WORD)
            who = tree[noun].deprel == HS_DEPREL_NMOD ? above : subject_of(r, above);
    } else if (above != HS_NO_WORD && tree[noun].deprel == HS_DEPREL_OBJ &&
               hs_word_lemma_among(&tree[above], meets)) {
        who = subject_of(r, above);
    }
    return who == HS_NONE ? HS_NONE : r->phrases.phrase_at[hs_reading_word_of_token(r, who)];
}

static bool find_call(const hs_reading *r, uint32_t word, bool undergone, call *found)
{
    helpers h = helpers_of(r, word);
    uint32_t phrase = hs_reading_phrase_until(r, before_apposition(r, h.first));
    bool base = hs_reading_word(r, word)->lexeme->forms & HS_LEX_FORM_BASE;
    static const char *const wants[] = {"want", NULL};
    uint32_t under = h.infinitive && !h.modal && !undergone && base ? pressed(r, word) : HS_NONE;
    *found = (call){under, HS_NONE, true};
    if (under != HS_NONE)
        return hs_predicate_is_party(r, under);
    if (phrase == HS_NONE || !hs_predicate_is_party(r, phrase))
        return false;
    *found = (call){phrase, HS_NONE, false};
    if (h.modal)
        return h.passive == undergone && r->attribution_at[word] != HS_NONE && !supposed(r, word);
    if (h.passive != undergone) { /* "wants X held accountable" */
        uint32_t verb = start_of(r, phrase);
        verb = verb > hs_reading_sentence(r, word).first ? verb - 1 : HS_NONE;
        found->verb = verb;
        return undergone && !h.infinitive && verb != HS_NONE && lemma_among(r, verb, wants) &&
               hs_reading_tag(r, verb) == HS_TAG_VERB;
    }
    found->verb = verb_before(r, phrase, h.infinitive);
    return found->verb != HS_NONE && (undergone || base);
}

/* The clause behind "for" or "over" near the word, or the word itself. */
static hs_span charge_of(const hs_accusing_finder *f)
{
    enum { REACH = 6 };
    static const char *const links[] = {"for", "over", "because", NULL};
    const hs_reading *r = f->r;
    uint32_t link = hs_predicate_find(r, &f->predicate, f->word + 1, REACH, links);
    if (!hs_accusing_goes_on(f, link))
        return hs_reading_word(r, f->word)->span;
    return hs_predicate_clause(r, &f->predicate, link + 1, false);
}

/* Who demands it by a verb or noun, HS_NONE where it does not say; false if nobody does. */
static bool find_caller(const hs_reading *r, uint32_t verb, const hs_cue *previous, uint32_t *who)
{
    *who = HS_NONE;
    if (calls_by_noun(r, verb)) {
        uint32_t noun = r->phrases.phrase_at[verb];
        *who = noun == HS_NONE ? HS_NONE : r->phrases.items[noun].owner;
        return true;
    }
    hs_predicate demand = hs_predicate_read(r, verb, previous);
    *who = demand.cue.passive ? HS_NONE : demand.cue.subject;
    return !demand.cue.negated && !demand.question && !demand.hypothetical;
}

uint32_t hs_accusing_asker(const hs_accusing_finder *f, const hs_cue *previous)
{
    const hs_reading *r = f->r;
    helpers h = helpers_of(r, f->word);
    uint32_t asked = h.infinitive && !h.passive && !h.modal && r->syntax
                         ? hs_reading_phrase_until(r, before_apposition(r, h.first))
                         : HS_NONE;
    uint32_t verb = asked == HS_NONE ? HS_NONE : verb_before(r, asked, true), who = HS_NONE;
    if (verb == HS_NONE || !find_caller(r, verb, previous, &who) || who == asked)
        return HS_NONE;
    return hs_predicate_is_party(r, who) ? who : HS_NONE;
}

static bool enter(hs_accusing_finder *f, const call *it, const hs_cue *previous)
{
    hs_reading *r = f->r;
    uint32_t accuser = HS_NONE;
    if (it->verb != HS_NONE && !find_caller(r, it->verb, previous, &accuser))
        return false;
    if (accuser == it->of)
        return false;
    hs_span charge = charge_of(f);
    bool needs_reason = (f->lexeme->accuse_roles &
                         (HS_ACCUSE_FOR | HS_ACCUSE_OBJECT | HS_ACCUSE_POWER)) == HS_ACCUSE_FOR;
    if (needs_reason && charge.start == hs_reading_word(r, f->word)->span.start)
        return false;
    bool undergone = f->lexeme->accuse_roles & (HS_ACCUSE_OBJECT | HS_ACCUSE_POWER);
    hs_accusing *accusing = hs_accusing_push(f, charge, undergone ? CONSEQUENCE : CALL);
    accusing->accuser = accuser;
    accusing->untaught = true;
    accusing->open_accuser = accuser == HS_NONE && (it->verb != HS_NONE || it->open);
    hs_accusing_add(accusing, it->of);
    return true;
}

bool hs_accusing_read_call(hs_accusing_finder *f, const hs_cue *previous)
{
    call found;
    bool undergone = f->lexeme->accuse_roles & (HS_ACCUSE_OBJECT | HS_ACCUSE_POWER);
    return f->r->syntax && !f->predicate.cue.negated && !f->predicate.question &&
           find_call(f->r, f->word, undergone, &found) && enter(f, &found, previous);
}

/* "X owes the town an apology", which somebody says. */
static bool owed(hs_accusing_finder *f, const hs_cue *previous)
{
    static const char *const owes[] = {"owe", NULL};
    const hs_reading *r = f->r;
    uint32_t head = r->syntax->words[hs_reading_token(r, f->word)].head;
    if (head == HS_NO_WORD || !hs_word_lemma_among(&r->syntax->words[head], owes) ||
        r->attribution_at[f->word] == HS_NONE)
        return false;
    hs_predicate debt = hs_predicate_read(r, hs_reading_word_of_token(r, head), previous);
    bool owing = !debt.cue.negated && !debt.question && !debt.cue.passive &&
                 hs_predicate_is_party(r, debt.cue.subject);
    return owing && enter(f, &(call){debt.cue.subject, HS_NONE, false}, previous);
}

/* "Called for X's resignation", "demanded an apology from X". */
void hs_accusing_read_demand(hs_accusing_finder *f, const hs_cue *previous)
{
    static const char *const demands[] = {"demand", "seek", "want", NULL};
    static const char *const calls[] = {"call", "push", "press", NULL};
    static const char *const of[] = {"of", "from", NULL};
    hs_reading *r = f->r;
    uint32_t phrase = r->phrases.phrase_at[f->word];
    if (!r->syntax || phrase == HS_NONE || r->phrases.items[phrase].head != f->word)
        return;
    f->predicate = (hs_predicate){.cue = {.word = f->word, .subject = HS_NONE}};
    f->predicate.cue.scope = hs_reading_window(r, f->word);
    if (owed(f, previous))
        return;
    uint32_t at = start_of(r, phrase), first = hs_reading_sentence(r, at).first;
    static const char *const pros[] = {"for", NULL};
    bool pro = at > first && ends_with(r, at - 1, pros);
    bool joined = at > first && hs_reading_word(r, at - 1)->lexeme->word_count > 1;
    uint32_t back = pro && !joined && hs_reading_tag(r, at - 1) != HS_TAG_VERB ? 2 : 1;
    if (at < first + back)
        return;
    call found = {r->phrases.items[phrase].owner, at - back, false};
    uint32_t link = hs_predicate_find(r, &f->predicate, f->word + 1, 1, of);
    if (hs_accusing_goes_on(f, link))
        found.of = hs_predicate_whole(r, hs_reading_phrase_from(r, link + 1));
    bool by_noun = pro && calls_by_noun(r, found.verb);
    if (hs_predicate_is_party(r, found.of) &&
        (by_noun || (hs_reading_tag(r, found.verb) == HS_TAG_VERB &&
                     lemma_among(r, found.verb, pro ? calls : demands))))
        enter(f, &found, previous);
}
