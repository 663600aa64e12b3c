/* Whom the words around a mention rule out as the accuser or the accused, and whom they name for
 * sure: by its clause, its noun and the rules. Places, names that somebody is called and verbs far
 * from their parties have files of their own.
 */
#include "annotate/accusations/role_bars.h"

#include "annotate/accusations/role_asking.h"
#include "annotate/accusations/role_calling.h"
#include "annotate/accusations/role_places.h"
#include "annotate/accusations/role_target.h"
#include "annotate/accusations/role_victims.h"
#include "annotate/reading/noun_kind.h"
#include "annotate/reading/syntax.h"

/* "The attorney for Ana Ruiz": whose words the speaker's are. */
static bool spoken_for(const hs_sight *s, uint32_t token)
{
    static const char *const pro[] = {"for", NULL};
    static const char *const speakers[] = {"lawyer",   "attorney",  "solicitor",   "barrister",
                                           "counsel",  "spokesman", "spokeswoman", "spokesperson",
                                           "advocate", NULL};
    const hs_word *head = hs_sight_head(s, token);
    return head && hs_word_lemma_among(head, speakers) && hs_sight_has_case(s, token, pro);
}

bool hs_role_named_by_rule(const hs_sight *s, uint32_t phrase)
{
    const hs_accusing *rule = s->it->rule;
    return rule && rule->accused_count > 0 && rule->accused[0] == phrase;
}

/* The verb above the words of a finding whose subject a mention is, if it is one of some: "look" of
 * "the police are looking into claims". */
static bool subject_over(const hs_sight *s, uint32_t token, const char *const *verbs)
{
    enum { STEPS = 5 };
    uint32_t at = s->cue != HS_NONE ? s->cue : s->charge;
    bool among = false; /* "deliberated before finding her guilty": one without a subject */
    for (int step = 0; step < STEPS; step++) {
        at = s->tree[at].head;
        if (at == HS_NO_WORD)
            return false;
        among = among || (s->tree[at].upos == HS_UPOS_VERB && !s->it->words[at].passive &&
                          hs_word_lemma_among(&s->tree[at], verbs));
        if (s->tree[at].upos == HS_UPOS_VERB && s->it->words[at].subject != HS_NONE)
            return among && s->it->words[at].subject == token;
    }
    return false;
}

/* "Jurors found her guilty of": no jury is. */
static bool finds_guilty(const hs_sight *s, uint32_t token)
{
    enum { REACH = 12 };
    static const char *const finds[] = {"find", "rule", "declare", NULL};
    static const char *const guilty[] = {"guilty", NULL};
    for (uint32_t t = s->charge; t > 0 && t + REACH > s->charge; t--)
        if (hs_word_lemma_among(&s->tree[t - 1], guilty))
            return subject_over(s, token, finds);
    return false;
}

/* Whether a mention is the subject of one of some verbs over the words of a finding, or speaks of
 * "she" who is: "Ana Ruiz said she reported it". */
static bool subject_or_speaker(const hs_sight *s, uint32_t at, uint32_t token,
                               const char *const *verbs)
{
    enum { STEPS = 6 };
    bool among = false;
    for (int step = 0; step < STEPS && at != HS_NO_WORD; step++, at = s->tree[at].head) {
        uint32_t subject = s->tree[at].upos == HS_UPOS_VERB ? s->it->words[at].subject : HS_NONE;
        among = among || (s->tree[at].upos == HS_UPOS_VERB && !s->it->words[at].passive &&
                          hs_word_lemma_among(&s->tree[at], verbs));
        if (subject == HS_NONE)
            continue;
        if (!among || subject == token || s->tree[subject].upos != HS_UPOS_PRON)
            return among && subject == token;
    }
    return false;
}

/* "Ana Ruiz uncovered the alleged fraud", "the alleged rape was reported by her": nobody who tells
 * of what is alleged did it. */
static bool comes_across(const hs_sight *s, uint32_t token)
{
    static const char *const alleged[] = {"alleged", "suspected", "allege", NULL};
    static const char *const finds[] = {"discover", "uncover", "report", "expose", "notice",
                                        "detect",   "flag",    "learn",  "raise",  NULL};
    static const char *const by[] = {"by", NULL};
    uint32_t word = s->cue != HS_NONE ? s->cue : s->charge > 0 ? s->charge - 1 : s->charge;
    if (!hs_word_lemma_among(&s->tree[word], alleged) || s->tree[word].upos == HS_UPOS_NOUN)
        return false;
    const hs_word *head = hs_sight_head(s, token);
    return subject_or_speaker(s, word, token, finds) ||
           (head && hs_word_lemma_among(head, finds) && hs_sight_has_case(s, token, by));
}

/* "The police are looking into claims" is by neither them nor against them; who "dismissed the
 * claims" did not make them. */
static uint8_t bars_of_hearing(const hs_sight *s, uint32_t token)
{
    static const char *const looks[] = {"look", "investigate", "examine", "probe", NULL};
    static const char *const hears[] = {"consider", "review", "assess", "study",   "weigh",
                                        "hear",     "field",  "handle", "receive", NULL};
    static const char *const answers[] = {"dismiss", "reject", "deny",  "respond", "answer",
                                          "face",    "brush",  "shrug", "rebuff",  NULL};
    if (comes_across(s, token))
        return HS_BARRED_ACCUSED;
    bool noun =
        s->claiming_noun != HS_NONE || (s->cue != HS_NONE && s->tree[s->cue].upos == HS_UPOS_NOUN);
    if ((noun || s->cue == HS_NONE) && subject_over(s, token, looks))
        return HS_BARRED_ACCUSED | HS_BARRED_ACCUSER;
    if (noun && subject_over(s, token, hears))
        return HS_BARRED_ACCUSED | HS_BARRED_ACCUSER;
    return noun && subject_over(s, token, answers) ? HS_BARRED_ACCUSER : 0;
}

/* "Under fire for", "on trial for". */
static bool tells_state(const hs_sight *s)
{
    uint32_t word = s->it->words[s->cue].word;
    const hs_lexeme *lexeme = hs_reading_word(s->r, word)->lexeme;
    return lexeme->accuse_part == HS_LEX_PART_ADVERB && lexeme->accuse_roles & HS_ACCUSE_SUBJECT;
}

/* "Builders" of "accused of taking bribes from builders", of "claims that he took bribes from
 * builders": whoever stands in the charge of an accusing verb or in such a clause does not make it,
 * unless "by" says so, or "from" of "under fire from"; "her" may mean who does. */
static bool only_charged(const hs_sight *s, uint32_t token)
{
    static const char *const by[] = {"by", NULL}, *const from[] = {"from", NULL};
    return s->cue != HS_NONE &&
           (s->tree[s->cue].upos == HS_UPOS_VERB || tells_state(s) || s->claiming_noun == s->cue) &&
           hs_token_range_holds(s->it->charge, token) &&
           !hs_token_range_holds(s->it->charge, s->cue) && s->tree[token].upos != HS_UPOS_PRON &&
           !hs_sight_has_case(s, token, by) && s->cue_agent != token &&
           !(tells_state(s) && hs_sight_has_case(s, token, from));
}

/* "Cod" of "blamed the farms for the collapse of cod": whom the charge names behind the object of
 * such a verb. */
static bool charged_beside_object(const hs_sight *s, uint32_t token)
{
    static const char *const links[] = {"for", "over", NULL}, *const of[] = {"of", NULL};
    static const char *const accuse[] = {"accuse", NULL};
    uint32_t object = s->cue == HS_NONE ? HS_NONE : s->it->words[s->cue].object;
    return object != HS_NONE && s->tree[s->cue].upos == HS_UPOS_VERB &&
           !s->it->words[s->cue].passive && s->tree[token].upos != HS_UPOS_PRON &&
           s->it->charge.first > object && s->it->charge.first > 0 &&
           hs_word_lemma_among(&s->tree[s->it->charge.first - 1],
                               hs_word_lemma_among(&s->tree[s->cue], accuse) ? of : links) &&
           hs_token_range_holds(s->it->charge, token) &&
           (hs_sight_cue_roles(s) & (HS_ACCUSE_OBJECT | HS_ACCUSE_FOR)) ==
               (HS_ACCUSE_OBJECT | HS_ACCUSE_FOR);
}

/* "Orlo lied to investors, jury told": who was lied to does not say so by being named there. */
static bool was_lied_to(const hs_sight *s, uint32_t token)
{
    static const char *const to[] = {"to", NULL};
    const hs_word *it = &s->tree[token];
    return s->cue != HS_NONE && it->head == s->cue && it->upos != HS_UPOS_PRON &&
           s->tree[s->cue].upos == HS_UPOS_VERB && token > s->cue &&
           (it->deprel == HS_DEPREL_OBJ || hs_sight_has_case(s, token, to)) &&
           (hs_sight_cue_roles(s) & (HS_ACCUSE_SUBJECT | HS_ACCUSE_OBJECT)) == HS_ACCUSE_SUBJECT &&
           !s->it->words[s->cue].passive;
}

/* "The bank's chief lied to investors, a jury heard": nobody whom what is heard tells of says so.
 */
static bool only_heard_of(const hs_sight *s, uint32_t token)
{
    if (s->attribution == HS_NONE || !s->r->attributions.items[s->attribution].open_speaker ||
        s->cue == HS_NONE || s->tree[s->cue].upos != HS_UPOS_VERB)
        return false;
    return (hs_sight_cue_roles(s) & (HS_ACCUSE_SUBJECT | HS_ACCUSE_OBJECT)) == HS_ACCUSE_SUBJECT &&
           hs_sight_hangs_on(s, token, s->cue);
}

/* "Inmates" of "was criticised after four inmates escaped": whoever does something else in the
 * clause that tells when somebody was accused; not of "after MPs said". */
static bool acts_meanwhile(const hs_sight *s, uint32_t token)
{
    uint32_t verb = s->tree[token].head;
    if (s->cue == HS_NONE || s->tree[s->cue].upos != HS_UPOS_VERB ||
        !s->it->words[s->cue].passive || verb == HS_NO_WORD ||
        s->it->words[verb].subject != token || s->tree[verb].deprel != HS_DEPREL_ADVCL ||
        s->tree[verb].head != s->cue)
        return false;
    const hs_lexeme *lexeme = s->r->words.items[s->it->words[verb].word].lexeme;
    return !lexeme->report_frames && !lexeme->accuse_roles;
}

/* "Supporters of X", "staff at X" as those who do it: not X. */
static bool has_people(const hs_sight *s, uint32_t token)
{
    uint32_t head = s->tree[token].head;
    return head != HS_NO_WORD && head == s->agent && s->tree[token].deprel == HS_DEPREL_NMOD &&
           s->tree[head].xpos == HS_XPOS_NNS && hs_role_is_person(s, head);
}

/* "Ruiz" of "the conduct of Ruiz's guards": those who did it are accused, not whose they are. */
static bool owns_doers(const hs_sight *s, uint32_t token)
{
    static const char *const deeds[] = {
        "conduct",  "behaviour", "behavior", "misconduct", "action",    "antics",   "silence",
        "inaction", "greed",     "lie",      "failure",    "cruelty",   "tactic",   "rhetoric",
        "language", "remark",    "comment",  "negligence", "hypocrisy", "violence", NULL};
    static const char *const of[] = {"of", NULL};
    uint32_t people = s->tree[token].head;
    if (s->tree[token].deprel != HS_DEPREL_NMOD_POSS || people == HS_NO_WORD ||
        s->tree[people].deprel != HS_DEPREL_NMOD || s->tree[people].upos != HS_UPOS_NOUN ||
        s->tree[people].head == HS_NO_WORD)
        return false;
    return hs_word_lemma_among(&s->tree[s->tree[people].head], deeds) &&
           hs_role_is_person(s, people) && hs_sight_has_case(s, people, of);
}

/* "The commission, led by a cousin of the mayor, threw them out": whom the text only names to tell
 * of those who did it. */
static bool tells_of_agent(const hs_sight *s, uint32_t token)
{
    enum { UP = 6 };
    static const char *const names[] = {"name", "call", "dub", "identify", NULL};
    if (s->agent == HS_NONE || s->agent_passive || s->tree[token].upos == HS_UPOS_PRON ||
        token == s->agent ||
        !(s->tree[s->agent].upos == HS_UPOS_PROPN || hs_role_names_party(s, s->agent)))
        return false;
    for (int step = 0; step < UP && s->tree[token].head != HS_NO_WORD; step++) {
        uint8_t deprel = s->tree[token].deprel;
        if (s->tree[token].head == s->agent)
            return (deprel == HS_DEPREL_ACL || deprel == HS_DEPREL_ACL_RELCL) &&
                   !hs_word_lemma_among(&s->tree[token], names) &&
                   !hs_sight_hangs_on(s, s->charge, token) &&
                   (s->cue == HS_NONE || !hs_sight_hangs_on(s, s->cue, token));
        token = s->tree[token].head;
    }
    return false;
}

/* "The unions, led by Orlo, argue", "a fund run by Orlo said": not Orlo alone, who leads an
 * investigation by himself. */
static bool leads_them(const hs_sight *s, uint32_t token)
{
    static const char *const by[] = {"by", NULL};
    static const char *const leads[] = {"lead",    "head",    "join",      "back",     "chair",
                                        "run",     "own",     "found",     "fund",     "organize",
                                        "sponsor", "support", "represent", "organise", NULL};
    uint32_t verb = s->tree[token].head;
    return verb != HS_NO_WORD && verb != s->cue && verb < token &&
           s->tree[verb].deprel == HS_DEPREL_ACL && hs_sight_has_case(s, token, by) &&
           hs_word_lemma_among(&s->tree[verb], leads) &&
           !hs_meaning_mute(s->it->words[s->tree[verb].head].meaning);
}

/* "Insurers, not drug makers, were to blame". */
static bool excepted(const hs_sight *s, uint32_t phrase)
{
    uint32_t first = s->r->phrases.items[phrase].first;
    return first > 0 && hs_reading_word_is(s->r, first - 1, "not") &&
           (first == 1 || hs_reading_tag(s->r, first - 2) == HS_TAG_COMMA ||
            hs_reading_word_is(s->r, first - 2, "and"));
}

/* "X was criticised"; an auxiliary has to say so. */
static bool is_accused(const hs_sight *s, uint32_t token)
{
    return s->cue != HS_NONE && s->cue_passive && s->it->words[s->cue].helped &&
           s->cue_agent == token && s->tree[s->cue].upos == HS_UPOS_VERB &&
           hs_sight_cue_roles(s) & HS_ACCUSE_OBJECT;
}

/* "…, alleges Ruiz": whoever stands behind a verb that reports and ends the sentence, unless it
 * has a subject in front: "the chairman, Ana Ruiz, blamed a vendor". */
static bool stands_behind(const hs_sight *s, uint32_t phrase)
{
    if (s->cue == HS_NONE || s->cue == 0 || s->tree[s->cue].upos != HS_UPOS_VERB ||
        (s->charge != s->cue && s->it->charge.end > s->cue) || s->it->words[s->cue].passive)
        return false;
    uint32_t subject = s->it->words[s->cue].subject;
    if (hs_sight_cue_roles(s) & HS_ACCUSE_OBJECT && subject != HS_NONE && subject < s->cue)
        return false;
    const hs_phrase *it = &s->r->phrases.items[phrase];
    uint32_t verb = s->it->words[s->cue].word;
    uint32_t end = it->end_extended, last = hs_reading_sentence(s->r, verb).end;
    return verb > 0 && hs_reading_tag(s->r, verb - 1) == HS_TAG_COMMA && it->first == verb + 1 &&
           (end == last || (end + 1 == last && hs_reading_tag(s->r, end) == HS_TAG_STOP)) &&
           hs_reading_word(s->r, verb)->lexeme->report_frames;
}

/* "Welcomed by X but condemned by Y", "the bill, backed by X, was condemned": what the passive of
 * another verb says of X is no part of what accuses. */
static bool does_another_thing(const hs_sight *s, uint32_t token)
{
    static const char *const by[] = {"by", NULL};
    static const char *const favours[] = {"welcome", "back",    "support", "praise",  "hail",
                                          "endorse", "applaud", "defend",  "approve", NULL};
    uint32_t verb = s->tree[token].head;
    if (s->cue == HS_NONE || verb == HS_NO_WORD || verb == s->cue ||
        s->tree[s->cue].upos != HS_UPOS_VERB || s->tree[s->cue].xpos != HS_XPOS_VBN ||
        s->tree[verb].upos != HS_UPOS_VERB || !hs_sight_has_case(s, token, by))
        return false;
    bool joined = s->tree[s->cue].deprel == HS_DEPREL_CONJ && s->tree[s->cue].head == verb;
    return joined ? !(s->it->words[verb].lexeme->accuse_roles & HS_ACCUSE_OBJECT)
                  : hs_word_lemma_among(&s->tree[verb], favours);
}

/* "You lied": whoever is told so to his face, of his own deed; of what anybody does in "you
 * vote and they lie" no past is told. */
static bool told_to_face(const hs_sight *s, uint32_t token)
{
    const hs_accusation_word *deed = &s->it->words[s->charge];
    return token == s->agent && !s->agent_far && !s->agent_passive &&
           s->tree[s->charge].upos == HS_UPOS_VERB && !deed->hypothetical && !deed->question &&
           s->tree[s->charge].xpos == HS_XPOS_VBD &&
           s->r->words.items[s->it->words[token].word].classes & HS_LEX(SECOND_PERSON);
}

/* "Orlo, sued over wages, stayed away", "Sued over wages, Orlo stayed away": who is accused, and
 * accuses nobody. */
static bool accused_aside(const hs_sight *s, uint32_t token)
{
    static const char *const comma[] = {",", NULL};
    return s->cue != HS_NONE && s->cue_agent == token && s->cue_passive &&
           s->tree[s->cue].upos == HS_UPOS_VERB &&
           (s->tree[s->cue].deprel == HS_DEPREL_ADVCL ||
            (s->cue > 0 && hs_word_lemma_among(&s->tree[s->cue - 1], comma))) &&
           hs_sight_cue_roles(s) & HS_ACCUSE_OBJECT;
}

/* Of "put" and "reported" only what stands behind them tells of a wrong. */
static bool accuses_alone(const hs_lexeme *lexeme)
{
    static const uint32_t others =
        HS_ACCUSE_GERUND | HS_ACCUSE_NOUN_THAT | HS_ACCUSE_WRONG_ON | HS_ACCUSE_TO_PARTY;
    return lexeme->accuse_weight && !(lexeme->accuse_roles & others);
}

/* Whether some word of the charge tells of a wrong; of harm too if `harm` says so. */
static bool tells_of_wrong(const hs_sight *s, bool harm)
{
    enum { WRONG = 4 };
    for (uint32_t t = s->it->charge.first; t < s->it->charge.end; t++) {
        const hs_accusation_word *word = &s->it->words[t];
        bool verb = s->tree[t].upos == HS_UPOS_VERB;
        if (word->passive || (s->tree[t].xpos == HS_XPOS_VBN && word->subject == HS_NONE))
            continue; /* "underpaid": suffered */
        bool bad = hs_meaning_get(word->meaning, HS_MEANING_FAULT) >= WRONG ||
                   (harm && verb && hs_meaning_get(word->meaning, HS_MEANING_HARM) >= WRONG) ||
                   word->lexeme->harm_weight || accuses_alone(word->lexeme);
        if (bad && !word->negated)
            return true;
    }
    return false;
}

bool hs_role_tells_wrong(const hs_sight *s)
{
    return tells_of_wrong(s, false);
}

/* "Our members are exhausted", "its forces had not fired". */
static bool own_people(const hs_sight *s, uint32_t token)
{
    static const char *const people[] = {"member",    "client",  "staff",   "crew",   "team",
                                         "volunteer", "patient", "pupil",   "child",  "kid",
                                         "force",     "troop",   "soldier", "family", NULL};
    const hs_accusation_word *word = &s->it->words[token];
    if (s->cue != HS_NONE || word->possessor == HS_NONE ||
        !hs_lexeme_is(s->it->words[word->possessor].lexeme, HS_LEX(POSSESSIVE)))
        return false;
    return (hs_word_lemma_among(&s->tree[token], people) ||
            hs_word_is(hs_reading_word(s->r, word->word), HS_LEX(KIN))) &&
           !tells_of_wrong(s, true);
}

/* "The massacre, which she called an evil act": what happened, though it stands in a place. */
static bool relates_to_event(const hs_sight *s, uint32_t token)
{
    static const char *const which[] = {"which", "that", NULL};
    uint32_t verb = s->tree[token].head;
    if (s->tree[token].upos != HS_UPOS_PRON || verb == HS_NO_WORD ||
        s->tree[verb].deprel != HS_DEPREL_ACL_RELCL || s->tree[verb].head >= token ||
        !hs_word_lemma_among(&s->tree[token], which))
        return false;
    unsigned kind = hs_meaning_get(s->it->words[s->tree[verb].head].meaning, HS_MEANING_KIND);
    return s->tree[s->tree[verb].head].upos == HS_UPOS_NOUN &&
           (kind == HS_KIND_EVENT || kind == HS_KIND_ACT);
}

/* "Under fire for calling the women's league a hobby": of a gerund behind the accusing word the
 * accused is the subject, so that nobody whom it names is. */
static bool named_by_gerund(const hs_sight *s, uint32_t token)
{
    return s->cue != HS_NONE && s->cue < s->charge && s->tree[s->charge].upos == HS_UPOS_VERB &&
           s->tree[s->charge].xpos == HS_XPOS_VBG && s->it->words[s->charge].subject == HS_NONE &&
           token > s->charge && hs_token_range_holds(s->it->charge, token) &&
           hs_sight_preposition(s, token) != HS_BY; /* "condemned spying by X" */
}

/* "Blaming workers for inflation is an insult": whom others blame, by what somebody says. */
static bool blamed_by_others(const hs_sight *s, uint32_t token)
{
    bool gerund = token > 0 && s->tree[token - 1].xpos == HS_XPOS_VBG && s->cue != token - 1 &&
                  hs_token_range_holds(s->it->charge, token - 1);
    return gerund && (s->tree[token - 1].head == token || s->tree[token].head == token - 1) &&
           s->r->words.items[s->it->words[token - 1].word].lexeme->accuse_roles & HS_ACCUSE_OBJECT;
}

/* "Fraud" of "Both Sides Allege Fraud": a noun for no party, which the parse takes for a name
 * in a heading in capitals. */
static bool thing_in_capitals(const hs_sight *s, uint32_t phrase, uint32_t token)
{
    uint32_t head = s->r->phrases.items[phrase].head;
    return s->tree[token].upos == HS_UPOS_PROPN && hs_reading_tag(s->r, head) == HS_TAG_NOUN &&
           hs_meaning_mute(hs_noun_in_capitals(s->r, head));
}

/* "Term", "year": nobody. */
static bool time_span(const hs_sight *s, uint32_t phrase)
{
    uint32_t head = s->r->phrases.items[phrase].head;
    hs_meaning meaning = hs_noun_in_capitals(s->r, head);
    return s->tree[hs_reading_token(s->r, head)].upos == HS_UPOS_NOUN &&
           hs_meaning_of_time(meaning);
}

/* "X took Y to task", "X drew the ire of Y": a word that the network did not learn with says itself
 * who is what. */
static uint8_t bars_of_untaught(const hs_sight *s, uint32_t phrase)
{
    const hs_accusing *rule = s->it->rule;
    if (!rule || !rule->untaught || rule->accuser == HS_NONE || rule->accused_count == 0)
        return 0;
    if (s->r->phrases.items[rule->accused[0]].owns) /* "railed about Y's taxes" */
        return phrase == rule->accuser ? HS_SURE_ACCUSER | HS_BARRED_ACCUSED : 0;
    return phrase == rule->accuser            ? HS_SURE_ACCUSER | HS_BARRED_ACCUSED
           : hs_role_named_by_rule(s, phrase) ? HS_SURE_ACCUSED | HS_BARRED_ACCUSER
                                              : 0;
}

/* "Ana Ruiz and Tom Orlo said": who says it with another; "repeated their attacks" may be on each
 * other. */
static bool says_it_too(const hs_sight *s, uint32_t phrase)
{
    if (s->attribution == HS_NONE || s->tree[s->charge].upos != HS_UPOS_VERB ||
        s->it->words[s->charge].subject == HS_NONE)
        return false;
    const hs_attribution *said = &s->r->attributions.items[s->attribution];
    for (uint32_t i = 0; i < said->joined_count; i++)
        if (said->joined[i] == phrase)
            return true;
    return false;
}

/* "X is under fire for what he said about Y": X is accused, and nobody else. */
static uint8_t bars_of_state(const hs_sight *s, uint32_t phrase)
{
    return s->cue != HS_NONE && tells_state(s) && hs_role_named_by_rule(s, phrase)
               ? HS_SURE_ACCUSED | HS_BARRED_ACCUSER
               : 0;
}

typedef bool sign(const hs_sight *s, uint32_t token);

/* Each tells by itself that whoever stands at a token is not accused, … */
static sign *const innocent_signs[] = {
    hs_role_home_or_town,
    spoken_for,
    finds_guilty,
    relates_to_event,
    has_people,
    owns_doers,
    hs_role_owns_target,
    hs_role_is_told,
    named_by_gerund,
    blamed_by_others,
    tells_of_agent,
    does_another_thing,
    charged_beside_object,
    hs_role_told_falsely_of,
    hs_role_only_affected,
};
/* … is not the accuser, … */
static sign *const silent_signs[] = {
    only_charged, was_lied_to, only_heard_of, acts_meanwhile, is_accused, accused_aside, leads_them,
};
/* … or is. */
static sign *const accusing_signs[] = {
    hs_role_accuses,
    hs_role_asserts,
    hs_role_accuses_by_gerund,
};

static bool any_of(sign *const *signs, size_t count, const hs_sight *s, uint32_t token)
{
    for (size_t i = 0; i < count; i++)
        if (signs[i](s, token))
            return true;
    return false;
}

uint8_t hs_role_bars(const hs_sight *s, uint32_t phrase, uint32_t top)
{
    static const char *const how[] = {"by", NULL};
    uint32_t token = hs_sight_first_joined(s, top);
    if (thing_in_capitals(s, phrase, token) || time_span(s, phrase))
        return HS_BARRED_ACCUSED | HS_BARRED_ACCUSER;
    bool by = hs_role_calls_names_by(s, token) || hs_role_calls_names(s, token);
    bool behind = stands_behind(s, phrase), aside = hs_role_only_venue(s, token);
    bool there = hs_role_place_of_it(s, phrase, token), within = hs_role_within_accuser(s, token);
    bool innocent = within || by || behind || aside || there || excepted(s, phrase) ||
                    says_it_too(s, phrase) ||
                    any_of(innocent_signs, HS_COUNT(innocent_signs), s, token);
    bool sure = by || behind || hs_role_named_as_accuser(s, phrase, token) ||
                any_of(accusing_signs, HS_COUNT(accusing_signs), s, token);
    bool silent = within || aside || (there && hs_role_only_place(s, top)) ||
                  (hs_role_is_deed(s, token) && hs_sight_has_case(s, token, how)) ||
                  (!by && hs_role_names_are_told(s)) ||
                  any_of(silent_signs, HS_COUNT(silent_signs), s, token);
    return (uint8_t)(bars_of_hearing(s, token) | hs_role_bars_of_calling(s, token) |
                     bars_of_untaught(s, phrase) | bars_of_state(s, phrase) |
                     hs_role_bars_of_target(s, token) | (innocent ? HS_BARRED_ACCUSED : 0) |
                     (silent ? HS_BARRED_ACCUSER : 0) | (sure ? HS_SURE_ACCUSER : 0) |
                     (told_to_face(s, token) ? HS_SURE_ACCUSED : 0) |
                     (hs_role_committed(s, token) ? HS_SURE_ACCUSED | HS_AIMED_AT : 0) |
                     (own_people(s, token) ? HS_OWN_PEOPLE : 0));
}
