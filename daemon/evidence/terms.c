/* Cutting a text into terms: one walk over its characters, a small hash set for "each once". */
#include "evidence/terms.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/fold.h"
#include "text/utf8.h"

/* No terms by themselves: they stand in nearly every passage. Sorted. */
static const char *const function_words[] = {
    "a",   "an",  "and",  "are",  "as",   "at",   "be",    "been", "but",  "by",   "for",  "from",
    "had", "has", "have", "he",   "her",  "his",  "i",     "if",   "in",   "is",   "it",   "its",
    "not", "of",  "on",   "or",   "our",  "she",  "so",    "that", "the",  "them", "they", "this",
    "to",  "was", "we",   "were", "what", "when", "which", "who",  "will", "with", "you",  "your",
};

/* Common as well, yet terms: with those above, what runs are made of. Sorted, endings off. */
static const char *const common_words[] = {
    "about",   "after",  "again",   "all",     "also",   "alway",  "am",      "another", "any",
    "anyone",  "back",   "because", "become",  "before", "being",  "believe", "best",    "better",
    "between", "both",   "bring",   "can",     "cannot", "cant",   "come",    "could",   "day",
    "did",     "didnt",  "do",      "doe",     "doesnt", "doing",  "done",    "dont",    "down",
    "each",    "even",   "ever",    "every",   "feel",   "few",    "find",    "first",   "get",
    "give",    "go",     "going",   "good",    "great",  "happen", "here",    "him",     "how",
    "into",    "just",   "keep",    "know",    "last",   "let",    "like",    "little",  "long",
    "look",    "lot",    "made",    "make",    "many",   "may",    "me",      "mean",    "might",
    "more",    "most",   "much",    "must",    "my",     "need",   "never",   "new",     "no",
    "nothing", "now",    "off",     "one",     "only",   "other",  "out",     "over",    "own",
    "part",    "people", "put",     "really",  "right",  "said",   "same",    "say",     "see",
    "should",  "some",   "someone", "still",   "such",   "take",   "than",    "thank",   "their",
    "then",    "there",  "these",   "thing",   "think",  "those",  "through", "time",    "too",
    "two",     "under",  "until",   "up",      "us",     "very",   "want",    "way",     "well",
    "where",   "while",  "why",     "without", "work",   "would",  "year",    "yes",     "yet",
};

static int compare_word(const void *key, const void *entry)
{
    return hs_str_compare(*(const hs_str *)key, hs_str_from(*(const char *const *)entry));
}

/* Whether it is so common that it is no term by itself. */
static bool is_function_word(hs_str word)
{
    return bsearch(&word, function_words, HS_COUNT(function_words), sizeof *function_words,
                   compare_word) != NULL;
}

bool hs_term_is_common(hs_str word)
{
    return is_function_word(word) || bsearch(&word, common_words, HS_COUNT(common_words),
                                             sizeof *common_words, compare_word) != NULL;
}

static bool is_apostrophe(uint32_t code_point)
{
    return code_point == '\'' || code_point == 0x2019 || code_point == 0x2bc;
}

/* The length without "'s" and a plural's ending: meant to bring "figures" and "figure" together,
 * not to be grammar. */
static size_t without_ending(const char *word, size_t length, bool possessive)
{
    if (possessive)
        length--;
    if (length > 4 && memcmp(word + length - 3, "ies", 3) == 0)
        return length - 1; /* "parties" and "partie": what matters is that it is always so */
    if (length > 3 && word[length - 1] == 's' && !strchr("sui", word[length - 2]))
        return length - 1;
    return length;
}

size_t hs_term_next_word(hs_str text, size_t *at, size_t *start, char out[HS_TERM_BYTES_MOST])
{
    size_t length = 0, next;
    bool possessive = false, apostrophe = false;
    char folded[HS_FOLD_ROOM];
    for (; *at < text.length; *at = next) {
        uint32_t code_point = hs_utf8_next(text, *at, &next);
        if (hs_utf8_is(code_point, HS_CHAR_LETTER | HS_CHAR_DIGIT)) {
            if (length == 0)
                *start = *at;
            size_t size = hs_fold_character(code_point, folded);
            possessive = apostrophe && size == 1 && folded[0] == 's';
            apostrophe = false;
            if (length + size <= HS_TERM_BYTES_MOST) {
                memcpy(out + length, folded, size);
                length += size;
            }
        } else if (length > 0) {
            if (apostrophe || !is_apostrophe(code_point))
                break;
            apostrophe = true;
        }
    }
    return length ? without_ending(out, length, possessive && length > 1) : 0;
}

/* ---------------------------------------------------------------- collecting */

typedef struct collector {
    hs_arena *arena;
    hs_str *items;
    size_t count, capacity;
    uint32_t *slots; /* index + 1; 0 is free */
    size_t slot_count;
    hs_str window[3]; /* the last three words, function words too */
    bool common[3];
    char window_bytes[3][HS_TERM_BYTES_MOST];
    size_t words;
} collector;

static void place(collector *c, uint32_t index)
{
    size_t slot = hs_str_hash(c->items[index]) & (c->slot_count - 1);
    while (c->slots[slot])
        slot = (slot + 1) & (c->slot_count - 1);
    c->slots[slot] = index + 1;
}

static void grow(collector *c)
{
    c->capacity = c->capacity ? c->capacity * 2 : 512;
    c->items = hs_realloc(c->items, c->capacity, sizeof *c->items);
    free(c->slots);
    c->slot_count = c->capacity * 2;
    c->slots = hs_alloc_zeroed(c->slot_count, sizeof *c->slots);
    for (uint32_t i = 0; i < c->count; i++)
        place(c, i);
}

static void add(collector *c, hs_str term)
{
    if (c->count == c->capacity)
        grow(c);
    size_t slot = hs_str_hash(term) & (c->slot_count - 1);
    for (; c->slots[slot]; slot = (slot + 1) & (c->slot_count - 1))
        if (hs_str_equal(c->items[c->slots[slot] - 1], term))
            return;
    c->items[c->count] = hs_arena_copy_str(c->arena, term);
    c->slots[slot] = (uint32_t)++c->count;
}

/* The three words of the window as one term, if two of them are common. */
static void add_run(collector *c)
{
    static const char digits[] = "abcdefghijklmnopqrstuvwxyz234567";
    enum { DIGITS = 6 };
    char term[1 + DIGITS] = "_";
    uint64_t hash = 0;
    if (c->words < 3 || c->common[0] + c->common[1] + c->common[2] < 2)
        return;
    for (size_t i = 0; i < 3; i++) {
        hs_str word = c->window[(c->words + i) % 3]; /* the oldest first */
        hash = hs_hash_bytes(word.bytes, word.length, hash);
    }
    for (size_t i = 1; i <= DIGITS; i++, hash >>= 5)
        term[i] = digits[hash & 31];
    add(c, hs_str_make(term, sizeof term));
}

hs_terms hs_terms_of(hs_str text, hs_terms_kind kind, hs_arena *arena)
{
    collector c = {.arena = arena};
    size_t at = 0, start = 0;
    for (;;) {
        size_t slot = c.words % 3;
        size_t length = hs_term_next_word(text, &at, &start, c.window_bytes[slot]);
        if (length == 0)
            break;
        hs_str word = c.window[slot] = hs_str_make(c.window_bytes[slot], length);
        bool function_word = is_function_word(word);
        c.common[slot] = function_word || hs_term_is_common(word);
        c.words++;
        if (!function_word)
            add(&c, word);
        if (kind == HS_TERMS_ALL)
            add_run(&c);
    }
    hs_terms terms = {hs_arena_copy(arena, c.items, c.count * sizeof *c.items), c.count};
    free(c.items);
    free(c.slots);
    return terms;
}
