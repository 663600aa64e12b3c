/* Explicit accusations: accusing verbs with their roles, by accusing.tsv; nouns, adjectives and
 * epithets are accusing_nouns.c's and accusing_epithets.c's. Denied and hypothetical ones are left
 * out. Wrongs asserted with no accusing word are harm.c's.
 */
#include "annotate/accusations/accusations.h"
#include "annotate/accusations/accusing_finder.h"
#include "annotate/reading/noun_kind.h"
#include "annotate/reading/syntax.h"

enum {
    FOR_A_REASON = 25, /* points of a penalty that says what for */
    TELLING = 5,       /* weight of a word that accuses by itself */
};

static uint32_t percent(const hs_accusing_finder *f, int points)
{
    int sum = 38 + 7 * f->lexeme->accuse_weight + points;
    return (uint32_t)(sum < 5 ? 5 : sum > 97 ? 97 : sum);
}

/* "Swipe", "blame" as a noun: a word that the networks did not learn with, or not as this. */
static bool untaught(const hs_accusing_finder *f)
{
    uint32_t roles = f->lexeme->accuse_roles;
    bool noun = roles & HS_ACCUSE_NOUN_AIMED && hs_reading_tag(f->r, f->word) != HS_TAG_VERB;
    return f->lexeme->accuse_weight >= TELLING &&
           (noun || roles & (HS_ACCUSE_RULES_ONLY | HS_ACCUSE_IDIOM_END));
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
        .untaught = untaught(f),
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
    uint32_t phrase = hs_accusing_goes_on(f, link)
                          ? hs_predicate_whole(r, hs_reading_phrase_from(r, link + 1))
                          : HS_NONE;
    if (phrase == HS_NONE || r->phrases.items[phrase].end >= end)
        return at;
    uint32_t whole = r->phrases.items[phrase].end_extended; /* "the head of the council" */
    bool goes_on = whole < end && (hs_reading_tag(r, whole) == HS_TAG_THAT ||
                                   hs_predicate_find(r, &f->predicate, whole, 1, about) == whole);
    return goes_on ? whole : r->phrases.items[phrase].end;
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

/* Whom a penalty is for need not be known to a list: "deported 40 migrants". */
static bool penalised(const hs_accusing_finder *f, uint32_t phrase)
{
    return f->lexeme->accuse_roles & (HS_ACCUSE_POWER | HS_ACCUSE_TO_PARTY) && phrase != HS_NONE &&
           hs_noun_persons(f->r, f->r->phrases.items[phrase].head);
}

/* "X was blamed for Y by Z". */
static void read_passive(hs_accusing_finder *f)
{
    hs_reading *r = f->r;
    const hs_predicate *p = &f->predicate;
    bool bodily = f->lexeme->accuse_roles & HS_ACCUSE_VIOLENCE;
    uint32_t link = hs_accusing_find_link(f, f->word + 1), agent = p->agent;
    uint32_t accused = p->cue.subject == HS_NONE || hs_predicate_is_party(r, p->cue.subject) ||
                               r->phrases.items[p->cue.subject].owner == HS_NONE
                           ? p->cue.subject
                           : r->phrases.items[p->cue.subject].owner; /* "his comments were" */
    if ((hs_accusing_penalty(f) && !hs_accusing_gives_reason(f, link)) ||
        ((hs_accusing_penalty(f) || untaught(f)) && !hs_predicate_is_party(r, accused) &&
         !penalised(f, accused)) ||
        !hs_accusing_says_what_for(f, link))
        return;
    if (bodily && link != HS_NONE && hs_reading_word_is(r, link, "with"))
        link = HS_NONE; /* "attacked with an umbrella" */
    if (hs_accusing_goes_on(f, link) && hs_accusing_tells_how_long(r, link))
        link = HS_NONE;
    if (link == HS_NONE && (bodily || f->lexeme->accuse_weight <= 5 || agent == HS_NONE))
        return;
    hs_span charge = hs_reading_word(r, f->word)->span;
    if (hs_accusing_goes_on(f, link)) {
        charge = hs_predicate_clause(r, p, link + 1, false);
        hs_span cut = charge;
        uint32_t behind = agent_behind_charge(f, link + 1, &cut);
        charge = agent == HS_NONE || agent == behind ? cut : charge;
        agent = agent == HS_NONE ? behind : agent;
    }
    int points = hs_accusing_penalty(f) ? FOR_A_REASON : untaught(f) && link != HS_NONE ? 5 : 0;
    hs_accusing *accusing = hs_accusing_push(f, charge, points);
    accusing->untaught = accusing->untaught || hs_accusing_penalty(f);
    accusing->accuser = agent;
    accusing->open_accuser = agent == HS_NONE;
    hs_accusing_add(accusing, accused);
}

/* Whose act a phrase is, if it is anybody's: not of "Friday's test". */
static uint32_t party_that_acts(const hs_reading *r, uint32_t phrase)
{
    uint32_t owner = hs_predicate_party_of(r, phrase);
    bool time = owner != HS_NONE && hs_word_is(hs_reading_word(r, r->phrases.items[owner].head),
                                               HS_LEX(MONTH) | HS_LEX(WEEKDAY) | HS_LEX(TIME));
    return time ? HS_NONE : owner;
}

/* "You punished her for telling the truth": it is you who are accused. */
static bool told_to(const hs_reading *r, uint32_t phrase)
{
    return phrase != HS_NONE &&
           hs_word_is(hs_reading_word(r, r->phrases.items[phrase].head), HS_LEX(SECOND_PERSON));
}

/* "X was caught stealing", "caught X stealing". */
static void read_caught(hs_accusing_finder *f)
{
    const hs_predicate *p = &f->predicate;
    uint32_t deed = hs_accusing_gerund(f, p->object == HS_NONE ? f->word + 1 : p->behind);
    uint32_t accused = p->object == HS_NONE ? p->cue.subject : p->object;
    if (deed == HS_NONE || !hs_predicate_is_party(f->r, accused))
        return;
    hs_accusing *accusing = hs_accusing_push(f, hs_accusing_short_clause(f, deed), FOR_A_REASON);
    accusing->untaught = true;
    accusing->accuser = p->object == HS_NONE ? p->agent : p->cue.subject;
    accusing->open_accuser = accusing->accuser == HS_NONE;
    hs_accusing_add(accusing, accused);
}

/* "Reported X to the police", not "the news to members". */
static bool reported_to(const hs_accusing_finder *f, uint32_t whom, uint32_t from)
{
    static const char *const to[] = {"to", NULL};
    const hs_shallow_word *head =
        whom == HS_NONE ? NULL : hs_reading_word(f->r, f->r->phrases.items[whom].head);
    if (!head || (head->tag != HS_TAG_NAME && head->tag != HS_TAG_PRONOUN &&
                  !hs_word_is(head, HS_LEX(ROLE) | HS_LEX(KIN)) && !penalised(f, whom)))
        return false;
    uint32_t link = hs_predicate_find(f->r, &f->predicate, from, 1, to);
    if (!hs_accusing_goes_on(f, link))
        return false;
    return hs_predicate_is_party(f->r,
                                 hs_predicate_whole(f->r, hs_reading_phrase_from(f->r, link + 1)));
}

/* What the object of an accusing verb tells of who is accused, and where the charge stands. */
typedef struct aim {
    uint32_t owner; /* whose act the object is: "X's plan", or HS_NONE */
    bool party;     /* the object itself is somebody */
    uint32_t link;  /* the charge stands behind it, or HS_NONE */
} aim;

/* Whether nobody is accused of anything: a verb that often means something else needs who, or what
 * for. */
static bool too_little(const hs_accusing_finder *f, const aim *it, bool asked)
{
    bool weak = f->lexeme->accuse_weight <= 5;
    bool somebody = it->party || it->owner != HS_NONE;
    return (weak && it->link == HS_NONE && it->owner == HS_NONE && !asked) ||
           (!somebody && (weak || f->lexeme->accuse_roles & HS_ACCUSE_RULES_ONLY)) ||
           (hs_accusing_penalty(f) && !hs_accusing_gives_reason(f, it->link) && !asked) ||
           !hs_accusing_says_what_for(f, it->link);
}

/* "accuse X of Y": the charge stands behind a link. */
static hs_accusing *push_linked(hs_accusing_finder *f, uint32_t link)
{
    const hs_predicate *p = &f->predicate;
    bool over = f->lexeme->accuse_roles & HS_ACCUSE_RULES_ONLY &&
                hs_accusing_quarrels_over(f->r, link) &&
                hs_predicate_is_party(f->r, p->cue.subject);
    hs_accusing *accusing = hs_accusing_push(f, hs_predicate_clause(f->r, p, link + 1, false),
                                             hs_accusing_penalty(f) || over ? FOR_A_REASON : 5);
    accusing->untaught = accusing->untaught || over;
    return accusing;
}

/* "criticise X's Y", "criticise X": the object is the charge too. */
static hs_accusing *push_object(hs_accusing_finder *f, const aim *it, bool asked)
{
    const hs_reading *r = f->r;
    const hs_predicate *p = &f->predicate;
    const hs_phrase *object = &r->phrases.items[p->object];
    bool outspoken = untaught(f) && (it->owner != HS_NONE || f->lexeme->word_count == 1);
    uint32_t first =
        object->owner == HS_NONE ? object->first : r->phrases.items[object->owner].first;
    hs_span charge = p->in_front ? hs_reading_word(r, f->word)->span
                                 : hs_reading_span(r, first, object->end_extended);
    return hs_accusing_push(f, charge,
                            asked       ? FOR_A_REASON
                            : outspoken ? -5
                            : it->party ? -15
                                        : -10);
}

/* "accuse X of Y", "criticise X's Y", "X was blamed for Y"; asked for by somebody or HS_NONE. */
static void read_object_verb(hs_accusing_finder *f, uint32_t asker)
{
    hs_reading *r = f->r;
    const hs_predicate *p = &f->predicate;
    if (f->lexeme->accuse_roles & HS_ACCUSE_TO_PARTY &&
        !reported_to(f, p->cue.passive ? p->cue.subject : p->object,
                     p->cue.passive ? f->word + 1 : p->behind))
        return;
    bool penalty = hs_accusing_penalty(f), asked = asker != HS_NONE;
    if (p->cue.passive || (penalty && hs_accusing_punished_with(f))) {
        read_passive(f);
        return;
    }
    if (p->object == HS_NONE || (penalty && told_to(r, p->cue.subject)))
        return;
    aim it = {.owner = party_that_acts(r, p->object), .link = HS_NONE};
    it.party = hs_predicate_is_party(r, p->object) || penalised(f, p->object);
    if (it.party || p->in_front)
        it.link = hs_accusing_find_link(f, p->behind);
    if (too_little(f, &it, asked))
        return;
    bool linked = hs_accusing_goes_on(f, it.link);
    hs_accusing *accusing = linked ? push_linked(f, it.link) : push_object(f, &it, asked);
    accusing->accuser = asked ? asker : p->cue.subject;
    if (!linked && it.owner != HS_NONE)
        hs_accusing_add(accusing, it.owner);
    else if (linked || it.party)
        add_list(f, accusing, p->object);
}

/* "complained to X about Y": Y, or whose act it is, is accused. */
static bool read_complaint(hs_accusing_finder *f, uint32_t at)
{
    static const char *const about[] = {"about", "over", "of", NULL};
    hs_reading *r = f->r;
    const hs_predicate *p = &f->predicate;
    uint32_t link = hs_predicate_find(r, p, at, 1, about);
    if (!hs_accusing_goes_on(f, link))
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
    if (alone && !(f->lexeme->accuse_roles & HS_ACCUSE_NOUN_WHOSE))
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
    accusing->open_accuser = accusing->untaught && r->attribution_at[f->word] == HS_NONE;
    hs_accusing_add(accusing, p->cue.subject);
}

/* "X drew the ire of Y for Z": the subject is accused by whom the object names. */
static void read_drawn(hs_accusing_finder *f)
{
    hs_reading *r = f->r;
    const hs_predicate *p = &f->predicate;
    uint32_t subject = p->cue.subject; /* "his plan drew the ire of" */
    uint32_t drew = hs_predicate_is_party(r, subject) ? subject : hs_predicate_party_of(r, subject);
    if (p->cue.passive || !hs_predicate_is_party(r, drew) || !hs_predicate_is_party(r, p->object))
        return;
    uint32_t link = hs_accusing_find_link(f, p->behind);
    bool linked = hs_accusing_goes_on(f, link);
    hs_span charge =
        linked ? hs_predicate_clause(r, p, link + 1, false) : hs_reading_word(r, f->word)->span;
    hs_accusing *accusing = hs_accusing_push(f, charge, 0);
    accusing->accuser = p->object;
    hs_accusing_add(accusing, drew);
}

static bool unsaid(const hs_predicate *p)
{
    return p->cue.negated || (p->hypothetical && !p->cue.infinitive) || p->question;
}

/* "took X to task for Y", "X was hauled over the coals": the word in hand ends what a verb in front
 * of its object begins. */
static bool read_tail(hs_accusing_finder *f, const hs_cue *previous)
{
    const hs_reading *r = f->r;
    uint32_t tail = f->word, first = tail, object = hs_reading_phrase_until(r, tail);
    for (; object != HS_NONE; object = r->phrases.items[object].owner)
        first = r->phrases.items[object].first;
    if (first <= hs_reading_sentence(r, tail).first || hs_reading_tag(r, first - 1) != HS_TAG_VERB)
        return false;
    f->word = first - 1;
    f->predicate = hs_predicate_read(r, f->word, previous);
    bool whole = f->predicate.cue.passive ? first == tail : f->predicate.behind == tail;
    f->predicate.behind = tail + 1;
    if (whole && !unsaid(&f->predicate))
        read_object_verb(f, HS_NONE);
    f->word = tail;
    return whole;
}

static void read_verb(hs_accusing_finder *f, const hs_cue *previous)
{
    f->predicate = hs_predicate_read(f->r, f->word, previous);
    const hs_predicate *p = &f->predicate;
    uint32_t roles = f->lexeme->accuse_roles;
    if (roles & HS_ACCUSE_DEMAND && hs_accusing_read_call(f, previous))
        return;
    if (unsaid(p))
        return;
    if (roles & HS_ACCUSE_CLAUSE && !p->cue.passive && read_clause_verb(f))
        return;
    if (roles & HS_ACCUSE_STOP)
        read_warning(f);
    else if (roles & HS_ACCUSE_GERUND)
        read_caught(f);
    else if (roles & HS_ACCUSE_WRONG_ON)
        hs_accusing_read_shift(f);
    else if (roles & (HS_ACCUSE_OBJECT | HS_ACCUSE_POWER))
        read_object_verb(f, hs_accusing_asker(f, previous));
    else if (roles & HS_ACCUSE_SUBJECT)
        read_subject_verb(f);
    else if (roles & HS_ACCUSE_DRAWN)
        read_drawn(f);
}

/* "X should be ashamed". */
static void read_ashamed(hs_accusing_finder *f, const hs_cue *previous)
{
    f->predicate = (hs_predicate){.cue = {.word = f->word, .subject = HS_NONE}};
    f->predicate.cue.scope = hs_reading_window(f->r, f->word);
    hs_accusing_read_call(f, previous);
}

static void read_word(hs_accusing_finder *f, const hs_cue *previous)
{
    uint32_t roles = f->lexeme->accuse_roles;
    uint8_t tag = hs_reading_tag(f->r, f->word);
    if (tag == HS_TAG_VERB && f->lexeme->forms)
        read_verb(f, previous);
    else if (roles & HS_ACCUSE_ALLEGED)
        hs_accusing_read_alleged(f);
    else if (roles & HS_ACCUSE_IDIOM_END &&
             (read_tail(f, previous) || !(roles & HS_ACCUSE_SUBJECT)))
        return; /* "held X to blame"; "X is to blame" */
    else if (roles & HS_ACCUSE_POWER && f->lexeme->accuse_part == HS_LEX_PART_NOUN &&
             hs_accusing_read_penalty(f))
        return;
    else if (roles & (HS_ACCUSE_NOUN | HS_ACCUSE_NOUN_AIMED))
        hs_accusing_read_noun(f);
    else if (roles & HS_ACCUSE_DEMAND && f->lexeme->accuse_part == HS_LEX_PART_NOUN)
        hs_accusing_read_demand(f, previous);
    else if (roles & HS_ACCUSE_DEMAND && f->lexeme->accuse_part == HS_LEX_PART_ADJECTIVE)
        read_ashamed(f, previous);
    else if (roles & HS_ACCUSE_EPITHET)
        hs_accusing_read_epithet(f);
    else if (roles & HS_ACCUSE_SUBJECT)
        hs_accusing_read_state(f);
    else if (f->lexeme->accuse_part == HS_LEX_PART_ADJECTIVE)
        hs_accusing_read_feeling(f);
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
