/* Answers by their words: "denied", "hit back", "admitted", "declined to comment". Which accusation
 * they answer, linking finds.
 */
#include "annotate/accusations/accusations.h"
#include "annotate/accusations/predicate.h"
#include "annotate/reading/meaning.h"
#include "annotate/reading/syntax.h"

enum { CHARGE_REACH = 6, CHARGE_BONUS = 20 };

/* "rejected the charge", "dismissed the claim": the answer names what it answers. */
static bool names_charge(const hs_reading *r, uint32_t cue)
{
    for (uint32_t i = cue + 1; i < r->words.count && i < cue + CHARGE_REACH; i++) {
        const hs_lexeme *lexeme = hs_reading_word(r, i)->lexeme;
        if (lexeme->accuse_roles & HS_ACCUSE_NOUN || (lexeme->noun_frames && !lexeme->noun_thought))
            return true;
    }
    return false;
}

/* Whom a finding's words name, and what they say. */
typedef struct found {
    uint32_t word;
    uint32_t by; /* phrase, or HS_NONE: whoever speaks */
    hs_span text;
    uint8_t kind;
    unsigned weight;
} found;

static void push(hs_reading *r, found it)
{
    const hs_shallow_word *cue = hs_reading_word(r, it.word);
    unsigned score = 10 * it.weight + (names_charge(r, it.word) ? CHARGE_BONUS : 0);
    *hs_array_push(&r->answering) = (hs_answering){
        .cue = cue->span,
        .text = it.text,
        .by = it.by,
        .attribution = r->attribution_at[it.word],
        .reported = HS_NONE,
        .sentence = cue->sentence,
        .kind = it.kind,
        .score = (uint8_t)(score > 95 ? 95 : score),
    };
}

static void push_word(hs_reading *r, uint32_t word, uint32_t by, hs_span text)
{
    const hs_lexeme *lexeme = hs_reading_word(r, word)->lexeme;
    push(r, (found){word, by, text, lexeme->answer_kind, lexeme->answer_weight});
}

/* The party behind one of some prepositions at a word, or HS_NONE; of "the firm's headquarters"
 * whose they are. */
static uint32_t party_behind(const hs_reading *r, uint32_t at, const char *const *prepositions)
{
    if (at + 1 >= hs_reading_sentence(r, at - 1).end || !hs_reading_word_among(r, at, prepositions))
        return HS_NONE;
    uint32_t owner = hs_reading_phrase_from(r, at + 1);
    uint32_t phrase = hs_predicate_whole(r, owner);
    if (!hs_predicate_is_party(r, phrase))
        phrase = owner;
    return hs_predicate_is_party(r, phrase) ? phrase : HS_NONE;
}

/* "The nightclub declined to comment": no noun of a body, but it can speak, unlike "a message". */
static bool may_be_silent(const hs_reading *r, uint32_t subject)
{
    const hs_shallow_word *head = hs_reading_word(r, r->phrases.items[subject].head);
    if (!r->syntax)
        return false;
    const hs_word *token = hs_syntax_token(r, hs_reading_token(r, r->phrases.items[subject].head));
    hs_meaning noun = hs_meaning_of(hs_word_lemma(token), HS_MEANING_OF_NOUN);
    uint8_t kind = (uint8_t)hs_meaning_get(noun, HS_MEANING_KIND);
    return head->tag == HS_TAG_NOUN && noun &&
           (kind == HS_KIND_PLACE || kind == HS_KIND_BODY || kind == HS_KIND_OFFICE ||
            kind == HS_KIND_PERSON || kind == HS_KIND_GROUP);
}

/* "calls to Ana Ruiz went unanswered", "an email seeking comment from the firm was not answered":
 * who is silent. */
static uint32_t silent_party(const hs_reading *r, uint32_t subject, uint32_t verb)
{
    static const char *const to[] = {"to", "for", "with", "by", "from", NULL};
    enum { REACH = 6 };
    if (subject == HS_NONE || hs_predicate_is_party(r, subject) || may_be_silent(r, subject))
        return subject;
    uint32_t first = r->phrases.items[subject].end;
    for (uint32_t at = first; at < verb && at < first + REACH; at++) {
        uint32_t party = party_behind(r, at, to);
        if (party != HS_NONE)
            return party;
    }
    return HS_NONE;
}

/* "That" in front of a clause; "disputed that, saying" has none. */
static bool introduces(const hs_reading *r, const hs_predicate *p, uint32_t that)
{
    if (hs_reading_tag(r, that) != HS_TAG_THAT || that + 1 >= p->cue.scope.end)
        return false;
    uint8_t behind = hs_reading_tag(r, that + 1);
    return behind != HS_TAG_COMMA && behind != HS_TAG_STOP && behind != HS_TAG_CONJUNCTION;
}

/* "The claims were denied by the firm": who answers what the subject tells of. */
static void read_passive(hs_reading *r, const hs_predicate *p, uint32_t i)
{
    static const char *const by[] = {"by", NULL};
    uint32_t agent = party_behind(r, i + 1, by);
    if (agent == HS_NONE)
        return;
    const hs_phrase *subject = p->cue.subject == HS_NONE ? NULL : &r->phrases.items[p->cue.subject];
    bool before = subject && subject->first < i;
    push_word(r, i, agent,
              before ? hs_reading_span(r, subject->first, subject->end)
                     : hs_reading_word(r, i)->span);
}

/* "Paid a fine without admitting guilt". */
static bool without_doing(const hs_reading *r, uint32_t i)
{
    static const char *const without[] = {"without", NULL};
    return i > 0 && hs_reading_word(r, i)->lexeme->answer_kind == HS_ANSWER_ADMISSION &&
           hs_reading_word_among(r, i - 1, without);
}

/* "The firm agreed to pay a fine | without admitting guilt": whose verb it hangs on, or what the
 * words themselves have for its subject. */
static uint32_t who_does_not(const hs_reading *r, uint32_t i, uint32_t subject)
{
    enum { STEPS = 4, REACH = 24 };
    uint32_t verb = hs_reading_token(r, i);
    for (int step = 0; r->syntax && step < STEPS; step++) {
        verb = r->syntax->words[verb].head;
        if (verb == HS_NO_WORD)
            break;
        for (uint32_t t = verb; t > 0 && t + REACH > verb; t--)
            if (r->syntax->words[t - 1].head == verb &&
                r->syntax->words[t - 1].deprel == HS_DEPREL_NSUBJ)
                return r->phrases.phrase_at[hs_reading_word_of_token(r, t - 1)];
    }
    return subject;
}

static void read_verb(hs_reading *r, uint32_t i)
{
    hs_predicate p = hs_predicate_read(r, i, NULL);
    if ((p.cue.negated || p.hypothetical) && !without_doing(r, i)) /* "agreed to pay without" */
        return;
    if (p.cue.passive) {
        read_passive(r, &p, i);
        return;
    }
    uint32_t first = i + 1;
    uint8_t next = first >= p.cue.scope.end ? HS_TAG_STOP : hs_reading_tag(r, first);
    bool alone = next == HS_TAG_STOP || next == HS_TAG_COMMA || next == HS_TAG_CONJUNCTION;
    bool silent = hs_reading_word(r, i)->lexeme->answer_kind == HS_ANSWER_NO_COMMENT;
    if (!alone && introduces(r, &p, first))
        first++;
    if (without_doing(r, i)) {
        const hs_lexeme *lexeme = hs_reading_word(r, i)->lexeme;
        push(r, (found){i, who_does_not(r, i, p.cue.subject),
                        hs_predicate_clause(r, &p, alone ? i : first, false), HS_ANSWER_DENIAL,
                        lexeme->answer_weight});
        return;
    }
    push_word(r, i, silent ? silent_party(r, p.cue.subject, i) : p.cue.subject,
              hs_predicate_clause(r, &p, alone || silent ? i : first, false));
}

/* "Gave a flat denial", "posted an apology": who gives it, or HS_NONE. */
static uint32_t giver(const hs_reading *r, uint32_t phrase)
{
    static const char *const gives[] = {"gave",     "gives",     "give",    "given",   "issued",
                                        "issues",   "issuing",   "issue",   "made",    "offered",
                                        "offering", "released",  "posted",  "posting", "repeated",
                                        "repeats",  "published", "tweeted", NULL};
    uint32_t first = r->phrases.items[phrase].first;
    if (first == 0 || !hs_reading_word_among(r, first - 1, gives))
        return HS_NONE;
    hs_predicate p = hs_predicate_read(r, first - 1, NULL);
    bool given = !p.cue.negated && !p.hypothetical && !p.cue.passive && p.cue.subject != HS_NONE;
    return given && hs_predicate_is_party(r, p.cue.subject) ? p.cue.subject : HS_NONE;
}

/* "Despite his denials", "in spite of his denial". */
static bool in_spite_of(const hs_reading *r, uint32_t phrase, uint32_t owner)
{
    static const char *const despite[] = {"despite", NULL}, *const spite[] = {"spite", NULL};
    uint32_t first = r->phrases.items[phrase].first;
    if (owner != HS_NONE && r->phrases.items[owner].first < first)
        first = r->phrases.items[owner].first;
    uint32_t noun = hs_reading_token(r, r->phrases.items[phrase].head);
    while (first > 0 && r->syntax && hs_syntax_head(r, first - 1) == noun &&
           hs_reading_tag(r, first - 1) == HS_TAG_VERB)
        first--; /* "repeated denials" */
    return (first > 0 && hs_reading_word_among(r, first - 1, despite)) ||
           (first > 1 && hs_reading_word_among(r, first - 2, spite));
}

/* Of "despite repeated denials, X was sacked" who denies: whom "from" names, or the subject of what
 * was done in spite of them, or only to whom it was done. */
static uint32_t denier(const hs_reading *r, uint32_t i, uint32_t phrase, bool sufferer)
{
    enum { REACH = 16 };
    static const char *const from[] = {"from", "by", NULL};
    uint32_t party = party_behind(r, r->phrases.items[phrase].end, from);
    if (party != HS_NONE || !r->syntax)
        return party;
    uint32_t token = hs_reading_token(r, i), verb = r->syntax->words[token].head;
    for (uint32_t t = token + 1; verb != HS_NO_WORD && t < verb && t < token + REACH; t++) {
        const hs_word *it = &r->syntax->words[t];
        bool acts = it->deprel == HS_DEPREL_NSUBJ && !sufferer;
        if (it->head != verb || (!acts && it->deprel != HS_DEPREL_NSUBJ_PASS))
            continue;
        party = r->phrases.phrase_at[hs_reading_word_of_token(r, t)];
        return hs_predicate_is_party(r, party) ? party : HS_NONE;
    }
    return HS_NONE;
}

/* "His" of "Despite his denials, X was charged", with which a text begins. */
static bool foretold(const hs_reading *r, uint32_t owner)
{
    enum { LEAD = 3 };
    uint32_t head = r->phrases.items[owner].head;
    return head < LEAD && hs_reading_tag(r, head) == HS_TAG_DETERMINER;
}

static void read_noun(hs_reading *r, uint32_t i)
{
    enum { GIVEN_WEIGHT = 8 };
    static const char *const from[] = {"from", "by", NULL};
    uint32_t phrase = r->phrases.phrase_at[i];
    if (phrase == HS_NONE)
        return;
    uint32_t owner = r->phrases.items[phrase].owner;
    if (owner == HS_NONE && hs_reading_word(r, i)->lexeme->answer_kind == HS_ANSWER_NO_COMMENT)
        owner = party_behind(r, i + 1, from);
    bool given = owner == HS_NONE && giver(r, phrase) != HS_NONE;
    if (given)
        owner = giver(r, phrase);
    bool denial = hs_reading_word(r, i)->lexeme->answer_kind == HS_ANSWER_DENIAL;
    if (denial && in_spite_of(r, phrase, owner)) {
        if (owner == HS_NONE)
            owner = denier(r, i, phrase, false);
        else if (foretold(r, owner) && denier(r, i, phrase, true) != HS_NONE)
            owner = denier(r, i, phrase, true);
    }
    if (owner == HS_NONE && r->attribution_at[i] == HS_NONE)
        return;
    const hs_phrase *whole = &r->phrases.items[phrase];
    const hs_lexeme *lexeme = hs_reading_word(r, i)->lexeme;
    given = given || (denial && owner != HS_NONE && in_spite_of(r, phrase, owner));
    push(r, (found){i, owner, hs_reading_span(r, whole->first, whole->end_extended),
                    lexeme->answer_kind, given ? GIVEN_WEIGHT : lexeme->answer_weight});
}

/* "it was sorry", "they are innocent", "the claim was untrue": of whom it is said, by whom. */
static void read_quality(hs_reading *r, uint32_t i)
{
    hs_word_range window = hs_reading_window(r, i);
    uint32_t at = i;
    while (at > window.first && hs_reading_tag(r, at - 1) == HS_TAG_ADVERB)
        at--;
    if (at == window.first || !hs_word_is(hs_reading_word(r, at - 1), HS_LEX(BE)))
        return;
    hs_predicate p = hs_predicate_read(r, at - 1, NULL);
    if (p.cue.negated || p.hypothetical || p.question || p.cue.subject == HS_NONE)
        return;
    bool said = r->attribution_at[i] != HS_NONE; /* then whoever says so answers */
    const hs_shallow_word *head = hs_reading_word(r, r->phrases.items[p.cue.subject].head);
    bool person =
        hs_predicate_is_party(r, p.cue.subject) && !hs_word_is(head, HS_LEX(FIRST_PERSON));
    if (!person && !said)
        return;
    push_word(r, i, said ? HS_NONE : p.cue.subject, hs_predicate_clause(r, &p, i, false));
}

/* "The Herald has contacted the firm for comment": whoever is asked has not answered yet. */
static void read_request(hs_reading *r, uint32_t comment)
{
    static const char *const asks[] = {"contacted", "approached", "asked", NULL};
    enum { REACH = 10, WEIGHT = 8 };
    static const char *const comments[] = {"comment", NULL}, *const pro[] = {"for", NULL};
    if (comment < 3 || !hs_reading_word_among(r, comment, comments) ||
        !hs_reading_word_among(r, comment - 1, pro))
        return;
    uint32_t start = hs_reading_sentence(r, comment).first;
    for (uint32_t i = comment - 2; i > start && i + REACH > comment; i--) {
        if (hs_reading_tag(r, i) != HS_TAG_VERB || !hs_reading_word_among(r, i, asks))
            continue;
        uint32_t asked = hs_predicate_whole(r, hs_reading_phrase_from(r, i + 1));
        hs_cue cue = {.word = i, .subject = HS_NONE};
        hs_cue_find_subject(r, NULL, &cue);
        if (hs_predicate_is_party(r, asked) && r->phrases.items[asked].end < comment &&
            !cue.negated)
            push(r, (found){i, asked, hs_reading_span(r, i, comment + 1), HS_ANSWER_NO_COMMENT,
                            WEIGHT});
        return;
    }
}

/* "Efforts to reach Ana Ruiz failed", "a message was left with the firm": who has not answered. */
static void read_attempt(hs_reading *r, uint32_t i)
{
    static const char *const reach[] = {"reach", "contact", NULL}, *const to[] = {"to", NULL};
    static const char *const tries[] = {"efforts", "attempts", "effort", "attempt", NULL};
    static const char *const left[] = {"left", NULL}, *const with[] = {"with", "for", "at", NULL};
    static const char *const messages[] = {"message",   "messages",   "email", "emails",
                                           "voicemail", "voicemails", NULL};
    enum { WEIGHT = 8, FAR = 8 };
    uint32_t start = hs_reading_sentence(r, i).first, end = hs_reading_sentence(r, i).end;
    uint32_t party = HS_NONE;
    if (i >= start + 2 && hs_reading_word_among(r, i, reach) &&
        hs_reading_word_among(r, i - 1, to) && hs_reading_word_among(r, i - 2, tries))
        party = hs_predicate_whole(r, hs_reading_phrase_from(r, i + 1));
    bool message = false;
    for (uint32_t k = start; k < i && k < start + FAR && hs_reading_word_among(r, i, left); k++)
        message = message || hs_reading_word_among(r, k, messages);
    if (message && i + 1 < end)
        party = party_behind(r, i + 1, with);
    if (party != HS_NONE && hs_predicate_is_party(r, party))
        push(r, (found){i, party, hs_reading_span(r, start, i + 1), HS_ANSWER_NO_COMMENT, WEIGHT});
}

/* "Neither Ana Ruiz nor the firm": whoever is named last, for all of them. */
static uint32_t last_of_neither(const hs_reading *r, uint32_t start, uint32_t verb)
{
    static const char *const none[] = {"neither", NULL}, *const nor[] = {"nor", NULL};
    if (!hs_reading_word_among(r, start, none))
        return HS_NONE;
    for (uint32_t i = verb - 1; i > start; i--)
        if (hs_reading_word_among(r, i, nor))
            return hs_predicate_whole(r, hs_reading_phrase_from(r, i + 1));
    return HS_NONE;
}

/* "Nobody at the firm", "none of Orlo's directors": whose. */
static uint32_t whose_nobody(const hs_reading *r, uint32_t start)
{
    static const char *const nobody[] = {"nobody", "none", NULL};
    static const char *const no[] = {"no", NULL}, *const one[] = {"one", NULL};
    static const char *const of[] = {"at", "from", "in", "of", NULL};
    uint32_t at = start + 1;
    if (hs_reading_word_among(r, start, no) && hs_reading_word_among(r, at, one))
        at++;
    else if (!hs_reading_word_among(r, start, nobody))
        return HS_NONE;
    return party_behind(r, at, of);
}

/* "Neither Ana Ruiz nor the firm responded", "nobody at the firm would comment". */
static void read_silence(hs_reading *r, uint32_t verb)
{
    static const char *const verbs[] = {"responded",  "replied", "commented", "respond",
                                        "commenting", "comment", "reply",     NULL};
    enum { REACH = 16, WEIGHT = 9 };
    uint32_t start = hs_reading_sentence(r, verb).first;
    if (verb < start + 4 || verb > start + REACH || !hs_reading_word_among(r, verb, verbs))
        return;
    uint32_t party = last_of_neither(r, start, verb);
    if (party == HS_NONE)
        party = whose_nobody(r, start);
    if (party != HS_NONE && hs_predicate_is_party(r, party))
        push(r, (found){verb, party, hs_reading_span(r, start, verb + 1), HS_ANSWER_NO_COMMENT,
                        WEIGHT});
}

void hs_read_answering(hs_reading *r)
{
    for (uint32_t i = 0; i < r->words.count; i++) {
        const hs_shallow_word *word = hs_reading_word(r, i);
        if (word->tag == HS_TAG_NOUN)
            read_request(r, i);
        if (word->tag == HS_TAG_VERB) {
            read_silence(r, i);
            read_attempt(r, i);
        }
        if (!word->lexeme->answer_weight)
            continue;
        if (word->tag == HS_TAG_VERB && word->lexeme->forms)
            read_verb(r, i);
        else if (word->lexeme->answer_part == HS_LEX_PART_ADJECTIVE)
            read_quality(r, i);
        else if (word->lexeme->answer_part != HS_LEX_PART_VERB && word->tag != HS_TAG_NAME)
            read_noun(r, i);
    }
}
