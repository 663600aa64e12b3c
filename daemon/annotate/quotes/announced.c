/* Words set off below whoever wrote them: a paragraph that ends in "Ana Ruiz posted:" or "…wrote on
 * her page:". The trained model misses most of these; what it found is only told how far the words
 * go. A line that holds an account's name alone is left as it is: bylines look the same.
 */
#include "annotate/quotes/content.h"
#include "annotate/quotes/quotes.h"

enum { CUE_REACH = 14 }; /* words between a cue and the colon */

static const char *const posting[] = {"posted", "posts",  "tweeted",   "tweets",
                                      "texted", "shared", "retweeted", NULL};
static const char *const writing[] = {"wrote", "writes", "written", NULL};

/* Where posts stand. */
static const char *const places[] = {
    "instagram", "twitter",  "x",       "facebook", "tiktok",   "threads",  "bluesky",
    "mastodon",  "telegram", "youtube", "linkedin", "snapchat", "whatsapp", "media",
    "online",    "page",     "blog",    "account",  "feed",     "wall",     NULL};

static bool is_account(const hs_reading *r, uint32_t word)
{
    hs_str text = hs_word_text(&r->words, word);
    return text.length > 1 && text.bytes[0] == '@';
}

/* How far the words below go that are announced with a cue at `verb`. */
static hs_announced_reach reach_of(const hs_reading *r, uint32_t verb)
{
    uint32_t end = r->words.count - 1;
    if (hs_reading_word_among(r, verb, posting) || (verb > 0 && is_account(r, verb - 1)))
        return HS_REACH_PARAGRAPH;
    for (uint32_t i = verb + 1; i < end; i++)
        if (hs_reading_word_among(r, i, places))
            return HS_REACH_PARAGRAPH;
    return hs_reading_word_among(r, verb, writing) ? HS_REACH_SPOKEN : HS_REACH_ALL;
}

static bool reports(const hs_reading *r, uint32_t word)
{
    return !hs_reading_word(r, word)->quotation &&
           (hs_cue_finite_speech(r, word) || hs_reading_word_among(r, word, posting) ||
            hs_reading_word_among(r, word, writing));
}

/* The last verb that reports in front of the colon at the block's end, or HS_NONE. */
static uint32_t last_cue(const hs_reading *r)
{
    uint32_t colon = r->words.count - 1;
    uint32_t first = hs_reading_sentence(r, colon).first;
    for (uint32_t i = colon; i-- > first && colon - i <= CUE_REACH;) {
        if (reports(r, i))
            return i;
        if (hs_reading_tag(r, i) >= HS_TAG_OPEN_MARK && hs_reading_tag(r, i) != HS_TAG_COMMA)
            return HS_NONE;
    }
    return HS_NONE;
}

/* Announces words with a cue by its subject, else by the account in front of it; NULL where it is
 * said that nobody wrote them. */
static hs_attribution *announce(hs_reading *r, uint32_t verb)
{
    hs_cue cue = {.word = verb, .subject = HS_NONE};
    hs_cue_find_subject(r, NULL, &cue);
    if (cue.negated)
        return NULL;
    bool account = verb > 0 && is_account(r, verb - 1);
    hs_attribution *added = hs_array_push(&r->attributions);
    *added = (hs_attribution){.cue = hs_reading_word(r, verb)->span,
                              .source = account || cue.passive ? HS_NONE : cue.subject,
                              .addressee = HS_NONE,
                              .sentence = hs_reading_word(r, verb)->sentence,
                              .pattern = HS_PATTERN_STATEMENT,
                              .form = HS_FORM_BLOCK,
                              .act = HS_ACT_SPEECH,
                              .weight = 8,
                              .announces = true};
    if (account)
        added->source_span = hs_reading_word(r, verb - 1)->span;
    return added;
}

/* What was found with the cue, or announces something; NULL. At most as many as a block's last
 * sentence may hold are looked at. */
static hs_attribution *known(hs_reading *r, hs_span cue)
{
    enum { MOST = 32 };
    size_t count = r->attributions.count;
    for (size_t i = count; i-- > 0 && count - i <= MOST;) {
        hs_attribution *it = &r->attributions.items[i];
        if (it->announces || hs_span_overlap(it->cue, cue))
            return it;
    }
    return NULL;
}

static void read_colon(hs_reading *r)
{
    uint32_t verb = last_cue(r);
    if (verb == HS_NONE)
        return;
    hs_attribution *it = known(r, hs_reading_word(r, verb)->span);
    if (it && !it->announces)
        return; /* it reports what stands in front of it */
    if (!it)
        it = announce(r, verb);
    if (it)
        it->reach = (uint8_t)reach_of(r, verb);
}

/* "Has issued the following statement after the vote.": the verb of which the statement is the
 * object, or HS_NONE. */
static uint32_t issuing(const hs_reading *r)
{
    enum { BACK = 4 };
    static const char *const verbs[] = {"issued", "released", "published", "posted", "gave", "put",
                                        "shared", "sent",     "made",      "read",   NULL};
    static const char *const below[] = {"following", "this", NULL};
    uint32_t first = hs_reading_sentence(r, r->words.count - 1).first;
    for (uint32_t i = first + 2; i < r->words.count; i++) {
        if (!hs_reading_word_is(r, i, "statement") || !hs_reading_word_among(r, i - 1, below))
            continue;
        for (uint32_t v = i - 1; v-- > first && v + BACK >= i;)
            if (hs_reading_word_among(r, v, verbs) && !hs_reading_word(r, v)->quotation)
                return v;
    }
    return HS_NONE;
}

/* Of such a sentence, that nothing else in it reports. */
static void read_issued(hs_reading *r)
{
    uint32_t verb = issuing(r);
    if (verb == HS_NONE || known(r, hs_reading_word(r, verb)->span))
        return;
    hs_attribution *it = announce(r, verb);
    if (it)
        it->reach = HS_REACH_SPOKEN;
}

void hs_read_announced(hs_reading *r)
{
    if (r->block->kind == HS_BLOCK_PARAGRAPH && r->words.count > 5 &&
        hs_reading_tag(r, r->words.count - 1) == HS_TAG_STOP)
        read_issued(r);
    if (r->block->kind == HS_BLOCK_PARAGRAPH && r->words.count > 2 &&
        hs_reading_tag(r, r->words.count - 1) == HS_TAG_COLON)
        read_colon(r);
}
