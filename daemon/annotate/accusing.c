/* Explicit accusations: accusing verbs, nouns, adjectives and epithets with their roles, by
 * accusing.tsv. Denied and hypothetical ones are left out. Wrongs asserted with no accusing word
 * are harm.c's.
 */
#include "annotate/predicate.h"
#include "annotate/syntax.h"

typedef struct finder {
    hs_reading *r;
    hs_predicate predicate;
    const hs_lexeme *lexeme;
    uint32_t word;
    uint32_t ground; /* "suspicion" of "arrested on suspicion of": not read again as accusing */
} finder;

static const char *const charge_words[] = {"of", "for", "over", "with", "as", "about", NULL};

static uint32_t percent(const finder *f, int points)
{
    int sum = 38 + 7 * f->lexeme->accuse_weight + points;
    return (uint32_t)(sum < 5 ? 5 : sum > 97 ? 97 : sum);
}

static hs_accusing *push(finder *f, hs_span charge, int points)
{
    hs_reading *r = f->r;
    hs_accusing *accusing = hs_array_push(&r->accusing);
    *accusing = (hs_accusing){
        .cue = hs_reading_word(r, f->word)->span,
        .charge = charge,
        .accuser = HS_NONE,
        .attribution = r->attribution_at[f->word],
        .sentence = hs_reading_word(r, f->word)->sentence,
        .form = HS_ACCUSATION_EXPLICIT,
        .score = (uint8_t)percent(f, points),
    };
    return accusing;
}

static void add_accused(hs_accusing *accusing, uint32_t phrase)
{
    if (phrase != HS_NONE && accusing->accused_count < HS_COUNT(accusing->accused))
        accusing->accused[accusing->accused_count++] = phrase;
}

/* The phrases joined to one by "and" and commas: "blamed A, B and C". */
static void add_list(const finder *f, hs_accusing *accusing, uint32_t phrase)
{
    const hs_reading *r = f->r;
    add_accused(accusing, phrase);
    for (int more = 0; more < 3 && phrase != HS_NONE; more++) {
        uint32_t at = r->phrases.items[phrase].end;
        if (at + 1 >= f->predicate.cue.scope.end || hs_reading_tag(r, at) != HS_TAG_CONJUNCTION)
            return;
        phrase = hs_reading_phrase_from(r, at + 1);
        if (!hs_predicate_is_party(r, phrase) ||
            hs_reading_tag(r, r->phrases.items[phrase].head) != HS_TAG_NAME)
            return;
        add_accused(accusing, phrase);
    }
}

static void set_accuser(finder *f, hs_accusing *accusing, uint32_t phrase)
{
    (void)f;
    accusing->accuser = phrase;
    accusing->by_speaker = phrase == HS_NONE;
}

/* Behind "X, the mayor of Y,": the word after the second comma. */
static uint32_t behind_apposition(const finder *f, uint32_t at)
{
    enum { LONGEST = 10 };
    const hs_reading *r = f->r;
    uint32_t end = f->predicate.cue.scope.end;
    if (at >= end || hs_reading_tag(r, at) != HS_TAG_COMMA)
        return at;
    for (uint32_t i = at + 1; i < end && i < at + LONGEST; i++) {
        if (hs_reading_tag(r, i) == HS_TAG_COMMA)
            return i + 1;
        if (hs_reading_tag(r, i) == HS_TAG_VERB)
            break;
    }
    return at;
}

/* "suspicion" of "on suspicion of" among the next words, or HS_NONE. */
static uint32_t find_ground(const finder *f, uint32_t from, uint32_t reach)
{
    static const char *const on[] = {"on", NULL};
    static const char *const grounds[] = {"suspicion",   "charges",     "charge", "counts",
                                          "allegations", "accusations", NULL};
    uint32_t end = from + reach;
    for (uint32_t at = from; at < end; at++) {
        at = hs_predicate_find(f->r, &f->predicate, at, end - at, on);
        if (at == HS_NONE)
            return HS_NONE;
        uint32_t ground = hs_predicate_find(f->r, &f->predicate, at + 1, 1, grounds);
        if (ground != HS_NONE)
            return ground;
    }
    return HS_NONE;
}

/* The word behind which the charge stands: "of", "for", "on suspicion of". HS_NONE if none. */
static uint32_t find_link(finder *f, uint32_t from)
{
    enum { REACH = 8 };
    from = behind_apposition(f, from);
    f->ground = find_ground(f, from, REACH);
    if (f->ground == HS_NONE)
        return hs_predicate_find(f->r, &f->predicate, from, REACH, charge_words);
    uint32_t of = hs_predicate_find(f->r, &f->predicate, f->ground + 1, 1, charge_words);
    return of == HS_NONE ? f->ground - 1 : of;
}

/* "accuse X of Y", "criticise X's Y", "X was blamed for Y". */
static void read_object_verb(finder *f)
{
    hs_reading *r = f->r;
    const hs_predicate *p = &f->predicate;
    bool weak = f->lexeme->accuse_weight <= 5;
    if (p->cue.passive) {
        uint32_t link = find_link(f, f->word + 1);
        if (link == HS_NONE && (weak || p->agent == HS_NONE))
            return;
        hs_span charge = link == HS_NONE || link + 1 >= p->cue.scope.end
                             ? hs_reading_word(r, f->word)->span
                             : hs_predicate_clause(r, p, link + 1, false);
        hs_accusing *accusing = push(f, charge, 0);
        accusing->accuser = p->agent;
        accusing->open_accuser = p->agent == HS_NONE;
        add_accused(accusing, p->cue.subject);
        return;
    }
    if (p->object == HS_NONE)
        return;
    uint32_t owner = hs_predicate_party_of(r, p->object);
    bool party = hs_predicate_is_party(r, p->object);
    uint32_t end = r->phrases.items[p->object].end_extended;
    uint32_t link = party ? find_link(f, p->behind) : HS_NONE;
    if ((weak && link == HS_NONE && owner == HS_NONE) || (!party && owner == HS_NONE && weak))
        return;
    if (link != HS_NONE && link + 1 < p->cue.scope.end) {
        hs_accusing *accusing = push(f, hs_predicate_clause(r, p, link + 1, false), 5);
        set_accuser(f, accusing, p->cue.subject);
        add_list(f, accusing, p->object);
        return;
    }
    uint32_t possessor = r->phrases.items[p->object].owner;
    uint32_t first = r->phrases.items[possessor == UINT32_MAX ? p->object : possessor].first;
    hs_accusing *accusing = push(f, hs_reading_span(r, first, end), party ? -15 : -10);
    set_accuser(f, accusing, p->cue.subject);
    if (owner != HS_NONE)
        add_accused(accusing, owner);
    else if (party)
        add_list(f, accusing, p->object);
}

/* "allege that X …", "X charged that …": the clause's subject is the accused. */
static bool read_clause_verb(finder *f)
{
    hs_reading *r = f->r;
    const hs_predicate *p = &f->predicate;
    uint32_t first = f->word + 1;
    bool that = first < p->cue.scope.end && hs_reading_tag(r, first) == HS_TAG_THAT;
    if (that)
        first++;
    if (first >= p->cue.scope.end || (!that && !(f->lexeme->accuse_weight >= 8)))
        return false;
    uint32_t subject = hs_reading_phrase_from(r, first);
    if (subject == HS_NONE)
        return false;
    hs_accusing *accusing = push(f, hs_predicate_clause(r, p, first, false), 0);
    set_accuser(f, accusing, p->cue.subject);
    if (hs_predicate_is_party(r, subject))
        add_accused(accusing, subject);
    return true;
}

/* "warn X to stop Y". */
static void read_warning(finder *f)
{
    static const char *const stops[] = {"stop", "end", "cease", "halt", "refrain", "abandon", NULL};
    hs_reading *r = f->r;
    const hs_predicate *p = &f->predicate;
    if (p->object == HS_NONE || p->behind + 2 >= p->cue.scope.end ||
        hs_reading_tag(r, p->behind) != HS_TAG_TO)
        return;
    uint32_t stop = hs_predicate_find(r, p, p->behind + 1, 1, stops);
    if (stop == HS_NONE)
        return;
    uint8_t next = stop + 1 < r->words.count ? hs_reading_tag(r, stop + 1) : HS_TAG_STOP;
    bool alone = next == HS_TAG_STOP || next == HS_TAG_CLOSE_MARK || next == HS_TAG_COMMA;
    hs_span charge = alone ? hs_reading_span(r, p->behind, stop + 1) /* "to stop" */
                           : hs_predicate_clause(r, p, stop + 1, false);
    hs_accusing *accusing = push(f, charge, 25);
    set_accuser(f, accusing, p->cue.subject);
    add_accused(accusing, p->object);
}

/* "X lied about Y": whoever says so accuses X. */
static void read_subject_verb(finder *f)
{
    hs_reading *r = f->r;
    const hs_predicate *p = &f->predicate;
    if (p->cue.subject == HS_NONE || !hs_predicate_is_party(r, p->cue.subject) || p->cue.passive)
        return;
    const hs_shallow_word *subject = hs_reading_word(r, r->phrases.items[p->cue.subject].head);
    if (hs_word_is(subject, HS_LEX(FIRST_PERSON)))
        return;
    hs_accusing *accusing = push(f, hs_predicate_clause(r, p, f->word, true), -10);
    accusing->by_speaker = true;
    add_accused(accusing, p->cue.subject);
}

/* Who stands to a token of the parse as what: phrases, or HS_NONE. */
typedef struct hung {
    uint32_t subject, object, agent, origin; /* "by X"; "from X": parties */
    bool passive;
    bool unasserted; /* "not", "never", "if", "could" */
} hung;

/* Whether one of some words stands right before a phrase. */
static bool follows_any(const hs_reading *r, uint32_t phrase, const char *const *words)
{
    uint32_t first = phrase == HS_NONE ? 0 : r->phrases.items[phrase].first;
    for (; first > 0 && *words; words++)
        if (hs_str_equal(hs_word_text(&r->words, first - 1), hs_str_from(*words)))
            return true;
    return false;
}

static void note_oblique(const hs_reading *r, uint32_t phrase, hung *out)
{
    static const char *const by[] = {"by", NULL}, *const from[] = {"from", NULL};
    if (!hs_predicate_is_party(r, phrase))
        return;
    out->agent = follows_any(r, phrase, by) ? phrase : out->agent;
    out->origin = follows_any(r, phrase, from) ? phrase : out->origin;
}

static void note_hung(const hs_reading *r, uint32_t token, hung *out)
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

static hung hung_on(const hs_reading *r, uint32_t token)
{
    enum { REACH = 40 };
    hung found = {HS_NONE, HS_NONE, HS_NONE, HS_NONE, false, false};
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
    static const char *const bears[] = {"face",    "draw",    "deny",   "reject",
                                        "attract", "dodge",   "rebuff", "dismiss",
                                        "suffer",  "provoke", NULL};
    const hs_word *it = &r->syntax->words[noun];
    if (it->head == HS_NO_WORD || r->syntax->words[it->head].upos != HS_UPOS_VERB)
        return HS_NONE;
    uint32_t phrase = r->phrases.phrase_at[hs_reading_word_of_token(r, noun)];
    bool oblique = it->deprel == HS_DEPREL_OBL && follows_any(r, phrase, grounds);
    bool object =
        it->deprel == HS_DEPREL_OBJ && hs_syntax_lemma_among(&r->syntax->words[it->head], bears);
    if (!oblique && !object)
        return HS_NONE;
    hung verb = hung_on(r, it->head);
    return object || verb.passive ? verb.subject : verb.object;
}

/* Who accuses by a noun: its owner, "criticism by X", and, where the parse has it hang there,
 * "accusations of Y from X". The word behind them goes to `at`. */
static uint32_t accuser_of_noun(const finder *f, uint32_t phrase, uint32_t *at)
{
    static const char *const agents[] = {"by", "from", NULL};
    const hs_reading *r = f->r;
    *at = f->word + 1;
    uint32_t by = hs_predicate_find(r, &f->predicate, *at, 1, agents);
    uint32_t agent = by == HS_NONE || by + 1 >= f->predicate.cue.scope.end
                         ? HS_NONE
                         : hs_reading_phrase_from(r, by + 1);
    if (agent != HS_NONE) {
        *at = behind_apposition(f, r->phrases.items[agent].end_extended);
        return agent;
    }
    uint32_t owner = r->phrases.items[phrase].owner;
    return owner != HS_NONE || !r->syntax ? owner : hung_on(r, hs_reading_token(r, f->word)).origin;
}

/* What the noun's wrong is: the clause or phrase behind the link; of "of X for Y" what X did. */
static hs_span charge_of_noun(const finder *f, uint32_t link, uint32_t target, bool party)
{
    const hs_reading *r = f->r;
    const hs_predicate *p = &f->predicate;
    bool clause = hs_reading_tag(r, link) == HS_TAG_THAT;
    uint32_t why = party && !clause
                       ? hs_predicate_find(r, p, r->phrases.items[target].end, 8, charge_words)
                       : HS_NONE;
    return why != HS_NONE && why + 1 < p->cue.scope.end
               ? hs_predicate_clause(r, p, why + 1, true)
               : hs_predicate_clause(r, p, link + 1, !clause);
}

/* "allegations that …", "X's criticism of Y for Z". */
static void read_noun(finder *f)
{
    static const char *const links[] = {"that",    "of",  "over", "about",
                                        "against", "for", "on",   NULL};
    static const char *const narrow[] = {"of", "against", "on", NULL};
    hs_reading *r = f->r;
    uint32_t phrase = r->phrases.phrase_at[f->word], at;
    if (phrase == HS_NONE)
        return;
    f->predicate = (hs_predicate){.cue = {.word = f->word, .subject = HS_NONE}};
    f->predicate.cue.scope = hs_reading_window(r, f->word);
    bool few = f->lexeme->accuse_roles & HS_LETTER('n');
    uint32_t accuser = accuser_of_noun(f, phrase, &at);
    uint32_t link = hs_predicate_find(r, &f->predicate, at, 1, few ? narrow : links);
    if (link == HS_NONE || link + 1 >= f->predicate.cue.scope.end)
        return;
    uint32_t target = hs_reading_phrase_from(r, link + 1);
    bool party = target != HS_NONE && hs_predicate_is_party(r, target);
    hs_span charge = charge_of_noun(f, link, target, party);
    hs_accusing *accusing = push(f, charge, accuser == HS_NONE ? -10 : 5);
    accusing->accuser = accuser;
    accusing->open_accuser = accuser == HS_NONE;
    uint32_t owner = hs_predicate_party_of(r, target);
    uint32_t accused = owner != HS_NONE ? owner : party ? target : HS_NONE;
    if (accused == HS_NONE && r->syntax)
        accused = accused_by_verb(r, hs_reading_token(r, f->word));
    add_accused(accusing, hs_predicate_is_party(r, accused) ? accused : HS_NONE);
}

/* "Russia's alleged attempts to …", "the alleged theft by …". */
static void read_alleged(finder *f)
{
    hs_reading *r = f->r;
    uint32_t phrase = r->phrases.phrase_at[f->word];
    if (phrase == HS_NONE || r->phrases.items[phrase].head <= f->word)
        return;
    f->predicate = (hs_predicate){.cue = {.word = f->word, .subject = HS_NONE}};
    f->predicate.cue.scope = hs_reading_window(r, f->word);
    hs_accusing *accusing = push(f, hs_predicate_clause(r, &f->predicate, f->word + 1, true), -10);
    accusing->open_accuser = true;
    uint32_t party = hs_predicate_party_of(r, phrase);
    add_accused(accusing, party != HS_NONE                   ? party
                          : hs_predicate_is_party(r, phrase) ? phrase
                                                             : HS_NONE);
}

/* "X is a liar", "called X corrupt": the party that the epithet is said of. */
static uint32_t bearer(const finder *f, uint32_t first)
{
    const hs_reading *r = f->r;
    hs_word_range scope = hs_reading_window(r, f->word);
    uint32_t i = first;
    while (i > scope.first && (hs_reading_tag(r, i - 1) == HS_TAG_ADVERB ||
                               hs_reading_tag(r, i - 1) == HS_TAG_DETERMINER ||
                               hs_reading_tag(r, i - 1) == HS_TAG_OPEN_MARK))
        i--;
    if (i <= scope.first)
        return HS_NONE;
    const hs_shallow_word *before = hs_reading_word(r, i - 1);
    if (hs_word_is(before, HS_LEX(BE))) {
        hs_cue cue = {.word = i - 1};
        hs_cue_find_subject(r, NULL, &cue);
        return cue.negated ? HS_NONE : cue.subject;
    }
    if (hs_str_equal(hs_word_text(&r->words, i - 1), HS_STR("as")))
        i--;
    uint32_t object = i > scope.first ? hs_reading_phrase_until(r, i) : HS_NONE;
    if (object == HS_NONE || r->phrases.items[object].first == scope.first)
        return HS_NONE;
    uint32_t verb = r->phrases.items[object].first - 1;
    return hs_reading_word(r, verb)->lexeme->report_frames & HS_LETTER('a') ? object : HS_NONE;
}

static void read_epithet(finder *f)
{
    hs_reading *r = f->r;
    uint32_t phrase = r->phrases.phrase_at[f->word];
    uint32_t first = phrase == HS_NONE ? f->word : r->phrases.items[phrase].first;
    uint32_t party = bearer(f, first);
    if (party == HS_NONE && phrase != HS_NONE && r->phrases.items[phrase].head == f->word)
        party = r->phrases.items[phrase].owner;
    if (party == HS_NONE || !hs_predicate_is_party(r, party))
        return;
    if (hs_word_is(hs_reading_word(r, r->phrases.items[party].head), HS_LEX(FIRST_PERSON)))
        return;
    uint32_t end = phrase == HS_NONE ? f->word + 1 : r->phrases.items[phrase].end_extended;
    hs_accusing *accusing = push(f, hs_reading_span(r, first, end), -10);
    accusing->by_speaker = true;
    add_accused(accusing, party);
}

static hs_span charge_of_state(const finder *f)
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

/* The verb that a state hangs on: of "held X responsible" even where the parse has the state hang
 * on X. HS_NO_WORD: none. */
static uint32_t verb_of_state(const hs_reading *r, uint32_t token, bool *given)
{
    const hs_word *tree = r->syntax->words;
    uint32_t head = tree[token].head;
    bool behind =
        head < token && tree[token].deprel == HS_DEPREL_AMOD && tree[head].deprel == HS_DEPREL_OBJ;
    *given = behind || tree[token].deprel == HS_DEPREL_XCOMP;
    return behind ? tree[head].head : head;
}

/* "X is guilty of Y", "held X responsible for Y", "X came under fire from Z for Y": what is said of
 * somebody's state, by the parse. */
static void read_state(finder *f)
{
    hs_reading *r = f->r;
    if (!r->syntax || asked(r, f->word))
        return;
    bool given;
    uint32_t token = hs_reading_token(r, f->word), above = verb_of_state(r, token, &given);
    hung own = hung_on(r, token), verb = own;
    if (own.subject == HS_NONE && above != HS_NO_WORD)
        verb = hung_on(r, above);
    given = given && own.subject == HS_NONE && verb.object != HS_NONE;
    uint32_t party = given ? verb.object : verb.subject;
    if (!hs_predicate_is_party(r, party) || own.unasserted || verb.unasserted ||
        hs_word_is(hs_reading_word(r, r->phrases.items[party].head), HS_LEX(FIRST_PERSON)))
        return;
    hs_accusing *accusing = push(f, charge_of_state(f), given ? 10 : -10);
    accusing->accuser = given                   ? verb.subject
                        : verb.agent != HS_NONE ? verb.agent
                        : own.origin != HS_NONE ? own.origin
                                                : verb.origin;
    accusing->open_accuser = accusing->accuser == HS_NONE && verb.passive;
    accusing->by_speaker = accusing->accuser == HS_NONE && !verb.passive;
    add_accused(accusing, party);
}

static void read_verb(finder *f, const hs_cue *previous)
{
    f->predicate = hs_predicate_read(f->r, f->word, previous);
    const hs_predicate *p = &f->predicate;
    if (p->cue.negated || (p->hypothetical && !p->cue.infinitive) || p->question)
        return;
    uint32_t roles = f->lexeme->accuse_roles;
    if (roles & HS_LETTER('c') && !p->cue.passive && read_clause_verb(f))
        return;
    if (roles & HS_LETTER('i'))
        read_warning(f);
    else if (roles & HS_LETTER('o'))
        read_object_verb(f);
    else if (roles & HS_LETTER('s'))
        read_subject_verb(f);
}

static void read_word(finder *f, const hs_cue *previous)
{
    uint32_t roles = f->lexeme->accuse_roles;
    uint8_t tag = hs_reading_tag(f->r, f->word);
    if (tag == HS_TAG_VERB && f->lexeme->forms)
        read_verb(f, previous);
    else if (roles & HS_LETTER('d'))
        read_alleged(f);
    else if (roles & HS_LETTER('p'))
        read_noun(f);
    else if (roles & HS_LETTER('e'))
        read_epithet(f);
    else if (roles & HS_LETTER('s'))
        read_state(f);
}

void hs_read_accusing(hs_reading *r)
{
    hs_cue previous = {.scope = {UINT32_MAX, UINT32_MAX}, .subject = HS_NONE};
    uint32_t ground = HS_NONE;
    for (uint32_t i = 0; i < r->words.count; i++) {
        const hs_shallow_word *word = hs_reading_word(r, i);
        bool verb = word->tag == HS_TAG_VERB;
        if (verb && word->lexeme->report_frames) {
            hs_cue cue = {.word = i};
            hs_cue_find_subject(r, &previous, &cue);
            if (cue.subject != HS_NONE && !cue.relative)
                previous = cue;
        }
        if (!word->lexeme->accuse_roles || i == ground)
            continue;
        finder f = {.r = r, .lexeme = word->lexeme, .word = i, .ground = HS_NONE};
        read_word(&f, &previous);
        ground = f.ground == HS_NONE ? ground : f.ground;
    }
}
