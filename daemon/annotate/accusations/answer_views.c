/* Gathers the words of what may answer and lets the model of answers look at them. */
#include "annotate/accusations/answer_views.h"

#include "annotate/accusations/answer_idle.h"
#include "annotate/accusations/answer_model.h"

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

static uint8_t told_by(const hs_answer_case *it, hs_token_range range)
{
    enum { SURE = 5 };
    for (uint32_t t = range.first; t < range.end; t++) {
        const hs_lexeme *lexeme = it->words[t].lexeme;
        if (lexeme->answer_weight >= SURE)
            return lexeme->answer_kind;
    }
    return HS_ANSWER_KINDS;
}

/* The kind that a cue says surely, or a few words that are all: "No comment", "Nonsense". */
static uint8_t told(const hs_answer_case *it)
{
    enum { FEW = 5 }; /* marks and comma included */
    uint8_t kind = told_by(it, it->cue);
    bool few = kind == HS_ANSWER_KINDS && it->content_count == 1 &&
               it->contents[0].end - it->contents[0].first <= FEW;
    return few ? told_by(it, it->contents[0]) : kind;
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

static void note_found(const hs_reading *r, const hs_near *near, const hs_attribution *attribution,
                       hs_answer_view *view)
{
    hs_nearby answers = hs_near_look(near, around(attribution));
    for (size_t i = 0; i < answers.count; i++) {
        const hs_answering *answering = &r->answering.items[answers.items[i]];
        if (!overlap(attribution, answering))
            continue;
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
