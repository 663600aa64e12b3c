/* Gathers the words of what may answer and lets the model of answers look at them. */
#include "annotate/accusations/answer_views.h"

#include "annotate/accusations/answer_idle.h"
#include "annotate/accusations/answer_model.h"
#include "annotate/reading/lexicon.h"
#include "annotate/reading/syntax.h"

void (*hs_answer_inputs_observer)(const hs_answer_view *view, const hs_answer_inputs *inputs);

enum { CONTENT_NOUN_LETTERS = 3 };

static void note_word(hs_word_set *set, const hs_word *word)
{
    bool tells = word->upos == HS_UPOS_NOUN || word->upos == HS_UPOS_VERB ||
                 word->upos == HS_UPOS_ADJ || word->upos == HS_UPOS_PROPN;
    if (!tells || word->lemma_length <= CONTENT_NOUN_LETTERS)
        return;
    uint64_t hash = hs_accusation_letters(word->lemma, word->lemma_length);
    unsigned bit = (unsigned)((hash ^ (hash >> 32)) & 511u);
    set->bits[bit / 64] |= UINT64_C(1) << (bit % 64);
}

static void note_words(const hs_answer_case *it, hs_word_set *set)
{
    for (uint32_t k = 0; k < it->content_count; k++)
        for (uint32_t t = it->contents[k].first; t < it->contents[k].end; t++)
            note_word(set, &it->reading->syntax->words[t]);
}

/* "Did not admit it", "admitted no wrongdoing", "without admitting it" denies; "neither confirmed
 * nor denied it" does not, and "did not dispute it" admits. */
static uint8_t kind_of(const hs_answer_case *it, uint32_t token)
{
    static const char *const none[] = {"no", NULL}, *const nor[] = {"nor", NULL};
    static const char *const without[] = {"without", NULL};
    const hs_lexeme *lexeme = it->words[token].lexeme;
    const hs_analysis *syntax = it->reading->syntax;
    bool no =
        token + 1 < syntax->word_count && hs_word_lemma_among(&syntax->words[token + 1], none);
    if (token > 0 && hs_word_lemma_among(&syntax->words[token - 1], nor))
        return HS_ANSWER_NO_COMMENT;
    bool not_done = lexeme->answer_part == HS_LEX_PART_VERB && (it->words[token].negated || no);
    bool spared = token > 0 && hs_word_lemma_among(&syntax->words[token - 1], without);
    if ((not_done || spared) && lexeme->answer_kind == HS_ANSWER_ADMISSION)
        return HS_ANSWER_DENIAL;
    bool undisputed =
        lexeme->answer_kind == HS_ANSWER_DENIAL && lexeme->word_count == 1 && not_done && !no;
    return undisputed ? HS_ANSWER_ADMISSION : lexeme->answer_kind;
}

enum {
    SURE = 5, /* weight of a word that tells by itself how somebody answers */
    REGRET_REACH = 5,
};

/* "Apologised" of "apologised for", which reports. */
static const hs_lexeme *first_word(const hs_answer_case *it, uint32_t token)
{
    const hs_block *block = it->reading->block;
    return hs_lexicon_find(hs_token_text(block->text, &block->tokens[token]));
}

static uint8_t told_by(const hs_answer_case *it, hs_token_range range)
{
    for (uint32_t t = range.first; t < range.end; t++) {
        const hs_lexeme *lexeme = it->words[t].lexeme;
        if (lexeme->answer_weight >= SURE)
            return kind_of(it, t);
        if (lexeme->word_count > 1 && lexeme->report_weight &&
            first_word(it, t)->answer_weight >= SURE)
            return first_word(it, t)->answer_kind;
    }
    return HS_ANSWER_KINDS;
}

/* "He apologised", "I am sorry": of himself, as far as the words tell. */
static bool of_speaker(const hs_answer_case *it, uint32_t verb)
{
    uint32_t subject = it->words[verb].subject;
    return subject == HS_NONE || it->reading->syntax->words[subject].upos == HS_UPOS_PRON;
}

/* "We should have acted sooner", "we did not act quickly enough". */
static bool regrets(const hs_answer_case *it)
{
    static const char *const first[] = {"i", "we", NULL}, *const should[] = {"should", NULL};
    static const char *const have[] = {"have", NULL}, *const enough[] = {"enough", NULL};
    const hs_word *words = it->reading->syntax->words;
    for (uint32_t t = it->contents[0].first; t < it->contents[0].end; t++) {
        const hs_accusation_word *word = &it->words[t];
        if (words[t].upos != HS_UPOS_VERB || word->passive || word->question ||
            word->subject == HS_NONE || !hs_word_lemma_among(&words[word->subject], first))
            continue;
        bool due = false, done = false, little = false;
        for (uint32_t k = word->subject; k < it->contents[0].end && k < t + REGRET_REACH; k++) {
            due = due || (words[k].head == t && hs_word_lemma_among(&words[k], should));
            done = done || (k < t && words[k].head == t && hs_word_lemma_among(&words[k], have));
            little = little || (k > t && hs_word_lemma_among(&words[k], enough));
        }
        if ((due && done) || (little && word->negated))
            return true;
    }
    return false;
}

/* "Said lessons would be learned": by what the whole of the words hangs on. */
static uint8_t told_by_head(const hs_answer_case *it)
{
    uint32_t head = hs_syntax_range_head(it->reading, it->contents[0]);
    const hs_accusation_word *word = &it->words[head];
    for (uint32_t t = it->contents[0].first; t <= head; t++) {
        const hs_lexeme *lexeme = it->words[t].lexeme;
        if (lexeme->answer_weight < SURE || head >= t + lexeme->word_count)
            continue;
        bool verb = lexeme->answer_part == HS_LEX_PART_VERB;
        bool plain = !word->question && (lexeme->word_count > 1 ||
                                         !(word->hypothetical || word->negated || word->passive));
        bool own = !verb || lexeme->answer_kind == HS_ANSWER_NO_COMMENT || of_speaker(it, head);
        return plain && own ? kind_of(it, t) : HS_ANSWER_KINDS;
    }
    return HS_ANSWER_KINDS;
}

/* "Blamed a fault in the software": what cannot be blamed explains. */
static bool blames_thing(const hs_answer_case *it)
{
    static const char *const blame[] = {"blame", NULL};
    static const uint32_t kinds = 1u << HS_KIND_THING | 1u << HS_KIND_STATE | 1u << HS_KIND_EVENT |
                                  1u << HS_KIND_TRAIT | 1u << HS_KIND_ACT | 1u << HS_KIND_MONEY;
    const hs_word *words = it->reading->syntax->words;
    for (uint32_t t = it->cue.first; t < it->cue.end; t++) {
        uint32_t object = it->words[t].object;
        if (hs_word_lemma_among(&words[t], blame) && object != HS_NONE &&
            words[object].upos == HS_UPOS_NOUN)
            return kinds >> hs_meaning_get(it->words[object].meaning, HS_MEANING_KIND) & 1u;
    }
    return false;
}

/* "Said it had responded to an attack", "was responding to threats": no silence, as "would
 * respond in due course" is. */
static bool tells_of_response(const hs_answer_case *it)
{
    static const char *const verbs[] = {"respond", NULL};
    static const char *const due[] = {"will", "would", "shall", "may", "can", "could", "yet", NULL};
    uint32_t head = hs_syntax_range_head(it->reading, it->contents[0]);
    const hs_accusation_word *word = &it->words[head];
    const hs_word *words = it->reading->syntax->words;
    if (!hs_word_lemma_among(&words[head], verbs) || word->negated || word->question)
        return false;
    for (uint32_t t = it->contents[0].first; t < head; t++)
        if (hs_word_lemma_among(&words[t], due))
            return false;
    return true;
}

/* The kind that a cue says surely, or a few words that are all: "No comment", "Nonsense". */
static uint8_t told(const hs_answer_case *it)
{
    enum { FEW = 5 }; /* marks and comma included */
    uint8_t kind = told_by(it, it->cue);
    if (kind != HS_ANSWER_KINDS || it->content_count != 1)
        return kind;
    if (blames_thing(it))
        return HS_ANSWER_JUSTIFICATION;
    if (regrets(it))
        return HS_ANSWER_ADMISSION;
    if (tells_of_response(it))
        return HS_ANSWER_JUSTIFICATION;
    bool few = it->contents[0].end - it->contents[0].first <= FEW;
    return few ? told_by(it, it->contents[0]) : told_by_head(it);
}

static hs_answer_view *make(const hs_answer_views *views, const hs_answer_case *it)
{
    hs_answer_inputs inputs;
    hs_answer_inputs_read(it, &inputs);
    hs_answer_view *view = hs_arena_new(views->reading->arena, hs_answer_view);
    *view = (hs_answer_view){.likely = inputs.likely,
                             .told = told(it),
                             .idle = hs_answer_idle(it),
                             .best = inputs.best,
                             .found = HS_NONE};
    note_words(it, &view->words);
    const hs_answer_model *model = hs_answer_model_shared();
    if (model)
        view->sums = hs_answer_read(model, &inputs, views->reading->arena);
    if (hs_answer_inputs_observer)
        hs_answer_inputs_observer(view, &inputs);
    return view;
}

static hs_answer_case case_of(const hs_answer_views *views, hs_span cue)
{
    return (hs_answer_case){.reading = views->reading,
                            .words = views->words,
                            .output = views->output,
                            .likelihoods = views->likelihoods,
                            .cue = hs_accusation_tokens(views->reading, cue)};
}

static void add_content(hs_answer_case *it, hs_span span)
{
    hs_token_range tokens = hs_accusation_tokens(it->reading, span);
    if (!hs_token_range_empty(tokens) && it->content_count < HS_ANSWER_CONTENTS_MOST)
        it->contents[it->content_count++] = tokens;
}

static bool overlap(const hs_attribution *attribution, const hs_answering *answering)
{
    if (hs_span_overlap(attribution->cue, answering->cue))
        return true;
    for (uint32_t k = 0; k < attribution->content_count; k++)
        if (hs_span_overlap(attribution->content[k], answering->text) ||
            hs_span_overlap(attribution->content[k], answering->cue))
            return true;
    return false;
}

/* All that an attribution's cue and contents lie in. */
static hs_span around(const hs_attribution *attribution)
{
    hs_span all = attribution->cue;
    for (uint32_t k = 0; k < attribution->content_count; k++)
        all = hs_span_join(all, attribution->content[k]);
    return all;
}

hs_near hs_answering_near(const hs_answering *answers, size_t count, hs_arena *arena)
{
    hs_span *spans = hs_arena_new_array(arena, hs_span, count);
    for (size_t i = 0; i < count; i++)
        spans[i] = hs_span_join(answers[i].cue, answers[i].text);
    return hs_near_read(spans, count, arena);
}

static void note_found(hs_reading *r, const hs_near *near, const hs_attribution *attribution,
                       hs_answer_view *view)
{
    hs_nearby answers = hs_near_look(near, around(attribution));
    for (size_t i = 0; i < answers.count; i++) {
        hs_answering *answering = &r->answering.items[answers.items[i]];
        if (!overlap(attribution, answering))
            continue;
        if (hs_span_overlap(attribution->cue, answering->cue))
            answering->reported = (uint32_t)(attribution - r->attributions.items);
        view->found = view->found == HS_NONE ? answers.items[i] : view->found;
        view->by_model |= answering->signs.by_model;
        view->by_rule |= answering->signs.by_rule;
        view->rule_sure |= answering->signs.rule_sure;
    }
}

static void view_attribution(const hs_answer_views *views, const hs_near *near,
                             hs_attribution *attribution)
{
    hs_answer_case it = case_of(views, attribution->cue);
    it.attribution = attribution;
    for (uint32_t k = 0; k < attribution->content_count; k++)
        add_content(&it, attribution->content[k]);
    if (it.content_count == 0)
        return;
    hs_answer_view *view = make(views, &it);
    note_found(views->reading, near, attribution, view);
    attribution->view = view;
}

/* Of words with no attribution of their own; the one that they stand in tells whose they are. */
static hs_answer_view *view_words(const hs_answer_views *views, hs_span cue, hs_span text,
                                  uint32_t inside)
{
    hs_answer_case it = case_of(views, cue);
    if (inside != HS_NONE)
        it.attribution = &views->reading->attributions.items[inside];
    add_content(&it, hs_span_empty(text) ? cue : text);
    return it.content_count > 0 ? make(views, &it) : NULL;
}

void hs_answer_views_make(const hs_answer_views *views)
{
    hs_reading *r = views->reading;
    hs_near near = hs_answering_near(r->answering.items, r->answering.count, r->scratch);
    for (size_t i = 0; i < r->attributions.count; i++)
        view_attribution(views, &near, &r->attributions.items[i]);
    for (size_t i = 0; i < r->answering.count; i++) {
        hs_answering *it = &r->answering.items[i];
        it->view = view_words(views, it->cue, it->text, it->attribution);
    }
    for (size_t i = 0; i < r->accusing.count; i++) {
        hs_accusing *it = &r->accusing.items[i];
        it->view = view_words(views, it->cue, it->charge, it->attribution);
    }
}
