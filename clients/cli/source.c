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

/* Of bytes that are not UTF-8: what to do about them. */
static void tell_encoding(const char *path, hs_str bytes, hs_error *error)
{
    const unsigned char *first = (const unsigned char *)bytes.bytes;
    bool marked = bytes.length >= 2 && ((first[0] == 0xff && first[1] == 0xfe) ||
                                        (first[0] == 0xfe && first[1] == 0xff));
    if (!marked && memchr(bytes.bytes, '\0', bytes.length))
        hs_error_set(error, "%s: is no text", path);
    else
        hs_error_set(error, "%s: is not UTF-8; convert it first: iconv -f %s -t UTF-8", path,
                     marked ? "UTF-16" : "WINDOWS-1252");
}

json_t *hs_source_read(const char *path, hs_buffer *text, hs_error *error)
{
    if (!hs_file_read(path, HS_SOURCE_LIMIT, text, error))
        return NULL;
    json_t *string = json_stringn(text->bytes ? text->bytes : "", text->length);
    if (!string)
        tell_encoding(path, hs_buffer_str(text), error);
    return string;
}
