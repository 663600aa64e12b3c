/* Names of places by what stands around them, and of streets and waters by their own words. */
#include "annotate/references/reference_places.h"

#include <string.h>

#include "annotate/reading/given_gender.h"

/* "Copper Road", "of Marl Lane,": where somebody lives, not Ana Lane. */
static bool names_street(const hs_reading *r, uint32_t first, uint32_t head, hs_syntax_name tagged)
{
    static const char *const ends[] = {"road",      "lane",   "avenue", "crescent", "terrace",
                                       "close",     "street", "drive",  "grove",    "gardens",
                                       "mews",      "row",    "parade", "walk",     "way",
                                       "boulevard", "court",  "rise",   "view",     "place",
                                       "square",    "croft",  "villas", "cottages", NULL};
    static const char *const before[] = {"of", "in", "on", "at", "near", "along", "off", NULL};
    if (first == head || !hs_reading_word_among(r, head, ends) ||
        hs_word_is(hs_reading_word(r, first), HS_LEX(GIVEN_NAME)))
        return false;
    bool place = tagged.words.first < tagged.words.end && tagged.type == HS_NAME_PLACE;
    return place || (first > 0 && hs_reading_word_among(r, first - 1, before) &&
                     !hs_given_gender(hs_word_text(&r->words, first)));
}

/* "The River Orlo", "Orlo Canal": no body is named so. */
static bool names_water(const hs_reading *r, uint32_t first, uint32_t head)
{
    static const char *const begins[] = {"river", "lake", "loch", "lough", "mount", NULL};
    static const char *const ends[] = {"river", "canal", "reservoir", "estuary",
                                       "loch",  "lough", "beach",     NULL};
    if (first == head)
        return false;
    return hs_reading_word_among(r, head, ends) ||
           (hs_reading_word_among(r, first, begins) &&
            !hs_word_is(hs_reading_word(r, head), HS_LEX(ORGANISATION) | HS_LEX(GROUP)));
}

static bool has_people(const hs_reading *r, uint32_t first, uint32_t head)
{
    static const char *const has[] = {
        "mayor",  "governor",  "bishop",    "archbishop", "town",    "city",   "village",
        "people", "residents", "outskirts", "coast",      "streets", "county", "district",
        "suburb", "port",      "island",    "capital",    "borough", "parish", "province",
        "north",  "south",     "east",      "west",       "hamlet",  "region", NULL};
    return head <= first + 2 && first >= 2 && hs_reading_word_is(r, first - 1, "of") &&
           hs_reading_word_among(r, first - 2, has) &&
           hs_reading_word(r, first)->sentence == hs_reading_word(r, first - 2)->sentence;
}

/* "The town of Tal Amara", "near Tal Amara": a name of two words that the tags take for anything.
 */
static bool town_of_two_words(const hs_reading *r, uint32_t first, uint32_t head)
{
    static const char *const towns[] = {"town", "city", "village", "suburb", "hamlet", NULL};
    const hs_shallow_word *word = hs_reading_word(r, first);
    if (head != first + 1 || first < 1 ||
        hs_word_is(word, HS_LEX(GIVEN_NAME) | HS_LEX(HONORIFIC) | HS_LEX(TITLE) | HS_LEX(ROLE)) ||
        hs_reading_tag(r, first) != HS_TAG_NAME ||
        hs_reading_word(r, first - 1)->sentence != word->sentence)
        return false;
    if (hs_reading_word_is(r, first - 1, "near"))
        return true;
    return first >= 2 && hs_reading_word_is(r, first - 1, "of") &&
           hs_reading_word_among(r, first - 2, towns);
}

/* "In Orlo, the president said": where the sentence takes place, whatever the tags say. */
static bool sets_scene(const hs_reading *r, uint32_t first, uint32_t head)
{
    const hs_shallow_word *word = hs_reading_word(r, first);
    return first == head && first > 0 && first + 1 < r->words.count &&
           hs_reading_word_is(r, first - 1, "in") &&
           hs_reading_sentence(r, first).first == first - 1 &&
           hs_reading_tag(r, first + 1) == HS_TAG_COMMA &&
           hs_reading_tag(r, first) == HS_TAG_NAME &&
           !hs_word_is(word, HS_LEX(GIVEN_NAME) | HS_LEX(ORGANISATION) | HS_LEX(GROUP) |
                                 HS_LEX(ROLE) | HS_LEX(MONTH) | HS_LEX(WEEKDAY));
}

bool hs_reference_governed_place(const hs_reading *r, uint32_t first, uint32_t head)
{
    return has_people(r, first, head) || town_of_two_words(r, first, head) ||
           sets_scene(r, first, head);
}

bool hs_reference_home(const hs_reading *r, const hs_phrase *phrase, uint32_t first,
                       hs_syntax_name tagged)
{
    static const char *const live[] = {
        "actor",     "activist",   "boy",       "campaigner", "carpenter", "couple",   "councillor",
        "doctor",    "driver",     "family",    "farmer",     "father",    "gardener", "girl",
        "housewife", "lawmaker",   "lawyer",    "man",        "men",       "mother",   "musician",
        "nurse",     "parent",     "pensioner", "plumber",    "poet",      "resident", "retiree",
        "senator",   "shopkeeper", "singer",    "student",    "teacher",   "teenager", "voter",
        "widow",     "woman",      "women",     "writer",     NULL};
    bool body = tagged.words.first < tagged.words.end && tagged.type == HS_NAME_ORGANISATION;
    return first == phrase->head && first == phrase->first && first >= 2 && !body &&
           hs_reading_word_is(r, first - 1, "from") && hs_reading_word_among(r, first - 2, live);
}

bool hs_reference_in_place(const hs_reading *r, uint32_t first, hs_syntax_name tagged)
{
    static const char *const where[] = {"in", "near", "outside", "across", "throughout", NULL};
    return tagged.words.first < tagged.words.end && tagged.type == HS_NAME_PLACE && first > 0 &&
           hs_reading_word_among(r, first - 1, where);
}

/* "Ana Ruiz, R-Danforth,", "(D-Pine Ridge)": a lawmaker's party and where he is from. */
static bool names_seat(const hs_reading *r, hs_span name)
{
    hs_str text = r->block->text;
    const char *at = text.bytes + name.start;
    bool behind =
        (name.start > 0 && at[-1] == '(') || (name.start > 1 && at[-1] == ' ' && at[-2] == ',');
    return behind && name.end - name.start > 3 && memchr("RDI", at[0], 3) && at[1] == '-' &&
           at[2] >= 'A' && at[2] <= 'Z';
}

/* "Senate Bill 212", "Proposition 9": what is voted on. */
static bool names_bill(const hs_reading *r, uint32_t first, uint32_t head)
{
    static const char *const bills[] = {"bill", "resolution", "amendment", NULL};
    static const char *const alone[] = {"proposition", "measure", "initiative", NULL};
    static const char *const houses[] = {"senate", "house",          "assembly",
                                         "joint",  "constitutional", NULL};
    return head + 1 < r->words.count && hs_reading_tag(r, head + 1) == HS_TAG_NUMBER &&
           (first == head
                ? hs_reading_word_among(r, head, alone)
                : hs_reading_word_among(r, head, bills) && hs_reading_word_among(r, first, houses));
}

bool hs_reference_no_party(const hs_reading *r, uint32_t first, uint32_t head,
                           hs_syntax_name tagged, hs_span name)
{
    return names_street(r, first, head, tagged) || names_water(r, first, head) ||
           names_bill(r, first, head) || names_seat(r, name) ||
           (first == head && hs_reading_word_is(r, head, "q&a"));
}
