/* Explicit accusations: accusing verbs with their roles, by accusing.tsv; nouns, adjectives and
 * epithets are accusing_nouns.c's. Denied and hypothetical ones are left out. Wrongs asserted with
 * no accusing word are harm.c's.
 */
#include "annotate/accusations/accusations.h"
#include "annotate/accusations/accusing_finder.h"

const char *const hs_accusing_charge_words[] = {"of", "for", "over", "with", "as", "about", NULL};

static uint32_t percent(const hs_accusing_finder *f, int points)
{
    int sum = 38 + 7 * f->lexeme->accuse_weight + points;
    return (uint32_t)(sum < 5 ? 5 : sum > 97 ? 97 : sum);
}

hs_accusing *hs_accusing_push(hs_accusing_finder *f, hs_span charge, int points)
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

void hs_accusing_add(hs_accusing *accusing, uint32_t phrase)
{
    if (phrase != HS_NONE && accusing->accused_count < HS_COUNT(accusing->accused))
        accusing->accused[accusing->accused_count++] = phrase;
}

/* The phrases joined to one by "and" and commas: "blamed A, B and C". */
static void add_list(const hs_accusing_finder *f, hs_accusing *accusing, uint32_t phrase)
{
    const hs_reading *r = f->r;
    hs_accusing_add(accusing, phrase);
    for (int more = 0; more < 3 && phrase != HS_NONE; more++) {
        uint32_t at = r->phrases.items[phrase].end;
        if (at + 1 >= f->predicate.cue.scope.end || hs_reading_tag(r, at) != HS_TAG_CONJUNCTION)
            return;
        phrase = hs_reading_phrase_from(r, at + 1);
        if (!hs_predicate_is_party(r, phrase) ||
            hs_reading_tag(r, r->phrases.items[phrase].head) != HS_TAG_NAME)
            return;
        hs_accusing_add(accusing, phrase);
    }
}

uint32_t hs_accusing_behind_apposition(const hs_accusing_finder *f, uint32_t at)
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

uint32_t hs_accusing_behind_addressee(const hs_accusing_finder *f, uint32_t at)
{
    static const char *const to[] = {"to", "with", "before", NULL};
    static const char *const about[] = {"about", "over", "against", NULL};
    const hs_reading *r = f->r;
    uint32_t end = f->predicate.cue.scope.end;
    uint32_t link = hs_predicate_find(r, &f->predicate, at, 1, to);
    uint32_t phrase = link == HS_NONE || link + 1 >= end
                          ? HS_NONE
                          : hs_predicate_whole(r, hs_reading_phrase_from(r, link + 1));
    if (phrase == HS_NONE || r->phrases.items[phrase].end >= end)
        return at;
    uint32_t whole = r->phrases.items[phrase].end_extended; /* "the head of the council" */
    bool goes_on = whole < end && (hs_reading_tag(r, whole) == HS_TAG_THAT ||
                                   hs_predicate_find(r, &f->predicate, whole, 1, about) == whole);
    return goes_on ? whole : r->phrases.items[phrase].end;
}

/* "suspicion" of "on suspicion of" among the next words, or HS_NONE. */
static uint32_t find_ground(const hs_accusing_finder *f, uint32_t from, uint32_t reach)
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
static uint32_t find_link(hs_accusing_finder *f, uint32_t from)
{
    enum { REACH = 8 };
    from = hs_accusing_behind_apposition(f, from);
    f->ground = find_ground(f, from, REACH);
    if (f->ground == HS_NONE)
        return hs_predicate_find(f->r, &f->predicate, from, REACH, hs_accusing_charge_words);
    uint32_t of =
        hs_predicate_find(f->r, &f->predicate, f->ground + 1, 1, hs_accusing_charge_words);
    return of == HS_NONE ? f->ground - 1 : of;
}

/* "criticised as sexist by the forum": behind the charge, who criticises. HS_NONE: nobody. */
static uint32_t agent_behind_charge(const hs_accusing_finder *f, uint32_t from, hs_span *charge)
{
    const hs_reading *r = f->r;
    for (uint32_t i = from; i + 1 < f->predicate.cue.scope.end; i++) {
        if (hs_reading_tag(r, i) == HS_TAG_VERB || hs_reading_word(r, i)->span.start >= charge->end)
            break;
        if (i == from || !hs_reading_word_is(r, i, "by"))
            continue;
        uint32_t agent = hs_predicate_whole(r, hs_reading_phrase_from(r, i + 1));
        if (hs_predicate_is_party(r, agent))
            charge->end = hs_reading_word(r, i - 1)->span.end;
        return hs_predicate_is_party(r, agent) ? agent : HS_NONE;
    }
    return HS_NONE;
}

/* "Jailed for three years", "for life": how long, not why. */
static bool tells_how_long(const hs_reading *r, uint32_t link)
{
    uint32_t phrase = hs_reading_phrase_from(r, link + 1);
    uint32_t head = phrase == HS_NONE ? link + 1 : r->phrases.items[phrase].head;
    return hs_reading_word_is(r, link, "for") &&
           (hs_word_is(hs_reading_word(r, head), HS_LEX(TIME)) ||
            hs_reading_word_is(r, head, "life"));
}

/* "X was blamed for Y by Z". */
static void read_passive(hs_accusing_finder *f)
{
    hs_reading *r = f->r;
    const hs_predicate *p = &f->predicate;
    bool bodily = f->lexeme->accuse_roles & HS_LETTER('b');
    uint32_t link = find_link(f, f->word + 1), agent = p->agent;
    if (bodily && link != HS_NONE && hs_reading_word_is(r, link, "with"))
        link = HS_NONE; /* "attacked with an umbrella" */
    if (link != HS_NONE && link + 1 < p->cue.scope.end && tells_how_long(r, link))
        link = HS_NONE;
    if (link == HS_NONE && (bodily || f->lexeme->accuse_weight <= 5 || agent == HS_NONE))
        return;
    hs_span charge = hs_reading_word(r, f->word)->span;
    if (link != HS_NONE && link + 1 < p->cue.scope.end) {
        charge = hs_predicate_clause(r, p, link + 1, false);
        hs_span cut = charge;
        uint32_t behind = agent_behind_charge(f, link + 1, &cut);
        charge = agent == HS_NONE || agent == behind ? cut : charge;
        agent = agent == HS_NONE ? behind : agent;
    }
    hs_accusing *accusing = hs_accusing_push(f, charge, 0);
    accusing->accuser = agent;
    accusing->open_accuser = agent == HS_NONE;
    uint32_t owner = hs_predicate_is_party(r, p->cue.subject) || p->cue.subject == HS_NONE
                         ? HS_NONE
                         : r->phrases.items[p->cue.subject].owner; /* "his comments were" */
    hs_accusing_add(accusing, owner == HS_NONE ? p->cue.subject : owner);
}

/* Whose act a phrase is, if it is anybody's: not of "Friday's test". */
static uint32_t party_that_acts(const hs_reading *r, uint32_t phrase)
{
    uint32_t owner = hs_predicate_party_of(r, phrase);
    bool time = owner != HS_NONE && hs_word_is(hs_reading_word(r, r->phrases.items[owner].head),
                                               HS_LEX(MONTH) | HS_LEX(WEEKDAY) | HS_LEX(TIME));
    return time ? HS_NONE : owner;
}

/* "accuse X of Y", "criticise X's Y", "X was blamed for Y". */
static void read_object_verb(hs_accusing_finder *f)
{
    hs_reading *r = f->r;
    const hs_predicate *p = &f->predicate;
    bool weak = f->lexeme->accuse_weight <= 5;
    if (p->cue.passive) {
        read_passive(f);
        return;
    }
    if (p->object == HS_NONE)
        return;
    uint32_t owner = party_that_acts(r, p->object);
    bool party = hs_predicate_is_party(r, p->object);
    uint32_t end = r->phrases.items[p->object].end_extended;
    uint32_t link = party ? find_link(f, p->behind) : HS_NONE;
    if ((weak && link == HS_NONE && owner == HS_NONE) || (!party && owner == HS_NONE && weak))
        return;
    if (link != HS_NONE && link + 1 < p->cue.scope.end) {
        hs_accusing *accusing = hs_accusing_push(f, hs_predicate_clause(r, p, link + 1, false), 5);
        accusing->accuser = p->cue.subject;
        add_list(f, accusing, p->object);
        return;
    }
    uint32_t possessor = r->phrases.items[p->object].owner;
    uint32_t first = r->phrases.items[possessor == UINT32_MAX ? p->object : possessor].first;
    hs_accusing *accusing = hs_accusing_push(f, hs_reading_span(r, first, end), party ? -15 : -10);
    accusing->accuser = p->cue.subject;
    if (owner != HS_NONE)
        hs_accusing_add(accusing, owner);
    else if (party)
        add_list(f, accusing, p->object);
}

/* "complained to X about Y": Y, or whose act it is, is accused. */
static bool read_complaint(hs_accusing_finder *f, uint32_t at)
{
    static const char *const about[] = {"about", "over", "of", NULL};
    hs_reading *r = f->r;
    const hs_predicate *p = &f->predicate;
    uint32_t link = hs_predicate_find(r, p, at, 1, about);
    if (link == HS_NONE || link + 1 >= p->cue.scope.end)
        return false;
    uint32_t target = hs_reading_phrase_from(r, link + 1);
    uint32_t owner = hs_predicate_party_of(r, target);
    hs_accusing *accusing = hs_accusing_push(f, hs_predicate_clause(r, p, link + 1, false), 0);
    accusing->accuser = p->cue.subject;
    hs_accusing_add(accusing, owner != HS_NONE                   ? owner
                              : hs_predicate_is_party(r, target) ? target
                                                                 : HS_NONE);
    return true;
}

/* "allege that X …", "X charged that …": the clause's subject is the accused. */
static bool read_clause_verb(hs_accusing_finder *f)
{
    hs_reading *r = f->r;
    const hs_predicate *p = &f->predicate;
    uint32_t first = hs_accusing_behind_addressee(f, f->word + 1);
    if (first > f->word + 1 && read_complaint(f, first))
        return true;
    bool that = first < p->cue.scope.end && hs_reading_tag(r, first) == HS_TAG_THAT;
    if (that)
        first++;
    if (first >= p->cue.scope.end || (!that && !(f->lexeme->accuse_weight >= 8)))
        return false;
    uint32_t subject = hs_reading_phrase_from(r, first);
    if (subject == HS_NONE)
        return false;
    hs_accusing *accusing = hs_accusing_push(f, hs_predicate_clause(r, p, first, false), 0);
    accusing->accuser = p->cue.subject;
    if (hs_predicate_is_party(r, subject))
        hs_accusing_add(accusing, subject);
    return true;
}

/* "warn X to stop Y". */
static void read_warning(hs_accusing_finder *f)
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
    if (alone && !(f->lexeme->accuse_roles & HS_LETTER('w')))
        return;                                                      /* "told reporters to stop" */
    hs_span charge = alone ? hs_reading_span(r, p->behind, stop + 1) /* "to stop" */
                           : hs_predicate_clause(r, p, stop + 1, false);
    hs_accusing *accusing = hs_accusing_push(f, charge, 25);
    accusing->accuser = p->cue.subject;
    hs_accusing_add(accusing, p->object);
}

/* "X lied about Y": whoever says so accuses X. */
static void read_subject_verb(hs_accusing_finder *f)
{
    hs_reading *r = f->r;
    const hs_predicate *p = &f->predicate;
    if (p->cue.subject == HS_NONE || !hs_predicate_is_party(r, p->cue.subject) || p->cue.passive)
        return;
    const hs_shallow_word *subject = hs_reading_word(r, r->phrases.items[p->cue.subject].head);
    if (hs_word_is(subject, HS_LEX(FIRST_PERSON)))
        return;
    hs_accusing *accusing = hs_accusing_push(f, hs_predicate_clause(r, p, f->word, true), -10);
    hs_accusing_add(accusing, p->cue.subject);
}

static void read_verb(hs_accusing_finder *f, const hs_cue *previous)
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

static void read_word(hs_accusing_finder *f, const hs_cue *previous)
{
    uint32_t roles = f->lexeme->accuse_roles;
    uint8_t tag = hs_reading_tag(f->r, f->word);
    if (tag == HS_TAG_VERB && f->lexeme->forms)
        read_verb(f, previous);
    else if (roles & HS_LETTER('d'))
        hs_accusing_read_alleged(f);
    else if (roles & HS_LETTER('p'))
        hs_accusing_read_noun(f);
    else if (roles & HS_LETTER('e'))
        hs_accusing_read_epithet(f);
    else if (roles & HS_LETTER('s'))
        hs_accusing_read_state(f);
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
        hs_accusing_finder f = {.r = r, .lexeme = word->lexeme, .word = i, .ground = HS_NONE};
        read_word(&f, &previous);
        ground = f.ground == HS_NONE ? ground : f.ground;
    }
}
