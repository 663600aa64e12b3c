/* See the header. A dash is a word of its own, as treebanks have it; initials are one word. */
#include "train/name_forms.h"

#include <string.h>

#include "base/memory.h"
#include "train/random.h"

enum { INSIDE = 1 << (2 + 2 * HS_NAME_PERSON), LETTERS = 26, PART_LEAST = 3 };

static struct name_word word_of(const char *text)
{
    return (struct name_word){text, (uint16_t)strlen(text), INSIDE};
}

static struct name_word part_of_another(const struct name_swap_pool *pool, bool last,
                                        uint64_t *random)
{
    const struct name_phrase *phrase =
        &pool->phrases[HS_NAME_PERSON][random_next(random) % pool->counts[HS_NAME_PERSON]];
    struct name_word word = phrase->words[last ? phrase->count - 1 : 0];
    word.allowed = INSIDE;
    return word;
}

/* Puts a dash and a part of another's name behind the word at `at`. */
static void make_double(const struct name_swap_pool *pool, struct name_sentence *sentence,
                        uint32_t at, bool last, uint64_t *random)
{
    struct name_word part = part_of_another(pool, last, random);
    if (part.length < PART_LEAST || sentence->words[at].length < PART_LEAST)
        return;
    memmove(&sentence->words[at + 3], &sentence->words[at + 1],
            (sentence->count - at - 1) * sizeof *sentence->words);
    sentence->words[at + 1] = word_of("-");
    sentence->words[at + 2] = part;
    sentence->count += 2;
}

static void add_generation(struct name_sentence *sentence, uint64_t *random)
{
    static const char *const words[] = {"Jr.", "Jr.", "Jr", "Sr.", "II", "III"};
    sentence->words[sentence->count++] = word_of(words[random_next(random) % HS_COUNT(words)]);
}

/* Two initials in the place of the first name: all pairs stand in one text of four bytes each. */
static void take_initials(struct name_sentence *sentence, uint32_t first, uint64_t *random)
{
    static char pairs[LETTERS * LETTERS][4];
    uint64_t pair = random_next(random) % HS_COUNT(pairs);
    char *text = pairs[pair];
    text[0] = (char)('A' + pair / LETTERS), text[1] = '.';
    text[2] = (char)('A' + pair % LETTERS), text[3] = '.';
    sentence->words[first].text = text;
    sentence->words[first].length = 4;
}

void name_form_give(const struct name_swap_pool *pool, struct name_sentence *sentence,
                    uint32_t first, uint64_t *random)
{
    uint32_t last = sentence->count - 1;
    if (pool->counts[HS_NAME_PERSON] == 0 || sentence->count + 2 > NAME_WORDS_MAX)
        return;
    float chance = random_unit(random);
    if (chance < 0.45f)
        make_double(pool, sentence, last, true, random);
    else if (first == last)
        return;
    else if (chance < 0.65f)
        make_double(pool, sentence, first, false, random);
    else if (chance < 0.82f)
        add_generation(sentence, random);
    else
        take_initials(sentence, first, random);
}
