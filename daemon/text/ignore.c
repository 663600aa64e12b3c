/* Reading ignore comments. Where comments stand is each markup reader's affair; what the rules are
 * called is the workspace's.
 */
#include "text/ignore.h"

enum { MOST_RULES = 32 };

static bool is_separator(char byte)
{
    return byte == ' ' || byte == ',' || (byte >= '\t' && byte <= '\r');
}

static bool is_name_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-';
}

/* The word at `*at`, after separators; `*at` moves behind it. Empty at the end. */
static hs_str next_word(hs_str text, size_t *at)
{
    while (*at < text.length && is_separator(text.bytes[*at]))
        ++*at;
    size_t start = *at;
    while (*at < text.length && !is_separator(text.bytes[*at]))
        ++*at;
    return hs_str_slice(text, start, *at);
}

bool hs_ignore_read(hs_draft_list *list, hs_span inside, hs_span whole)
{
    hs_str text = hs_str_slice(list->source, inside.start, inside.end);
    size_t at = 0;
    hs_str word = next_word(text, &at);
    bool whole_file = hs_str_equal(word, HS_STR("hearsay-ignore-file"));
    if (!whole_file && !hs_str_equal(word, HS_STR("hearsay-ignore")))
        return false;
    const hs_draft *draft = list->open ? hs_array_last(&list->drafts) : NULL;
    bool within = draft && list->text.length > draft->text_start;
    *hs_array_push(&list->ignores) = (hs_ignore_draft){
        .source = whole,
        .words = {inside.start + (uint32_t)at, inside.end},
        .anchor = within ? draft->source_start : whole.end,
        .whole_file = whole_file,
    };
    return true;
}

static bool is_rule_name(hs_str word)
{
    for (size_t i = 0; i < word.length; i++)
        if (!is_name_byte(word.bytes[i]))
            return false;
    return word.length > 0;
}

const hs_str *hs_ignore_rules(hs_str words, hs_arena *arena, size_t *count)
{
    hs_str *rules = hs_arena_new_array(arena, hs_str, MOST_RULES);
    *count = 0;
    for (size_t at = 0; *count < MOST_RULES;) {
        hs_str word = next_word(words, &at);
        if (word.length == 0)
            break;
        if (is_rule_name(word))
            rules[(*count)++] = hs_arena_copy_str(arena, word);
    }
    return rules;
}
