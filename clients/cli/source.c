/* Reads texts and tells their markup by the name. What they say is the daemon's matter. */
#include "cli/source.h"

#include <string.h>

#include "base/file.h"
#include "base/str.h"

static const struct {
    const char *ending;
    const char *language;
} endings[] = {
    {".txt", "plaintext"}, {".md", "markdown"}, {".markdown", "markdown"},
    {".html", "html"},     {".htm", "html"},
};

static const char *language_by_name(const char *path)
{
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot && i < HS_COUNT(endings); i++)
        if (hs_str_equal_ignoring_case(hs_str_from(dot), hs_str_from(endings[i].ending)))
            return endings[i].language;
    return NULL;
}

const char *hs_source_language(const char *path, const hs_options *options)
{
    if (hs_options_has(options, HS_OPTION_LANGUAGE))
        return hs_options_value(options, HS_OPTION_LANGUAGE);
    const char *language = language_by_name(path);
    return language ? language : "plaintext";
}

bool hs_source_is_text(const char *path)
{
    return language_by_name(path) != NULL;
}

json_t *hs_source_read(const char *path, hs_buffer *text, hs_error *error)
{
    if (!hs_file_read(path, HS_SOURCE_LIMIT, text, error))
        return NULL;
    json_t *string = json_stringn(text->bytes ? text->bytes : "", text->length);
    if (!string)
        hs_error_set(error, "%s: is not UTF-8; convert it first: iconv -f WINDOWS-1252 -t UTF-8",
                     path);
    return string;
}
