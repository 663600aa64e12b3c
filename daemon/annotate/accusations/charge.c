#include "annotate/accusations/charge.h"

#include "annotate/accusations/predicate.h"
#include "annotate/reading/noun_kind.h"
#include "annotate/reading/syntax.h"

hs_token_range hs_charge_behind_cue(const hs_reading *r, const hs_accusation_word *words,
                                    hs_token_range charge, hs_token_range cue)
{
    const hs_word *tree = r->syntax->words;
    uint32_t head = hs_syntax_range_head(r, cue);
    hs_token_range rest = {cue.end, charge.end};
    if (cue.end <= charge.first || cue.first >= charge.end ||
        words[head].lexeme->accuse_roles & (HS_ACCUSE_SUBJECT | HS_ACCUSE_EPITHET))
        return charge; /* "lied to the House", "a liar at a meeting" */
    while (rest.first < rest.end &&
           (tree[rest.first].upos == HS_UPOS_ADP || tree[rest.first].upos == HS_UPOS_SCONJ))
        rest.first++;
    return rest.first < rest.end ? rest : charge;
}

/* Whether a token hangs on one of two others, directly or not, and comes to that one first. */
static bool hangs_on(const hs_word *tree, uint32_t token, uint32_t one, uint32_t other)
{
    enum { STEPS = 12 };
    for (int step = 0; step < STEPS && token != HS_NO_WORD; step++) {
        if (token == one || token == other)
            return token == one;
        token = tree[token].head;
    }
    return false;
}

/* "Allegations that X stole have alarmed Y": of a noun that is a sentence's subject, what is said
 * of it does not tell the wrong. */
static void cut_predicate(const hs_reading *r, hs_found_accusation *found)
{
    const hs_word *tree = r->syntax->words;
    if (hs_token_range_empty(found->cue) || found->charge.first < found->cue.end)
        return;
    uint32_t noun = hs_syntax_range_head(r, found->cue), verb = tree[noun].head;
    bool subject = hs_deprel_is_subject(tree[noun].deprel);
    if (tree[noun].upos != HS_UPOS_NOUN || !subject || verb == HS_NO_WORD)
        return;
    for (uint32_t t = found->charge.first + 1; t < found->charge.end; t++)
        if (hangs_on(tree, t, verb, noun)) {
            found->charge.end = t;
            return;
        }
}

/* "A builder who | took £4,000 has been jailed": the subject in front of a charge that stands in a
 * clause or words about it, and whose own verb is inside the charge; HS_NONE where none is. */
static uint32_t subject_before(const hs_word *tree, hs_token_range charge)
{
    enum { STEPS = 12 };
    bool about = false;
    uint32_t t = charge.first;
    for (int step = 0; step < STEPS && t != HS_NO_WORD; step++) {
        uint32_t head = tree[t].head;
        bool subject = hs_deprel_is_subject(tree[t].deprel);
        bool outside = t < charge.first || t >= charge.end;
        if (outside && about && subject && hs_token_range_holds(charge, head))
            return t;
        if (tree[t].deprel == HS_DEPREL_CONJ && !about)
            return HS_NONE;
        about = about || tree[t].deprel == HS_DEPREL_ACL || tree[t].deprel == HS_DEPREL_ACL_RELCL;
        t = head;
    }
    return HS_NONE;
}

void hs_charge_leave_main_clause(const hs_reading *r, const hs_accusation_word *words,
                                 hs_found_accusation *found)
{
    const hs_word *tree = r->syntax->words;
    uint32_t subject = subject_before(tree, found->charge);
    uint32_t verb = subject == HS_NONE ? HS_NONE : tree[subject].head;
    bool wrong = verb != HS_NONE && tree[subject].deprel == HS_DEPREL_NSUBJ &&
                 hs_meaning_get(words[verb].meaning, HS_MEANING_FAULT) >= HS_MEANING_WRONG;
    for (uint32_t t = found->charge.first + 1; verb != HS_NONE && !wrong && t < found->charge.end;
         t++) {
        if (!hangs_on(tree, t, verb, subject))
            continue;
        found->cut_off = (hs_token_range){t, found->charge.end};
        found->charge.end = t;
        if (hs_token_range_empty(found->cue))
            found->anchor = hs_syntax_range_head(r, found->charge);
        return;
    }
}

/* Ends a charge before a token, and before marks and "and" that stand there. */
static void end_before(const hs_reading *r, hs_found_accusation *found, uint32_t end)
{
    const hs_word *tree = r->syntax->words;
    while (end > found->charge.first + 1 &&
           (tree[end - 1].upos == HS_UPOS_PUNCT || tree[end - 1].upos == HS_UPOS_CCONJ))
        end--;
    if (end > found->charge.first)
        found->charge.end = end;
}

/* Whether a token is a finite verb that is joined to another one and has its subject. */
static bool joined_to(const hs_reading *r, const hs_accusation_word *words, uint32_t token,
                      uint32_t verb)
{
    const hs_word *it = &r->syntax->words[token];
    return it->head == verb && it->deprel == HS_DEPREL_CONJ && words[token].subject == HS_NONE &&
           (it->xpos == HS_XPOS_VBD || it->xpos == HS_XPOS_VBZ);
}

/* "Accused them of copying it | and demanded $2m": what else the accuser does. */
static void cut_next_verb(const hs_reading *r, const hs_accusation_word *words,
                          hs_found_accusation *found)
{
    const hs_word *tree = r->syntax->words;
    uint32_t verb = found->anchor, first = found->charge.first;
    bool phrase = tree[first].xpos == HS_XPOS_VBG ||
                  (tree[first].upos != HS_UPOS_VERB && tree[first].upos != HS_UPOS_AUX);
    if (!phrase || first < found->cue.end || !(words[verb].lexeme->accuse_roles & HS_ACCUSE_OBJECT))
        return;
    for (uint32_t t = first + 1; t < found->charge.end; t++)
        if (joined_to(r, words, t, verb)) {
            end_before(r, found, t);
            return;
        }
}

/* "Of hiding the report | despite her denials": what the accused says to it. */
static void cut_answer(const hs_reading *r, const hs_accusation_word *words,
                       hs_found_accusation *found)
{
    static const char *const despite[] = {"despite", NULL};
    enum { NEAR = 4 };
    const hs_word *tree = r->syntax->words;
    for (uint32_t t = found->charge.first + 2; t < found->charge.end; t++) {
        if (!words[t].lexeme->answer_weight || tree[t].upos != HS_UPOS_NOUN)
            continue;
        for (uint32_t k = t - 1; k > found->charge.first && k + NEAR >= t; k--)
            if (hs_word_lemma_among(&tree[k], despite)) {
                end_before(r, found, k);
                return;
            }
    }
}

/* The word that a verb's object hangs on: behind the verb and near it, or HS_NONE. */
static uint32_t object_of(const hs_reading *r, uint32_t verb)
{
    enum { NEAR = 12 };
    const hs_word *tree = r->syntax->words;
    hs_word_span sentence = r->syntax->sentences[hs_syntax_sentence(r, verb)];
    for (uint32_t t = verb + 1; t < sentence.end && t <= verb + NEAR; t++)
        if (tree[t].head == verb && tree[t].deprel == HS_DEPREL_OBJ)
            return t;
    return HS_NONE;
}

/* "condemned | the arrest of X by Y": of a verb whose object may be the charge itself, where that
 * is something done. */
static void take_object(const hs_reading *r, const hs_accusation_word *words,
                        hs_found_accusation *found)
{
    const hs_word *tree = r->syntax->words;
    uint32_t verb = found->anchor;
    bool alone = found->charge.first == found->cue.first && found->charge.end == found->cue.end;
    if (!alone || tree[verb].upos != HS_UPOS_VERB || words[verb].passive ||
        !(words[verb].lexeme->accuse_roles & HS_ACCUSE_DEED))
        return;
    uint32_t object = object_of(r, verb);
    if (object == HS_NONE || tree[object].upos != HS_UPOS_NOUN ||
        !(hs_noun_deed(r, hs_reading_word_of_token(r, object)) ||
          hs_noun_suffered(hs_word_lemma(&tree[object]))))
        return;
    hs_token_range charge = {found->cue.end, object + 1};
    while (charge.end < r->syntax->word_count && tree[charge.end].upos != HS_UPOS_PUNCT &&
           hangs_on(tree, charge.end, object, verb))
        charge.end++;
    found->charge = charge;
}

/* "Blamed | the explosions on Ostland". */
static void take_what_is_blamed(const hs_reading *r, hs_found_accusation *found)
{
    static const char *const blame[] = {"blame", NULL}, *const on[] = {"on", "upon", NULL};
    const hs_word *tree = r->syntax->words;
    bool alone = found->charge.first == found->cue.first && found->charge.end == found->cue.end;
    uint32_t object = object_of(r, found->anchor);
    if (!alone || object == HS_NONE || tree[object].upos != HS_UPOS_NOUN ||
        !hs_word_lemma_among(&tree[found->anchor], blame) ||
        hs_predicate_is_party(r, r->phrases.phrase_at[hs_reading_word_of_token(r, object)]))
        return;
    uint32_t end = object + 1;
    for (uint32_t t = found->cue.end; t < object; t++)
        if (tree[t].deprel == HS_DEPREL_CASE)
            return;
    while (end < r->syntax->word_count && hangs_on(tree, end, object, found->anchor) &&
           !hs_word_lemma_among(&tree[end], on))
        end++;
    if (end < r->syntax->word_count && hs_word_lemma_among(&tree[end], on))
        found->charge = (hs_token_range){found->cue.end, end};
}

/* Whether "for" and its like behind a verb give a charge, no time: "for speeding", not "for years".
 */
static bool charged_with(const hs_reading *r, uint32_t verb)
{
    static const char *const links[] = {"for", "over", "as", "about", NULL};
    static const char *const times[] = {"hour", "day",    "night", "week", "month",
                                        "year", "decade", "time",  "life", NULL};
    const hs_word *tree = r->syntax->words;
    hs_word_span sentence = r->syntax->sentences[hs_syntax_sentence(r, verb)];
    for (uint32_t t = verb + 1; t < sentence.end; t++)
        if (hs_word_lemma_among(&tree[t], links) && tree[t].head != HS_NO_WORD &&
            !hs_word_lemma_among(&tree[tree[t].head], times))
            return true;
    return false;
}

/* "She says the church imprisoned her": what those who suffer it tell of, and whoever does it does
 * not accuse them in words. */
static bool complained_of(const hs_reading *r, const hs_accusation_word *words, uint32_t verb)
{
    static const char *const persons[] = {"I", "we", "he", "she", "they", NULL};
    const hs_word *tree = r->syntax->words;
    uint32_t object = object_of(r, verb);
    bool told =
        tree[verb].deprel == HS_DEPREL_CCOMP || r->attribution_at[words[verb].word] != HS_NONE;
    return told && !words[verb].passive && words[verb].lexeme->accuse_roles & HS_ACCUSE_POWER &&
           object != HS_NONE && tree[object].upos == HS_UPOS_PRON &&
           hs_word_lemma_among(&tree[object], persons);
}

/* What hangs on a token with a relation and one of some lemmas, near behind or in front of it. */
static bool has_dependent(const hs_reading *r, uint32_t token, const char *const *lemmas)
{
    enum { NEAR = 8 };
    const hs_word *tree = r->syntax->words;
    hs_word_span sentence = r->syntax->sentences[hs_syntax_sentence(r, token)];
    uint32_t first = token > sentence.first + NEAR ? token - NEAR : sentence.first;
    for (uint32_t t = first; t < sentence.end && t < token + NEAR; t++)
        if (tree[t].head == token && hs_word_lemma_among(&tree[t], lemmas))
            return true;
    return false;
}

/* "A cyber attack on X", "condemned the attack on X": done, not said. */
static bool done_to(const hs_reading *r, uint32_t noun)
{
    static const char *const attack[] = {"attack", "assault", "strike", NULL};
    static const char *const ways[] = {
        "cyber",      "cyberattack", "terror",   "terrorist", "rocket",  "drone",
        "missile",    "arson",       "knife",    "armed",     "deadly",  "fatal",
        "bomb",       "gun",         "air",      "mortar",    "suicide", "militant",
        "ransomware", "sexual",      "physical", "violent",   "brutal",  "acid",
        "deliberate", "alleged",     "racist",   "be",        NULL};
    static const char *const verbs[] = {
        "condemn", "investigate", "carry",     "suffer", "prevent", "foil",
        "stage",   "denounce",    "deplore",   "plan",   "probe",   "survive",
        "plot",    "witness",     "attribute", "trace",  "link",    NULL};
    static const char *const duty[] = {"responsibility", NULL};
    const hs_word *tree = r->syntax->words;
    if (!hs_word_lemma_among(&tree[noun], attack))
        return false;
    uint32_t head = tree[noun].head;
    return has_dependent(r, noun, ways) ||
           (head != HS_NO_WORD &&
            (has_dependent(r, head, duty) || hs_word_lemma_among(&tree[head], verbs) ||
             hs_word_lemma_among(&tree[head], duty)));
}

/* A noun with what qualifies it and what hangs on it: "cyber attack on the bank". */
static hs_token_range noun_phrase(const hs_reading *r, uint32_t noun)
{
    const hs_word *tree = r->syntax->words;
    hs_token_range whole = {noun, noun + 1};
    while (whole.first > 0 && tree[whole.first - 1].head == noun &&
           tree[whole.first - 1].deprel != HS_DEPREL_DET &&
           tree[whole.first - 1].deprel != HS_DEPREL_CASE)
        whole.first--;
    while (whole.end < r->syntax->word_count && tree[whole.end].upos != HS_UPOS_PUNCT &&
           hangs_on(tree, whole.end, noun, HS_NO_WORD))
        whole.end++;
    return whole;
}

/* "Attacked him with a knife": with what, no charge. */
static bool done_with(const hs_reading *r, const hs_accusation_word *words, uint32_t verb)
{
    static const char *const with[] = {"with", NULL};
    static const char *const how[] = {"physically", "brutally", "violently", "savagely", NULL};
    const hs_word *tree = r->syntax->words;
    hs_word_span sentence = r->syntax->sentences[hs_syntax_sentence(r, verb)];
    if (!(words[verb].lexeme->accuse_roles & HS_ACCUSE_VIOLENCE))
        return false;
    for (uint32_t t = verb + 1; t < sentence.end; t++)
        if (hs_word_lemma_among(&tree[t], with) && tree[t].head != HS_NO_WORD &&
            (tree[tree[t].head].head == verb || tree[tree[t].head].head == words[verb].object) &&
            hs_meaning_get(words[tree[t].head].meaning, HS_MEANING_KIND) == HS_KIND_THING)
            return true;
    return has_dependent(r, verb, how);
}

/* "Was attacked by the opposition over the closures": in words, unlike "over the garden wall". */
static bool attacked_over(const hs_reading *r, uint32_t verb)
{
    static const char *const over[] = {"over", NULL};
    const hs_word *tree = r->syntax->words;
    hs_word_span sentence = r->syntax->sentences[hs_syntax_sentence(r, verb)];
    for (uint32_t t = verb + 1; t < sentence.end; t++) {
        uint32_t what = tree[t].head;
        if (what == HS_NO_WORD || tree[what].head != verb || !hs_word_lemma_among(&tree[t], over))
            continue;
        hs_meaning meaning = hs_meaning_of(hs_word_lemma(&tree[what]), HS_MEANING_OF_NOUN);
        return hs_meaning_mute(meaning);
    }
    return false;
}

/* "Officers attacked a group of students", "attacked a convoy", but "attacked the plan", "attacked
 * him over it": by hand, not in words. */
static bool done_by_force(const hs_reading *r, const hs_accusation_word *words, uint32_t verb)
{
    static const char *const attack[] = {"attack", "assault", NULL};
    static const char *const said[] = {"for", "over", "as", "about", NULL};
    static const char *const armed[] = {
        "police",    "officer",   "soldier",  "troop",    "army",        "force",   "rebel",
        "militant",  "gunman",    "fighter",  "militia",  "guard",       "mob",     "gang",
        "insurgent", "attacker",  "jihadist", "warplane", "drone",       "warship", "pirate",
        "rioter",    "assailant", "thug",     "settler",  "paratrooper", NULL};
    static const char *const targets[] = {"convoy", "village", "base",     "checkpoint", "patrol",
                                          "tanker", "outpost", "barracks", "refinery",   "warship",
                                          "ferry",  "camp",    NULL};
    static const unsigned hit = 1u << HS_KIND_PERSON | 1u << HS_KIND_GROUP | 1u << HS_KIND_OFFICE |
                                1u << HS_KIND_PLACE | 1u << HS_KIND_BODY | 1u << HS_KIND_THING;
    enum { NEAR = 12 };
    const hs_word *tree = r->syntax->words;
    uint32_t object = words[verb].object, subject = words[verb].subject;
    if (tree[verb].upos != HS_UPOS_VERB || words[verb].passive || object == HS_NONE ||
        subject == HS_NONE || object < verb || !hs_word_lemma_among(&tree[verb], attack))
        return false;
    hs_word_span sentence = r->syntax->sentences[hs_syntax_sentence(r, verb)];
    for (uint32_t t = verb + 1; t < sentence.end && t < verb + NEAR; t++)
        if (hs_word_lemma_among(&tree[t], said) && tree[t].head != HS_NO_WORD &&
            (tree[tree[t].head].head == verb || tree[tree[t].head].head == object))
            return false;
    bool noun = tree[object].upos == HS_UPOS_NOUN;
    if (noun && hs_word_lemma_among(&tree[object], targets))
        return true;
    return hs_word_lemma_among(&tree[subject], armed) &&
           (!noun || hit >> hs_meaning_get(words[object].meaning, HS_MEANING_KIND) & 1u);
}

/* "Was attacked by a motorist", "she says they jailed her": not in words. */
static void take_for_deed(const hs_reading *r, const hs_accusation_word *words,
                          hs_found_accusation *found)
{
    uint32_t verb = found->anchor;
    if (hs_token_range_empty(found->cue))
        return;
    bool suffered = words[verb].passive && words[verb].lexeme->accuse_roles & HS_ACCUSE_VIOLENCE;
    bool done = done_to(r, verb) || done_with(r, words, verb) || done_by_force(r, words, verb);
    if (suffered && r->syntax->words[verb].upos == HS_UPOS_VERB && attacked_over(r, verb))
        return;
    if (!done && ((!suffered && !complained_of(r, words, verb)) || charged_with(r, verb)))
        return;
    hs_token_range whole = done && r->syntax->words[verb].upos == HS_UPOS_NOUN
                               ? noun_phrase(r, verb)
                               : (hs_token_range){verb, verb + 1};
    found->charge.first = found->charge.first < whole.first ? found->charge.first : whole.first;
    found->charge.end = found->charge.end > whole.end ? found->charge.end : whole.end;
    found->cue = (hs_token_range){0, 0};
    found->explicit_form = false;
}

/* "A lawsuit | against the bank": whom it is against is no charge. */
static void drop_target(const hs_reading *r, hs_found_accusation *found)
{
    static const char *const against[] = {"against", NULL};
    const hs_word *tree = r->syntax->words;
    hs_token_range charge = found->charge;
    if (charge.first <= found->cue.first || charge.first == 0 ||
        !hs_word_lemma_among(&tree[charge.first - 1], against))
        return;
    for (uint32_t t = charge.first; t < charge.end; t++)
        if (tree[t].upos != HS_UPOS_PROPN && tree[t].upos != HS_UPOS_DET)
            return;
    found->charge = found->cue;
}

/* Whether one quotation mark closes what another one opens: "…", '…', or a curly pair. */
static bool closes(const hs_reading *r, uint32_t mark, uint32_t opening)
{
    const hs_word *tree = r->syntax->words;
    const char *bytes = r->syntax->text.bytes;
    uint32_t length = tree[mark].byte_end - tree[mark].byte_start;
    unsigned last = (unsigned char)bytes[tree[mark].byte_end - 1];
    unsigned before = (unsigned char)bytes[tree[opening].byte_end - 1];
    return tree[mark].upos == HS_UPOS_PUNCT &&
           length == tree[opening].byte_end - tree[opening].byte_start &&
           last == (length == 1 ? before : before + 1);
}

/* "'Cowardly' rebels": a mark that opens before the charge and closes in it is part of it. */
static void take_mark(const hs_reading *r, hs_found_accusation *found)
{
    const hs_word *tree = r->syntax->words;
    uint32_t first = found->charge.first;
    if (first == 0 || tree[first - 1].upos != HS_UPOS_PUNCT ||
        tree[first - 1].xpos != HS_XPOS_OPEN_QUOTE)
        return;
    for (uint32_t t = first; t < found->charge.end; t++)
        if (closes(r, t, first - 1)) {
            found->charge.first--;
            return;
        }
}

/* "Was branded | vile | by viewers": who calls him so is no charge; "by viewers for | joking". */
static void cut_caller(const hs_reading *r, const hs_accusation_word *words,
                       hs_found_accusation *found)
{
    enum { NEAR = 4 };
    static const char *const by[] = {"by", NULL}, *const pro[] = {"for", NULL};
    hs_token_range charge = found->charge;
    bool called = false;
    for (uint32_t t = charge.first; t > 0 && t + NEAR > charge.first; t--)
        called = called || (words[t - 1].passive && hs_accusation_calls(&r->syntax->words[t - 1]));
    uint32_t t = charge.first + 1;
    while (called && t < charge.end && !hs_word_lemma_among(&r->syntax->words[t], by))
        t++;
    if (!called || t >= charge.end)
        return;
    for (uint32_t k = t; k + 1 < charge.end; k++)
        if (hs_word_lemma_among(&r->syntax->words[k], pro) &&
            r->syntax->words[k + 1].xpos == HS_XPOS_VBG) {
            found->charge.first = k + 1;
            return;
        }
    end_before(r, found, t);
}

/* "Fraud by false representation": how, not who. */
static bool is_manner(const hs_reading *r, const hs_accusation_word *words, uint32_t token)
{
    static const uint32_t parties = 1u << HS_KIND_PERSON | 1u << HS_KIND_GROUP |
                                    1u << HS_KIND_OFFICE | 1u << HS_KIND_PLACE | 1u << HS_KIND_BODY;
    unsigned kind = hs_meaning_get(words[token].meaning, HS_MEANING_KIND);
    return r->syntax->words[token].upos == HS_UPOS_VERB || (kind && !(parties >> kind & 1u));
}

/* "Accused of hiding losses | by a clerk": who does so is no part of the charge. */
static void cut_agent(const hs_reading *r, const hs_accusation_word *words,
                      hs_found_accusation *found)
{
    static const char *const by[] = {"by", NULL};
    const hs_word *tree = r->syntax->words;
    if (tree[found->anchor].upos != HS_UPOS_VERB || found->charge.first <= found->anchor)
        return;
    for (uint32_t t = found->charge.first + 1; t < found->charge.end; t++)
        if (tree[t].deprel == HS_DEPREL_CASE && tree[t].head != HS_NO_WORD &&
            tree[tree[t].head].deprel == HS_DEPREL_OBL_AGENT &&
            tree[tree[t].head].head == found->anchor && hs_word_lemma_among(&tree[t], by) &&
            !is_manner(r, words, tree[t].head)) {
            end_before(r, found, t);
            return;
        }
}

/* "Fraud by false | representation", "labelled a | coward": a charge ends with no word that
 * qualifies the noun behind it. */
static void finish_noun(const hs_reading *r, hs_found_accusation *found)
{
    enum { NEAR = 3 };
    const hs_word *tree = r->syntax->words;
    if (hs_token_range_empty(found->charge))
        return;
    uint32_t last = found->charge.end - 1;
    bool qualifies = tree[last].deprel == HS_DEPREL_AMOD || tree[last].deprel == HS_DEPREL_DET ||
                     tree[last].deprel == HS_DEPREL_COMPOUND;
    uint32_t noun = tree[last].head;
    if (qualifies && noun != HS_NO_WORD && noun > last && noun <= last + NEAR &&
        noun < r->syntax->word_count && tree[noun].upos == HS_UPOS_NOUN)
        found->charge.end = noun + 1;
}

/* "Allegations that | money went missing | first surfaced in May": of a noun that says of itself
 * what the wrong is, the clause behind it, up to what is said of the noun. */
static void take_clause(const hs_reading *r, hs_found_accusation *found)
{
    static const char *const that[] = {"that", NULL};
    const hs_word *tree = r->syntax->words;
    uint32_t noun = found->anchor, first = found->cue.end + 1, end = first;
    bool alone = found->charge.first >= found->cue.first && found->charge.end <= found->cue.end;
    if (!alone || tree[noun].upos != HS_UPOS_NOUN || first >= r->syntax->word_count ||
        !hs_word_lemma_among(&tree[first - 1], that))
        return;
    while (end < r->syntax->word_count && tree[end].xpos != HS_XPOS_STOP &&
           hangs_on(tree, end, noun, tree[noun].head))
        end++;
    for (uint32_t t = first; t < end; t++)
        if (tree[t].head == noun) { /* its clause */
            found->charge = (hs_token_range){first, end};
            end_before(r, found, end);
            return;
        }
}

void hs_charge_mend(const hs_reading *r, const hs_accusation_word *words,
                    hs_found_accusation *found)
{
    finish_noun(r, found);
    take_for_deed(r, words, found);
    cut_caller(r, words, found);
    take_mark(r, found);
    hs_charge_leave_main_clause(r, words, found);
    if (hs_token_range_empty(found->cue))
        return;
    cut_predicate(r, found);
    cut_next_verb(r, words, found);
    cut_answer(r, words, found);
    take_object(r, words, found);
    take_what_is_blamed(r, found);
    take_clause(r, found);
    drop_target(r, found);
    cut_agent(r, words, found);
}
