/* A column asks its readers questions too: an interview's are asked of "you", and somebody answers
 * as "I". Where the text says that it is an interview, two such exchanges do; else it takes three,
 * and most of them of that form, or four in which nearly all answers are.
 */
#include "text/interview.h"

#include <string.h>

#include "text/block_kind.h"
#include "text/utf8.h"
#include "text/words.h"

enum {
    ANNOUNCED_EXCHANGES = 2,
    LEAST_EXCHANGES = 3,
    SURE_EXCHANGES = 4,
    ANSWER_PARAGRAPHS = 5,  /* on average at most */
    LONGEST_QUESTION = 800, /* bytes */
};

static const char *const you[] = {"you", "your", "you're", "you've", "you'd", "you'll", "yourself"};
static const char *const me[] = {"i",  "i'm", "i've",  "i'd",   "i'll",  "my",  "me",
                                 "we", "our", "we're", "we've", "we'll", "we'd"};
static const char *const interviews[] = {"interview", "interviews", "interviewed", "interviewer",
                                         "q&a"};

/* A word without the curls of its apostrophe. */
static bool among(hs_str word, const char *const *words, size_t count)
{
    enum { MOST = 12 };
    char plain[MOST];
    size_t length = 0;
    for (size_t at = 0; at < word.length && length < MOST;) {
        uint32_t character = hs_utf8_next(word, at, &at);
        plain[length++] = (char)(character == 0x2019 ? '\'' : character < 128 ? character : '?');
    }
    return hs_word_in(hs_str_make(plain, length), words, count);
}

/* Whether quotation marks stand open behind a word; an apostrophe opens none. */
static bool still_marked(hs_str word, bool marked)
{
    for (size_t at = 0; at < word.length;) {
        uint32_t character = hs_utf8_next(word, at, &at);
        marked =
            character == '"' ? !marked : character == 0x201c || (marked && character != 0x201d);
    }
    return marked;
}

static bool bold(hs_str text)
{
    return text.length > 4 && memcmp(text.bytes, "**", 2) == 0 &&
           memcmp(text.bytes + text.length - 2, "**", 2) == 0;
}

bool hs_interview_asks(hs_str text)
{
    return text.length > 0 && text.length <= LONGEST_QUESTION &&
           (text.bytes[text.length - 1] == '?' || bold(text));
}

unsigned hs_interview_traits(hs_str text)
{
    unsigned traits = 0;
    bool marked = false;
    hs_span word;
    for (size_t at = 0; hs_word_next(text, &at, &word);) {
        hs_str whole = hs_str_slice(text, word.start, word.end), bare = hs_word_bare(text, word);
        bool opened = marked || whole.bytes[0] == '"' || hs_utf8_after(whole, 0) == 0x201c;
        marked = still_marked(whole, marked);
        if (!opened && among(bare, you, HS_COUNT(you)))
            traits |= HS_TRAIT_ASKS_YOU;
        if (!opened && among(bare, me, HS_COUNT(me)))
            traits |= HS_TRAIT_SAYS_I;
        if (among(bare, interviews, HS_COUNT(interviews)))
            traits |= HS_TRAIT_INTERVIEW;
    }
    bool asks = hs_interview_asks(text) && !marked;
    return asks ? traits | HS_TRAIT_ASKS : traits & ~(unsigned)HS_TRAIT_ASKS_YOU;
}

/* Pictures' lines, datelines and what else the text itself or its markup settles stand between. */
static bool speaks(const hs_block_entry *entry)
{
    return !(entry->traits & HS_TRAIT_SETTLED) || entry->own_kind == HS_BLOCK_PARAGRAPH;
}

/* The paragraph before one that is said, or `index` itself. */
static size_t before(const hs_block_entry *entries, size_t first, size_t index)
{
    for (size_t i = index; i-- > first;)
        if (speaks(&entries[i]))
            return i;
    return index;
}

typedef struct tally {
    size_t asked, of_you, answered, by_me, paragraphs;
    bool announced;
} tally;

static bool is_interview(const tally *t)
{
    if (t->paragraphs > ANSWER_PARAGRAPHS * t->asked)
        return false;
    if (t->announced)
        return t->answered >= ANNOUNCED_EXCHANGES && t->of_you > 0 && t->by_me > 0;
    if (t->answered >= SURE_EXCHANGES && t->of_you > 0 && 4 * t->by_me >= 3 * t->answered)
        return true;
    return t->answered >= LEAST_EXCHANGES && 3 * t->of_you >= t->asked &&
           2 * t->by_me >= t->answered;
}

hs_interview hs_interview_find(const hs_block_entry *entries, size_t count)
{
    hs_interview found = {0, 0};
    tally t = {0};
    size_t since = 0; /* paragraphs behind the last question */
    bool asked = false;
    for (size_t i = 0; i < count; i++) {
        unsigned traits = entries[i].traits;
        t.announced |= t.asked == 0 && (traits & HS_TRAIT_INTERVIEW);
        if (!speaks(&entries[i]) || (i == 0 && traits & HS_TRAIT_HEADLINE))
            continue;
        if (traits & HS_TRAIT_ASKS) {
            found = (hs_interview){t.asked == 0 ? i : found.first, i + 1};
            t.paragraphs += t.asked == 0 ? 1 : since + 1;
            since = 0;
            t.asked++;
            t.of_you += (traits & HS_TRAIT_ASKS_YOU) != 0;
        } else {
            since++;
            t.answered += asked;
            t.by_me += asked && (traits & HS_TRAIT_SAYS_I);
        }
        asked = (traits & HS_TRAIT_ASKS) != 0;
    }
    return is_interview(&t) ? found : (hs_interview){0, 0};
}

bool hs_interview_turn(const hs_block_entry *entries, hs_interview interview, size_t index)
{
    if (interview.end == 0 || index < interview.first || !speaks(&entries[index]))
        return false;
    if (entries[index].traits & HS_TRAIT_ASKS)
        return index < interview.end;
    size_t earlier = before(entries, interview.first, index);
    return earlier != index && earlier < interview.end && (entries[earlier].traits & HS_TRAIT_ASKS);
}
