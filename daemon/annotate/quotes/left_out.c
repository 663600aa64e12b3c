/* Verbs of saying that the trained model leaves out. Its labels do not nest, so that of "Ana Ruiz
 * said the pier had rotted, the Echo reported" it finds what the Echo reported alone; and some
 * sentences whose main verb reports a clause it passes over ("Ana Ruiz points out the pier is
 * shut"). The rules for verbs are asked there: of what is reported the verb at its top, of a
 * sentence in which nothing was found the main verb.
 */
#include "annotate/quotes/content.h"
#include "annotate/quotes/headlines.h"
#include "annotate/quotes/quotes.h"
#include "annotate/reading/syntax.h"

enum {
    WITHIN_WEIGHT = 5, /* of a verb in the words of others, at least */
    ALONE_WEIGHT = 5,
    AUXILIARY_REACH = 4,
    LEAST_WORDS = 3, /* of content */
};

/* What the attributions made so far hold. */
typedef struct holdings {
    uint32_t *content; /* by word: the attribution with the shortest content over it, or HS_NONE */
    uint32_t *cue;     /* likewise, one whose cue holds the word */
    bool *sentences;   /* by sentence: something was found there */
} holdings;

static void own(const hs_reading *r, hs_word_owners *owners, bool *sentences, hs_span span,
                uint32_t attribution)
{
    if (hs_span_empty(span))
        return;
    hs_reading_own(r, owners, span, attribution, span.end - span.start);
    hs_word_range words = hs_reading_words_in(r, span);
    for (uint32_t i = words.first; i < words.end; i++)
        sentences[hs_reading_word(r, i)->sentence] = true;
}

static holdings take_stock(const hs_reading *r)
{
    hs_word_owners owners = hs_reading_owners(r), cues = hs_reading_owners(r);
    bool *sentences = hs_arena_new_array(r->scratch, bool, r->words.count + 1);
    for (uint32_t i = 0; i <= r->words.count; i++)
        sentences[i] = false;
    for (uint32_t i = 0; i < r->attributions.count; i++) {
        const hs_attribution *it = &r->attributions.items[i];
        for (uint32_t k = 0; k < it->content_count; k++)
            own(r, &owners, sentences, it->content[k], i);
        own(r, &cues, sentences, it->cue, i);
    }
    return (holdings){owners.of, cues.of, sentences};
}

/* "said", "has said"; not "would say", "to say", "saying". */
static bool tells(const hs_reading *r, uint32_t verb)
{
    const hs_word *tree = r->syntax->words;
    uint32_t token = hs_reading_token(r, verb);
    uint8_t xpos = tree[token].xpos;
    bool has = false;
    for (uint32_t t = token; t > 0 && t + AUXILIARY_REACH > token; t--) {
        if (tree[t - 1].head != token || tree[t - 1].upos != HS_UPOS_AUX)
            continue;
        if (tree[t - 1].xpos == HS_XPOS_MD || tree[t - 1].deprel == HS_DEPREL_AUX_PASS)
            return false;
        has = true;
    }
    return xpos == HS_XPOS_VBD || xpos == HS_XPOS_VBZ || xpos == HS_XPOS_VBP ||
           (xpos == HS_XPOS_VBN && has);
}

/* Whoever can be quoted with a word: a name, "she", or a noun for people or a body. */
static bool can_speak(const hs_reading *r, uint32_t phrase)
{
    if (phrase == HS_NONE)
        return false;
    const hs_shallow_word *head = hs_reading_word(r, r->phrases.items[phrase].head);
    if (head->tag == HS_TAG_PRONOUN)
        return hs_word_is(head, HS_LEX(MALE) | HS_LEX(FEMALE)) ||
               hs_reading_word_is(r, r->phrases.items[phrase].head, "they");
    uint8_t upos = hs_syntax_token(r, hs_syntax_phrase_top(r, &r->phrases.items[phrase]))->upos;
    return head->tag != HS_TAG_RELATIVE && (upos == HS_UPOS_PROPN || hs_headline_party(r, phrase));
}

/* "conceded a penalty which the referee gave", "recalled the model after a fault was found": the
 * verb that stands there is of a clause that hangs on the noun or on the cue. */
static bool of_noun(const hs_reading *r, hs_word_range piece)
{
    for (uint32_t i = piece.first; i < piece.end; i++) {
        uint8_t tag = hs_reading_tag(r, i);
        if (tag == HS_TAG_VERB || tag == HS_TAG_AUXILIARY)
            return false;
        bool hangs = hs_syntax_relation(r, i) == HS_DEPREL_MARK || tag == HS_TAG_SUBORDINATOR;
        if ((tag == HS_TAG_RELATIVE || hangs) && i > piece.first)
            return true;
    }
    return false;
}

/* "said some agree it fell | and that Ana Ruiz pushed it": the second clause is the outer verb's.
 */
static hs_word_range before_that(const hs_reading *r, hs_word_range piece)
{
    for (uint32_t i = piece.first; i + 1 < piece.end; i++)
        if (hs_reading_tag(r, i) == HS_TAG_CONJUNCTION && hs_reading_tag(r, i + 1) == HS_TAG_THAT)
            return (hs_word_range){piece.first, i};
    return piece;
}

/* By the parse: "to" is a preposition elsewhere. */
static bool infinitive_behind(const hs_reading *r, uint32_t verb)
{
    if (verb + 1 >= r->words.count ||
        !(hs_reading_word(r, verb)->lexeme->report_frames & HS_FRAME_INFINITIVE))
        return false;
    const hs_word *to = hs_syntax_token(r, hs_reading_token(r, verb + 1));
    return to->xpos == HS_XPOS_TO && to->head != HS_NO_WORD &&
           hs_syntax_token(r, to->head)->head == hs_reading_token(r, verb);
}

/* Reads what a verb reports within the words `scope`; false where it reports no clause there. */
static bool read_within(const hs_reading *r, uint32_t verb, hs_word_range scope, bool infinitives,
                        hs_cue *cue, hs_content *content)
{
    if (!hs_cue_read(r, verb, NULL, cue) || cue->negated || cue->passive || cue->relative ||
        cue->infinitive || cue->participle || cue->inverted || !can_speak(r, cue->subject) ||
        r->phrases.items[cue->subject].first < scope.first)
        return false;
    cue->scope.first = cue->scope.first > scope.first ? cue->scope.first : scope.first;
    cue->scope.end = cue->scope.end < scope.end ? cue->scope.end : scope.end;
    if (infinitive_behind(r, verb)) { /* "threatened to sue the builders" */
        *content = (hs_content){.addressee = HS_NONE, .pattern = HS_PATTERN_INFINITIVE, .count = 1};
        content->pieces[0] = (hs_word_range){verb + 1, scope.end};
    } else if (!hs_content_find(r, cue, content) || content->count != 1 || content->announces) {
        return false;
    }
    hs_word_range piece = content->pieces[0];
    if (piece.first <= verb || piece.end > scope.end || piece.end < piece.first + LEAST_WORDS)
        return false;
    if (content->pattern == HS_PATTERN_INFINITIVE) /* not "ordered her to appear" */
        return infinitives &&
               !(hs_reading_word(r, verb)->lexeme->report_frames & HS_FRAME_ADDRESSEE);
    if (content->pattern == HS_PATTERN_CLAUSE_ZERO)
        content->pieces[0] = piece = before_that(r, piece);
    bool clause =
        content->pattern == HS_PATTERN_CLAUSE_THAT || content->pattern == HS_PATTERN_CLAUSE_ZERO;
    bool marks = content->pattern == HS_PATTERN_DIRECT_AFTER; /* "said she told him: “…”" */
    return (marks || (clause && !of_noun(r, piece))) &&
           hs_headline_clause(r, piece.first, piece.end);
}

/* The words of a piece of content around a word, or the sentence's where it is in none. */
static hs_word_range piece_around(const hs_reading *r, const hs_attribution *it, uint32_t word)
{
    hs_span span = hs_reading_word(r, word)->span;
    for (uint32_t k = 0; k < it->content_count; k++)
        if (hs_span_overlap(it->content[k], span))
            return hs_reading_words_in(r, it->content[k]);
    return (hs_word_range){word, word};
}

static void read_verb(hs_reading *r, const holdings *held, uint32_t verb)
{
    const hs_lexeme *lexeme = hs_reading_word(r, verb)->lexeme;
    uint32_t above = hs_syntax_token(r, hs_reading_token(r, verb))->head;
    uint32_t outer = held->content[verb];
    hs_word_range scope;
    if (outer == HS_NONE) {
        if (held->sentences[hs_reading_word(r, verb)->sentence] || above != HS_NO_WORD ||
            lexeme->report_weight < ALONE_WEIGHT)
            return;
        scope = hs_reading_window(r, verb);
    } else {
        scope = piece_around(r, &r->attributions.items[outer], verb);
        bool top = above == HS_NO_WORD || !(hs_reading_word_of_token(r, above) >= scope.first &&
                                            hs_reading_word_of_token(r, above) < scope.end);
        if (!top || lexeme->report_weight < WITHIN_WEIGHT)
            return;
    }
    hs_cue cue;
    hs_content content;
    if (tells(r, verb) && read_within(r, verb, scope, outer != HS_NONE, &cue, &content))
        hs_content_add(r, &cue, &content);
}

/* Whoever makes a promise: "Ruiz gave an assurance that", of a noun that is a verb's object. */
static uint32_t giver(const hs_reading *r, uint32_t noun)
{
    static const char *const gives[] = {"give",  "make",    "issue",   "offer", "repeat",
                                        "renew", "deliver", "receive", NULL};
    const hs_word *word = hs_syntax_token(r, hs_reading_token(r, noun));
    if (word->deprel != HS_DEPREL_OBJ || word->head == HS_NO_WORD)
        return HS_NONE;
    uint32_t verb = hs_reading_word_of_token(r, word->head);
    if (verb >= noun || !hs_word_lemma_among(hs_syntax_token(r, word->head), gives))
        return HS_NONE;
    hs_cue cue = {.word = verb, .subject = HS_NONE};
    hs_cue_find_subject(r, NULL, &cue);
    return cue.negated || cue.passive ? HS_NONE : cue.subject;
}

/* "There was a promise from Ana Ruiz that": `*at` is moved behind her. */
static uint32_t from_whom(const hs_reading *r, uint32_t *at)
{
    if (*at + 1 >= r->words.count || !hs_reading_word_is(r, *at, "from"))
        return HS_NONE;
    uint32_t phrase = hs_reading_phrase_from(r, *at + 1);
    if (phrase != HS_NONE)
        *at = r->phrases.items[phrase].end_extended;
    return phrase;
}

/* What stands at word `at` behind a noun: "that" and a clause, or in front of `end` a colon and
 * marks. */
static void read_told(const hs_reading *r, const hs_cue *cue, uint32_t at, uint32_t end,
                      hs_content *content)
{
    uint32_t colon = at;
    while (colon < end && hs_reading_tag(r, colon) != HS_TAG_COLON)
        colon++;
    if (hs_reading_tag(r, at) == HS_TAG_THAT) {
        content->pieces[0] = (hs_word_range){at + 1, hs_content_clause_end(r, cue, at + 1)};
    } else if (colon < end && colon + 1 < cue->scope.end &&
               hs_reading_tag(r, colon + 1) == HS_TAG_OPEN_MARK) {
        content->pieces[0] = hs_reading_quotation(r, colon + 1);
        content->pattern = HS_PATTERN_DIRECT_AFTER;
    } else {
        return;
    }
    content->count = content->pieces[0].end > content->pieces[0].first + 1;
}

/* "Her message was that …", "Ruiz gave an assurance that …", "His reply was short: “…”". */
static void read_noun(hs_reading *r, const holdings *held, uint32_t noun)
{
    enum { BETWEEN = 6 }; /* words between a noun and what it is */
    hs_word_range scope = hs_reading_window(r, noun);
    uint32_t phrase = r->phrases.phrase_at[noun], at = noun + 1;
    if (held->sentences[hs_reading_word(r, noun)->sentence] || phrase == HS_NONE ||
        r->phrases.items[phrase].head != noun)
        return;
    uint32_t source = r->phrases.items[phrase].owner;
    bool owned = source != HS_NONE, is = false;
    if (!owned) {
        source = from_whom(r, &at);
        source = source == HS_NONE ? giver(r, noun) : source;
    }
    uint32_t end = at + BETWEEN < scope.end ? at + BETWEEN : scope.end;
    for (; owned && at < end && !is; at++)
        is = hs_word_is(hs_reading_word(r, at), HS_LEX(BE));
    if (source == HS_NONE || (owned && !is) || at + 1 >= scope.end)
        return;
    hs_cue cue = {.word = noun, .subject = source, .scope = scope};
    hs_content content = {.addressee = HS_NONE, .pattern = HS_PATTERN_NOUN};
    read_told(r, &cue, at, owned ? end : at, &content);
    if (content.count == 0)
        return;
    hs_attribution *added = hs_content_add(r, &cue, &content);
    added->weight = hs_reading_word(r, noun)->lexeme->noun_weight;
    added->act = hs_reading_word(r, noun)->lexeme->noun_thought ? HS_ACT_THOUGHT : HS_ACT_SPEECH;
}

void hs_read_left_out(hs_reading *r)
{
    holdings held = {NULL, NULL, NULL}; /* most blocks need none */
    if (!r->syntax || r->block->kind == HS_BLOCK_HEADING)
        return;
    for (uint32_t i = 1; i < r->words.count; i++) {
        const hs_shallow_word *word = hs_reading_word(r, i);
        bool says = word->tag == HS_TAG_VERB && !word->quotation && !word->lexeme->report_thought &&
                    word->lexeme->forms &&
                    word->lexeme->report_frames & (HS_FRAME_THAT | HS_FRAME_INFINITIVE);
        bool noun = word->tag == HS_TAG_NOUN && !word->quotation &&
                    word->lexeme->noun_frames & HS_FRAME_THAT;
        if (!says && !noun)
            continue;
        if (!held.content)
            held = take_stock(r);
        if (says && held.cue[i] == HS_NONE)
            read_verb(r, &held, i);
        else if (noun)
            read_noun(r, &held, i);
    }
}
