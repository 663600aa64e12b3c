/* Which findings of the network accuse nobody, and the words by which others do. */
#include "annotate/accusations/accusation_found.h"

#include <stdlib.h>

#include "annotate/accusations/accusing_idle.h"
#include "annotate/accusations/charge.h"
#include "annotate/accusations/predicate.h"
#include "annotate/accusations/unsaid.h"
#include "annotate/reading/noun_kind.h"
#include "annotate/reading/syntax.h"

enum {
    SURE = 75,       /* percent, of the rules' own scores */
    SURE_DENIAL = 8, /* weight of an answering word: "deny", "refute" */
};

typedef struct looked {
    const hs_reading *r;
    const hs_accusation_word *words;
} looked;

static hs_span sentence_span(const hs_reading *r, uint32_t sentence)
{
    return hs_word_range_span(&r->words, r->words.sentences[sentence]);
}

/* Words that somebody denies: "he denied that letters had been ignored" accuses nobody. */
static bool denied(const hs_reading *r, uint32_t word)
{
    uint32_t in = r->attribution_at[word];
    hs_span cue = in == HS_NONE ? (hs_span){0, 0} : r->attributions.items[in].cue;
    if (hs_span_empty(cue))
        return false;
    for (uint32_t i = hs_reading_word_at(r, cue.start);
         i < r->words.count && hs_reading_word(r, i)->span.start < cue.end; i++) {
        const hs_lexeme *lexeme = hs_reading_word(r, i)->lexeme;
        if (lexeme->answer_weight >= SURE_DENIAL && lexeme->answer_kind == HS_ANSWER_DENIAL)
            return true;
    }
    return false;
}

/* Words with no accusing one, or "lied", which says itself what the wrong is. */
static bool asserts(const looked *l, uint32_t anchor, bool has_word)
{
    return !has_word ||
           l->words[anchor].lexeme->accuse_roles & (HS_ACCUSE_SUBJECT | HS_ACCUSE_EPITHET);
}

bool hs_found_not_said(const hs_reading *r, const hs_accusation_word *words, uint32_t anchor,
                       bool has_word)
{
    const looked l = {r, words};
    bool unasserted = denied(r, words[anchor].word) || hs_unsaid(r, words, anchor) ||
                      hs_unsaid_plot(r, words, anchor) ||
                      (!has_word && hs_unsaid_topic(r, words, anchor));
    return (asserts(&l, anchor, has_word) && unasserted) || hs_unsaid_claim(r, words, anchor) ||
           hs_unsaid_falsely_told(r, anchor) || hs_unsaid_verb(r, words, anchor) ||
           hs_accusing_idle(r, words, anchor);
}

/* "A grand slam title": a word that accuses as a verb, but qualifies a noun here. */
static bool verb_as_noun(const looked *l, uint32_t token)
{
    static const uint32_t nouns = HS_ACCUSE_NOUN | HS_ACCUSE_EPITHET | HS_ACCUSE_ALLEGED;
    const hs_word *word = &l->r->syntax->words[token];
    uint32_t roles = l->words[token].lexeme->accuse_roles;
    bool qualified = token > 0 && l->r->syntax->words[token - 1].upos == HS_UPOS_ADJ;
    return qualified && word->upos == HS_UPOS_NOUN && word->deprel == HS_DEPREL_COMPOUND &&
           roles & HS_ACCUSE_OBJECT && !(roles & nouns);
}

/* "Her rival": somebody, and no wrong, unlike "a liar". */
static bool names_somebody(const looked *l, hs_token_range charge, uint32_t head)
{
    enum { FAULTY = 2 };
    const hs_word *tree = l->r->syntax->words;
    hs_meaning meaning = hs_noun_in_capitals(l->r, l->words[head].word);
    if (tree[head].entity_tag ||
        (tree[head].upos != HS_UPOS_NOUN && tree[head].upos != HS_UPOS_PROPN &&
         tree[head].upos != HS_UPOS_ADJ) ||
        hs_meaning_get(meaning, HS_MEANING_KIND) != HS_KIND_PERSON ||
        hs_meaning_get(meaning, HS_MEANING_FAULT) >= FAULTY)
        return false;
    for (uint32_t t = charge.first; t < charge.end; t++)
        if (t != head && tree[t].upos != HS_UPOS_DET && tree[t].upos != HS_UPOS_PRON)
            return false;
    return true;
}

/* Said not to be, or only supposed. */
static bool unsaid(const looked *l, const hs_found_accusation *found)
{
    const hs_accusation_word *anchor = &l->words[found->anchor];
    if (hs_found_not_said(l->r, l->words, found->anchor, found->explicit_form))
        return true;
    if (found->explicit_form ? verb_as_noun(l, found->anchor)
                             : names_somebody(l, found->charge, found->anchor))
        return true;
    bool verb = l->r->syntax->words[found->anchor].upos == HS_UPOS_VERB;
    return found->explicit_form && verb &&
           (anchor->negated || anchor->hypothetical || anchor->question);
}

/* How a rule's word stands to words that the network takes for asserted; among them where the rule
 * is sure of a word that the network did not learn with. */
enum word_place { ELSEWHERE, AMONG_THEM, HEADS_THEM, GOVERNS_THEM };

/* "Launched | a scathing attack on X", "an attack on X over his record": made in words. */
static bool verbal(const looked *l, uint32_t noun)
{
    enum { NEAR = 12 };
    static const char *const over[] = {"over", NULL};
    static const char *const how[] = {"scathing", "blistering", "verbal",   "withering", "stinging",
                                      "veiled",   "furious",    "personal", "searing",   "bitter",
                                      "fierce",   "damning",    "sharp",    NULL};
    const hs_word *tree = l->r->syntax->words;
    if (l->words[noun].lexeme->accuse_roles & HS_ACCUSE_NOUN_AIMED)
        return true;
    for (uint32_t t = noun; t > 0 && tree[t - 1].upos == HS_UPOS_ADJ; t--)
        if (hs_word_lemma_among(&tree[t - 1], how))
            return true;
    for (uint32_t t = noun + 1; t < l->r->syntax->word_count && t < noun + NEAR; t++)
        if (hs_word_lemma_among(&tree[t], over))
            return tree[t].deprel == HS_DEPREL_CASE;
    return false;
}

/* "Launched | an attack": the noun is the object of the verb that the network takes for a deed. */
static bool says_by_object(const looked *l, const hs_found_accusation *found, hs_token_range cue)
{
    uint32_t noun = cue.end - 1;
    const hs_word *it = &l->r->syntax->words[noun];
    return it->head == found->anchor && it->upos == HS_UPOS_NOUN && it->deprel == HS_DEPREL_OBJ &&
           verbal(l, noun);
}

/* A rule that is sure of a word that the network did not learn with. */
static bool knows_better(const hs_accusing *rule)
{
    return rule->untaught && rule->score >= SURE;
}

/* "Rumours that X took bribes": the network takes all of it for asserted. */
static bool noun_of_saying(const looked *l, uint32_t token)
{
    return l->r->syntax->words[token].upos == HS_UPOS_NOUN &&
           l->words[token].lexeme->accuse_roles & HS_ACCUSE_NOUN;
}

static enum word_place place_of_word(const looked *l, const hs_found_accusation *found,
                                     const hs_accusing *rule, hs_token_range cue)
{
    hs_span charge = hs_found_span(l->r, found->charge);
    uint32_t above = l->r->syntax->words[found->anchor].head;
    bool of_them = !hs_span_overlap(rule->cue, charge) && hs_span_overlap(rule->charge, charge);
    bool opens = !hs_token_range_empty(cue) && cue.first == found->charge.first &&
                 rule->charge.start >= rule->cue.end && noun_of_saying(l, cue.first);
    if (of_them || opens || hs_token_range_holds(cue, above))
        return GOVERNS_THEM;
    if (hs_token_range_holds(cue, found->anchor) || says_by_object(l, found, cue))
        return HEADS_THEM;
    return knows_better(rule) && hs_span_overlap(rule->cue, charge) ? AMONG_THEM : ELSEWHERE;
}

/* What the network takes for asserted may have a word that accuses all the same: "was convicted of
 * taking bribes". Where the rules see one that it is the charge of, or at its head, it accuses by
 * that word, so that it is looked for who does so. */
static void take_word(const looked *l, hs_found_accusation *found, const hs_rule_accusations *rules)
{
    enum word_place best = ELSEWHERE;
    hs_token_range word = {0, 0}, inside = {0, 0}; /* what the rule is sure of */
    uint32_t sentence = l->r->words.items[l->words[found->anchor].word].sentence;
    if (found->explicit_form)
        return;
    hs_nearby near = hs_near_look(&rules->near, sentence_span(l->r, sentence));
    for (size_t i = 0; i < near.count; i++) {
        const hs_accusing *rule = &rules->items[near.items[i]];
        if (rule->learned || rule->sentence != sentence || hs_span_empty(rule->cue))
            continue;
        hs_token_range cue = hs_accusation_tokens(l->r, rule->cue);
        enum word_place place = place_of_word(l, found, rule, cue);
        word = place > best ? cue : word;
        inside = place <= best ? inside
                 : knows_better(rule) && rule->charge.start >= rule->cue.end
                     ? hs_accusation_tokens(l->r, rule->charge)
                     : (hs_token_range){0, 0};
        best = place > best ? place : best;
    }
    if (best == ELSEWHERE || hs_token_range_empty(word))
        return;
    found->charge = hs_token_range_empty(inside)
                        ? hs_charge_behind_cue(l->r, l->words, found->charge, word)
                        : inside;
    found->cue = word;
    found->anchor = hs_syntax_range_head(l->r, word);
    found->explicit_form = true;
}

/* "Called for X to be sacked": where the network has another word accuse than the one that a rule
 * is sure of, and that no rule sees, it is the rule's. */
static void take_sure_word(const looked *l, hs_found_accusation *found,
                           const hs_rule_accusations *rules)
{
    hs_span cue = hs_found_span(l->r, found->cue);
    hs_span whole = hs_span_join(cue, hs_found_span(l->r, found->charge));
    const hs_accusing *best = NULL;
    if (!found->explicit_form)
        return;
    hs_nearby near = hs_near_look(&rules->near, whole);
    for (size_t i = 0; i < near.count; i++) {
        const hs_accusing *rule = &rules->items[near.items[i]];
        if (hs_span_overlap(rule->cue, cue))
            return;
        bool same = hs_span_overlap(rule->cue, whole) || hs_span_overlap(rule->charge, whole);
        if (knows_better(rule) && !rule->learned && same && !best)
            best = rule;
    }
    if (!best)
        return;
    found->cue = hs_accusation_tokens(l->r, best->cue);
    if (best->charge.start >= best->cue.end)
        found->charge = hs_accusation_tokens(l->r, best->charge);
    found->anchor = hs_syntax_range_head(l->r, found->cue);
}

/* "Claims", "allegations". */
static bool accusing_noun(const looked *l, uint32_t token)
{
    return l->r->syntax->words[token].upos == HS_UPOS_NOUN &&
           l->words[token].lexeme->accuse_roles & HS_ACCUSE_NOUN &&
           hs_meaning_get(l->words[token].meaning, HS_MEANING_KIND) != HS_KIND_EVENT;
}

/* The noun that a finding accuses by, or that its clause hangs on ("claims that | she lied"). */
static uint32_t noun_of(const looked *l, const hs_found_accusation *found)
{
    const hs_word *it = &l->r->syntax->words[found->anchor];
    bool clause = it->deprel == HS_DEPREL_ACL || it->deprel == HS_DEPREL_ACL_RELCL;
    return found->explicit_form                       ? found->anchor
           : clause && it->head < found->charge.first ? it->head
                                                      : HS_NONE;
}

/* "The claims", "her claims", "all allegations", "these charges": told of before, or none in
 * particular. */
static bool told_before(const hs_reading *r, uint32_t noun)
{
    enum { NEAR = 5 };
    static const char *const articles[] = {"a", "an", NULL}, *const any[] = {"all", "any", NULL};
    const hs_word *tree = r->syntax->words;
    for (uint32_t t = noun; t > 0 && t + NEAR > noun; t--) {
        const hs_word *it = &tree[t - 1];
        if (it->head == noun && ((it->upos == HS_UPOS_DET && !hs_word_lemma_among(it, articles)) ||
                                 it->deprel == HS_DEPREL_NMOD_POSS || hs_word_lemma_among(it, any)))
            return true;
    }
    return false;
}

bool hs_found_told_first(const hs_reading *r, const hs_accusation_word *words,
                         const hs_found_accusation *found)
{
    static const char *const claims[] = {"suggestion", NULL};
    const looked l = {r, words};
    uint32_t noun = noun_of(&l, found);
    return noun != HS_NONE && noun < found->charge.first &&
           (accusing_noun(&l, noun) || hs_word_lemma_among(&r->syntax->words[noun], claims)) &&
           !told_before(r, noun);
}

/* "Bullying claims", "facing | fraud charges": a noun that accuses, with the wrong in front of it,
 * that ends a charge; HS_NONE: none does. */
static uint32_t behind_wrong(const looked *l, const hs_found_accusation *found)
{
    const hs_word *tree = l->r->syntax->words;
    uint32_t noun = found->charge.end - 1;
    bool among = noun == found->anchor || l->words[found->anchor].object == noun;
    return among && noun > found->charge.first && accusing_noun(l, noun) &&
                   tree[noun - 1].head == noun && tree[noun - 1].deprel == HS_DEPREL_COMPOUND
               ? noun
               : HS_NONE;
}

/* "Claims that | the bank misled them": the noun accuses. */
static void take_noun(const looked *l, hs_found_accusation *found)
{
    uint32_t noun = behind_wrong(l, found);
    noun = noun == HS_NONE ? noun_of(l, found) : noun;
    if (found->explicit_form || noun == HS_NONE || !accusing_noun(l, noun))
        return;
    found->cue = (hs_token_range){noun, noun + 1};
    found->anchor = noun;
    found->explicit_form = true;
}

/* Whether a rule's charge stands behind "for", "of" and their like, and is more than whom it is
 * against. */
static bool tells_wrong(const hs_reading *r, const hs_accusing *rule)
{
    static const char *const links[] = {"for", "of", "over", "about", "with", NULL};
    uint32_t first = hs_reading_word_at(r, rule->charge.start);
    if (first == 0 || first >= r->words.count || !hs_reading_word_among(r, first - 1, links))
        return false;
    uint8_t tag = hs_reading_tag(r, first);
    if (tag == HS_TAG_NUMBER || tag == HS_TAG_PRONOUN)
        return false; /* "sued for £2m", "blamed some of it on" */
    uint32_t phrase = hs_predicate_whole(r, hs_reading_phrase_from(r, first));
    return !hs_predicate_is_party(r, phrase) || r->phrases.items[phrase].owner != HS_NONE;
}

/* Where the network has the accusing word say itself what the wrong is, a rule may know better. */
static void take_charge(const looked *l, hs_found_accusation *found,
                        const hs_rule_accusations *rules)
{
    hs_span cue = hs_found_span(l->r, found->cue), charge = hs_found_span(l->r, found->charge);
    if (hs_span_empty(cue))
        return;
    bool alone = charge.start >= cue.start && charge.end <= cue.end;
    hs_nearby near = hs_near_look(&rules->near, cue);
    for (size_t i = 0; i < near.count; i++) {
        const hs_accusing *rule = &rules->items[near.items[i]];
        if ((alone || knows_better(rule)) && hs_span_overlap(rule->cue, cue) &&
            rule->charge.start >= cue.end && tells_wrong(l->r, rule)) {
            found->charge = hs_accusation_tokens(l->r, rule->charge);
            return;
        }
    }
}

/* "At" of "at fault": of an idiom that a rule is sure of all words accuse. */
static void take_idiom(const looked *l, hs_found_accusation *found,
                       const hs_rule_accusations *rules)
{
    if (found->cue.end != found->cue.first + 1)
        return;
    hs_span cue = hs_found_span(l->r, found->cue);
    hs_nearby near = hs_near_look(&rules->near, cue);
    for (size_t i = 0; i < near.count; i++) {
        const hs_accusing *rule = &rules->items[near.items[i]];
        if (!knows_better(rule) || !hs_span_contains(rule->cue, cue) ||
            rule->cue.end - rule->cue.start == cue.end - cue.start)
            continue;
        found->cue = hs_accusation_tokens(l->r, rule->cue);
        found->anchor = hs_syntax_range_head(l->r, found->cue);
        return;
    }
}

static int by_place(const void *left, const void *right)
{
    const hs_found_accusation *a = left, *b = right;
    if (a->anchor != b->anchor)
        return a->anchor < b->anchor ? -1 : 1;
    return a->charge.first < b->charge.first ? -1 : a->charge.first > b->charge.first;
}

/* "The bank lied, | the regulator alleges": what a verb reports is its charge, not it itself. Says
 * whether the verb's finding has become one with that of its charge. */
static bool join_report(const looked *l, hs_found_accusations *found, uint32_t index,
                        const hs_near *cues)
{
    enum { NEAR = 8 }; /* findings: those of a sentence stand together */
    const hs_reading *r = l->r;
    hs_found_accusation *bare = &found->items[index];
    hs_span cue = hs_found_span(r, bare->cue), charge = hs_found_span(r, bare->charge);
    if (hs_span_empty(cue) || charge.start < cue.start || charge.end > cue.end)
        return false;
    size_t end = index + NEAR < found->count ? index + NEAR : found->count;
    for (size_t i = index > NEAR ? index - NEAR : 0; i < end; i++) {
        hs_found_accusation *it = &found->items[i];
        uint32_t in = r->attribution_at[l->words[it->anchor].word];
        if (it->explicit_form || in == HS_NONE ||
            !hs_span_overlap(r->attributions.items[in].cue, cue))
            continue;
        it->cue = bare->cue;
        it->anchor = bare->anchor;
        it->explicit_form = true;
        return true;
    }
    hs_nearby near = hs_near_look(cues, cue);
    for (size_t i = 0; i < near.count; i++) {
        const hs_attribution *said = &r->attributions.items[near.items[i]];
        if (hs_span_overlap(said->cue, cue) && said->content_count > 0 &&
            l->words[bare->anchor].lexeme->accuse_roles & HS_ACCUSE_CLAUSE)
            bare->charge = hs_accusation_tokens(r, said->content[0]);
    }
    return false;
}

void hs_found_order(hs_found_accusations *found)
{
    if (found->count > 0)
        qsort(found->items, found->count, sizeof found->items[0], by_place);
}

void hs_found_join_reports(hs_reading *r, const hs_accusation_word *words,
                           hs_found_accusations *found)
{
    size_t count = r->attributions.count, kept = 0;
    hs_span *spans = hs_arena_new_array(r->scratch, hs_span, count);
    bool *joined = hs_arena_new_array(r->scratch, bool, found->count);
    for (size_t i = 0; i < count; i++)
        spans[i] = r->attributions.items[i].cue;
    hs_near cues = hs_near_read(spans, count, r->scratch);
    for (uint32_t i = (uint32_t)found->count; i-- > 0;)
        joined[i] = join_report(&(looked){r, words}, found, i, &cues);
    for (size_t i = 0; i < found->count; i++)
        if (!joined[i])
            found->items[kept++] = found->items[i];
    found->count = kept;
    hs_found_order(found);
}

bool hs_found_unsaid(hs_reading *r, const hs_accusation_word *words,
                     const hs_found_accusation *found)
{
    return unsaid(&(looked){r, words}, found);
}

void hs_found_take_words(hs_reading *r, const hs_accusation_word *words, hs_found_accusation *found,
                         const hs_rule_accusations *rules)
{
    const looked l = {r, words};
    take_sure_word(&l, found, rules);
    take_word(&l, found, rules);
    take_noun(&l, found);
    take_idiom(&l, found, rules);
    take_charge(&l, found, rules);
}

hs_span hs_found_span(const hs_reading *r, hs_token_range range)
{
    return hs_token_range_empty(range) ? (hs_span){0, 0} : hs_token_range_span(r->block, range);
}
