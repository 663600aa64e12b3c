/* Reads CoNLL-U, line by line, into arrays. Scores are score.c's; writing analyses is
 * language/conllu_write.c's. */
#include "train/conllu.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/file.h"

#define FILE_MAX ((size_t)1 << 30)
enum { COLUMNS = 10 };
enum { ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC };

const char *const hs_conllu_unlicensed_genres[] = {"fiction", "whow",    "essay",
                                                   "letter",  "podcast", NULL};

typedef struct reader {
    hs_conllu *treebank;
    const char *name;
    size_t line;
    uint32_t range_end; /* the last word of the multiword token being read */
    hs_str document;
    bool new_paragraph;
    hs_error *error;
} reader;

static bool fail(const reader *r, const char *what)
{
    return hs_error_set(r->error, "%s:%zu: %s", r->name, r->line, what);
}

static bool parse_number(hs_str text, uint32_t *number)
{
    *number = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9' || *number > 1000000)
            return false;
        *number = *number * 10 + (uint32_t)(text.bytes[i] - '0');
    }
    return text.length > 0;
}

static bool contains(hs_str text, const char *part)
{
    return text.length > 0 && memmem(text.bytes, text.length, part, strlen(part)) != NULL;
}

static void add_token(reader *r, const hs_str *columns)
{
    hs_conllu *t = r->treebank;
    *hs_array_push(&t->tokens) = (hs_conllu_token){
        .form = columns[FORM],
        .first_word = (uint32_t)t->words.count,
        .space_after = !contains(columns[MISC], "SpaceAfter=No"),
    };
    t->sentences.items[t->sentences.count - 1].token_count++;
}

static bool add_word(reader *r, const hs_str *columns)
{
    hs_conllu *t = r->treebank;
    hs_conllu_sentence *sentence = &t->sentences.items[t->sentences.count - 1];
    uint32_t id, head = 0;
    if (!parse_number(columns[ID], &id) || id != sentence->word_count + 1)
        return fail(r, "the word's number is not the next one");
    if (!parse_number(columns[HEAD], &head) && !hs_str_equal(columns[HEAD], HS_STR("_")))
        return fail(r, "the head is not a number");
    if (id > r->range_end)
        add_token(r, columns);
    *hs_array_push(&t->words) = (hs_conllu_word){
        .form = columns[FORM],
        .lemma = columns[LEMMA],
        .upos = columns[UPOS],
        .xpos = columns[XPOS],
        .features = columns[FEATS],
        .deprel = columns[DEPREL],
        .misc = columns[MISC],
        .head = head,
        .token = (uint32_t)(t->tokens.count - 1),
    };
    t->tokens.items[t->tokens.count - 1].word_count++;
    sentence->word_count++;
    return true;
}

static bool add_range(reader *r, const hs_str *columns, size_t dash)
{
    uint32_t first;
    hs_conllu *t = r->treebank;
    if (!parse_number(hs_str_slice(columns[ID], 0, dash), &first) ||
        !parse_number(hs_str_slice(columns[ID], dash + 1, columns[ID].length), &r->range_end) ||
        first != t->sentences.items[t->sentences.count - 1].word_count + 1 || r->range_end < first)
        return fail(r, "the range of a multiword token does not fit");
    add_token(r, columns);
    return true;
}

static void begin_sentence(reader *r)
{
    hs_conllu *t = r->treebank;
    *hs_array_push(&t->sentences) = (hs_conllu_sentence){
        .first_token = (uint32_t)t->tokens.count,
        .first_word = (uint32_t)t->words.count,
        .document = r->document,
        .new_paragraph = r->new_paragraph || t->sentences.count == 0,
    };
    r->new_paragraph = false;
    r->range_end = 0;
}

static bool read_row(reader *r, hs_str line)
{
    hs_str columns[COLUMNS];
    size_t start = 0;
    for (int i = 0; i < COLUMNS; i++) {
        const char *tab = memchr(line.bytes + start, '\t', line.length - start);
        if (!tab && i + 1 < COLUMNS)
            return fail(r, "fewer than ten columns");
        size_t end = i + 1 < COLUMNS ? (size_t)(tab - line.bytes) : line.length;
        columns[i] = hs_str_slice(line, start, end);
        if (columns[i].length == 0)
            return fail(r, "an empty column");
        start = end + 1;
    }
    if (contains(columns[ID], "."))
        return true;
    const char *dash = memchr(columns[ID].bytes, '-', columns[ID].length);
    return dash ? add_range(r, columns, (size_t)(dash - columns[ID].bytes)) : add_word(r, columns);
}

static void read_comment(reader *r, hs_str line)
{
    bool document = hs_str_starts_with(line, HS_STR("# newdoc"));
    if (document) {
        const char *equals = memchr(line.bytes, '=', line.length);
        size_t from = equals ? (size_t)(equals - line.bytes) + 1 : line.length;
        while (from < line.length && line.bytes[from] == ' ')
            from++;
        r->document = hs_str_slice(line, from, line.length);
    }
    if (document || hs_str_equal(line, HS_STR("# newpar")) ||
        hs_str_starts_with(line, HS_STR("# newpar ")))
        r->new_paragraph = true;
}

static bool end_sentence(const reader *r)
{
    const hs_conllu *t = r->treebank;
    const hs_conllu_sentence *sentence = &t->sentences.items[t->sentences.count - 1];
    if (sentence->word_count < r->range_end)
        return fail(r, "a multiword token goes on behind its sentence");
    for (uint32_t i = 0; i < sentence->word_count; i++)
        if (t->words.items[sentence->first_word + i].head > sentence->word_count)
            return fail(r, "a head lies outside its sentence");
    return true;
}

static bool read_lines(reader *r)
{
    hs_str all = hs_buffer_str(&r->treebank->source);
    bool inside = false, good = true;
    for (size_t at = 0; at < all.length && good;) {
        const char *newline = memchr(all.bytes + at, '\n', all.length - at);
        size_t end = newline ? (size_t)(newline - all.bytes) : all.length;
        size_t stop = end > at && all.bytes[end - 1] == '\r' ? end - 1 : end;
        hs_str line = hs_str_slice(all, at, stop);
        r->line++;
        at = end + 1;
        if (line.length == 0) {
            good = !inside || end_sentence(r);
            inside = false;
        } else if (line.bytes[0] == '#') {
            read_comment(r, line);
        } else {
            if (!inside)
                begin_sentence(r);
            inside = true;
            good = read_row(r, line);
        }
    }
    return good && (!inside || end_sentence(r));
}

static bool parse(hs_conllu *treebank, const char *name, hs_error *error)
{
    reader r = {.treebank = treebank,
                .name = name,
                .error = error,
                .document = hs_str_make("", 0),
                .new_paragraph = true};
    if (read_lines(&r))
        return true;
    hs_conllu_finish(treebank);
    return false;
}

bool hs_conllu_read(hs_conllu *treebank, const char *path, hs_error *error)
{
    *treebank = (hs_conllu){0};
    return hs_file_read(path, FILE_MAX, &treebank->source, error) && parse(treebank, path, error);
}

bool hs_conllu_parse(hs_conllu *treebank, hs_str bytes, const char *name, hs_error *error)
{
    *treebank = (hs_conllu){0};
    hs_buffer_append_str(&treebank->source, bytes);
    return parse(treebank, name, error);
}

void hs_conllu_finish(hs_conllu *treebank)
{
    hs_buffer_finish(&treebank->source);
    hs_array_finish(&treebank->words);
    hs_array_finish(&treebank->tokens);
    hs_array_finish(&treebank->sentences);
    *treebank = (hs_conllu){0};
}

/* Sets the places of a token's words; the token's text starts at `start`. */
static void place_words(const hs_conllu *treebank, const hs_conllu_token *token, size_t start,
                        hs_conllu_place *places)
{
    size_t length = 0;
    for (uint32_t w = 0; w < token->word_count; w++)
        length += treebank->words.items[token->first_word + w].form.length;
    size_t at = start;
    for (uint32_t w = 0; w < token->word_count; w++) {
        size_t end = at + treebank->words.items[token->first_word + w].form.length;
        if (length != token->form.length) {
            at = start;
            end = start + token->form.length;
        }
        places[w] = (hs_conllu_place){(uint32_t)at, (uint32_t)end};
        at = end;
    }
}

void hs_conllu_text(const hs_conllu *treebank, size_t first, size_t end, hs_buffer *text,
                    hs_conllu_place *places)
{
    if (first >= end)
        return;
    uint32_t base = treebank->sentences.items[first].first_word;
    for (size_t s = first; s < end; s++) {
        const hs_conllu_sentence *sentence = &treebank->sentences.items[s];
        for (uint32_t t = 0; t < sentence->token_count; t++) {
            const hs_conllu_token *token = &treebank->tokens.items[sentence->first_token + t];
            place_words(treebank, token, text->length, places + (token->first_word - base));
            hs_buffer_append_str(text, token->form);
            if (token->space_after)
                hs_buffer_append_byte(text, ' ');
        }
    }
}

size_t hs_conllu_paragraph_end(const hs_conllu *treebank, size_t first)
{
    size_t end = first + 1;
    while (end < treebank->sentences.count && !treebank->sentences.items[end].new_paragraph)
        end++;
    return end < treebank->sentences.count ? end : treebank->sentences.count;
}

bool hs_conllu_in_genre(const hs_conllu_sentence *sentence, const char *const *genres)
{
    const char *from = sentence->document.length > 0
                           ? memchr(sentence->document.bytes, '_', sentence->document.length)
                           : NULL;
    if (!from)
        return false;
    from++;
    size_t left = sentence->document.length - (size_t)(from - sentence->document.bytes);
    for (; *genres; genres++) {
        size_t length = strlen(*genres);
        if (left > length && memcmp(from, *genres, length) == 0 && from[length] == '_')
            return true;
    }
    return false;
}
