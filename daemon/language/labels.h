#pragma once

/*
 * The label inventories of language analysis, as compile-time tables.
 *
 * Universal part-of-speech tags, Penn Treebank tags and dependency relations are those of the
 * English treebanks of Universal Dependencies 2.16 (universaldependencies.org). The order is part
 * of the model format: a model stores HS_LABELS_VERSION and is refused when it differs.
 *
 * Names for printing come from the tables; lookups by name are for tools, not for hot paths.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Raise when any list below changes in length, order or meaning. */
#define HS_LABELS_VERSION 1u

/* clang-format off */
#define HS_UPOS_LIST(X)                                                                          \
    X(ADJ) X(ADP) X(ADV) X(AUX) X(CCONJ) X(DET) X(INTJ) X(NOUN) X(NUM) X(PART) X(PRON) X(PROPN)  \
    X(PUNCT) X(SCONJ) X(SYM) X(VERB) X(X)

#define HS_XPOS_LIST(X)                                                                          \
    X(CC, "CC") X(CD, "CD") X(DT, "DT") X(EX, "EX") X(FW, "FW") X(IN, "IN") X(JJ, "JJ")          \
    X(JJR, "JJR") X(JJS, "JJS") X(LS, "LS") X(MD, "MD") X(NN, "NN") X(NNS, "NNS") X(NNP, "NNP")  \
    X(NNPS, "NNPS") X(PDT, "PDT") X(POS, "POS") X(PRP, "PRP") X(PRPS, "PRP$") X(RB, "RB")        \
    X(RBR, "RBR") X(RBS, "RBS") X(RP, "RP") X(SYM, "SYM") X(TO, "TO") X(UH, "UH") X(VB, "VB")    \
    X(VBD, "VBD") X(VBG, "VBG") X(VBN, "VBN") X(VBP, "VBP") X(VBZ, "VBZ") X(WDT, "WDT")          \
    X(WP, "WP") X(WPS, "WP$") X(WRB, "WRB") X(COMMA, ",") X(STOP, ".") X(COLON, ":")             \
    X(OPEN_QUOTE, "``") X(CLOSE_QUOTE, "''") X(LRB, "-LRB-") X(RRB, "-RRB-") X(HYPH, "HYPH")     \
    X(CURRENCY, "$") X(NFP, "NFP") X(ADD, "ADD") X(AFX, "AFX") X(GW, "GW") X(XX, "XX")

#define HS_DEPREL_LIST(X)                                                                        \
    X(ROOT, "root") X(ACL, "acl") X(ACL_RELCL, "acl:relcl") X(ADVCL, "advcl")                    \
    X(ADVCL_RELCL, "advcl:relcl") X(ADVMOD, "advmod") X(AMOD, "amod") X(APPOS, "appos")          \
    X(AUX, "aux") X(AUX_PASS, "aux:pass") X(CASE, "case") X(CC, "cc") X(CC_PRECONJ, "cc:preconj")\
    X(CCOMP, "ccomp") X(COMPOUND, "compound") X(COMPOUND_PRT, "compound:prt") X(CONJ, "conj")    \
    X(COP, "cop") X(CSUBJ, "csubj") X(CSUBJ_OUTER, "csubj:outer") X(CSUBJ_PASS, "csubj:pass")    \
    X(DEP, "dep") X(DET, "det") X(DET_PREDET, "det:predet") X(DISCOURSE, "discourse")            \
    X(DISLOCATED, "dislocated") X(EXPL, "expl") X(FIXED, "fixed") X(FLAT, "flat")                \
    X(GOESWITH, "goeswith") X(IOBJ, "iobj") X(LIST, "list") X(MARK, "mark") X(NMOD, "nmod")      \
    X(NMOD_DESC, "nmod:desc") X(NMOD_POSS, "nmod:poss") X(NMOD_UNMARKED, "nmod:unmarked")        \
    X(NSUBJ, "nsubj") X(NSUBJ_OUTER, "nsubj:outer") X(NSUBJ_PASS, "nsubj:pass")                  \
    X(NUMMOD, "nummod") X(OBJ, "obj") X(OBL, "obl") X(OBL_AGENT, "obl:agent")                    \
    X(OBL_UNMARKED, "obl:unmarked") X(ORPHAN, "orphan") X(PARATAXIS, "parataxis")                \
    X(PUNCT, "punct") X(REPARANDUM, "reparandum") X(VOCATIVE, "vocative") X(XCOMP, "xcomp")

enum hs_upos {
#define X(name) HS_UPOS_##name,
    HS_UPOS_LIST(X)
#undef X
    HS_UPOS_COUNT
};

enum hs_xpos {
#define X(name, text) HS_XPOS_##name,
    HS_XPOS_LIST(X)
#undef X
    HS_XPOS_COUNT
};

enum hs_deprel {
#define X(name, text) HS_DEPREL_##name,
    HS_DEPREL_LIST(X)
#undef X
    HS_DEPREL_COUNT
};

/* clang-format on */

/* Of an active or a passive verb. */
static inline bool hs_deprel_is_subject(uint8_t deprel)
{
    return deprel == HS_DEPREL_NSUBJ || deprel == HS_DEPREL_NSUBJ_PASS;
}

/* What a name names. OTHER covers nationalities, events, works, laws, products. */
enum hs_name_type {
    HS_NAME_PERSON,
    HS_NAME_ORGANISATION,
    HS_NAME_PLACE,
    HS_NAME_OTHER,
    HS_NAME_TYPE_COUNT
};

/* Feature bits of a word: at most one bit of each group is set. */
enum hs_feature {
    HS_NUMBER_SINGULAR = 1u << 0,
    HS_NUMBER_PLURAL = 1u << 1,
    HS_TENSE_PAST = 1u << 2,
    HS_TENSE_PRESENT = 1u << 3,
    HS_PERSON_FIRST = 1u << 4,
    HS_PERSON_SECOND = 1u << 5,
    HS_PERSON_THIRD = 1u << 6,
    HS_VERBFORM_FINITE = 1u << 7,
    HS_VERBFORM_INFINITIVE = 1u << 8,
    HS_VERBFORM_PARTICIPLE = 1u << 9,
    HS_VERBFORM_GERUND = 1u << 10,
    HS_VOICE_PASSIVE = 1u << 11,
    HS_MOOD_INDICATIVE = 1u << 12,
    HS_MOOD_IMPERATIVE = 1u << 13,
    HS_MOOD_SUBJUNCTIVE = 1u << 14,
};

/* A group of alternatives among the feature bits: "Tense=Past" is one value of one group. */
struct hs_feature_group {
    const char *name;
    uint32_t value_count;
    struct {
        const char *name;
        uint32_t bit;
    } values[4];
};

#define HS_FEATURE_GROUP_COUNT 6
extern const struct hs_feature_group hs_feature_groups[HS_FEATURE_GROUP_COUNT];

/* Names as CoNLL-U writes them. The label must be below its count. */
const char *hs_upos_name(unsigned label);
const char *hs_xpos_name(unsigned label);
const char *hs_deprel_name(unsigned label);
const char *hs_name_type_name(unsigned label);

/* The label of that name, or -1. A relation with an unknown subtype is looked up without it. */
int hs_upos_find(const char *name, size_t length);
int hs_xpos_find(const char *name, size_t length);
int hs_deprel_find(const char *name, size_t length);

/* Feature bits of a CoNLL-U FEATS column; features outside the groups above are ignored. */
uint32_t hs_features_parse(const char *text, size_t length);
