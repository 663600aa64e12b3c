#include "annotate/accusations/role_nouns.h"

#include "annotate/accusations/predicate.h"
#include "annotate/accusations/role_bars.h"
#include "annotate/accusations/role_target.h"
#include "annotate/accusations/role_victims.h"
#include "annotate/reading/syntax.h"

enum { REACH = 16 }; /* words behind the noun */

static const char *const by[] = {"by", NULL}, *const of[] = {"of", NULL};

bool hs_accusation_bears(const hs_word *verb)
{
    static const char *const verbs[] = {
        "face",  "draw",    "attract", "receive", "suffer", "provoke", "get",     "earn",
        "spark", "field",   "bear",    "endure",  "incur",  "garner",  "trigger", "prompt",
        "stir",  "deflect", "weather", "invite",  "arouse", "elicit",  "dodge",   "rebuff",
        "deny",  "court",   "shrug",   "collect", "settle", NULL};
    return hs_word_lemma_among(verb, verbs);
}

/* "Criticism", "scrutiny", unlike "a liar", which judges itself. */
static bool accusing_noun(const hs_sight *s)
{
    if (s->cue == HS_NONE ||
        (s->tree[s->cue].upos != HS_UPOS_NOUN && s->tree[s->cue].upos != HS_UPOS_PROPN))
        return false;
    if (hs_sight_cue_roles(s) & (HS_ACCUSE_NOUN | HS_ACCUSE_NOUN_AIMED))
        return true;
    return !(hs_sight_cue_roles(s) & HS_ACCUSE_EPITHET) &&
           hs_meaning_get(s->it->words[s->cue].meaning, HS_MEANING_FAULT) < HS_MEANING_WRONG;
}

bool hs_role_tells_of_accuser(const hs_sight *s)
{
    return accusing_noun(s) || hs_sight_cue_roles(s) & HS_ACCUSE_ALLEGED;
}

static uint32_t phrase_of(const hs_sight *s, uint32_t token)
{
    return s->r->phrases.phrase_at[s->it->words[token].word];
}

/* Somebody: a name, a pronoun, people or a body. */
static bool is_party(const hs_sight *s, uint32_t phrase)
{
    if (phrase == HS_NONE)
        return false;
    uint32_t head = hs_reading_token(s->r, s->r->phrases.items[phrase].head);
    return hs_predicate_is_party(s->r, phrase) ||
           (s->tree[head].upos == HS_UPOS_NOUN && hs_role_names_party(s, head));
}

/* The phrase of a token if it is somebody, else whose it is: "Orlo" of "Orlo's record". */
static uint32_t party_at(const hs_sight *s, uint32_t token)
{
    uint32_t phrase = phrase_of(s, token), possessor = s->it->words[token].possessor;
    if (phrase == HS_NONE || is_party(s, phrase))
        return phrase;
    if (possessor != HS_NONE && is_party(s, phrase_of(s, possessor)))
        return phrase_of(s, possessor); /* "his own record" */
    uint32_t owner = hs_predicate_party_of(s->r, phrase);
    return is_party(s, owner) ? owner : HS_NONE;
}

/* "Aimed at X", "directed against X": a participle between the noun and whom it is against. */
static bool aimed(const hs_sight *s, uint32_t token)
{
    static const char *const aims[] = {"aim",  "direct", "level", "hurl",
                                       "make", "bring",  "file",  NULL};
    uint32_t verb = s->tree[token].head;
    return verb != HS_NO_WORD && s->tree[verb].head == s->cue &&
           s->tree[verb].deprel == HS_DEPREL_ACL && hs_word_lemma_among(&s->tree[verb], aims);
}

/* Whether a token hangs on the noun, or on the verb that it is the object of. */
static bool hangs_there(const hs_sight *s, uint32_t token)
{
    uint32_t head = s->tree[token].head, verb = s->tree[s->cue].head;
    return head == s->cue ||
           (head != HS_NO_WORD && head == verb && token > s->cue &&
            s->tree[s->cue].deprel == HS_DEPREL_OBJ && s->tree[verb].upos == HS_UPOS_VERB);
}

/* "Answered the criticism of X": of nouns that somebody answers, or that are his who complains, X
 * is whose they are. */
static bool of_whose(const hs_sight *s)
{
    static const char *const answers[] = {"face",   "answer",  "respond",   "react",
                                          "endure", "ignore",  "brave",     "dismiss",
                                          "reject", "counter", "withstand", NULL};
    uint32_t verb = s->tree[s->cue].head;
    return hs_sight_cue_roles(s) & HS_ACCUSE_NOUN_WHOSE ||
           (verb != HS_NO_WORD && s->tree[verb].upos == HS_UPOS_VERB &&
            hs_word_lemma_among(&s->tree[verb], answers));
}

/* "Attacks on X", "a swipe at X", "his criticism of X": where the one hangs whom the noun is
 * against, or HS_NONE. */
static uint32_t target_of(const hs_sight *s)
{
    static const char *const against[] = {"against", "at", "on", "toward", "towards", NULL};
    static const char *const at[] = {"against", "at", NULL};
    uint32_t end = s->r->syntax->sentences[s->sentence].end;
    bool whose = of_whose(s); /* "the complaints of farmers" */
    for (uint32_t t = s->cue + 1; t < end && t < s->cue + REACH; t++) {
        if (s->tree[t].head == s->cue && !whose && hs_sight_has_case(s, t, of))
            return t;
        if (hangs_there(s, t) && hs_sight_has_case(s, t, against))
            return t;
        if (aimed(s, t) && hs_sight_has_case(s, t, at))
            return t;
    }
    return HS_NONE;
}

/* "Came under fire", "came in for criticism", "met with scorn", "was buffeted by criticism", "is
 * mired in accusations": the noun is what befalls the verb's subject. */
static bool befalls(const hs_sight *s, uint32_t verb)
{
    static const char *const under[] = {"under", NULL}, *const in[] = {"in", NULL},
                             *const with[] = {"with", NULL}, *const pro[] = {"for", NULL};
    static const char *const meets[] = {"meet", "greet", "beset", "contend", NULL};
    static const char *const sinks[] = {"mire", "embroil", "engulf", NULL};
    static const char *const comes[] = {"come", NULL};
    static const char *const hits[] = {"buffet", "rattle", "dog",   "batter", "stung",
                                       "sting",  "hit",    "beset", "plague", NULL};
    const hs_word *it = &s->tree[verb];
    return hs_sight_has_case(s, s->cue, under) ||
           (hs_word_lemma_among(it, comes) && hs_sight_has_case(s, s->cue, pro)) ||
           (hs_word_lemma_among(it, meets) && hs_sight_has_case(s, s->cue, with)) ||
           (hs_word_lemma_among(it, sinks) && hs_sight_has_case(s, s->cue, in)) ||
           (s->it->words[verb].passive && hs_word_lemma_among(it, hits) &&
            hs_sight_has_case(s, s->cue, by));
}

/* "A target of attacks": who is one, or HS_NONE. */
static uint32_t target_of_them(const hs_sight *s)
{
    static const char *const targets[] = {"target", "subject", "object", "victim", "focus", NULL};
    uint32_t head = s->tree[s->cue].head;
    if (head == HS_NO_WORD || s->tree[s->cue].deprel != HS_DEPREL_NMOD ||
        !hs_word_lemma_among(&s->tree[head], targets) || !hs_sight_has_case(s, s->cue, of))
        return HS_NONE;
    if (s->it->words[head].subject != HS_NONE)
        return s->it->words[head].subject;
    return s->tree[head].deprel == HS_DEPREL_APPOS ? s->tree[head].head : HS_NONE;
}

/* "Criticism the paper has received", "allegations facing X": who bears it by a clause of the
 * noun's own, or HS_NONE. */
static uint32_t bearer_in_clause(const hs_sight *s)
{
    static const char *const dogs[] = {"face",     "dog",      "surround", "plague", "engulf",
                                       "confront", "threaten", "swirl",    NULL};
    uint32_t end = s->r->syntax->sentences[s->sentence].end;
    for (uint32_t t = s->cue + 1; t < end && t < s->cue + REACH; t++) {
        const hs_accusation_word *verb = &s->it->words[t];
        if (s->tree[t].head != s->cue)
            continue;
        if (s->tree[t].deprel == HS_DEPREL_ACL_RELCL && hs_accusation_bears(&s->tree[t]) &&
            verb->subject != HS_NONE && verb->subject < t && !verb->passive)
            return hs_sight_agent(s, t) == s->cue ? HS_NONE : verb->subject;
        if (s->tree[t].deprel == HS_DEPREL_ACL && s->tree[t].xpos == HS_XPOS_VBG &&
            hs_word_lemma_among(&s->tree[t], dogs) && verb->object != HS_NONE)
            return verb->object;
    }
    return HS_NONE;
}

/* "X under fire from Y": who stands in front where no verb tells it, or HS_NONE. */
static uint32_t under_it(const hs_sight *s)
{
    static const char *const under[] = {"under", NULL};
    uint32_t head = s->tree[s->cue].head;
    bool behind = s->tree[s->cue].deprel == HS_DEPREL_NMOD && head < s->cue;
    return behind && hs_sight_has_case(s, s->cue, under) ? head : HS_NONE;
}

/* Who bears what the noun says: "X drew criticism", "X came under fire", HS_NONE. */
static uint32_t bearer_of(const hs_sight *s)
{
    uint32_t verb = s->tree[s->cue].head, own = bearer_in_clause(s);
    if (own != HS_NONE)
        return own;
    own = target_of_them(s);
    own = own == HS_NONE ? under_it(s) : own;
    if (own != HS_NONE || verb == HS_NO_WORD || s->tree[verb].upos != HS_UPOS_VERB)
        return own;
    bool object = s->tree[s->cue].deprel == HS_DEPREL_OBJ && hs_accusation_bears(&s->tree[verb]);
    bool oblique = (s->tree[s->cue].deprel == HS_DEPREL_OBL ||
                    s->tree[s->cue].deprel == HS_DEPREL_OBL_AGENT) &&
                   befalls(s, verb);
    return object || oblique ? hs_sight_agent(s, verb) : HS_NONE;
}

/* Nouns for what one party says against another, never for what one undergoes: "his attacks",
 * unlike "his indictment". */
static bool of_accusers_own(const hs_sight *s)
{
    static const char *const own[] = {
        "attack",   "criticism",   "critique", "condemnation", "denunciation", "swipe",
        "jibe",     "gibe",        "barb",     "insult",       "tirade",       "diatribe",
        "takedown", "broadside",   "putdown",  "rant",         "scorn",        "accusation",
        "claim",    "allegation",  "jab",      "dig",          "complaint",    "grievance",
        "blame",    "castigation", NULL};
    return hs_word_lemma_among(&s->tree[s->cue], own);
}

uint8_t hs_role_bars_of_nation(const hs_sight *s, uint32_t token, bool qualifies)
{
    uint32_t noun = s->cue;
    if (noun == HS_NONE || noun == 0 || token != (qualifies ? noun : noun - 1) ||
        s->tree[noun].upos != HS_UPOS_NOUN || s->tree[noun - 1].head != noun || !of_accusers_own(s))
        return 0;
    const hs_accusation_word *nation = &s->it->words[noun - 1];
    hs_str text = hs_word_text(&s->r->words, nation->word);
    bool letters = text.length <= 4 && text.length > 1 && text.bytes[1] < 'a'; /* "US", "U.S." */
    bool adjective = s->tree[noun - 1].upos == HS_UPOS_ADJ || letters;
    return nation->lexeme->country && adjective ? HS_SURE_ACCUSER | HS_BARRED_ACCUSED : 0;
}

/* What somebody did or said, told of in the sentence before: "the move", "those remarks", "this".
 */
static bool recalls(const hs_sight *s, uint32_t token)
{
    static const char *const those[] = {"the", "this", "that", "these", "those", NULL};
    static const char *const acts[] = {
        "move",      "decision",     "call",        "plan",    "step",     "action",  "choice",
        "policy",    "gesture",      "appointment", "refusal", "proposal", "remark",  "comment",
        "statement", "announcement", "response",    "tweet",   "post",     "speech",  "suggestion",
        "joke",      "pledge",       "interview",   "claim",   "letter",   "message", NULL};
    if (s->tree[token].upos == HS_UPOS_PRON)
        return hs_word_lemma_among(&s->tree[token], those + 1);
    return token > 0 && s->tree[token - 1].head == token &&
           hs_word_lemma_among(&s->tree[token - 1], those) &&
           hs_word_lemma_among(&s->tree[token], acts);
}

/* Who did or said it by the sentence before: its subject, or that of what is told there, "the paper
 * reported that Orlo proposed". */
static uint32_t former_agent(const hs_sight *s)
{
    static const char *const tells[] = {"report", "write", "reveal", "show", "note", NULL};
    uint32_t subject = s->former_root_subject;
    uint32_t root = subject == HS_NONE ? HS_NO_WORD : s->tree[subject].head;
    if (root == HS_NO_WORD || !hs_word_lemma_among(&s->tree[root], tells))
        return subject;
    uint32_t end = s->r->syntax->sentences[s->sentence - 1].end;
    for (uint32_t t = root + 1; t < end && t < root + REACH; t++)
        if (s->tree[t].head == root && s->tree[t].deprel == HS_DEPREL_CCOMP)
            return hs_sight_agent(s, t);
    return subject;
}

/* Who bears it: the bearer, whose act bears it, or who did it by the sentence before. */
static uint32_t party_bearing(const hs_sight *s, uint32_t bearer)
{
    uint32_t party = party_at(s, bearer);
    uint32_t former = party == HS_NONE && recalls(s, bearer) ? former_agent(s) : HS_NONE;
    if (former == HS_NONE)
        return party;
    return is_party(s, phrase_of(s, former)) ? phrase_of(s, former) : HS_NONE;
}

/* "A rebuke of Y | from X", "the target of insults | from X": where the parse hangs X on Y, or
 * where the noun hangs. */
static bool hangs_on_target(const hs_sight *s, uint32_t token)
{
    uint32_t head = s->tree[token].head;
    if (head == HS_NO_WORD || token < s->cue || s->tree[head].upos == HS_UPOS_VERB)
        return false;
    return (head > s->cue && s->tree[head].head == s->cue) ||
           (head == s->tree[s->cue].head && s->tree[s->cue].deprel == HS_DEPREL_NMOD);
}

/* Who accuses: "X's attack", "criticism of Y by X", HS_NONE. */
static uint32_t maker_of(const hs_sight *s)
{
    static const char *const from[] = {"from", "among", NULL};
    uint32_t phrase = phrase_of(s, s->cue), end = s->r->syntax->sentences[s->sentence].end;
    uint32_t owner = phrase == HS_NONE ? HS_NONE : s->r->phrases.items[phrase].owner;
    if (owner != HS_NONE && is_party(s, owner) && of_accusers_own(s))
        return owner;
    bool whose = of_whose(s);
    for (uint32_t t = s->cue + 1; t < end && t < s->cue + REACH; t++) {
        bool it = s->tree[t].head == s->cue &&
                  (hs_sight_has_case(s, t, by) || (whose && hs_sight_has_case(s, t, of)));
        bool near = hangs_there(s, t) || hangs_on_target(s, t);
        if ((it || (near && hs_sight_has_case(s, t, from))) && is_party(s, phrase_of(s, t)))
            return phrase_of(s, t);
    }
    return HS_NONE;
}

/* "Orlo's letter about Webb" of "called Orlo's letter about Webb an insult", "the offer by Orlo to
 * Webb was shameful": what is judged, an act or words of somebody; HS_NONE. */
static uint32_t judged_act(const hs_sight *s)
{
    enum { BACK = 12 };
    uint32_t judgement = s->cue != HS_NONE ? s->cue : s->charge;
    uint8_t upos = s->tree[judgement].upos;
    hs_meaning meaning = s->it->words[judgement].meaning;
    if ((upos != HS_UPOS_NOUN && upos != HS_UPOS_ADJ) ||
        hs_meaning_get(meaning, HS_MEANING_FAULT) < HS_MEANING_WRONG)
        return HS_NONE;
    if (s->it->words[judgement].subject != HS_NONE)
        return s->it->words[judgement].copula ? s->it->words[judgement].subject : HS_NONE;
    uint32_t verb = s->tree[judgement].head;
    if (verb == HS_NO_WORD || verb > judgement || !hs_accusation_calls(&s->tree[verb]))
        return HS_NONE;
    if (s->it->words[verb].passive)
        return s->it->words[verb].subject;
    for (uint32_t t = verb + 1; t < judgement && t < verb + BACK; t++)
        if (s->tree[t].head == verb && s->tree[t].deprel == HS_DEPREL_OBJ)
            return t;
    return HS_NONE;
}

/* "His arrest", "our treatment": what its possessor undergoes. */
static bool undergone(const hs_sight *s, uint32_t act)
{
    static const char *const suffered[] = {
        "arrest",     "sacking",     "dismissal", "murder",   "killing",   "death",      "rape",
        "treatment",  "jailing",     "trial",     "sentence", "detention", "expulsion",  "eviction",
        "conviction", "deportation", "removal",   "fate",     "loss",      "suspension", NULL};
    return hs_word_lemma_among(&s->tree[act], suffered);
}

/* Whose a judged act is: whom "by" and "from" name, else its possessor, where it is somebody's. */
static uint32_t author_of_act(const hs_sight *s, uint32_t act)
{
    static const char *const from[] = {"by", "from", NULL};
    if (s->tree[act].upos != HS_UPOS_NOUN || is_party(s, phrase_of(s, act)))
        return HS_NONE;
    uint32_t end = s->r->syntax->sentences[s->sentence].end;
    for (uint32_t t = act + 1; t < end && t < act + REACH; t++)
        if (s->tree[t].head == act && hs_sight_has_case(s, t, from) && is_party(s, phrase_of(s, t)))
            return phrase_of(s, t);
    uint32_t possessor = s->it->words[act].possessor;
    bool ours =
        possessor != HS_NONE && hs_lexeme_is(s->it->words[possessor].lexeme, HS_LEX(FIRST_PERSON));
    return possessor != HS_NONE && !ours && !undergone(s, act) &&
                   is_party(s, phrase_of(s, possessor))
               ? phrase_of(s, possessor)
               : HS_NONE;
}

/* "Claims | that she lied": the noun whose clause tells the wrong, or HS_NONE. */
static uint32_t claiming_noun(const hs_sight *s)
{
    static const char *const that[] = {"that", NULL};
    static const char *const says[] = {"suggestion", "report",      "rumour",
                                       "rumor",      "speculation", NULL};
    const hs_word *clause = &s->tree[s->charge];
    uint32_t noun = clause->head, subject = s->it->words[s->charge].subject;
    if ((clause->deprel != HS_DEPREL_ACL && clause->deprel != HS_DEPREL_ACL_RELCL) ||
        noun >= s->charge || s->tree[noun].upos != HS_UPOS_NOUN || subject == HS_NONE ||
        !(s->it->words[noun].lexeme->accuse_roles & HS_ACCUSE_NOUN ||
          hs_word_lemma_among(&s->tree[noun], says)))
        return HS_NONE;
    const hs_word *next = &s->tree[noun + 1];
    return next->head == s->charge && next->deprel == HS_DEPREL_MARK &&
                   hs_word_lemma_among(next, that)
               ? noun
               : HS_NONE;
}

/* "The alleged role of X in the fire": X, or HS_NONE. */
static uint32_t alleged_part_of(const hs_sight *s)
{
    static const char *const alleged[] = {"alleged", "suspected", "purported", NULL};
    static const char *const parts[] = {"role",       "involvement",   "part",
                                        "complicity", "participation", NULL};
    uint32_t noun = s->cue == HS_NONE ? HS_NO_WORD : s->tree[s->cue].head;
    if (noun == HS_NO_WORD || noun < s->cue || !hs_word_lemma_among(&s->tree[s->cue], alleged) ||
        !hs_word_lemma_among(&s->tree[noun], parts))
        return HS_NONE;
    uint32_t end = s->r->syntax->sentences[s->sentence].end;
    for (uint32_t t = noun + 1; t < end && t < noun + REACH; t++)
        if (s->tree[t].head == noun && hs_sight_has_case(s, t, of))
            return t;
    return HS_NONE;
}

void hs_role_look_at_noun(hs_sight *s)
{
    s->noun_accused = s->noun_accuser = HS_NONE;
    s->claiming_noun = claiming_noun(s);
    uint32_t part_of = alleged_part_of(s);
    if (part_of != HS_NONE) {
        s->noun_accused = party_at(s, part_of);
        return;
    }
    if (!accusing_noun(s)) {
        uint32_t act = judged_act(s);
        uint32_t whose = act == HS_NONE ? HS_NONE : author_of_act(s, act);
        s->noun_accused = s->judged != HS_NONE ? phrase_of(s, s->judged) : whose;
        return;
    }
    static const char *const they[] = {"they", NULL}; /* easily others */
    uint32_t bearer = bearer_of(s), target = target_of(s);
    s->noun_accuser = maker_of(s);
    if (target != HS_NONE && (bearer == HS_NONE || is_party(s, phrase_of(s, target))))
        s->noun_accused = party_at(s, target);
    else if (bearer != HS_NONE)
        s->noun_accused = party_bearing(s, bearer);
    uint32_t head = s->noun_accused == HS_NONE
                        ? HS_NONE
                        : hs_reading_token(s->r, s->r->phrases.items[s->noun_accused].head);
    if (head == HS_NONE || s->noun_accused == s->noun_accuser ||
        hs_word_lemma_among(&s->tree[head], they))
        s->noun_accused = HS_NONE;
}

/* "Amid claims that", "an answer to the attacks that", "undo claims that": what others made. */
static bool made_by_others(const hs_sight *s, uint32_t noun)
{
    static const char *const occasions[] = {"amid", "amidst", "over",    "after",     "about",
                                            "on",   "to",     "despite", "following", NULL};
    static const char *const counters[] = {"undo",   "counter", "rebut",   "refute", "dispel",
                                           "fight",  "combat",  "address", "dodge",  "confront",
                                           "reject", "dismiss", "deny",    NULL};
    uint32_t over = s->tree[noun].head;
    return over != HS_NO_WORD && (hs_sight_has_case(s, noun, occasions) ||
                                  (s->tree[noun].deprel == HS_DEPREL_OBJ &&
                                   hs_word_lemma_among(&s->tree[over], counters)));
}

/* "Met the unions amid claims that": whoever stands in front of such a noun, and does not speak,
 * did not make it. */
static bool beside_claims(const hs_sight *s, uint32_t noun, uint32_t phrase)
{
    if (noun == HS_NONE || !made_by_others(s, noun))
        return false;
    bool speaks =
        s->attribution != HS_NONE && s->r->attributions.items[s->attribution].source == phrase;
    uint32_t top = hs_syntax_phrase_top(s->r, &s->r->phrases.items[phrase]);
    return !speaks && top < noun && s->tree[top].head != noun;
}

/* "Staff" of "claims that staff shredded letters": who does what such a clause tells. */
static bool does_claimed(const hs_sight *s, uint32_t phrase)
{
    if (s->claiming_noun == HS_NONE || s->agent == HS_NONE || s->agent_far || s->agent_passive ||
        s->tree[s->charge].upos != HS_UPOS_VERB || s->it->words[s->charge].negated)
        return false;
    uint32_t top = hs_syntax_phrase_top(s->r, &s->r->phrases.items[phrase]);
    return top == s->agent && is_party(s, phrase) && !hs_role_suffers(s, top) &&
           (s->it->words[s->charge].object != HS_NONE || hs_role_tells_wrong(s));
}

/* "Orlo's manager, | Max Webb": beside the one who is accused. */
static bool apposed(const hs_sight *s, uint32_t phrase)
{
    uint32_t top = hs_syntax_phrase_top(s->r, &s->r->phrases.items[phrase]);
    return s->tree[top].deprel == HS_DEPREL_APPOS &&
           phrase_of(s, s->tree[top].head) == s->noun_accused;
}

uint8_t hs_role_bars_of_noun(const hs_sight *s, uint32_t phrase)
{
    if (s->noun_accuser != HS_NONE && phrase == s->noun_accuser)
        return HS_SURE_ACCUSER | HS_BARRED_ACCUSED;
    if (s->noun_accused == HS_NONE || !(phrase == s->noun_accused || apposed(s, phrase)))
        return beside_claims(s, s->claiming_noun, phrase) ? HS_BARRED_ACCUSER
               : does_claimed(s, phrase) ? HS_SURE_ACCUSED | HS_AIMED_AT | HS_BARRED_ACCUSER
                                         : 0;
    return HS_SURE_ACCUSED | HS_SURE_BY_NOUN | HS_BARRED_ACCUSER;
}
