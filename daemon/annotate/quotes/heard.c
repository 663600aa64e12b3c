/* What a court hears. "Jurors were told that …", "…, an inquest heard", "Man sold bells, court
 * told": somebody says it there, but the text leaves open who; those who listen do not. The trained
 * model finds few of these and takes the listeners for the source, so their words are added here
 * where nothing else covers them, and what it found is left open. Likewise "…, it was alleged".
 */
#include <string.h>

#include "annotate/quotes/content.h"
#include "annotate/quotes/quotes.h"

enum {
    HEARD_WEIGHT = 8,
    LEAST_WORDS = 3,   /* of content */
    AGENT_REACH = 3,   /* words between a cue and "by X" */
    CLAUSE_REACH = 30, /* in which a clause shows its verb */
    ASIDE_REACH = 14,  /* words of an aside about the agent */
};

/* Who hears evidence, reports and speeches, as the last words of phrases. */
static const char *const listeners[] = {
    "court",      "courts",    "jury",         "jurors",        "juries",
    "inquest",    "tribunal",  "hearing",      "magistrates",   "inquiry",
    "enquiry",    "panel",     "bench",        "trial",         "judge",
    "judges",     "coroner",   "bailey",       "court-martial", "martial",
    "commission", "committee", "subcommittee", "meeting",       "conference",
    "congress",   "assembly",  "councillors",  "mps",           "peers",
    "senators",   "lawmakers", "delegates",    "sheriff",       NULL};

static const char *const hear[] = {"heard", "hears", "hear", NULL};
static const char *const told[] = {"told", NULL};
static const char *const informed[] = {"told", "informed", "assured", NULL};

/* "it was alleged": what is said by nobody in particular. */
static const char *const alleged[] = {"alleged",    "claimed",   "said",      "reported",
                                      "understood", "announced", "suggested", NULL};

typedef enum kind { NOTHING, HEARD, TOLD, ALLEGED } kind;

static bool listens(const hs_reading *r, uint32_t phrase)
{
    return phrase != HS_NONE && hs_reading_word_among(r, r->phrases.items[phrase].head, listeners);
}

/* A headline leaves out "is": "Bells sold for scrap, court told". */
static bool told_in_headline(const hs_reading *r, const hs_cue *cue)
{
    return r->block->kind == HS_BLOCK_HEADING && listens(r, cue->subject) && !cue->inverted &&
           hs_reading_word_among(r, cue->word, told);
}

/* Whether somebody hears or is told something at word `i`, or it is alleged; sets the cue. */
static kind kind_at(const hs_reading *r, uint32_t i, hs_cue *cue)
{
    bool hears = hs_reading_word_among(r, i, hear);
    bool informs = hs_reading_word_among(r, i, informed);
    bool alleges = !hears && !informs && hs_reading_word_among(r, i, alleged);
    if (!(hears || informs || alleges) || hs_reading_word(r, i)->quotation)
        return NOTHING;
    *cue = (hs_cue){.word = i};
    hs_cue_find_subject(r, NULL, cue);
    if (cue->subject == HS_NONE || cue->negated || cue->infinitive || cue->relative)
        return NOTHING;
    if (hears)
        return !cue->passive && !cue->inverted && listens(r, cue->subject) ? HEARD : NOTHING;
    if (informs)
        return cue->passive || told_in_headline(r, cue) ? TOLD : NOTHING;
    bool it = hs_reading_word_is(r, r->phrases.items[cue->subject].head, "it");
    return cue->passive && it ? ALLEGED : NOTHING;
}

/* "told by Ana Ruiz", "heard from Ana Ruiz", "heard Ana Ruiz say": who says it, or HS_NONE. */
static uint32_t agent_of(const hs_reading *r, const hs_cue *cue, kind what)
{
    uint32_t next =
        cue->word + 1 < cue->scope.end ? hs_reading_phrase_from(r, cue->word + 1) : HS_NONE;
    uint32_t behind = next == HS_NONE ? cue->scope.end : r->phrases.items[next].end_extended;
    if (what == HEARD && behind < cue->scope.end && hs_reading_word_is(r, behind, "say"))
        return next;
    for (uint32_t i = cue->word + 1; i + 1 < cue->scope.end && i <= cue->word + AGENT_REACH; i++)
        if (hs_reading_word_is(r, i, what == HEARD ? "from" : "by"))
            return hs_reading_phrase_from(r, i + 1);
    return HS_NONE;
}

static bool finite(const hs_reading *r, uint32_t i)
{
    const hs_shallow_word *word = hs_reading_word(r, i);
    return word->tag == HS_TAG_AUXILIARY ||
           (word->tag == HS_TAG_VERB && word->lexeme->forms != HS_LEX_FORM_ING);
}

/* A verb without an ending, as in "heard him say". */
static bool bare(const hs_reading *r, uint32_t i)
{
    uint8_t forms = hs_reading_word(r, i)->lexeme->forms;
    return hs_reading_tag(r, i) == HS_TAG_VERB && forms & HS_LEX_FORM_BASE &&
           !(forms & HS_LEX_FORM_PAST);
}

/* Whether a clause's subject and verb open the words [first, end). */
static bool clause_opens(const hs_reading *r, uint32_t first, uint32_t end)
{
    uint32_t phrase = first < end ? hs_reading_phrase_from(r, first) : HS_NONE;
    if (phrase == HS_NONE)
        return false;
    uint32_t last = first + CLAUSE_REACH < end ? first + CLAUSE_REACH : end;
    for (uint32_t i = r->phrases.items[phrase].end; i < last; i++) {
        uint8_t tag = hs_reading_tag(r, i);
        if (finite(r, i))
            return !bare(r, i); /* "heard him say" */
        if (tag == HS_TAG_RELATIVE || tag == HS_TAG_STOP || tag == HS_TAG_COMMA ||
            tag == HS_TAG_TO || tag == HS_TAG_COLON)
            return false;
    }
    return false;
}

static bool holds_finite(const hs_reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (finite(r, i))
            return true;
    return false;
}

static void add_piece(hs_content *content, uint32_t first, uint32_t end)
{
    if (first < end)
        content->pieces[content->count++] = (hs_word_range){first, end};
}

/* Behind an aside between commas that a "that" follows: "from Ana Ruiz, who lives there, that …".
 */
static uint32_t skip_aside(const hs_reading *r, const hs_cue *cue, uint32_t at)
{
    if (at >= cue->scope.end || hs_reading_tag(r, at) != HS_TAG_COMMA)
        return at;
    for (uint32_t i = at + 1; i + 1 < cue->scope.end && i <= at + ASIDE_REACH; i++)
        if (hs_reading_tag(r, i) == HS_TAG_COMMA && hs_reading_tag(r, i + 1) == HS_TAG_THAT)
            return i + 1;
    return at;
}

/* "heard that …", "was told how …", "were told: “…”", and of a clause alone "Jurors heard he had".
 */
static bool content_behind(const hs_reading *r, const hs_cue *cue, uint32_t agent,
                           hs_content *content)
{
    uint32_t from = agent == HS_NONE ? cue->word + 1 : r->phrases.items[agent].end_extended;
    uint32_t at = hs_content_skip_adverbials(r, cue, from);
    if (agent != HS_NONE)
        at = skip_aside(r, cue, at);
    if (at >= cue->scope.end)
        return false;
    uint32_t first = at;
    uint8_t tag = hs_reading_tag(r, at);
    content->pattern = HS_PATTERN_CLAUSE_ZERO;
    if (tag == HS_TAG_COMMA || tag == HS_TAG_COLON) {
        if (at + 1 >= cue->scope.end || hs_reading_tag(r, at + 1) != HS_TAG_OPEN_MARK)
            return false;
        content->pattern = HS_PATTERN_DIRECT_AFTER;
        add_piece(content, at + 1, hs_reading_quotation(r, at + 1).end);
        return true;
    }
    if (tag == HS_TAG_THAT) {
        content->pattern = HS_PATTERN_CLAUSE_THAT;
        first = at + 1;
        if (first < cue->scope.end && hs_reading_tag(r, first) == HS_TAG_COMMA)
            first++;
    } else if (!hs_reading_word_is(r, at, "how") && !clause_opens(r, at, cue->scope.end)) {
        return false;
    }
    if (first < cue->scope.end)
        add_piece(content, first, hs_content_clause_end(r, cue, first));
    return content->count > 0;
}

/* Where the sentence's words begin behind a dateline. */
static uint32_t sentence_start(const hs_reading *r, const hs_cue *cue)
{
    uint32_t first = cue->scope.first;
    while (first < cue->left && hs_reading_word(r, first)->span.end <= r->block->dateline.end)
        first++;
    return first;
}

/* "The bells, a court heard, were sold": the rest of a clause behind a second comma. */
static void add_rest(const hs_reading *r, const hs_cue *cue, hs_content *content)
{
    uint32_t at = hs_content_skip_adverbials(r, cue, cue->right);
    if (at + 1 < cue->scope.end && hs_reading_tag(r, at) == HS_TAG_COMMA &&
        hs_reading_tag(r, at + 1) != HS_TAG_RELATIVE && holds_finite(r, at + 1, cue->scope.end))
        add_piece(content, at + 1, hs_content_clause_end(r, cue, at + 1));
}

/* "…, an inquest heard on Monday". */
static bool content_before(const hs_reading *r, const hs_cue *cue, hs_content *content)
{
    uint32_t first = sentence_start(r, cue), end = cue->left;
    bool heading = r->block->kind == HS_BLOCK_HEADING;
    if (end <= first || hs_reading_tag(r, end - 1) != HS_TAG_COMMA)
        return false;
    end--;
    content->pattern = HS_PATTERN_POSTPOSED;
    add_piece(content, first, end);
    if (!holds_finite(r, first, end) && !heading) {
        if (hs_reading_phrase_from(r, first) == HS_NONE) /* "However, the jury heard" */
            return false;
        add_rest(r, cue, content);
        return content->count > 1;
    }
    return end >= first + LEAST_WORDS;
}

static bool within(hs_span inner, hs_span outer)
{
    return inner.start >= outer.start && inner.end <= outer.end;
}

/* The words of a block by the attributions that there are before any is added here. */
typedef struct taken {
    uint32_t *content; /* by word: the attribution with the longest content over it, or HS_NONE */
    uint32_t *cue;     /* likewise, one whose cue holds the word */
} taken;

static void own(const hs_reading *r, hs_word_owners *owners, hs_span span, uint32_t attribution)
{
    hs_reading_own(r, owners, span, attribution, UINT32_MAX - (span.end - span.start));
}

static taken take_stock(const hs_reading *r)
{
    hs_word_owners content = hs_reading_owners(r), cue = hs_reading_owners(r);
    for (uint32_t i = 0; i < r->attributions.count; i++) {
        const hs_attribution *it = &r->attributions.items[i];
        for (uint32_t k = 0; k < it->content_count; k++)
            own(r, &content, it->content[k], i);
        own(r, &cue, it->cue, i);
    }
    return (taken){content.of, cue.of};
}

/* Whether another attribution has words of the content and more than them; one that lies within it
 * with its cue reports what is reported. */
static bool covered(const hs_reading *r, const taken *all, const hs_content *content)
{
    for (uint32_t k = 0; k < content->count; k++) {
        hs_span piece = hs_word_range_span(&r->words, content->pieces[k]);
        for (uint32_t i = content->pieces[k].first; i < content->pieces[k].end; i++) {
            if (all->content[i] == HS_NONE)
                continue;
            const hs_attribution *it = &r->attributions.items[all->content[i]];
            if (hs_span_empty(it->cue) || !within(it->cue, piece) ||
                !within(it->content[0], piece) ||
                !within(it->content[it->content_count - 1], piece))
                return true;
        }
    }
    return false;
}

/* Those who listen are addressed; of who speaks there is the agent, or nothing. */
static void leave_open(hs_attribution *it, const hs_cue *cue, kind what, uint32_t agent)
{
    if (what != ALLEGED)
        it->addressee = cue->subject;
    it->act = HS_ACT_SPEECH;
    it->source = agent;
    it->source_span = (hs_span){0, 0};
    it->unnamed = false;
    it->open_speaker = agent == HS_NONE;
}

/* Whether an attribution names as its source those who listen, or nobody. */
static bool by_listeners(const hs_reading *r, const hs_attribution *it, const hs_cue *cue)
{
    const hs_phrase *subject = &r->phrases.items[cue->subject];
    hs_span listener = hs_reading_span(r, subject->first, subject->end_extended);
    return it->source == HS_NONE || it->source == cue->subject ||
           hs_span_overlap(it->source_span, listener);
}

/* What the model found without a cue or source of the words that are heard, or NULL. */
static hs_attribution *without_cue(hs_reading *r, const taken *all, const hs_content *content)
{
    uint32_t index = all->content[content->pieces[0].first];
    hs_attribution *it = index == HS_NONE ? NULL : &r->attributions.items[index];
    return it && hs_span_empty(it->cue) && it->source == HS_NONE &&
                   hs_span_empty(it->source_span) && it->form != HS_FORM_DIRECT
               ? it
               : NULL;
}

static void read_heard(hs_reading *r, const taken *all, kind what, const hs_cue *cue)
{
    uint32_t agent = agent_of(r, cue, what);
    if (all->cue[cue->word] != HS_NONE) {
        hs_attribution *found = &r->attributions.items[all->cue[cue->word]];
        if (by_listeners(r, found, cue))
            leave_open(found, cue, what, agent);
        return;
    }
    hs_content content = {.addressee = HS_NONE};
    bool reports = content_behind(r, cue, agent, &content);
    if (!reports) {
        content = (hs_content){.addressee = HS_NONE};
        reports = content_before(r, cue, &content);
    }
    hs_attribution *known = reports ? without_cue(r, all, &content) : NULL;
    if (known) {
        known->cue = hs_reading_word(r, cue->word)->span;
        bool behind = known->content[0].start > known->cue.start;
        known->pattern = behind ? HS_PATTERN_CLAUSE_ZERO : HS_PATTERN_POSTPOSED;
        leave_open(known, cue, what, agent);
        return;
    }
    if (!reports || covered(r, all, &content))
        return;
    hs_attribution *added = hs_content_add(r, cue, &content);
    added->weight = HEARD_WEIGHT;
    leave_open(added, cue, what, agent);
}

void hs_read_heard(hs_reading *r)
{
    hs_cue cue;
    taken all = {NULL, NULL}; /* most blocks need none */
    for (uint32_t i = 1; i < r->words.count; i++) {
        kind what = kind_at(r, i, &cue);
        if (what == NOTHING)
            continue;
        if (!all.cue)
            all = take_stock(r);
        read_heard(r, &all, what, &cue);
    }
}
