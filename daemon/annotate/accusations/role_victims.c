/* By the tree and by what words mean: on whom an attack is, who was deceived, whose money went. */
#include "annotate/accusations/role_victims.h"

#include "annotate/accusations/unsaid.h"
#include "annotate/reading/noun_kind.h"
#include "annotate/reading/syntax.h"

enum { STEPS = 6 }; /* up the tree */

/* "Allegations | of assault against X": a wrong that an accusing noun names, whose "against" may be
 * the noun's. */
static bool told_by_noun(const hs_sight *s, uint32_t wrong)
{
    for (int step = 0; step < STEPS && wrong != HS_NO_WORD; step++) {
        wrong = s->tree[wrong].head;
        if (wrong != HS_NO_WORD && hs_token_range_holds(s->it->cue, wrong))
            return s->tree[wrong].upos == HS_UPOS_NOUN;
    }
    return false;
}

/* "Blamed the explosion on X". */
static bool blamed_on(const hs_sight *s)
{
    static const char *const blame[] = {"blame", NULL};
    return s->cue != HS_NONE && hs_word_lemma_among(&s->tree[s->cue], blame);
}

/* "Strike", "crackdown": what stands behind its "on" suffers it, though it need not be a wrong. */
static bool violent(hs_meaning meaning)
{
    enum { VIOLENCE = 1, LAW = 2, BAD = 5 };
    unsigned kind = hs_meaning_get(meaning, HS_MEANING_KIND);
    unsigned field = hs_meaning_get(meaning, HS_MEANING_FIELD);
    return (kind == HS_KIND_EVENT || kind == HS_KIND_ACT) && (field == VIOLENCE || field == LAW) &&
           hs_meaning_get(meaning, HS_MEANING_TONE) <= BAD;
}

/* "Condemned the attack on X": though the parse has X hang on the verb. Not where the attack itself
 * is what accuses: "launched an attack on X over his record". */
static bool behind_violence(const hs_sight *s, uint32_t token, uint32_t verb)
{
    uint32_t object = s->it->words[verb].object;
    return object != HS_NONE && !hs_token_range_holds(s->it->cue, object) &&
           hs_sight_preposition(s, token) == HS_AGAINST && hs_sight_case(s, token) == object + 1 &&
           violent(s->it->words[object].meaning) && !blamed_on(s);
}

/* "Lender preyed on soldiers": in a heading a verb, as a rule, unless "by" follows. */
static bool headline_verb(const hs_sight *s, uint32_t participle)
{
    static const char *const by[] = {"by", NULL};
    return s->r->block->kind == HS_BLOCK_HEADING && participle + 1 < s->r->syntax->word_count &&
           !hs_word_lemma_among(&s->tree[participle + 1], by);
}

/* "Shoppers misled by fake prices": the noun that such a participle hangs on. */
static bool harmed(const hs_sight *s, uint32_t token)
{
    enum { HARMS = 5, NEAR = 4 };
    for (uint32_t t = token + 1; t < s->it->charge.end && t < token + NEAR; t++)
        if (s->tree[t].head == token && s->tree[t].deprel == HS_DEPREL_ACL &&
            s->tree[t].xpos == HS_XPOS_VBN && !headline_verb(s, t) &&
            hs_meaning_get(s->it->words[t].meaning, HS_MEANING_HARM) >= HARMS)
            return hs_token_range_holds(s->it->charge, t);
    return false;
}

/* "Money went missing", "records vanished": lost by somebody. */
static bool lost(const hs_sight *s, uint32_t verb)
{
    static const char *const go[] = {"go", NULL}, *const missing[] = {"missing", NULL};
    static const char *const vanish[] = {"vanish", "disappear", NULL};
    return hs_word_lemma_among(&s->tree[verb], vanish) ||
           (hs_word_lemma_among(&s->tree[verb], go) && verb + 1 < s->r->syntax->word_count &&
            hs_word_lemma_among(&s->tree[verb + 1], missing));
}

/* "Was lied to", "was spat on by": whom the passive of a verb with a preposition is told of. */
static bool done_to_subject(const hs_sight *s, uint32_t verb)
{
    enum { FAULTY = 4 };
    static const char *const links[] = {"to", "at", "on", "upon", "from", NULL};
    if (!s->it->words[verb].passive || verb + 1 >= s->r->syntax->word_count ||
        !hs_word_lemma_among(&s->tree[verb + 1], links) ||
        hs_meaning_get(s->it->words[verb].meaning, HS_MEANING_FAULT) < FAULTY)
        return false;
    if (verb + 2 >= s->r->syntax->word_count)
        return true;
    uint8_t behind = s->tree[verb + 2].upos;
    return behind == HS_UPOS_PUNCT || behind == HS_UPOS_CCONJ || behind == HS_UPOS_ADP ||
           behind == HS_UPOS_ADV || behind == HS_UPOS_SCONJ;
}

/* "Nurses spoke up and were bullied": whether the subject of a verb that tells no wrong suffers
 * what a passive behind "and" tells. */
static bool suffers_next(const hs_sight *s, uint32_t verb)
{
    enum { HARMS = 5, WRONGS = 3, NEAR = 12 };
    if (s->it->words[verb].passive ||
        hs_meaning_get(s->it->words[verb].meaning, HS_MEANING_FAULT) >= WRONGS)
        return false;
    for (uint32_t t = verb + 1; t < s->it->charge.end && t < verb + NEAR; t++) {
        bool joined = s->tree[t].head == verb && s->tree[t].deprel == HS_DEPREL_CONJ &&
                      s->tree[t].upos == HS_UPOS_VERB;
        if (joined && (!s->it->words[t].passive ||
                       hs_meaning_get(s->it->words[t].meaning, HS_MEANING_FAULT) < WRONGS))
            return false;
        if (joined)
            return hs_meaning_get(s->it->words[t].meaning, HS_MEANING_HARM) >= HARMS;
    }
    return false;
}

/* "Lied to X". */
static bool lied_to(const hs_sight *s, uint32_t token, uint32_t verb)
{
    static const char *const lie[] = {"lie", NULL}, *const to[] = {"to", NULL};
    return s->tree[token].deprel == HS_DEPREL_OBL && hs_word_lemma_among(&s->tree[verb], lie) &&
           hs_sight_has_case(s, token, to);
}

/* "Abuse", "years of abuse": what one suffers by somebody's doing. */
static bool is_suffered(const hs_sight *s, uint32_t noun)
{
    enum { NEAR = 6 };
    static const char *const wrongs[] = {
        "threat",     "abuse",     "insult",  "harassment", "bullying",     "slur",
        "taunt",      "attack",    "assault", "beating",    "persecution",  "discrimination",
        "violence",   "torture",   "cruelty", "racism",     "mistreatment", "retaliation",
        "hostility",  "prejudice", "rape",    "massacre",   "intimidation", "kidnapping",
        "repression", "murder",    "killing", "shooting",   "slavery",      NULL};
    if (hs_word_lemma_among(&s->tree[noun], wrongs))
        return true;
    for (uint32_t t = noun + 1; t < s->r->syntax->word_count && t < noun + NEAR; t++)
        if (s->tree[t].head == noun && s->tree[t].deprel == HS_DEPREL_NMOD)
            return hs_word_lemma_among(&s->tree[t], wrongs);
    return false;
}

/* "Suffered years of abuse", "fell victim to fraud", "faced racist insults", "fled persecution": of
 * "faced charges" and "escaped justice" nobody suffers a wrong. */
static bool suffers_by_verb(const hs_sight *s, uint32_t verb)
{
    static const char *const suffers[] = {"suffer",  "endure",     "survive", "undergo", "face",
                                          "receive", "experience", "flee",    "escape",  "get",
                                          "meet",    "encounter",  "fear",    "flead", /* "fled" */
                                          NULL};
    static const char *const fall[] = {"fall", NULL}, *const prey[] = {"victim", "prey", NULL};
    uint32_t object = s->it->words[verb].object;
    if (s->it->words[verb].passive || s->tree[verb].upos != HS_UPOS_VERB)
        return false;
    if (hs_word_lemma_among(&s->tree[verb], fall))
        return verb + 1 < s->r->syntax->word_count && hs_word_lemma_among(&s->tree[verb + 1], prey);
    return object != HS_NONE && hs_word_lemma_among(&s->tree[verb], suffers) &&
           is_suffered(s, object);
}

/* "Had their house ransacked", "got robbed": not "had the shop burned down to get at the money". */
static bool has_it_done(const hs_sight *s, uint32_t verb)
{
    enum { HARMS = 3, NEAR = 12 };
    static const char *const has[] = {"have", "get", NULL}, *const get[] = {"get", NULL};
    uint32_t object = s->it->words[verb].object;
    if (!hs_word_lemma_among(&s->tree[verb], has))
        return false;
    bool own = object != HS_NONE && s->it->words[object].possessor != HS_NONE &&
               s->tree[s->it->words[object].possessor].upos == HS_UPOS_PRON;
    if (!own && !(object == HS_NONE && hs_word_lemma_among(&s->tree[verb], get)))
        return false;
    for (uint32_t t = verb + 1; t < s->r->syntax->word_count && t < verb + NEAR; t++)
        if (s->tree[t].head == verb && s->tree[t].xpos == HS_XPOS_VBN)
            return hs_meaning_get(s->it->words[t].meaning, HS_MEANING_HARM) >= HARMS;
    return false;
}

/* "Was treated with contempt", "had been made a scapegoat", "has been singled out", "was failed by
 * those in charge": passives of which only who suffers something is told. */
static bool made_to_suffer(const hs_sight *s, uint32_t verb)
{
    enum { NEAR = 5 };
    static const char *const suffered[] = {"treat",  "single",    "scapegoat", "victimise",
                                           "fail",   "victimize", "crucify",   "demonise",
                                           "vilify", "demonize",  NULL};
    static const char *const make[] = {"make", "turn", "leave", NULL};
    static const char *const into[] = {"scapegoat", "victim", "example", "speechless",
                                       "whipping",  "pawn",   "fool",    NULL};
    if (hs_word_lemma_among(&s->tree[verb], suffered))
        return true;
    if (!hs_word_lemma_among(&s->tree[verb], make))
        return false;
    for (uint32_t t = verb + 1; t < s->r->syntax->word_count && t < verb + NEAR; t++)
        if (hs_word_lemma_among(&s->tree[t], into))
            return true;
    return false;
}

/* "The bank had been under pressure from the regulator", "staff are under threat". */
static bool under_pressure(const hs_sight *s, uint32_t noun)
{
    static const char *const states[] = {"pressure", "threat", "siege", "strain", NULL};
    static const char *const under[] = {"under", NULL};
    return noun > 0 && hs_word_lemma_among(&s->tree[noun], states) &&
           hs_sight_has_case(s, noun, under);
}

/* "Is paying the price for cuts", "is paying for it": others did it, unless "for his mistakes". */
static bool pays_for_others(const hs_sight *s, uint32_t verb)
{
    enum { NEAR = 4 };
    static const char *const pay[] = {"pay", NULL}, *const price[] = {"price", "penalty", NULL};
    static const char *const pro[] = {"for", NULL};
    uint32_t object = s->it->words[verb].object, count = s->r->syntax->word_count;
    if (!hs_word_lemma_among(&s->tree[verb], pay) || s->it->words[verb].passive)
        return false;
    uint32_t at = (object == HS_NONE ? verb : object) + 1;
    if (object != HS_NONE ? !hs_word_lemma_among(&s->tree[object], price)
                          : s->tree[verb].xpos != HS_XPOS_VBG || at >= count)
        return false;
    if (at >= count || !hs_word_lemma_among(&s->tree[at], pro))
        return object != HS_NONE;
    for (uint32_t t = at + 1; t < count && t < at + NEAR; t++)
        if (s->tree[t].deprel == HS_DEPREL_NMOD_POSS && s->tree[t].upos == HS_UPOS_PRON)
            return false;
    return true;
}

/* Whether `head` is a wrong and its dependent `token` whoever suffers it: "the killing of X by Y",
 * "attacks on X", "deceived X", "lied to X". */
static bool undergoes(const hs_sight *s, uint32_t token, uint32_t head)
{
    enum { HARMS = 5, HURTS = 3, BLAMED = 3 };
    const hs_word *over = &s->tree[head];
    uint8_t deprel = s->tree[token].deprel;
    if (deprel == HS_DEPREL_OBL && behind_violence(s, token, head))
        return true;
    if (over->upos == HS_UPOS_VERB && deprel == HS_DEPREL_NSUBJ && lost(s, head))
        return true;
    if (over->upos == HS_UPOS_VERB && deprel == HS_DEPREL_NSUBJ &&
        (suffers_next(s, head) || suffers_by_verb(s, head) || has_it_done(s, head)))
        return true;
    if (over->upos == HS_UPOS_VERB && lied_to(s, token, head))
        return true;
    if (over->upos == HS_UPOS_VERB && hs_deprel_is_subject(deprel) &&
        (s->it->words[head].passive ? made_to_suffer(s, head) : pays_for_others(s, head)))
        return true;
    hs_meaning done = s->it->words[head].meaning;
    if (over->upos == HS_UPOS_VERB && deprel == HS_DEPREL_NSUBJ_PASS &&
        hs_meaning_get(done, HS_MEANING_HARM) >= HURTS &&
        hs_meaning_get(done, HS_MEANING_BLAME) < BLAMED)
        return true; /* "staff were sacked", not "staff were condemned" */
    if (hs_deprel_is_subject(deprel) && over->upos == HS_UPOS_VERB && done_to_subject(s, head))
        return true;
    if (over->upos == HS_UPOS_VERB)
        return (deprel == HS_DEPREL_OBJ || deprel == HS_DEPREL_NSUBJ_PASS ||
                (deprel == HS_DEPREL_NSUBJ && s->it->words[head].passive)) &&
               hs_meaning_get(s->it->words[head].meaning, HS_MEANING_HARM) >= HARMS;
    if (over->upos != HS_UPOS_NOUN)
        return false;
    if (hs_deprel_is_subject(deprel) && under_pressure(s, head))
        return true;
    enum hs_preposition preposition = hs_sight_preposition(s, token);
    return preposition == HS_OF
               ? hs_noun_suffered(hs_word_lemma(over))
               : preposition == HS_AGAINST && !told_by_noun(s, head) && !blamed_on(s) &&
                     (violent(s->it->words[head].meaning) ||
                      hs_meaning_get(s->it->words[head].meaning, HS_MEANING_FAULT) >=
                          HS_MEANING_WRONG);
}

/* What is done to a thing is done to whose it is, and to whoever is named beside it: "exposed the
 * letters of the editor Ana Ruiz". */
static bool passes_on(const hs_sight *s, uint32_t token)
{
    switch ((enum hs_deprel)s->tree[token].deprel) {
    case HS_DEPREL_APPOS:
    case HS_DEPREL_FLAT:
    case HS_DEPREL_NMOD_DESC:
    case HS_DEPREL_NMOD_POSS:
        return true;
    case HS_DEPREL_NMOD:
        return hs_sight_preposition(s, token) != HS_BY;
    default:
        return false;
    }
}

/* "Betrayed its members": a word of the wrong itself, whose object no accusing word blames. */
static bool tells_the_wrong(const hs_sight *s, uint32_t head)
{
    unsigned roles = s->r->words.items[s->it->words[head].word].lexeme->accuse_roles;
    return !hs_token_range_holds(s->it->cue, head) || roles == HS_ACCUSE_SUBJECT;
}

bool hs_role_suffers(const hs_sight *s, uint32_t token)
{
    enum { STEPS_UP = 3 };
    if (s->cue == HS_NONE && harmed(s, token))
        return true;
    for (int step = 0; step < STEPS_UP; step++) {
        uint32_t head = s->tree[token].head;
        if (head == HS_NO_WORD || token == s->charge)
            return false;
        bool told = hs_token_range_holds(s->it->charge, head) ? tells_the_wrong(s, head)
                                                              : behind_violence(s, token, head);
        if (told && undergoes(s, token, head))
            return true;
        if (!passes_on(s, token))
            return false;
        token = head;
    }
    return false;
}

bool hs_role_owns_target(const hs_sight *s, uint32_t token)
{
    static const uint32_t kinds = 1u << HS_KIND_THING | 1u << HS_KIND_PLACE;
    static const char *const of[] = {"of", NULL}, *const on[] = {"on", "against", NULL};
    uint32_t target = s->tree[token].head;
    return s->cue != HS_NONE && target != HS_NO_WORD && s->tree[target].head == s->cue &&
           s->tree[s->cue].upos == HS_UPOS_NOUN && s->tree[target].upos == HS_UPOS_NOUN &&
           kinds >> hs_meaning_get(s->it->words[target].meaning, HS_MEANING_KIND) & 1u &&
           hs_sight_has_case(s, token, of) && hs_sight_has_case(s, target, on);
}

bool hs_role_is_told(const hs_sight *s, uint32_t token)
{
    static const char *const tells[] = {"tell", "inform", "warn", "alert", "notify", NULL};
    static const char *const asks[] = {"ask", "urge", "beg", "implore", NULL};
    uint32_t verb = s->tree[token].head;
    bool object = s->tree[token].deprel == HS_DEPREL_OBJ || s->tree[token].deprel == HS_DEPREL_IOBJ;
    if (s->cue != HS_NONE || !object || verb == HS_NO_WORD ||
        !hs_token_range_holds(s->it->charge, verb) || verb == s->charge)
        return false;
    return hs_word_lemma_among(&s->tree[verb], asks) ||
           (s->tree[verb].deprel == HS_DEPREL_ADVCL && hs_word_lemma_among(&s->tree[verb], tells));
}

bool hs_role_told_falsely_of(const hs_sight *s, uint32_t token)
{
    return s->cue == HS_NONE && token > s->charge && s->tree[token].upos != HS_UPOS_PRON &&
           hs_unsaid_falsely_told(s->r, token);
}

/* "Stole from the club". */
static bool stolen_from(const hs_sight *s, uint32_t token)
{
    static const char *const from[] = {"from", NULL};
    static const char *const takes[] = {"steal", "embezzle", "loot", "pilfer",
                                        "take",  "pocket",   NULL};
    const hs_word *head = hs_sight_head(s, token);
    return head && hs_word_lemma_among(head, takes) && hs_sight_has_case(s, token, from);
}

/* "An insult to the people of Orlo", "offensive to them", "discriminates against them": whom it
 * hurts. */
static bool insulted(const hs_sight *s, uint32_t token)
{
    enum { FAULTY = 4 };
    static const char *const to[] = {"to", NULL}, *const at[] = {"to", "against", "towards", NULL};
    static const char *const hurts[] = {"insult",    "affront", "disservice", "threat", "danger",
                                        "injustice", "slap",    "blow",       NULL};
    const hs_word *head = hs_sight_head(s, token);
    if (head && head->upos == HS_UPOS_ADJ)
        return hs_sight_has_case(s, token, at) &&
               hs_meaning_get(s->it->words[s->tree[token].head].meaning, HS_MEANING_FAULT) >=
                   FAULTY;
    return head && hs_word_lemma_among(head, hurts) && hs_sight_has_case(s, token, to);
}

/* "Criticised the information given to families", "the support offered for victims": who gets what
 * is criticised, if not who does ill with it. */
static bool is_given(const hs_sight *s, uint32_t token)
{
    static const char *const to[] = {"to", "for", NULL};
    static const char *const gives[] = {
        "give", "offer",   "provide",  "send",  "show",   "hand", "afford", "supply",
        "make", "deliver", "allocate", "grant", "extend", "pay",  "award",  NULL};
    if (s->tree[token].deprel == HS_DEPREL_APPOS)
        token = s->tree[token].head;
    uint32_t verb = s->tree[token].head;
    return s->cue != HS_NONE && verb != HS_NO_WORD && verb < token && verb > s->cue &&
           s->tree[verb].xpos == HS_XPOS_VBN && s->tree[verb].deprel == HS_DEPREL_ACL &&
           s->tree[s->cue].upos == HS_UPOS_VERB && hs_sight_has_case(s, token, to) &&
           hs_word_lemma_among(&s->tree[verb], gives);
}

/* "Criticised the care he was given", "the treatment she received", "the way they were treated". */
static bool gets_it(const hs_sight *s, uint32_t token)
{
    static const char *const gets[] = {"receive", "get", "suffer", "endure", "experience", NULL};
    uint32_t verb = s->tree[token].head, noun = verb == HS_NO_WORD ? verb : s->tree[verb].head;
    return s->cue != HS_NONE && noun != HS_NO_WORD && s->tree[verb].deprel == HS_DEPREL_ACL_RELCL &&
           s->it->words[verb].subject == token && noun < token && noun > s->cue &&
           s->tree[noun].head == s->cue && s->tree[s->cue].upos == HS_UPOS_VERB &&
           (s->it->words[verb].passive || hs_word_lemma_among(&s->tree[verb], gets));
}

/* "The lack of support for him", "the help for victims". */
static bool helped(const hs_sight *s, uint32_t token)
{
    static const char *const helps[] = {"support", "help",     "care",    "compensation",
                                        "aid",     "concern",  "respect", "protection",
                                        "justice", "sympathy", "lack",    NULL};
    static const char *const pro[] = {"for", NULL};
    uint32_t link = s->cue == HS_NONE ? HS_NONE : hs_sight_case(s, token);
    return link != HS_NONE && link > s->cue + 1 && s->tree[s->cue].upos == HS_UPOS_VERB &&
           hs_word_lemma_among(&s->tree[link], pro) &&
           hs_word_lemma_among(&s->tree[link - 1], helps);
}

/* "Mum had her hip done": of the speaker's own parent no wrong is told. */
static bool own_parent(const hs_sight *s, uint32_t token)
{
    static const char *const parents[] = {"mum",  "dad",     "mom",    "mam",     "mummy",
                                          "gran", "grandad", "granny", "grandma", NULL};
    enum { FAULT = 4 };
    const hs_accusation_word *deed = &s->it->words[s->charge];
    return s->cue == HS_NONE && s->attribution != HS_NONE &&
           hs_word_lemma_among(&s->tree[token], parents) &&
           s->it->words[token].possessor == HS_NONE && !deed->lexeme->harm_weight &&
           hs_meaning_get(deed->meaning, HS_MEANING_FAULT) < FAULT;
}

bool hs_role_only_affected(const hs_sight *s, uint32_t token)
{
    return stolen_from(s, token) || insulted(s, token) || is_given(s, token) || gets_it(s, token) ||
           helped(s, token) || own_parent(s, token);
}
