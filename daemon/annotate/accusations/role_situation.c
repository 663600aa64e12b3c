/* What holds of a finding itself, for the candidates without a mention: whether its word judges,
 * whether two accuse each other, whether anybody does what its charge tells. Part of
 * accusation_roles.c's work.
 */
#include "annotate/accusations/role_bars.h"
#include "annotate/accusations/role_nouns.h"
#include "annotate/accusations/role_punishing.h"
#include "annotate/accusations/role_sights.h"
#include "annotate/reading/syntax.h"

static bool is_storm(const hs_word *word)
{
    static const char *const storms[] = {"storm", "hurricane", "typhoon", "cyclone"};
    for (size_t i = 0; i < HS_COUNT(storms); i++)
        if (hs_str_is_ignoring_case(hs_word_lemma(word), storms[i]))
            return true;
    return false;
}

/* "Storm Ivor ripped off roofs", but "Storm lied": whoever is only called so. */
static bool storm_by_name(const hs_sight *s)
{
    const hs_word *tree = s->tree;
    uint32_t agent = s->agent, count = (uint32_t)s->r->syntax->word_count;
    if (tree[agent].upos != HS_UPOS_PROPN)
        return false;
    return (agent > 0 && is_storm(&tree[agent - 1])) ||
           (is_storm(&tree[agent]) && agent + 1 < count && tree[agent + 1].upos == HS_UPOS_PROPN);
}

/* "The flood killed nine", "the disease attacks the nerves", "since the river burst its banks,
 * killing nine". */
static bool by_chance(const hs_sight *s)
{
    static const char *const others[] = {
        "blaze", "cancer",  "cold",      "disease",   "flu",      "frost", "gale",
        "heat",  "illness", "infection", "lightning", "parasite", "rain",  "river",
        "sea",   "snow",    "storm",     "stroke",    "tide",     "tumor", "tumour",
        "virus", "volcano", "war",       "wave",      "weather",  "wind",  NULL};
    enum { CHANCE = 9 };
    if (s->agent == HS_NONE || s->agent_passive)
        return false;
    if (storm_by_name(s))
        return true;
    if (s->tree[s->agent].upos != HS_UPOS_NOUN || s->it->words[s->agent].possessor != HS_NONE)
        return false;
    hs_meaning meaning = s->it->words[s->agent].meaning;
    return hs_word_lemma_among(&s->tree[s->agent], others) ||
           (hs_meaning_get(meaning, HS_MEANING_FIELD) == CHANCE &&
            hs_meaning_get(meaning, HS_MEANING_KIND) == HS_KIND_EVENT);
}

/* Whether a thing that nobody is named for does what the charge tells. */
static bool of_thing(const hs_sight *s)
{
    return s->agent != HS_NONE && !s->agent_passive && s->tree[s->agent].upos == HS_UPOS_NOUN &&
           s->it->words[s->agent].possessor == HS_NONE &&
           hs_meaning_get(s->it->words[s->agent].meaning, HS_MEANING_KIND) == HS_KIND_THING;
}

/* Whether a verdict or a trial is what is wrong. */
static bool of_verdict(const hs_sight *s)
{
    static const char *const verdicts[] = {"verdict", "sentence",   "conviction",
                                           "ruling",  "judgment",   "trial",
                                           "jailing", "sentencing", NULL};
    return hs_word_lemma_among(&s->tree[s->charge], verdicts) ||
           (s->agent != HS_NONE && hs_word_lemma_among(&s->tree[s->agent], verdicts)) ||
           (s->cue != HS_NONE && s->it->words[s->cue].object != HS_NONE &&
            hs_word_lemma_among(&s->tree[s->it->words[s->cue].object], verdicts));
}

/* "the liar", "a sexist joke", "falsely": whoever utters such a word accuses, where "accused" and
 * "criticism" tell of an accuser of their own. */
static bool judges(const hs_sight *s)
{
    static const unsigned tells = HS_ACCUSE_OBJECT | HS_ACCUSE_FOR | HS_ACCUSE_CLAUSE |
                                  HS_ACCUSE_DEED | HS_ACCUSE_STOP | HS_ACCUSE_NOUN |
                                  HS_ACCUSE_ALLEGED;
    const hs_accusation_word *word = &s->it->words[s->cue];
    const hs_lexeme *lexeme = s->r->words.items[word->word].lexeme;
    bool wrong = hs_meaning_get(word->meaning, HS_MEANING_FAULT) >= HS_MEANING_WRONG;
    if (lexeme->accuse_roles & tells || lexeme->noun_frames)
        return false;
    switch ((enum hs_upos)s->tree[s->cue].upos) {
    case HS_UPOS_VERB:
        return lexeme->accuse_roles & HS_ACCUSE_SUBJECT;
    case HS_UPOS_NOUN:
        return wrong && hs_meaning_get(word->meaning, HS_MEANING_KIND) != HS_KIND_CASE;
    case HS_UPOS_ADJ: /* not "guilty of": a court says so */
        return wrong && !(lexeme->accuse_roles & HS_ACCUSE_SUBJECT);
    case HS_UPOS_ADV:
        return wrong;
    default:
        return false;
    }
}

/* "Traded accusations". */
static bool exchanged(const hs_sight *s)
{
    static const char *const trades[] = {"trade", "exchange", "swap", NULL};
    uint32_t verb = s->tree[s->cue].head;
    return s->tree[s->cue].upos == HS_UPOS_NOUN && s->tree[s->cue].deprel == HS_DEPREL_OBJ &&
           verb != HS_NO_WORD && hs_word_lemma_among(&s->tree[verb], trades);
}

/* "Traded accusations", "each has accused the other". */
static bool mutual_by_cue(const hs_sight *s)
{
    static const char *const other[] = {"other", "another", NULL}, *const each[] = {"each", NULL};
    enum { NEAR = 8 };
    uint32_t object = s->it->words[s->cue].object;
    if (exchanged(s))
        return true;
    if (object != HS_NONE && hs_word_lemma_among(&s->tree[object], other))
        for (uint32_t t = s->cue; t > 0 && t + NEAR > s->cue; t--)
            if (hs_word_lemma_among(&s->tree[t - 1], each))
                return true;
    return false;
}

static bool has_each_other(const hs_sight *s, uint32_t verb)
{
    enum { NEAR = 4 };
    static const char *const one[] = {"each", "one", NULL};
    static const char *const other[] = {"other", "another", NULL};
    for (uint32_t t = verb + 1; t + 1 < s->r->syntax->word_count && t < verb + NEAR; t++)
        if (hs_word_lemma_among(&s->tree[t], one) && hs_word_lemma_among(&s->tree[t + 1], other) &&
            (t == verb + 1 || s->tree[t].head == verb || s->tree[t + 1].head == verb))
            return true;
    return false;
}

/* "Accused each other", "called one another liars", "took turns calling each other unfit". */
static bool mutual(const hs_sight *s)
{
    uint32_t at = s->cue != HS_NONE ? s->cue : s->charge;
    uint32_t over = s->tree[at].head;
    if (s->cue != HS_NONE && (mutual_by_cue(s) || has_each_other(s, s->cue)))
        return true;
    if (over != HS_NO_WORD && over < at && hs_accusation_calls(&s->tree[over]))
        return has_each_other(s, over);
    for (uint32_t t = s->it->charge.first; s->cue == HS_NONE && t < s->it->charge.end; t++)
        if (hs_accusation_calls(&s->tree[t]) && has_each_other(s, t))
            return true;
    return false;
}

/* "It", "that", "the allegations": what others said, without a word of who did. */
static bool means_words(const hs_sight *s, uint32_t token)
{
    static const char *const these[] = {"it", "that", "this", "all", "everything", NULL};
    static const char *const claims[] = {"allegation", "claim",  "accusation", "charge",
                                         "suggestion", "report", "rumour",     "rumor",
                                         "story",      NULL};
    const hs_word *word = &s->tree[token];
    if (word->upos == HS_UPOS_PRON || word->upos == HS_UPOS_DET)
        return hs_word_lemma_among(word, these);
    return hs_word_lemma_among(word, claims) && s->it->words[token].possessor == HS_NONE;
}

/* "That is a lie", "called it a slur", "dismissed the claims as fantasy". */
static bool retorts(const hs_sight *s)
{
    enum { NEAR = 8 };
    static const char *const lies[] = {"lie",   "slur",    "smear",     "falsehood", "fabrication",
                                       "libel", "slander", "fantasy",   "nonsense",  "untruth",
                                       "job",   "fiction", "invention", NULL};
    static const char *const takes[] = {"dismiss", "reject", "denounce", "condemn", NULL};
    uint32_t lie = s->cue != HS_NONE && s->tree[s->cue].upos == HS_UPOS_NOUN ? s->cue : s->charge;
    if (s->tree[lie].upos != HS_UPOS_NOUN || s->tree[lie].xpos != HS_XPOS_NN ||
        !hs_word_lemma_among(&s->tree[lie], lies) || s->it->words[lie].possessor != HS_NONE)
        return false;
    if (s->it->words[lie].subject != HS_NONE)
        return s->it->words[lie].copula && means_words(s, s->it->words[lie].subject);
    uint32_t verb = s->tree[lie].head;
    if (verb == HS_NO_WORD || verb > lie ||
        !(hs_accusation_calls(&s->tree[verb]) || hs_word_lemma_among(&s->tree[verb], takes)))
        return false;
    for (uint32_t t = verb + 1; t < lie && t < verb + NEAR; t++)
        if (s->tree[t].head == verb && means_words(s, t))
            return true;
    return false;
}

/* "Called that report propaganda", "described the remark as heartless": what was said, and nobody
 * whom it told of. */
static bool judges_words(const hs_sight *s)
{
    enum { NEAR = 9 };
    static const char *const takes[] = {"dismiss", "reject", "denounce", "condemn", NULL};
    static const char *const those[] = {"the", "that", "this", "these", "those", NULL};
    static const char *const that[] = {"that", "this", NULL};
    static const char *const words[] = {
        "report",  "response", "remark",    "comment",     "statement",  "criticism", "answer",
        "claim",   "reply",    "argument",  "explanation", "suggestion", "threat",    "excuse",
        "warning", "article",  "rhetoric",  "accusation",  "allegation", "letter",    "denial",
        "apology", "speech",   "assertion", "account",     "language",   NULL};
    for (uint32_t t = s->charge; t > 1 && t + NEAR > s->charge; t--) {
        const hs_word *verb = &s->tree[t - 1];
        if (verb->upos != HS_UPOS_VERB || /* "barefaced", to the parse */
            !(hs_accusation_calls(verb) || hs_word_lemma_among(verb, takes)))
            continue;
        uint32_t noun = t + 1;
        if (hs_word_lemma_among(&s->tree[t], that) && noun < s->charge &&
            s->r->words.items[s->it->words[s->charge].word].quotation != 0 &&
            hs_accusation_calls(verb) &&
            hs_reading_tag(s->r, s->it->words[noun].word) == HS_TAG_OPEN_MARK)
            return true; /* "called that "a barefaced lie"" */
        return noun < s->r->syntax->word_count && hs_word_lemma_among(&s->tree[t], those) &&
               hs_word_lemma_among(&s->tree[noun], words) &&
               (hs_accusation_calls(verb) || hs_word_lemma_among(verb, takes));
    }
    return false;
}

/* "The shelling": one that the text has told of, and perhaps by whom. */
static bool told_before(const hs_sight *s, uint32_t noun)
{
    enum { NEAR = 6 };
    static const char *const those[] = {"the", "this", "that", "these", "those", NULL};
    static const char *const of[] = {"of", "on", "against", "at", "in", NULL};
    bool definite = false;
    for (uint32_t t = noun; t > 0 && t + NEAR > noun; t--)
        definite = definite || (s->tree[t - 1].head == noun && /* "the drone attack" */
                                hs_word_lemma_among(&s->tree[t - 1], those));
    bool further = noun + 1 < s->r->syntax->word_count && /* "the attack on the port" */
                   hs_word_lemma_among(&s->tree[noun + 1], of);
    return definite && !further;
}

/* "A rise in burglaries": how much there is of a thing, not one that somebody did. */
static bool tells_amount(const hs_word *noun)
{
    static const char *const amounts[] = {"rise", "increase", "surge", "wave", "spate", NULL};
    return hs_word_lemma_among(noun, amounts);
}

/* "Plans", "closures", "protests": things that somebody is behind, where there are several. */
static bool tells_deeds(const hs_sight *s, uint32_t noun)
{
    static const unsigned kinds = 1u << HS_KIND_PERSON | 1u << HS_KIND_GROUP | 1u << HS_KIND_OFFICE;
    static const unsigned deeds = 1u << HS_KIND_ACT | 1u << HS_KIND_EVENT | 1u << HS_KIND_CASE |
                                  1u << HS_KIND_TEXT | 1u << HS_KIND_RULE | 1u << HS_KIND_IDEA;
    unsigned kind = 1u << hs_meaning_get(s->it->words[noun].meaning, HS_MEANING_KIND);
    return kind & (s->tree[noun].xpos == HS_XPOS_NNS ? kinds | deeds : kinds);
}

/* Whether a noun stands for no particular thing: "free trade", "high rents", but "the plan", "her
 * plan", "a plan", and what is told in marks or of which more is said: "rhetoric that divides us".
 */
static bool of_no_one(const hs_sight *s, uint32_t noun)
{
    enum { NEAR = 8 };
    static const char *const a[] = {"a", "an", NULL};
    const hs_accusation_word *word = &s->it->words[noun];
    bool amount = tells_amount(&s->tree[noun]);
    if (s->tree[noun].upos != HS_UPOS_NOUN || word->possessor != HS_NONE ||
        s->r->words.items[word->word].quotation != 0 || tells_deeds(s, noun))
        return false;
    for (uint32_t t = noun; t > 0 && t + NEAR > noun; t--) {
        const hs_word *before = &s->tree[t - 1];
        bool article = amount && hs_word_lemma_among(before, a);
        if (before->head == noun && !article &&
            (before->deprel == HS_DEPREL_DET || before->deprel == HS_DEPREL_NMOD_POSS))
            return false;
    }
    for (uint32_t t = noun + 1; t < s->r->syntax->word_count && t < noun + NEAR; t++)
        if (s->tree[t].head == noun &&
            (s->tree[t].deprel == HS_DEPREL_ACL_RELCL || s->tree[t].deprel == HS_DEPREL_ACL))
            return false;
    return true;
}

/* "Attacked free trade", "decried a rise in burglaries": what an accusing verb is against is the
 * doing of nobody in particular. */
static bool in_general(const hs_sight *s)
{
    static const unsigned blames = HS_ACCUSE_OBJECT | HS_ACCUSE_FOR;
    if (s->cue == HS_NONE || s->charge <= s->cue || s->tree[s->cue].upos != HS_UPOS_VERB)
        return false;
    const hs_accusation_word *verb = &s->it->words[s->cue];
    return !verb->passive && verb->lexeme->accuse_roles & blames &&
           s->tree[s->charge].head == s->cue && s->tree[s->charge].deprel == HS_DEPREL_OBJ &&
           of_no_one(s, s->charge);
}

/* "Criticised the system", "the lack of lifts": a thing, without a word of whose it is. */
static bool against_thing(const hs_sight *s)
{
    static const uint32_t kinds =
        1u << HS_KIND_THING | 1u << HS_KIND_RULE | 1u << HS_KIND_STATE | 1u << HS_KIND_MONEY;
    static const char *const others[] = {"lack",  "delay", "system", "absence", "shortage",
                                         "queue", "film",  "update", "study",   NULL};
    uint32_t object = s->cue == HS_NONE ? HS_NONE : s->it->words[s->cue].object;
    if (object == HS_NONE || object < s->cue || s->tree[s->cue].upos != HS_UPOS_VERB ||
        s->it->words[s->cue].passive || !(hs_sight_cue_roles(s) & HS_ACCUSE_OBJECT) ||
        s->tree[object].upos != HS_UPOS_NOUN || s->it->words[object].possessor != HS_NONE)
        return false;
    unsigned kind = hs_meaning_get(s->it->words[object].meaning, HS_MEANING_KIND);
    return kinds >> kind & 1u || hs_word_lemma_among(&s->tree[object], others);
}

/* "Condemned the attack on the hospital", "deplored the theft": a crime for which the words name
 * nobody. */
static bool crime_of_nobody(const hs_sight *s)
{
    enum { VIOLENCE = 1 };
    static const char *const others[] = {
        "theft",   "vandalism", "arson", "robbery",   "burglary",   "looting",   "break-in",
        "hacking", "hoax",      "raid",  "hijacking", "kidnapping", "abduction", NULL};
    const hs_accusation_word *word = &s->it->words[s->charge];
    hs_meaning meaning = word->meaning;
    if (s->cue == HS_NONE || s->tree[s->charge].upos != HS_UPOS_NOUN || s->agent != HS_NONE ||
        word->possessor != HS_NONE)
        return false;
    return hs_word_lemma_among(&s->tree[s->charge], others) ||
           hs_meaning_get(meaning, HS_MEANING_FIELD) == VIOLENCE;
}

/* "Raid" and "raid", "shelling" and "shell". */
static bool names_deed(hs_str noun, hs_str verb)
{
    enum { LEAST = 4 };
    size_t length =
        verb.length > LEAST && verb.bytes[verb.length - 1] == 'e' ? verb.length - 1 : verb.length;
    return length >= LEAST && noun.length >= length && memcmp(noun.bytes, verb.bytes, length) == 0;
}

bool hs_role_committed(const hs_sight *s, uint32_t token)
{
    enum { SENTENCES = 3 };
    uint32_t verb = s->tree[token].head;
    if (s->cue == HS_NONE || verb == HS_NO_WORD || s->tree[verb].upos != HS_UPOS_VERB ||
        s->it->words[verb].passive || s->it->words[verb].subject != token || verb > s->cue ||
        !crime_of_nobody(s) || !told_before(s, s->charge))
        return false;
    uint32_t there = hs_syntax_sentence(s->r, verb), here = hs_syntax_sentence(s->r, s->cue);
    return there < here && here - there <= SENTENCES &&
           names_deed(hs_word_lemma(&s->tree[s->charge]), hs_word_lemma(&s->tree[verb]));
}

/* "The controversy over her emails", "the sewage scandal": what people hold against somebody,
 * though no word says who does. */
static bool talked_of(const hs_sight *s)
{
    static const char *const talks[] = {
        "controversy", "scandal",  "furor",     "furore", "uproar", "outcry", "backlash", "outrage",
        "scrutiny",    "question", "suspicion", "row",    "rumour", "rumor",  NULL};
    static const char *const over[] = {"over", "about", "of", "that", NULL};
    enum { STEPS = 2 };
    uint32_t at = s->charge;
    if (s->cue != HS_NONE)
        return false;
    if (hs_word_lemma_among(&s->tree[at], talks))
        return true;
    for (int step = 0; step < STEPS; step++) {
        uint32_t noun = s->tree[at].head;
        if (noun == HS_NO_WORD || noun > at || s->tree[at].deprel == HS_DEPREL_ACL_RELCL)
            return false; /* not "a controversy over workers who stole" */
        if (s->tree[noun].upos == HS_UPOS_NOUN && hs_word_lemma_among(&s->tree[noun], talks))
            return hs_sight_has_case(s, at, over) || s->tree[at].deprel == HS_DEPREL_ACL;
        at = noun;
    }
    return false;
}

/* "Who allegedly took it", "alleged coup plotter". */
static bool alleged(const hs_sight *s)
{
    static const char *const words[] = {"allegedly",   "reportedly", "supposedly",
                                        "purportedly", "alleged",    "suspected",
                                        "purported",   "supposed",   NULL};
    enum { NEAR = 5 };
    for (uint32_t t = s->charge > NEAR ? s->charge - NEAR : 0; t < s->charge + NEAR; t++)
        if (t < s->r->syntax->word_count && s->tree[t].head == s->charge &&
            hs_word_lemma_among(&s->tree[t], words))
            return true;
    return false;
}

/* "Was found at fault": a rule knows that others say so, whom the text leaves open. */
static bool left_open(const hs_sight *s)
{
    const hs_accusing *rule = s->it->rule;
    return rule && rule->untaught && rule->open_accuser;
}

uint32_t hs_sight_situation(const hs_sight *s)
{
    const hs_role_case *it = s->it;
    const hs_accusation_word *anchor = &it->words[it->anchor];
    uint8_t upos = s->tree[it->anchor].upos;
    unsigned bits = s->r->words.items[anchor->word].quotation != 0 ? HS_SITUATION_IN_MARKS : 0;
    bits |= s->cue != HS_NONE && s->cue_agent != HS_NONE ? HS_SITUATION_HAS_SUBJECT : 0;
    bool claimed = s->claiming_noun != HS_NONE; /* "suggestions that she lied" */
    bool open = left_open(s);
    bits |= s->cue != HS_NONE && !claimed && !open && judges(s) ? HS_SITUATION_JUDGED : 0;
    bits |= mutual(s) ? HS_SITUATION_MUTUAL : 0;
    bits |= upos == HS_UPOS_NOUN || upos == HS_UPOS_ADJ ? HS_SITUATION_NOUN : 0;
    bits |= anchor->passive ? HS_SITUATION_PASSIVE : 0;
    if (it->rule && it->rule->accuser == HS_NONE)
        bits |= it->rule->open_accuser ? HS_SITUATION_RULE_OPEN : HS_SITUATION_RULE_SPEAKER;
    bits |= hs_role_tells_wrong(s) ? HS_SITUATION_WRONG : 0;
    bits |= s->cue == HS_NONE && by_chance(s) ? HS_SITUATION_CHANCE : 0;
    bits |= s->cue == HS_NONE && of_thing(s) ? HS_SITUATION_THING : 0;
    bits |= retorts(s) || judges_words(s) ? HS_SITUATION_RETORT : 0;
    if (crime_of_nobody(s))
        bits |= HS_SITUATION_CRIME | (told_before(s, s->charge) ? HS_SITUATION_KNOWN_CRIME : 0);
    bits |= in_general(s) ? HS_SITUATION_GENERAL : 0;
    bits |= against_thing(s) ? HS_SITUATION_OF_THING : 0;
    bits |= hs_role_punishes_noun(s) ? HS_SITUATION_PUNISHED : 0;
    bits |= of_verdict(s) ? HS_SITUATION_VERDICT : 0;
    bool told = claimed || open || hs_role_tells_of_accuser(s) || talked_of(s) || alleged(s);
    bits |= told ? HS_SITUATION_TOLD : 0;
    bool calls = s->cue == HS_NONE && hs_accusation_calls(&s->tree[s->charge]);
    bits |= calls && !(bits & HS_SITUATION_IN_MARKS) ? HS_SITUATION_CALLS : 0;
    return bits;
}
