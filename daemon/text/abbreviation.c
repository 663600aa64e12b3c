/* The list of abbreviations and its lookup. What a stop behind one means for tokens and sentences
 * is decided in token.c and sentence.c. */
#include "text/abbreviation.h"

#include <stddef.h>

#include "base/memory.h"

#define LONGEST 8
#define ENTRY(word, kind)                                                                          \
    {                                                                                              \
        {word, sizeof word - 1}, HS_ABBREVIATION_##kind                                            \
    }

/* Sorted by byte order, for the binary search. */
static const struct {
    hs_str word;
    hs_abbreviation kind;
} abbreviations[] = {
    ENTRY("a.k.a", EITHER), ENTRY("a.m", EITHER),   ENTRY("adm", TITLE),   ENTRY("al", EITHER),
    ENTRY("ala", PLACE),    ENTRY("ald", TITLE),    ENTRY("amb", TITLE),   ENTRY("approx", INNER),
    ENTRY("apr", DATE),     ENTRY("ariz", PLACE),   ENTRY("ark", PLACE),   ENTRY("arrv", INNER),
    ENTRY("assn", INNER),   ENTRY("attn", INNER),   ENTRY("atty", TITLE),  ENTRY("aug", DATE),
    ENTRY("ave", EITHER),   ENTRY("b.a", EITHER),   ENTRY("b.sc", EITHER), ENTRY("blvd", EITHER),
    ENTRY("brig", TITLE),   ENTRY("bros", INNER),   ENTRY("ca", INNER),    ENTRY("calif", PLACE),
    ENTRY("capt", TITLE),   ENTRY("cdr", TITLE),    ENTRY("cf", INNER),    ENTRY("chap", NUMBER),
    ENTRY("cmdr", TITLE),   ENTRY("co", EITHER),    ENTRY("col", TITLE),   ENTRY("colo", PLACE),
    ENTRY("conn", PLACE),   ENTRY("corp", EITHER),  ENTRY("cpl", TITLE),   ENTRY("d.c", EITHER),
    ENTRY("dec", DATE),     ENTRY("del", PLACE),    ENTRY("dept", INNER),  ENTRY("det", TITLE),
    ENTRY("div", INNER),    ENTRY("dr", TITLE),     ENTRY("e.g", INNER),   ENTRY("eds", EITHER),
    ENTRY("eg", INNER),     ENTRY("ens", TITLE),    ENTRY("esp", INNER),   ENTRY("esq", EITHER),
    ENTRY("etc", TRAILING), ENTRY("ext", NUMBER),   ENTRY("feb", DATE),    ENTRY("fig", NUMBER),
    ENTRY("figs", NUMBER),  ENTRY("fla", PLACE),    ENTRY("fr", TITLE),    ENTRY("fri", DATE),
    ENTRY("ft", TITLE),     ENTRY("ga", PLACE),     ENTRY("gen", TITLE),   ENTRY("gov", TITLE),
    ENTRY("govt", INNER),   ENTRY("hon", TITLE),    ENTRY("hr", EITHER),   ENTRY("hrs", EITHER),
    ENTRY("hwy", EITHER),   ENTRY("i.e", INNER),    ENTRY("ill", PLACE),   ENTRY("inc", EITHER),
    ENTRY("incl", INNER),   ENTRY("ind", PLACE),    ENTRY("insp", TITLE),  ENTRY("intl", INNER),
    ENTRY("jan", DATE),     ENTRY("jr", EITHER),    ENTRY("jul", DATE),    ENTRY("jun", DATE),
    ENTRY("kan", PLACE),    ENTRY("kans", PLACE),   ENTRY("ky", PLACE),    ENTRY("la", PLACE),
    ENTRY("lb", EITHER),    ENTRY("lbs", EITHER),   ENTRY("llc", EITHER),  ENTRY("lt", TITLE),
    ENTRY("ltd", EITHER),   ENTRY("m.a", EITHER),   ENTRY("m.d", EITHER),  ENTRY("m.sc", EITHER),
    ENTRY("maj", TITLE),    ENTRY("mar", DATE),     ENTRY("mass", PLACE),  ENTRY("md", PLACE),
    ENTRY("messrs", TITLE), ENTRY("mich", PLACE),   ENTRY("minn", PLACE),  ENTRY("miss", PLACE),
    ENTRY("mlle", TITLE),   ENTRY("mme", TITLE),    ENTRY("mo", PLACE),    ENTRY("mob", INNER),
    ENTRY("mon", DATE),     ENTRY("mont", PLACE),   ENTRY("mr", TITLE),    ENTRY("mrs", TITLE),
    ENTRY("ms", TITLE),     ENTRY("msgr", TITLE),   ENTRY("mt", TITLE),    ENTRY("mx", TITLE),
    ENTRY("natl", INNER),   ENTRY("neb", PLACE),    ENTRY("nev", PLACE),   ENTRY("no", NUMBER),
    ENTRY("nos", NUMBER),   ENTRY("nov", DATE),     ENTRY("nr", NUMBER),   ENTRY("oct", DATE),
    ENTRY("okla", PLACE),   ENTRY("ont", PLACE),    ENTRY("ore", PLACE),   ENTRY("oz", EITHER),
    ENTRY("p", NUMBER),     ENTRY("p.m", EITHER),   ENTRY("p.s", EITHER),  ENTRY("pa", PLACE),
    ENTRY("para", NUMBER),  ENTRY("paras", NUMBER), ENTRY("penn", PLACE),  ENTRY("ph", INNER),
    ENTRY("ph.d", EITHER),  ENTRY("plc", EITHER),   ENTRY("pp", NUMBER),   ENTRY("pres", TITLE),
    ENTRY("prof", TITLE),   ENTRY("profs", TITLE),  ENTRY("pvt", TITLE),   ENTRY("que", PLACE),
    ENTRY("rd", EITHER),    ENTRY("rep", TITLE),    ENTRY("reps", TITLE),  ENTRY("rev", TITLE),
    ENTRY("sat", DATE),     ENTRY("secs", NUMBER),  ENTRY("sect", NUMBER), ENTRY("sen", TITLE),
    ENTRY("sens", TITLE),   ENTRY("sep", DATE),     ENTRY("sept", DATE),   ENTRY("sgt", TITLE),
    ENTRY("sq", EITHER),    ENTRY("sr", EITHER),    ENTRY("st", TITLE),    ENTRY("ste", TITLE),
    ENTRY("sun", DATE),     ENTRY("supt", TITLE),   ENTRY("tel", INNER),   ENTRY("tenn", PLACE),
    ENTRY("tex", PLACE),    ENTRY("thu", DATE),     ENTRY("thur", DATE),   ENTRY("thurs", DATE),
    ENTRY("treas", TITLE),  ENTRY("tue", DATE),     ENTRY("tues", DATE),   ENTRY("u.k", EITHER),
    ENTRY("u.n", EITHER),   ENTRY("u.s", EITHER),   ENTRY("univ", INNER),  ENTRY("v", INNER),
    ENTRY("va", PLACE),     ENTRY("viz", INNER),    ENTRY("vol", NUMBER),  ENTRY("vols", NUMBER),
    ENTRY("vs", INNER),     ENTRY("vt", PLACE),     ENTRY("wash", PLACE),  ENTRY("wed", DATE),
    ENTRY("wis", PLACE),    ENTRY("wyo", PLACE),    ENTRY("yr", EITHER),   ENTRY("yrs", EITHER),
};

hs_abbreviation hs_abbreviation_find(hs_str word)
{
    char lower[LONGEST];
    if (word.length == 0 || word.length > LONGEST)
        return HS_ABBREVIATION_NONE;
    for (size_t i = 0; i < word.length; i++) {
        char byte = word.bytes[i];
        lower[i] = byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
    }
    hs_str wanted = hs_str_make(lower, word.length);
    size_t low = 0, high = HS_COUNT(abbreviations);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = hs_str_compare(wanted, abbreviations[middle].word);
        if (order == 0)
            return abbreviations[middle].kind;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return HS_ABBREVIATION_NONE;
}
