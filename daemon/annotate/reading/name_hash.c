/* FNV-1a over folded bytes, and the few pairs of words that name one office. */
#include "annotate/reading/name_hash.h"

#include <pthread.h>
#include <string.h>

#include "annotate/block_findings.h"
#include "annotate/reading/hashed_words.h"
#include "base/memory.h"

uint64_t hs_name_hash(hs_str text)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        byte = (unsigned char)(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
        if (byte == 0xE2 && i + 2 < text.length && memcmp(text.bytes + i, "\xE2\x80\x99", 3) == 0) {
            byte = '\'';
            i += 2;
        }
        hash = (hash ^ byte) * UINT64_C(1099511628211);
    }
    return hash ^ (hash >> 31);
}

static const struct {
    const char *said, *meant;
} same[] = {
    {"sen", "senator"},
    {"sen.", "senator"},
    {"gov", "governor"},
    {"gov.", "governor"},
    {"rep", "representative"},
    {"rep.", "representative"},
    {"congressman", "representative"},
    {"congresswoman", "representative"},
    {"pres", "president"},
    {"pres.", "president"},
    {"prof", "professor"},
    {"prof.", "professor"},
    {"gen.", "general"},
    {"cllr", "councillor"},
    {"cllr.", "councillor"},
    {"col.", "colonel"},
    {"capt.", "captain"},
    {"sgt.", "sergeant"},
    {"spokeswoman", "spokesman"},
    {"spokesperson", "spokesman"},
    {"chairwoman", "chairman"},
    {"chair", "chairman"},
    {"chairperson", "chairman"},
    {"actress", "actor"},
    {"businesswoman", "businessman"},
    {"nominee", "candidate"},
    {"contender", "candidate"},
    {"hopeful", "candidate"},
    {"attorney", "lawyer"},
    {"ceo", "executive"},
    {"pm", "minister"}, /* a prime one: name_parts.c */
};

static hs_hashed_word said[HS_COUNT(same)];
static uint64_t meant[HS_COUNT(same)];
static pthread_once_t filled = PTHREAD_ONCE_INIT;

static void fill(void)
{
    hs_hashed_words_fill(said, HS_COUNT(same), same, sizeof same[0], hs_name_hash);
    for (size_t i = 0; i < HS_COUNT(same); i++)
        meant[i] = hs_name_hash(hs_str_from(same[i].meant));
}

uint64_t hs_role_hash(hs_str word)
{
    pthread_once(&filled, fill);
    uint64_t hash = hs_name_hash(word);
    uint32_t place = hs_hashed_words_find(said, HS_COUNT(said), hash);
    return place == HS_NONE ? hash : meant[place];
}

bool hs_role_among(uint64_t role, const char *const *words)
{
    for (; role && *words; words++)
        if (role == hs_role_hash(hs_str_from(*words)))
            return true;
    return false;
}

bool hs_names_nearly_equal(hs_str a, hs_str b)
{
    enum { LEAST = 5 };
    if (a.length < b.length) {
        hs_str swap = a;
        a = b;
        b = swap;
    }
    if (b.length < LEAST || a.length > b.length + 1 || a.bytes[0] != b.bytes[0])
        return false;
    size_t front = 0, back = 0;
    while (front < b.length && a.bytes[front] == b.bytes[front])
        front++;
    while (back < b.length - front && a.bytes[a.length - 1 - back] == b.bytes[b.length - 1 - back])
        back++;
    size_t left = b.length - front - back;
    bool swapped = a.length == b.length && left == 2 && a.bytes[front] == b.bytes[front + 1] &&
                   a.bytes[front + 1] == b.bytes[front];
    return swapped || (a.length > b.length ? left == 0 : left <= 1);
}

hs_str hs_name_last_word(hs_str text)
{
    size_t start = text.length;
    while (start > 0 && text.bytes[start - 1] != ' ')
        start--;
    return hs_str_slice(text, start, text.length);
}

hs_str hs_name_next_word(hs_str name, size_t *at)
{
    size_t start = *at;
    while (*at < name.length && name.bytes[*at] != ' ')
        ++*at;
    hs_str word = hs_str_slice(name, start, *at);
    *at += *at < name.length;
    return word;
}

uint64_t hs_acronym_hash(hs_str name)
{
    char letters[HS_ACRONYM_MAX];
    size_t count = 0;
    for (size_t i = 0; i < name.length; i++)
        if (name.bytes[i] != '.' && count < HS_ACRONYM_MAX)
            letters[count++] = name.bytes[i];
    return hs_name_hash(hs_str_make(letters, count));
}
