/* What the trained model leaves out in headlines, which are written in a language of their own:
 * "Judge rules", "Charity warns of 'hungry winter'", and words in marks in front of a colon: "'They
 * knew': families accuse water company". Where it finds nothing, the rules for verbs are asked, and
 * kept where they show a clause or words in marks.
 */
#include "annotate/quotes/headlines.h"

#include "annotate/quotes/quotes.h"
#include "annotate/reading/meaning.h"
#include "annotate/reading/syntax.h"

bool hs_headline_party(const hs_reading *r, uint32_t phrase)
{
    static const uint32_t parties =
        1u << HS_KIND_PERSON | 1u << HS_KIND_GROUP | 1u << HS_KIND_OFFICE;
    uint32_t head = r->phrases.items[phrase].head;
    const hs_shallow_word *word = hs_reading_word(r, head);
    if (hs_word_is(word, HS_LEX(ROLE) | HS_LEX(KIN) | HS_LEX(GROUP) | HS_LEX(ORGANISATION)))
        return true;
    if (!r->syntax)
        return word->tag == HS_TAG_NAME;
    const hs_word *token = &r->syntax->words[hs_reading_token(r, head)];
    hs_meaning meaning = hs_meaning_of(hs_word_lemma(token), HS_MEANING_OF_NOUN);
    if (!meaning || token->entity_tag)
        return word->tag == HS_TAG_NAME;
    return parties >> hs_meaning_get(meaning, HS_MEANING_KIND) & 1u;
}

bool hs_headline_clause(const hs_reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end && r->syntax; i++) {
        uint8_t xpos = r->syntax->words[hs_reading_token(r, i)].xpos;
        if (xpos == HS_XPOS_VBD || xpos == HS_XPOS_VBZ || xpos == HS_XPOS_VBP || xpos == HS_XPOS_MD)
            return true;
    }
    return false;
}

/* "Decades of neglect by council, inquiry finds": of what ends with who says it, all that stands in
 * front is said, be it no clause. */
static bool ends_with_speaker(const hs_reading *r, const hs_attribution *it, hs_word_range content)
{
    enum { LEAST = 3 };
    uint32_t cue = hs_reading_word_at(r, it->cue.end - 1) + 1;
    uint32_t source = r->phrases.items[it->source].end_extended;
    return content.first == 0 && content.end >= LEAST && content.end < r->words.count &&
           hs_reading_tag(r, content.end) == HS_TAG_COMMA &&
           (cue > source ? cue : source) == r->words.count;
}

/* Whether what a rule found holds what is said: a clause, or marks behind a verb that quotes. */
static bool tells(const hs_reading *r, const hs_attribution *it)
{
    if (it->content_count == 0)
        return false;
    const hs_shallow_word *cue = hs_reading_word(r, hs_reading_word_at(r, it->cue.start));
    uint32_t said = HS_FRAME_QUOTATION | HS_FRAME_THAT;
    uint32_t first = hs_reading_word_at(r, it->content[0].start);
    uint32_t end = hs_reading_word_at(r, it->content[0].end);
    bool party =
        it->source != HS_NONE &&
        (hs_headline_party(r, it->source) ||
         hs_word_is(hs_reading_word(r, r->phrases.items[it->source].head), HS_LEX(DOCUMENT)));
    bool before = it->content[0].start < it->cue.start;
    if (!party || it->pattern == HS_PATTERN_INFINITIVE)
        return false;
    if (it->form != HS_FORM_INDIRECT)
        return it->form == HS_FORM_DIRECT || cue->lexeme->report_weight >= 7;
    bool whole = before && ends_with_speaker(r, it, (hs_word_range){first, end});
    return cue->lexeme->report_frames & said && (whole || hs_headline_clause(r, first, end)) &&
           (before || it->pattern == HS_PATTERN_CLAUSE_THAT ||
            it->pattern == HS_PATTERN_CLAUSE_ZERO);
}

static void read_verbs(hs_reading *r)
{
    size_t kept = 0;
    hs_read_reporting(r);
    for (size_t i = 0; i < r->attributions.count; i++)
        if (tells(r, &r->attributions.items[i]))
            r->attributions.items[kept++] = r->attributions.items[i];
    r->attributions.count = kept;
}

/* "Family of man shot by police accuses city": a verb in the present whose subject a phrase is by
 * the parse. */
static bool acts_by_parse(const hs_reading *r, uint32_t phrase)
{
    uint32_t head = hs_reading_token(r, r->phrases.items[phrase].head);
    uint32_t verb = r->syntax ? hs_syntax_token(r, head)->head : HS_NO_WORD;
    if (verb == HS_NO_WORD || verb <= head || hs_syntax_token(r, head)->deprel != HS_DEPREL_NSUBJ)
        return false;
    uint8_t xpos = hs_syntax_token(r, verb)->xpos;
    return xpos == HS_XPOS_VBZ || xpos == HS_XPOS_VBP;
}

/* Whether a phrase does something: a verb in the present follows, or what looks like one and has an
 * object. A participle tells what is done to it. */
static bool acts(const hs_reading *r, uint32_t phrase)
{
    uint32_t verb = r->phrases.items[phrase].end_extended;
    if (acts_by_parse(r, phrase))
        return true;
    if (verb + 1 >= r->words.count)
        return false;
    uint8_t forms = hs_reading_word(r, verb)->lexeme->forms;
    uint8_t xpos = r->syntax ? r->syntax->words[hs_reading_token(r, verb)].xpos : HS_XPOS_VBZ;
    bool present = xpos == HS_XPOS_VBZ || xpos == HS_XPOS_VBP;
    bool past = forms & (HS_LEX_FORM_PAST | HS_LEX_FORM_PARTICIPLE) || xpos == HS_XPOS_VBN ||
                xpos == HS_XPOS_VBD;
    return hs_reading_tag(r, verb) == HS_TAG_VERB && (present || !past);
}

/* "A conversation with Ana Ruiz", "Ana Ruiz on the war": whose words an interview's heading has, or
 * HS_NONE. */
static uint32_t interviewed(const hs_reading *r, uint32_t phrase)
{
    static const char *const talks[] = {"conversation", "interview", "talk", "chat", "q&a", NULL};
    const hs_phrase *it = &r->phrases.items[phrase];
    bool talk = hs_reading_word_among(r, it->head, talks);
    if (it->end + 1 >= r->words.count || !hs_reading_word_is(r, it->end, talk ? "with" : "on"))
        return HS_NONE;
    uint32_t who = talk ? hs_reading_phrase_from(r, it->end + 1) : phrase;
    if (who == HS_NONE || hs_headline_clause(r, it->first, r->words.count))
        return HS_NONE;
    const hs_shallow_word *head = hs_reading_word(r, r->phrases.items[who].head);
    bool person = head->tag == HS_TAG_NAME || (talk && hs_word_is(head, HS_LEX(ROLE)));
    return person && hs_headline_party(r, who) ? who : HS_NONE;
}

/* "'The Crown': critics divided": words in marks that all have capitals are a title, as a rule. */
static bool titles_work(const hs_reading *r, hs_word_range marks)
{
    enum { LONGEST = 4 };
    for (uint32_t i = marks.first + 1; i + 1 < marks.end; i++)
        if (hs_reading_word(r, i)->shape == HS_TOKEN_LOWER)
            return false;
    return !r->words.title_case || marks.end - marks.first - 2 < LONGEST;
}

/* What the model made of the words in marks without a cue, or a new attribution; NULL where a cue
 * tells whose they are. */
static hs_attribution *of_marks(hs_reading *r, hs_span marks)
{
    for (size_t i = 0; i < r->attributions.count; i++) {
        hs_attribution *it = &r->attributions.items[i];
        if (it->content_count == 0 || it->content[0].start >= marks.end)
            continue;
        bool open = hs_span_empty(it->cue) && it->content[0].start <= marks.start + 1;
        return open ? it : NULL;
    }
    return r->quotation_used[hs_reading_word(r, 0)->quotation - 1]
               ? NULL
               : hs_array_push(&r->attributions);
}

/* "'They knew': families accuse water company": the marks that open the heading up to a colon, or a
 * dash where somebody acts behind it. */
static void read_opening_marks(hs_reading *r)
{
    enum { LEAST_WORDS = 4 }; /* marks included */
    if (r->words.count < LEAST_WORDS || hs_reading_tag(r, 0) != HS_TAG_OPEN_MARK)
        return;
    hs_word_range marks = hs_reading_quotation(r, 0);
    if (marks.end < LEAST_WORDS || marks.end + 2 >= r->words.count || titles_work(r, marks))
        return;
    uint32_t phrase = hs_reading_phrase_from(r, marks.end + 1);
    bool party = phrase != HS_NONE && hs_headline_party(r, phrase) && acts(r, phrase);
    uint32_t talks = phrase == HS_NONE ? HS_NONE : interviewed(r, phrase);
    if (hs_reading_tag(r, marks.end) != HS_TAG_COLON &&
        !(hs_reading_dash(r, marks.end) && (party || talks != HS_NONE)))
        return;
    hs_span *span = hs_arena_new(r->arena, hs_span);
    *span = hs_word_range_span(&r->words, marks);
    hs_attribution *it = of_marks(r, *span);
    if (!it)
        return;
    r->quotation_used[hs_reading_word(r, 0)->quotation - 1] = true;
    *it = (hs_attribution){.content = span,
                           .content_count = 1,
                           .source = party ? phrase : talks,
                           .addressee = HS_NONE,
                           .pattern = HS_PATTERN_COLON,
                           .form = HS_FORM_DIRECT,
                           .act = HS_ACT_SPEECH,
                           .weight = 5};
}

/* The last colon or dash of a heading, with at most so many words behind it; 0: there is none, or
 * another. */
static uint32_t closing_colon(const hs_reading *r)
{
    enum { LONGEST = 4, LEAST = 3 };
    uint32_t colon = 0;
    for (uint32_t i = r->words.count; i-- > LEAST && i + LONGEST + 1 >= r->words.count && !colon;)
        colon = hs_reading_tag(r, i) == HS_TAG_COLON || hs_reading_dash(r, i) ? i : 0;
    for (uint32_t i = 0; i < colon; i++)
        if (hs_reading_tag(r, i) == HS_TAG_COLON || hs_reading_word(r, i)->quotation)
            return 0;
    return colon;
}

/* Whether a heading up to a colon tells what happened: "five held over riot"; not "how to cook". */
static bool tells_event(const hs_reading *r, uint32_t colon)
{
    static const char *const asks[] = {"what", "how", "why", "when", "where", "who", NULL};
    if (hs_reading_word_among(r, 0, asks))
        return false;
    for (uint32_t i = 1; i < colon; i++)
        if (hs_reading_tag(r, i) == HS_TAG_VERB &&
            hs_reading_word(r, i)->lexeme->forms != HS_LEX_FORM_BASE &&
            hs_reading_tag(r, i - 1) != HS_TAG_TO)
            return true;
    return false;
}

/* "Firm hid leak: watchdog", "Mayor lied about ferry: report": whose words the heading has. */
static void read_closing_source(hs_reading *r)
{
    uint32_t colon = r->syntax ? closing_colon(r) : 0;
    uint32_t phrase =
        colon && colon + 1 < r->words.count ? hs_reading_phrase_from(r, colon + 1) : HS_NONE;
    if (phrase == HS_NONE || r->phrases.items[phrase].end_extended != r->words.count)
        return;
    uint32_t head = r->phrases.items[phrase].head;
    const hs_word *token = hs_syntax_token(r, hs_reading_token(r, head));
    bool named = hs_reading_tag(r, head) == HS_TAG_NAME;
    bool speaks = named ? hs_syntax_names_person(token)
                        : hs_headline_party(r, phrase) ||
                              hs_word_is(hs_reading_word(r, head), HS_LEX(DOCUMENT));
    if (!speaks || !tells_event(r, colon))
        return;
    hs_span *span = hs_arena_new(r->arena, hs_span);
    *span = hs_reading_span(r, 0, colon);
    *(hs_attribution *)hs_array_push(&r->attributions) =
        (hs_attribution){.content = span,
                         .content_count = 1,
                         .source = phrase,
                         .addressee = HS_NONE,
                         .pattern = HS_PATTERN_COLON,
                         .form = HS_FORM_INDIRECT,
                         .act = HS_ACT_SPEECH,
                         .weight = 5};
}

void hs_read_headline(hs_reading *r)
{
    if (r->block->kind != HS_BLOCK_HEADING)
        return;
    read_opening_marks(r);
    if (r->attributions.count == 0)
        read_closing_source(r);
    if (r->attributions.count == 0)
        read_verbs(r);
}

bool hs_headline_section(const hs_reading *r, uint32_t i)
{
    static const char *const sections[] = {
        "court", "courts",    "crime",     "politics",  "sport",   "sports", "world", "q&a",
        "watch", "interview", "exclusive", "explainer", "opinion", "video",  NULL};
    return hs_reading_word_among(r, i, sections);
}
