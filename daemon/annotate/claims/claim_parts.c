/* Cuts sentences into what is reported and what the text says itself. Each word of a sentence is
 * content of some attribution, or part of the frame of one (it hangs, however far off, on the cue
 * or the source), or neither; an attribution by which something else in the sentence is governed is
 * given up, its words being those of what surrounds it.
 */
#include "annotate/claims/claim_parts.h"

#include "annotate/claims/claim_stated.h"
#include "annotate/reading/syntax.h"

enum {
    HOPS_MOST = 32, /* up a tree, so that a hostile sentence costs no more than its length */
    LEAST_PART = 2, /* words of a clause: "He lies" */
};

/* A word of the sentence in work. */
typedef struct hs_claim_word {
    uint32_t head;    /* word, or HS_NONE at a root */
    uint32_t frame;   /* the attribution in whose frame it is, or HS_NONE */
    uint32_t anchor;  /* the attribution whose cue or source it belongs to, or HS_NONE */
    uint8_t relation; /* enum hs_deprel, to its head */
    bool finite;      /* it, or what helps it, is a finite verb; */
    bool subject;     /* with a subject of its own */
} word;

hs_claim_cuts hs_claim_cuts_begin(const hs_reading *r)
{
    hs_claim_cuts cuts = {.reading = r, .at = r->attribution_at};
    if (!r->syntax || r->attributions.count == 0)
        return cuts;
    cuts.at = hs_claim_stated(r);
    cuts.words = hs_arena_new_array(r->scratch, word, r->words.count);
    return cuts;
}

/* ---------------------------------------------------------------- the sentence as a tree of words
 */

typedef struct cutter {
    const hs_reading *r;
    hs_word_range sentence;
    uint32_t *at;                        /* by words of the block */
    word *words;                         /* likewise */
    uint32_t listed[HS_CLAIM_PARTS_MAX]; /* attributions in the sentence */
    uint32_t count;
    uint32_t around[HS_CLAIM_PARTS_MAX]; /* what surrounds each: whose content its cue is */
} cutter;

static bool is_subject(uint8_t relation)
{
    return relation == HS_DEPREL_NSUBJ || relation == HS_DEPREL_NSUBJ_PASS ||
           relation == HS_DEPREL_CSUBJ || relation == HS_DEPREL_CSUBJ_PASS ||
           relation == HS_DEPREL_EXPL;
}

static uint32_t head_of(const cutter *c, uint32_t i)
{
    uint32_t head = c->r->syntax->words[hs_reading_token(c->r, i)].head;
    if (head == HS_NO_WORD)
        return HS_NONE;
    head = hs_reading_word_of_token(c->r, head);
    return head >= c->sentence.first && head < c->sentence.end ? head : HS_NONE;
}

static void read_tree(cutter *c)
{
    for (uint32_t i = c->sentence.first; i < c->sentence.end; i++)
        c->words[i] = (word){.head = head_of(c, i),
                             .frame = HS_NONE,
                             .anchor = HS_NONE,
                             .relation = (uint8_t)hs_syntax_relation(c->r, i),
                             .finite = hs_claim_finite(c->r, i)};
    for (uint32_t i = c->sentence.first; i < c->sentence.end; i++) {
        const word *it = &c->words[i];
        if (it->head == HS_NONE)
            continue;
        c->words[it->head].subject |= is_subject(it->relation);
        c->words[it->head].finite |= it->finite && hs_claim_helps(it->relation);
    }
}

static void list_attributions(cutter *c)
{
    c->count = 0;
    for (uint32_t i = c->sentence.first; i < c->sentence.end; i++) {
        uint32_t known = 0;
        while (known < c->count && c->listed[known] != c->at[i])
            known++;
        if (known == c->count && c->at[i] != HS_NONE && c->count < HS_CLAIM_PARTS_MAX)
            c->listed[c->count++] = c->at[i];
    }
}

/* ---------------------------------------------------------------- frames */

static void anchor(cutter *c, uint32_t attribution, hs_span span)
{
    if (hs_span_empty(span))
        return;
    hs_word_range range = hs_reading_words_in(c->r, span);
    for (uint32_t i = range.first; i < range.end; i++)
        if (i >= c->sentence.first && i < c->sentence.end && c->at[i] != attribution)
            c->words[i].anchor = attribution;
}

/* A clause that stands by itself beside the one that it hangs on. */
static bool stands_beside(const word *it)
{
    bool joined = it->relation == HS_DEPREL_CONJ || it->relation == HS_DEPREL_PARATAXIS;
    return joined && it->finite && it->subject;
}

/* The frame that a word hangs in, by the words above it. */
static uint32_t frame_of(const cutter *c, uint32_t i)
{
    uint32_t level = c->at[i];
    for (int hops = 0; hops < HOPS_MOST && i != HS_NONE; hops++) {
        const word *it = &c->words[i];
        if (c->at[i] == level && it->anchor != HS_NONE)
            return it->anchor;
        if (stands_beside(it) || it->head == HS_NONE)
            return HS_NONE;
        i = it->head;
    }
    return HS_NONE;
}

/* The word of a span in the sentence that the rest of it hangs on, or HS_NONE. */
static uint32_t top_of(const cutter *c, hs_span span)
{
    hs_word_range range = hs_reading_words_in(c->r, span);
    for (uint32_t i = range.first; i < range.end; i++) {
        if (i < c->sentence.first || i >= c->sentence.end)
            return HS_NONE;
        uint32_t head = c->words[i].head;
        if (head == HS_NONE || head < range.first || head >= range.end)
            return i;
    }
    return HS_NONE;
}

/* "Orlo disputed that, saying it was late", "dismissed it and said it was late": the source is the
 * subject of what stands in front, and no part of the frame. */
static bool source_apart(const cutter *c, const hs_attribution *it)
{
    if (hs_span_empty(it->source_span) || hs_span_empty(it->cue))
        return false;
    uint32_t source = top_of(c, it->source_span), cue = top_of(c, it->cue);
    if (source == HS_NONE || cue == HS_NONE || c->words[source].head == HS_NONE ||
        c->words[source].head != c->words[cue].head || !is_subject(c->words[source].relation))
        return false;
    uint32_t first = hs_reading_words_in(c->r, it->content[0]).first;
    bool clause = first < c->r->words.count && hs_reading_tag(c->r, first) != HS_TAG_TO;
    return c->words[cue].relation == HS_DEPREL_ADVCL ||
           (c->words[cue].relation == HS_DEPREL_CONJ && clause);
}

/* "Ruiz: crime has doubled": what stands before content that has no words for a cue. */
static void anchor_label(cutter *c, uint32_t attribution)
{
    const hs_attribution *it = &c->r->attributions.items[attribution];
    bool label = it->pattern == HS_PATTERN_COLON || it->pattern == HS_PATTERN_TURN;
    uint32_t cue = hs_span_empty(it->cue) ? HS_NONE : hs_reading_words_in(c->r, it->cue).first;
    if (!label && (cue == HS_NONE || hs_reading_tag(c->r, cue) != HS_TAG_COLON))
        return;
    for (uint32_t i = c->sentence.first; i < c->sentence.end && c->at[i] == HS_NONE; i++)
        c->words[i].anchor = attribution;
}

static void read_frames(cutter *c)
{
    for (uint32_t k = 0; k < c->count; k++) {
        const hs_attribution *it = &c->r->attributions.items[c->listed[k]];
        if (!source_apart(c, it))
            anchor(c, c->listed[k], it->source_span);
        anchor(c, c->listed[k], it->cue);
        anchor_label(c, c->listed[k]);
    }
    for (uint32_t i = c->sentence.first; i < c->sentence.end; i++)
        c->words[i].frame = frame_of(c, i);
}

/* ---------------------------------------------------------------- what is given up */

/* Relations by which a frame, or what it reports, hangs on a clause that does without it. */
static bool loose(uint8_t relation)
{
    return relation == HS_DEPREL_CONJ || relation == HS_DEPREL_PARATAXIS ||
           relation == HS_DEPREL_ADVCL || relation == HS_DEPREL_PUNCT || relation == HS_DEPREL_CC ||
           relation == HS_DEPREL_MARK || relation == HS_DEPREL_OBL ||
           relation == HS_DEPREL_DISCOURSE || relation == HS_DEPREL_DEP;
}

/* The attribution that a word belongs to, as content or as frame; HS_NONE for the text's own. */
static uint32_t owner_of(const cutter *c, uint32_t i)
{
    return c->words[i].frame != HS_NONE ? c->words[i].frame : c->at[i];
}

static void read_around(cutter *c)
{
    for (uint32_t k = 0; k < c->count; k++) {
        uint32_t i = c->sentence.first;
        while (i < c->sentence.end && c->words[i].frame != c->listed[k])
            i++;
        c->around[k] = i < c->sentence.end ? c->at[i] : HS_NONE;
    }
}

static uint32_t around(const cutter *c, uint32_t attribution)
{
    for (uint32_t k = 0; k < c->count; k++)
        if (c->listed[k] == attribution)
            return c->around[k];
    return HS_NONE;
}

static void give_up(cutter *c, uint32_t attribution)
{
    uint32_t outer = around(c, attribution);
    for (uint32_t i = c->sentence.first; i < c->sentence.end; i++) {
        if (c->at[i] == attribution)
            c->at[i] = outer;
        if (c->words[i].frame == attribution)
            c->words[i].frame = HS_NONE;
    }
}

/* Whether a word hangs in a clause of its level that no frame has. */
static bool in_clause(const cutter *c, uint32_t i)
{
    uint32_t level = c->at[i];
    for (int hops = 0; hops < HOPS_MOST && i != HS_NONE; hops++, i = c->words[i].head)
        if (c->words[i].finite && c->at[i] == level && c->words[i].frame == HS_NONE)
            return true;
    return false;
}

/* An attribution of which a word is governed by one of the clause around it. */
static uint32_t governed(cutter *c)
{
    read_around(c);
    for (uint32_t i = c->sentence.first; i < c->sentence.end; i++) {
        uint32_t owner = owner_of(c, i), head = c->words[i].head;
        if (owner == HS_NONE || head == HS_NONE || loose(c->words[i].relation))
            continue;
        bool outside = c->words[head].frame == HS_NONE && c->at[head] != owner;
        if (outside && c->at[head] == around(c, owner) && in_clause(c, head))
            return owner;
    }
    return HS_NONE;
}

/* ---------------------------------------------------------------- parts */

/* Adds a part in the order of the text; of two that overlap the outer one stays. */
static void add_part(hs_claim_parts *parts, hs_word_range words, uint32_t attribution)
{
    uint32_t place = 0;
    for (; place < parts->count && parts->items[place].words.first < words.first; place++)
        if (words.first < parts->items[place].words.end)
            return;
    while (place < parts->count && parts->items[place].words.first < words.end) {
        parts->count--;
        memmove(&parts->items[place], &parts->items[place + 1],
                (parts->count - place) * sizeof *parts->items);
    }
    if (parts->count == HS_CLAIM_PARTS_MAX)
        return;
    memmove(&parts->items[place + 1], &parts->items[place],
            (parts->count - place) * sizeof *parts->items);
    parts->items[place] = (hs_claim_part){words, attribution};
    parts->count++;
}

/* What an attribution reports in the sentence, with what stands inside it. */
static void add_content(const cutter *c, uint32_t attribution, hs_claim_parts *parts)
{
    hs_word_range words = {HS_NONE, 0};
    for (uint32_t i = c->sentence.first; i < c->sentence.end; i++) {
        if (c->at[i] != attribution || c->words[i].frame != HS_NONE ||
            c->words[i].relation == HS_DEPREL_PUNCT)
            continue;
        words.first = words.first == HS_NONE ? i : words.first;
        words.end = i + 1;
    }
    if (words.first != HS_NONE && words.end - words.first >= LEAST_PART)
        add_part(parts, words, attribution);
}

static bool edge(const hs_reading *r, uint32_t i)
{
    uint8_t tag = hs_reading_tag(r, i);
    return tag == HS_TAG_CONJUNCTION || tag >= HS_TAG_OPEN_MARK;
}

/* "400 were built, Ruiz said, and the bridge cost £4m": what is joined to a paraphrase in front of
 * its frame goes on with it. */
static bool goes_on(const cutter *c, uint32_t content)
{
    uint32_t attribution = c->at[content];
    return attribution != HS_NONE && c->r->attributions.items[attribution].form != HS_FORM_DIRECT;
}

/* Words that no attribution has, where they are a clause. */
static void add_rest(const cutter *c, hs_word_range words, hs_claim_parts *parts)
{
    bool clause = false;
    uint32_t attribution = HS_NONE;
    for (uint32_t i = words.first; i < words.end && !clause; i++) {
        const word *it = &c->words[i];
        clause = it->subject && (it->head == HS_NONE || stands_beside(it)); /* "it cost £4m" */
        if (clause && it->head != HS_NONE && goes_on(c, it->head))
            attribution = c->at[it->head];
    }
    while (words.first < words.end && edge(c->r, words.first))
        words.first++;
    while (words.first < words.end && edge(c->r, words.end - 1))
        words.end--;
    if (clause && words.end - words.first > LEAST_PART)
        add_part(parts, words, attribution);
}

static void add_rests(const cutter *c, hs_claim_parts *parts)
{
    for (uint32_t i = c->sentence.first; i < c->sentence.end; i++) {
        uint32_t first = i;
        while (i < c->sentence.end && owner_of(c, i) == HS_NONE)
            i++;
        if (i > first)
            add_rest(c, (hs_word_range){first, i}, parts);
    }
}

/* The first run of a frame's words that holds a clause beside that of the cue. */
static hs_word_range aside(const cutter *c)
{
    for (uint32_t i = c->sentence.first; i < c->sentence.end; i++) {
        uint32_t first = i;
        bool clause = false;
        for (; i < c->sentence.end && c->words[i].frame != HS_NONE; i++)
            clause = clause ||
                     (c->words[i].finite && c->words[i].subject && c->words[i].anchor == HS_NONE);
        if (clause)
            return (hs_word_range){first, i};
    }
    return (hs_word_range){0, 0};
}

/* Whose words the sentence as a whole is. */
static uint32_t whole_attribution(const cutter *c)
{
    for (uint32_t i = c->sentence.first; i < c->sentence.end; i++)
        if (c->words[i].head == HS_NONE && c->words[i].relation != HS_DEPREL_PUNCT)
            return c->at[i];
    return c->at[c->sentence.first];
}

/* "It is in Kelmar, | whose banks have been accused of it": goes on with the part in front. */
static void join_relatives(const cutter *c, hs_claim_parts *parts)
{
    static const char *const relatives[] = {"whose", NULL};
    for (uint32_t k = parts->count; k-- > 1;) {
        hs_word_range *before = &parts->items[k - 1].words, *part = &parts->items[k].words;
        if (part->first > before->end + 1 || !hs_reading_word_among(c->r, part->first, relatives))
            continue;
        before->end = part->end;
        parts->count--;
        memmove(&parts->items[k], &parts->items[k + 1], (parts->count - k) * sizeof *parts->items);
    }
}

/* ---------------------------------------------------------------- without syntax */

/* The reported clause of a sentence when one attribution holds most of it; else the sentence. */
static hs_claim_part longest_run(const uint32_t *at, const hs_reading *r, hs_word_range sentence)
{
    hs_claim_part best = {sentence, at[sentence.first]};
    uint32_t most = 0;
    for (uint32_t i = sentence.first; i < sentence.end;) {
        uint32_t end = i + 1;
        while (end < sentence.end && (at[end] == at[i] || hs_reading_tag(r, end) == HS_TAG_COMMA))
            end++;
        if (at[i] != HS_NONE && end - i > most) {
            most = end - i;
            best = (hs_claim_part){{i, end}, at[i]};
        }
        i = end;
    }
    return most * 2 >= sentence.end - sentence.first
               ? best
               : (hs_claim_part){sentence, at[sentence.first]};
}

hs_claim_parts hs_claim_cut(const hs_claim_cuts *cuts, hs_word_range sentence)
{
    hs_claim_parts parts = {.whole = longest_run(cuts->at, cuts->reading, sentence)};
    cutter c = {.r = cuts->reading, .sentence = sentence, .at = cuts->at, .words = cuts->words};
    if (cuts->words) {
        list_attributions(&c);
        if (c.count > 0) {
            read_tree(&c);
            read_frames(&c);
        }
        for (uint32_t lost = HS_NONE, k = 0; k < c.count; k++)
            if ((lost = governed(&c)) != HS_NONE)
                give_up(&c, lost);
        list_attributions(&c);
        parts.whole = (hs_claim_part){sentence, c.count ? whole_attribution(&c) : HS_NONE};
        for (uint32_t k = 0; k < c.count; k++)
            add_content(&c, c.listed[k], &parts);
        if (parts.count > 0) {
            add_rests(&c, &parts);
            join_relatives(&c, &parts);
            parts.aside = aside(&c);
        }
    }
    if (parts.count == 0)
        parts.items[parts.count++] = parts.whole;
    return parts;
}
