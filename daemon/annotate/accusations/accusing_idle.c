#include "annotate/accusations/accusing_idle.h"

#include "annotate/reading/syntax.h"

enum { NEAR = 12 }; /* words around one in which its dependents are looked for */

/* The next dependent of a token that is no earlier than `from`, or HS_NONE. */
static uint32_t next_dependent(const hs_reading *r, uint32_t token, uint32_t from)
{
    hs_word_span sentence = r->syntax->sentences[hs_syntax_sentence(r, token)];
    for (uint32_t t = from; t < sentence.end && t < token + NEAR; t++)
        if (r->syntax->words[t].head == token)
            return t;
    return HS_NONE;
}

static uint32_t first_dependent(const hs_reading *r, uint32_t token)
{
    return next_dependent(r, token, token > NEAR ? token - NEAR : 0);
}

/* Whether a dependent of a token has a preposition in front that is one of some. */
static bool has_case(const hs_reading *r, uint32_t token, const char *const *lemmas)
{
    const hs_word *tree = r->syntax->words;
    for (uint32_t t = first_dependent(r, token); t != HS_NONE; t = next_dependent(r, token, t + 1))
        if (tree[t].deprel == HS_DEPREL_CASE && hs_word_lemma_among(&tree[t], lemmas))
            return true;
    return false;
}

/* Whether what depends on a word behind it has such a preposition: "attacks by rebels". */
static bool has_behind(const hs_reading *r, uint32_t token, const char *const *lemmas)
{
    for (uint32_t t = next_dependent(r, token, token + 1); t != HS_NONE;
         t = next_dependent(r, token, t + 1))
        if (has_case(r, t, lemmas))
            return true;
    return false;
}

/* Somebody, or who is not told: "they lie on every poster". */
static bool by_people(const hs_reading *r, const hs_accusation_word *words, uint32_t subject)
{
    const uint32_t people =
        1u << HS_KIND_PERSON | 1u << HS_KIND_GROUP | 1u << HS_KIND_OFFICE | 1u << HS_KIND_BODY;
    static const char *const it[] = {"it", NULL};
    if (subject == HS_NONE)
        return true;
    const hs_word *word = &r->syntax->words[subject];
    unsigned kind = hs_meaning_get(words[subject].meaning, HS_MEANING_KIND);
    return word->upos == HS_UPOS_NOUN   ? people >> kind & 1u
           : word->upos == HS_UPOS_PRON ? !hs_word_lemma_among(word, it)
                                        : true;
}

/* Whether something is said to lie here or there: "above the town", "down", "third", "on her side";
 * "lies in every speech" only of people. */
static bool tells_where(const hs_reading *r, uint32_t verb, uint32_t dependent, bool of_people)
{
    static const char *const beside[] = {"above",   "below", "off",     "beside", "across",
                                         "between", "near",  "outside", "along",  "beyond",
                                         "behind",  "under", "within",  NULL};
    static const char *const at[] = {"in", "on", "at", "with", NULL};
    static const char *const how[] = {"down",    "ahead", "low",    "still", "idle",
                                      "dormant", "awake", "empty",  "flat",  "there",
                                      "first",   "third", "second", NULL};
    static const char *const beds[] = {"side",  "back", "bed",     "floor", "ground", "stomach",
                                       "grass", "sofa", "trolley", "road",  "street", "mud",
                                       "sand",  "snow", "bottom",  "deck",  NULL};
    static const char *const far[] = {"mile",  "kilometre", "kilometer", "metre", "meter",
                                      "yard",  "km",        "league",    "hour",  "north",
                                      "south", "east",      "west",      NULL};
    const hs_word *word = &r->syntax->words[dependent];
    if (dependent > verb && (hs_word_lemma_among(word, how) || hs_word_lemma_among(word, far)))
        return true;
    return has_case(r, dependent, beside) ||
           (has_case(r, dependent, at) && (!of_people || hs_word_lemma_among(word, beds)));
}

/* "Eleven yachts lie on their sides": only "lied" is always said of lies. */
static bool lies_somewhere(const hs_reading *r, const hs_accusation_word *words, uint32_t verb)
{
    static const char *const lie[] = {"lie", NULL};
    const hs_word *tree = r->syntax->words;
    if (!hs_word_lemma_among(&tree[verb], lie) || tree[verb].upos != HS_UPOS_VERB ||
        hs_reading_word_is(r, words[verb].word, "lied") ||
        hs_reading_word(r, words[verb].word)->lexeme->word_count > 1) /* "the blame lies with" */
        return false;
    uint32_t subject = words[verb].subject;
    if (subject == HS_NONE && tree[verb].deprel == HS_DEPREL_ACL)
        subject = tree[verb].head; /* "an oar lying across it" */
    bool of_people = by_people(r, words, subject);
    for (uint32_t t = next_dependent(r, verb, verb + 1); t != HS_NONE;
         t = next_dependent(r, verb, t + 1))
        if (tells_where(r, verb, t, of_people))
            return true;
    return false;
}

/* "Took charge of her last match", "free of charge", "the officer in charge". */
static bool charge_of_none(const hs_reading *r, const hs_accusation_word *words, uint32_t noun)
{
    static const char *const charge[] = {"charge", NULL};
    static const char *const takes[] = {"take", "assume", "have", "put", NULL};
    static const char *const links[] = {"in", "of", NULL};
    const hs_word *tree = r->syntax->words;
    if (!hs_word_lemma_among(&tree[noun], charge) || tree[noun].xpos != HS_XPOS_NN || noun == 0)
        return false;
    uint32_t verb = tree[noun].head;
    bool bare = tree[noun - 1].upos == HS_UPOS_VERB || tree[noun - 1].upos == HS_UPOS_ADP;
    return bare && words[noun].possessor == HS_NONE &&
           ((verb != HS_NO_WORD && tree[noun - 1].upos == HS_UPOS_VERB &&
             hs_word_lemma_among(&tree[verb], takes)) ||
            hs_word_lemma_among(&tree[noun - 1], links));
}

/* "A malaria jab", "a hit in four countries": blows with words are dealt at somebody. */
static bool no_blow(const hs_reading *r, uint32_t noun)
{
    static const char *const blows[] = {"jab", "hit", "swipe", NULL};
    static const char *const at[] = {"at", "against", NULL};
    const hs_word *tree = r->syntax->words;
    return tree[noun].upos == HS_UPOS_NOUN && hs_word_lemma_among(&tree[noun], blows) &&
           !(noun + 1 < r->syntax->word_count && hs_word_lemma_among(&tree[noun + 1], at));
}

/* "A heat warning", "a warning strike". */
static bool warns_of_nature(const hs_reading *r, uint32_t noun)
{
    static const char *const warning[] = {"warning", "alert", NULL};
    static const char *const strike[] = {"strike", "shot", "light", "sign", "system", NULL};
    static const char *const nature[] = {
        "weather", "heat", "flood", "storm",  "snow",    "ice",    "frost", "rain",
        "wind",    "gale", "fog",   "fire",   "tsunami", "smog",   "cold",  "avalanche",
        "tornado", "wave", "amber", "yellow", "red",     "severe", NULL};
    const hs_word *tree = r->syntax->words;
    if (!hs_word_lemma_among(&tree[noun], warning) || tree[noun].upos != HS_UPOS_NOUN)
        return false;
    if (noun + 1 < r->syntax->word_count && hs_word_lemma_among(&tree[noun + 1], strike))
        return true;
    return noun > 0 && hs_word_lemma_among(&tree[noun - 1], nature);
}

/* "The visitors attacked from the first whistle": nobody whom they attack. */
static bool attacks_nobody(const hs_reading *r, const hs_accusation_word *words, uint32_t verb)
{
    static const char *const attack[] = {"attack", NULL};
    const hs_word *tree = r->syntax->words;
    return hs_word_lemma_among(&tree[verb], attack) && tree[verb].upos == HS_UPOS_VERB &&
           !words[verb].passive && words[verb].subject != HS_NONE && words[verb].subject < verb &&
           words[verb].object == HS_NONE && tree[verb].deprel != HS_DEPREL_ACL_RELCL;
}

/* "Workers protest in Orlo": at nobody. */
static bool protests_at_nobody(const hs_reading *r, const hs_accusation_word *words, uint32_t verb)
{
    static const char *const protest[] = {"protest", "demonstrate", NULL};
    static const char *const at[] = {"against", "at", "over", "about", "for", NULL};
    return hs_word_lemma_among(&r->syntax->words[verb], protest) &&
           r->syntax->words[verb].upos == HS_UPOS_VERB && words[verb].object == HS_NONE &&
           !has_behind(r, verb, at);
}

/* "A late penalty condemned them to a fifth defeat". */
static bool condemns_to(const hs_reading *r, const hs_accusation_word *words, uint32_t verb)
{
    static const char *const condemn[] = {"condemn", "doom", NULL}, *const to[] = {"to", NULL};
    const hs_word *tree = r->syntax->words;
    if (!hs_word_lemma_among(&tree[verb], condemn) || words[verb].object == HS_NONE ||
        words[verb].subject == HS_NONE || by_people(r, words, words[verb].subject))
        return false;
    return has_behind(r, verb, to);
}

/* "Drone attacks on the port", "an arson attack": blows, for which nobody is named. */
static bool strikes(const hs_reading *r, const hs_accusation_word *words, uint32_t noun)
{
    static const char *const attack[] = {"attack", NULL}, *const by[] = {"by", NULL};
    static const char *const means[] = {
        "acid",    "air",    "arson",   "asthma", "axe",        "bomb",   "car",   "cyber",
        "drone",   "gas",    "grenade", "gun",    "hammer",     "heart",  "knife", "machete",
        "missile", "mortar", "panic",   "petrol", "ransomware", "rocket", "shark", "suicide",
        "sword",   "terror", "truck",   "van",    NULL};
    const hs_word *tree = r->syntax->words;
    if (!hs_word_lemma_among(&tree[noun], attack) || tree[noun].upos == HS_UPOS_VERB || noun == 0 ||
        words[noun].possessor != HS_NONE || !hs_reading_word_among(r, words[noun - 1].word, means))
        return false;
    return !has_behind(r, noun, by);
}

/* "An attack on the power grid of Orlo", "on its ports": things are not attacked with words, unless
 * it is "a scathing attack", or one "over" something. */
static bool strikes_thing(const hs_reading *r, const hs_accusation_word *words, uint32_t noun)
{
    static const char *const attack[] = {"attack", NULL}, *const said[] = {"by", "over", NULL};
    static const char *const on[] = {"on", NULL};
    const hs_word *tree = r->syntax->words;
    if (!hs_word_lemma_among(&tree[noun], attack) || tree[noun].upos != HS_UPOS_NOUN ||
        words[noun].possessor != HS_NONE)
        return false;
    bool thing = false;
    for (uint32_t t = first_dependent(r, noun); t != HS_NONE; t = next_dependent(r, noun, t + 1)) {
        if (tree[t].deprel == HS_DEPREL_AMOD)
            return false;
        unsigned kind = hs_meaning_get(words[t].meaning, HS_MEANING_KIND);
        bool struck =
            kind == HS_KIND_THING || (kind == HS_KIND_PLACE && tree[t].xpos == HS_XPOS_NNS);
        thing = thing || (struck && t > noun && tree[t].upos == HS_UPOS_NOUN && has_case(r, t, on));
    }
    return thing && !has_behind(r, noun, said);
}

/* "Blamed the attack on a film", "blames the criticism on envy": what is blamed on something, not
 * made of it. */
static bool put_down_to(const hs_reading *r, const hs_accusation_word *words, uint32_t noun)
{
    static const char *const blame[] = {"blame", "pin", NULL}, *const ons[] = {"on", "upon", NULL};
    const hs_word *tree = r->syntax->words;
    uint32_t verb = tree[noun].head;
    return tree[noun].upos == HS_UPOS_NOUN && verb != HS_NO_WORD && verb < noun &&
           words[verb].object == noun && hs_word_lemma_among(&tree[verb], blame) &&
           noun + 1 < r->syntax->word_count && hs_word_lemma_among(&tree[noun + 1], ons);
}

/* "Is responsible for managing the archive", "for road safety": what somebody looks after. */
static bool looks_after(const hs_reading *r, const hs_accusation_word *words, uint32_t token)
{
    enum { BEHIND = 6, WRONG = 3 };
    static const char *const responsible[] = {"responsible", NULL}, *const pro[] = {"for", NULL};
    static const char *const duties[] = {
        "manage",    "oversee", "maintain", "run",        "protect", "ensure",  "supervise",
        "upkeep",    "safety",  "security", "management", "policy",  "welfare", "maintenance",
        "transport", "running", "handle",   "coordinate", "divide",  "collect", "administer",
        "set",       "appoint", "operate",  "provide",    "enforce", "hold",    NULL};
    const hs_word *tree = r->syntax->words;
    if (!hs_word_lemma_among(&tree[token], responsible) || token + 2 >= r->syntax->word_count ||
        !hs_word_lemma_among(&tree[token + 1], pro))
        return false;
    for (uint32_t t = token + 2; t < r->syntax->word_count && t < token + BEHIND; t++) {
        if (tree[t].head != token)
            continue;
        return hs_word_lemma_among(&tree[t], duties) &&
               hs_meaning_get(words[t].quality, HS_MEANING_FAULT) < WRONG;
    }
    return false;
}

static bool is_thing(const hs_accusation_word *word)
{
    return 1u << hs_meaning_get(word->meaning, HS_MEANING_KIND) &
           (1u << HS_KIND_PLACE | 1u << HS_KIND_THING | 1u << HS_KIND_BODY);
}

/* Whether something is told to go along a place or over a thing: "down the street". */
static bool along_place(const hs_reading *r, const hs_accusation_word *words, uint32_t verb)
{
    static const char *const along[] = {"down", "up",     "across",  "along", "through", "into",
                                        "onto", "toward", "towards", "at",    NULL};
    for (uint32_t t = next_dependent(r, verb, verb + 1); t != HS_NONE;
         t = next_dependent(r, verb, t + 1))
        if (is_thing(&words[t]) && has_case(r, t, along))
            return true;
    return false;
}

/* Whether one of some words hangs on a verb and stands behind it. */
static bool has_among_behind(const hs_reading *r, uint32_t verb, const char *const *lemmas)
{
    for (uint32_t t = next_dependent(r, verb, verb + 1); t != HS_NONE;
         t = next_dependent(r, verb, t + 1))
        if (hs_word_lemma_among(&r->syntax->words[t], lemmas))
            return true;
    return false;
}

/* "Looked the other way down the street", "dragged her feet through the sand", "swept the crumbs
 * under the rug", "crossed the line first", "charged her phone", "slammed the door": with what else
 * is told, no idiom. */
static bool told_of_bodies(const hs_reading *r, const hs_accusation_word *words, uint32_t verb)
{
    static const char *const moves[] = {"look", "drag", NULL}, *const cross[] = {"cross", NULL};
    static const char *const slam[] = {"slam", NULL}, *const doors[] = {"door", "brake", NULL};
    static const char *const handles[] = {"sweep", "charge", NULL}, *const line[] = {"line", NULL};
    static const char *const limbs[] = {"way", "foot", "heel", NULL};
    static const char *const how[] = {"first", "second", "third", "ahead", "fastest", NULL};
    const hs_word *tree = r->syntax->words;
    uint32_t object = words[verb].object;
    if (tree[verb].upos != HS_UPOS_VERB || words[verb].passive)
        return false;
    if (hs_word_lemma_among(&tree[verb], handles))
        return object != HS_NONE && object > verb && tree[object].upos == HS_UPOS_NOUN &&
               (is_thing(&words[object]) || !words[object].meaning);
    if (hs_word_lemma_among(&tree[verb], slam))
        return object != HS_NONE && hs_word_lemma_among(&tree[object], doors);
    if (hs_word_lemma_among(&tree[verb], moves))
        return has_among_behind(r, verb, limbs) && along_place(r, words, verb);
    return hs_word_lemma_among(&tree[verb], cross) && has_among_behind(r, verb, line) &&
           has_among_behind(r, verb, how);
}

bool hs_accusing_idle(const hs_reading *r, const hs_accusation_word *words, uint32_t token)
{
    return lies_somewhere(r, words, token) || charge_of_none(r, words, token) ||
           no_blow(r, token) || protests_at_nobody(r, words, token) || warns_of_nature(r, token) ||
           attacks_nobody(r, words, token) || strikes_thing(r, words, token) ||
           condemns_to(r, words, token) || strikes(r, words, token) ||
           put_down_to(r, words, token) || looks_after(r, words, token) ||
           told_of_bodies(r, words, token);
}
