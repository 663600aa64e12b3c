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

static bool begins_with(hs_str bytes, const char *mark, size_t length)
{
    return bytes.length >= length && memcmp(bytes.bytes, mark, length) == 0;
}

/* The encoding with wide units that the bytes are in by their mark, or by where their zeros lie;
 * NULL for none. */
static const char *wide_encoding(hs_str bytes)
{
    size_t zeros[2] = {0};
    if (begins_with(bytes, "\xff\xfe\0\0", 4) || begins_with(bytes, "\0\0\xfe\xff", 4))
        return "UTF-32";
    if (begins_with(bytes, "\xff\xfe", 2) || begins_with(bytes, "\xfe\xff", 2))
        return "UTF-16";
    for (size_t i = 0; i < bytes.length; i++)
        zeros[i % 2] += bytes.bytes[i] == '\0';
    if ((zeros[0] + zeros[1]) * 3 < bytes.length || (zeros[0] > 0) == (zeros[1] > 0))
        return NULL;
    return zeros[0] > 0 ? "UTF-16BE" : "UTF-16LE";
}

/* The line, from 1 on, with the first byte that is not UTF-8. */
static size_t bad_line(hs_str bytes)
{
    for (size_t line = 1;; line++) {
        const char *end = memchr(bytes.bytes, '\n', bytes.length);
        size_t length = end ? (size_t)(end - bytes.bytes) : bytes.length;
        json_t *string = json_stringn(bytes.bytes, length);
        json_decref(string);
        if (!string || !end)
            return line;
        bytes = hs_str_slice(bytes, length + 1, bytes.length);
    }
}

/* Of bytes that are not UTF-8, or are UTF-16 without a mark: what to do about them. */
static void tell_encoding(const char *path, hs_str bytes, hs_error *error)
{
    const char *wide = wide_encoding(bytes);
    if (wide)
        hs_error_set(error, "%s: is not UTF-8; convert it first: iconv -f %s -t UTF-8", path, wide);
    else if (memchr(bytes.bytes, '\0', bytes.length))
        hs_error_set(error, "%s: is no text", path);
    else
        hs_error_set(error,
                     "%s: is not UTF-8, first in line %zu; convert it first: iconv -f WINDOWS-1252 "
                     "-t UTF-8",
                     path, bad_line(bytes));
}

json_t *hs_source_read(const char *path, hs_buffer *text, hs_error *error)
{
    if (!hs_file_read(path, HS_SOURCE_LIMIT, text, error))
        return NULL;
    hs_str bytes = hs_str_make(text->bytes ? text->bytes : "", text->length);
    bool zeros = memchr(bytes.bytes, '\0', bytes.length) != NULL;
    json_t *string = zeros && wide_encoding(bytes) ? NULL : json_stringn(bytes.bytes, bytes.length);
    if (!string)
        tell_encoding(path, bytes, error);
    return string;
}
