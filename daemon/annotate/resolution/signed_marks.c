/* Whose words a paragraph of marks is that a line of its own signs: "— Ana Ruiz", "- Ruiz.", or the
 * name alone. Of the line only the text is looked at (link_ahead.h); who bears the name the
 * text's full names tell.
 */
#include "annotate/reading/name_hash.h"
#include "annotate/resolution/resolve.h"
#include "text/words.h"

enum { LINE_BYTES = 120, NAME_WORDS = 6 };

/* The bytes of the dash that a line opens with, and of the blanks behind it; 0 without one. */
static size_t dash_bytes(hs_str line)
{
    static const char *const dashes[] = {"\u2014", "\u2013", "\u2015", "--", "-"};
    for (size_t i = 0; i < HS_COUNT(dashes); i++) {
        hs_str dash = hs_str_from(dashes[i]);
        size_t at = dash.length;
        if (!hs_str_starts_with(line, dash))
            continue;
        while (at < line.length && line.bytes[at] == ' ')
            at++;
        return at;
    }
    return 0;
}

/* A line's words in front of a comma or bracket, without a stop at their end. */
static hs_str name_of_line(hs_str line)
{
    size_t end = 0;
    while (end < line.length && line.bytes[end] != ',' && line.bytes[end] != '(')
        end++;
    while (end > 0 && (line.bytes[end - 1] == ' ' || line.bytes[end - 1] == '.'))
        end--;
    return hs_str_slice(line, 0, end);
}

/* Whoever bears the last words of a name, be there offices in front: "former Sen. Ana Ruiz". */
static uint32_t bearer(const hs_linker *linker, hs_str name)
{
    hs_span word;
    uint32_t words = 0;
    for (size_t at = 0; words < NAME_WORDS && hs_word_next(name, &at, &word); words++) {
        hs_str rest = hs_str_slice(name, word.start, name.length);
        uint32_t entity = hs_entities_find(&linker->entities, HS_KEY_NAME, hs_name_hash(rest));
        if (entity < linker->entities.items.count)
            return entity;
        if (word.end == name.length && hs_word_starts_upper(rest))
            return hs_entities_find(&linker->entities, HS_KEY_LAST, hs_name_hash(rest));
    }
    return HS_NONE;
}

/* The line that may sign the block in hand, its dash left out; empty where none follows. */
static hs_str signing_line(const hs_linker *linker)
{
    uint32_t next = linker->block + 1;
    if (next >= linker->blocks->count)
        return (hs_str){0};
    const hs_block *line = linker->blocks->entries[next].block;
    if (line->text.length > LINE_BYTES)
        return (hs_str){0};
    if (line->kind == HS_BLOCK_LIST_ITEM) { /* "- Ruiz.", which is no list */
        bool list = next + 1 < linker->blocks->count &&
                    linker->blocks->entries[next + 1].block->kind == HS_BLOCK_LIST_ITEM;
        return list ? (hs_str){0} : line->text;
    }
    size_t dash = dash_bytes(line->text);
    return dash > 0 ? hs_str_slice(line->text, dash, line->text.length) : (hs_str){0};
}

uint32_t hs_link_signer(const hs_linker *linker)
{
    hs_str line = signing_line(linker);
    uint32_t entity = line.length == 0 ? HS_NONE : bearer(linker, name_of_line(line));
    return entity < linker->entities.items.count &&
                   hs_linker_entity(linker, entity)->kind != HS_ENTITY_PLACE
               ? entity
               : HS_NONE;
}
