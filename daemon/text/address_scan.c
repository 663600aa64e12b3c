/* Web addresses by how they begin, and mail addresses by their "@". */
#include "text/address_scan.h"

#include "base/memory.h"
#include "text/character.h"

static const hs_str schemes[] = {
    {"http://", 7}, {"https://", 8}, {"ftp://", 6}, {"www.", 4}, {"mailto:", 7},
};

static size_t chunk_end(hs_str text, size_t from, uint64_t *bytes_read)
{
    size_t at = from;
    while (at < text.length) {
        hs_character c = hs_character_at(text, at);
        if (c.class == HS_CHARACTER_SPACE || c.codepoint == '"' || c.codepoint == '<' ||
            c.codepoint == '>' || c.codepoint == 0x201d || c.codepoint == 0x2019)
            break;
        at += c.length;
    }
    *bytes_read += at - from;
    return at;
}

/* Leaves closing punctuation behind an address to the sentence. */
static size_t trim_address(hs_str text, size_t start, size_t end)
{
    while (end > start && strchr(".,;:!?)]}'", text.bytes[end - 1]))
        end--;
    return end;
}

static bool is_mail_byte(char byte)
{
    return (byte >= '0' && byte <= '9') || ((byte | 32) >= 'a' && (byte | 32) <= 'z') ||
           (byte != '\0' && strchr("._%+-", byte));
}

static size_t mail_end(hs_str text, size_t start, size_t *at_search_end, uint64_t *bytes_read)
{
    if (start < *at_search_end)
        return start;
    size_t at = start;
    while (at < text.length && is_mail_byte(text.bytes[at]))
        at++;
    *bytes_read += at - start;
    *at_search_end = at;
    if (at >= text.length || text.bytes[at] != '@' || at == start)
        return start;
    size_t host = at + 1, end = host;
    while (end < text.length && is_mail_byte(text.bytes[end]))
        end++;
    *bytes_read += end - host;
    end = trim_address(text, host, end);
    return end > host ? end : start;
}

size_t hs_address_scan(hs_str text, size_t start, size_t *at_search_end, uint64_t *bytes_read)
{
    static const char scheme_letters[] = "hHfFwWmM";
    bool may_be_scheme = memchr(scheme_letters, text.bytes[start], sizeof scheme_letters - 1);
    for (size_t i = 0; may_be_scheme && i < HS_COUNT(schemes); i++) {
        size_t length = schemes[i].length;
        if (text.length - start <= length ||
            !hs_str_equal_ignoring_case(hs_str_slice(text, start, start + length), schemes[i]))
            continue;
        size_t end = trim_address(text, start, chunk_end(text, start, bytes_read));
        if (end > start + length)
            return end;
    }
    return mail_end(text, start, at_search_end, bytes_read);
}
