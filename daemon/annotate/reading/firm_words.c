#include "annotate/reading/firm_words.h"

#include <pthread.h>

#include "annotate/block_findings.h"
#include "annotate/reading/hashed_words.h"
#include "annotate/reading/name_hash.h"
#include "base/memory.h"

static const struct {
    const char *word;
    unsigned tells;
} words[] = {
    {"aerospace", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"air", HS_FIRM_ONLY},
    {"airlines", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"airways", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"ales", HS_FIRM_ONLY},
    {"analytics", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"associates", HS_FIRM_NO_SURNAME},
    {"automotive", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"aviation", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"bakeries", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"bank", HS_FIRM_ONLY},
    {"beverages", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"biosciences", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"breweries", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"brewery", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"broadband", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"bros", HS_FIRM_ONLY},
    {"brothers", HS_FIRM_ONLY},
    {"buses", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME},
    {"capital", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"care", HS_FIRM_ONLY},
    {"cement", HS_FIRM_ONLY},
    {"chemicals", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"co", HS_FIRM_ONLY},
    {"co.", HS_FIRM_ONLY},
    {"communications", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"construction", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"corp", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"corp.", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"diagnostics", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"electric", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"energy", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"engineering", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"enterprises", HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"entertainment", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"environmental", HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"estates", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME},
    {"events", HS_FIRM_NO_SURNAME},
    {"ferries", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME},
    {"financial", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"foods", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"freight", HS_FIRM_ONLY},
    {"gas", HS_FIRM_ONLY},
    {"group", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"healthcare", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"holdings", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"homes", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"hotels", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"housing", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"inc", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"inc.", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"industries", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"insurance", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"interactive", HS_FIRM_ONLY},
    {"investments", HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"laboratories", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"labs", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"limited", HS_FIRM_NO_SURNAME},
    {"lines", HS_FIRM_ONLY},
    {"llc", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"logistics", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"ltd", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"ltd.", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"manufacturing", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"media", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"metals", HS_FIRM_ONLY},
    {"minerals", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"mining", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"motor", HS_FIRM_ONLY},
    {"motors", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"mutual", HS_FIRM_ONLY},
    {"networks", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"oil", HS_FIRM_ONLY},
    {"partners", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"petroleum", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"pharma", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"pharmaceuticals", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"pictures", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"pipelines", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"plc", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"power", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME},
    {"properties", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"rail", HS_FIRM_ONLY},
    {"railways", HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"records", HS_FIRM_ONLY},
    {"resorts", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"resources", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"robotics", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"rovers", HS_FIRM_NO_SURNAME}, /* clubs are bodies as well */
    {"savings", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"securities", HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"semiconductors", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"shipping", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"software", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"solutions", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"sons", HS_FIRM_ONLY},
    {"steel", HS_FIRM_ONLY},
    {"stores", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"studios", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"supermarkets", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"systems", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"technologies", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"telecom", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"therapeutics", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"tobacco", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"travel", HS_FIRM_NO_SURNAME},
    {"trust", HS_FIRM_NO_SURNAME | HS_FIRM_BEHIND_GIVEN},
    {"ventures", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
    {"wanderers", HS_FIRM_NO_SURNAME},
    {"water", HS_FIRM_ONLY | HS_FIRM_NO_SURNAME},
    {"wireless", HS_FIRM_ONLY | HS_FIRM_BEHIND_GIVEN},
};

static hs_hashed_word hashes[HS_COUNT(words)];
static pthread_once_t filled = PTHREAD_ONCE_INIT;

static void fill(void)
{
    hs_hashed_words_fill(hashes, HS_COUNT(words), words, sizeof words[0], hs_name_hash);
}

unsigned hs_firm_word(hs_str last)
{
    pthread_once(&filled, fill);
    uint32_t place = hs_hashed_words_find(hashes, HS_COUNT(hashes), hs_name_hash(last));
    return place == HS_NONE ? 0 : words[place].tells;
}
