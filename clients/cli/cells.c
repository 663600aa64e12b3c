/* Cuts text into cells and lays them out in lines. Which style means what is the view's matter. */
#include "cli/cells.h"

#include <string.h>
#include <wchar.h>

static const char replacement[] = "\xef\xbf\xbd"; /* U+FFFD */

/* Characters that would steer the terminal or turn the text around. */
static bool steers(wchar_t character)
{
    return character < 0x20 || (character >= 0x7f && character < 0xa0) ||
           (character >= 0x202a && character <= 0x202e) ||
           (character >= 0x2066 && character <= 0x2069);
}

static hs_cell next_cell(hs_str text, hs_cell_style style)
{
    wchar_t character;
    mbstate_t state = {0};
    size_t length = mbrtowc(&character, text.bytes, text.length, &state);
    if (length == 0 || length > text.length) /* NUL, or not a character */
        return (hs_cell){replacement, style, 1, 1};
    if (character == '\t')
        return (hs_cell){" ", style, 1, 1};
    int width = wcwidth(character);
    if (steers(character) || width < 0)
        return (hs_cell){replacement, style, (uint8_t)length, 1};
    return (hs_cell){text.bytes, style, (uint8_t)length, (uint8_t)width};
}

void hs_cells_add(hs_cells *cells, hs_str text, hs_cell_style style)
{
    for (size_t at = 0; at < text.length;) {
        hs_cell cell = next_cell(hs_str_slice(text, at, text.length), style);
        at += cell.length;
        if (cell.bytes == replacement)
            cell.length = sizeof replacement - 1;
        *hs_array_push(&cells->items) = cell;
    }
}

void hs_cells_clear(hs_cells *cells)
{
    hs_array_clear(&cells->items);
}

void hs_cells_finish(hs_cells *cells)
{
    hs_array_finish(&cells->items);
}

int hs_cells_width(const hs_cells *cells)
{
    int width = 0;
    for (size_t i = 0; i < cells->items.count; i++)
        width += cells->items.items[i].width;
    return width;
}

/* One line of output: what style the terminal is in. */
typedef struct hs_cell_pen {
    FILE *out;
    const hs_cell_layout *layout;
    char current[16];
} hs_cell_pen;

static void set_style(hs_cell_pen *pen, const char *sgr)
{
    if (strcmp(pen->current, sgr) == 0)
        return;
    fprintf(pen->out, "\033[0%s%sm", sgr[0] != '\0' ? ";" : "", sgr);
    strcpy(pen->current, sgr);
}

static void set_cell_style(hs_cell_pen *pen, hs_cell_style style)
{
    char sgr[16] = "";
    if (!pen->layout->style)
        return;
    pen->layout->style(style, sgr);
    set_style(pen, sgr);
}

static bool is_space(const hs_cell *cell)
{
    return cell->length == 1 && cell->bytes[0] == ' ';
}

/* The end of the line that starts at `from`: *resume is where the next one starts. */
static size_t break_line(const hs_cells *cells, size_t from, int room, size_t *resume)
{
    const hs_cell *items = cells->items.items;
    size_t end = from, space = 0;
    int width = 0;
    for (; end < cells->items.count && width + items[end].width <= room; end++) {
        width += items[end].width;
        if (is_space(&items[end]))
            space = end;
    }
    if (end < cells->items.count && !is_space(&items[end]) && space > from)
        end = space;
    if (end == from) /* no room for one character: put it there all the same */
        end++;
    *resume = end;
    while (*resume < cells->items.count && is_space(&items[*resume]))
        ++*resume;
    while (end < cells->items.count && end > from + 1 && is_space(&items[end - 1]))
        end--;
    return end;
}

void hs_cells_print(const hs_cells *cells, FILE *out, const hs_cell_layout *layout)
{
    hs_cell_pen pen = {.out = out, .layout = layout};
    int indent = layout->indent;
    size_t from = 0;
    do {
        size_t resume = from;
        size_t end = from < cells->items.count
                         ? break_line(cells, from, layout->width - indent, &resume)
                         : from;
        fprintf(out, "%*s", end > from ? indent : 0, "");
        for (size_t i = from; i < end; i++) {
            set_cell_style(&pen, cells->items.items[i].style);
            fwrite(cells->items.items[i].bytes, 1, cells->items.items[i].length, out);
        }
        set_style(&pen, "");
        fputc('\n', out);
        from = resume;
        indent = layout->later_indent;
    } while (from < cells->items.count);
}
