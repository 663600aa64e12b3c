/* What ordinary words mean to a reader of news, judged word by word: who is at fault when a verb
 * holds, whom it harms, what is said by it, how bad or good it sounds, what it is about.
 *
 * corpus/lexicon/meanings.tsv holds base forms, each by its part of speech in its usual sense, and
 * pairs of words that mean something else together ("cover up", "break promise", "hush money");
 * corpus/lexicon/meanings.py makes a constant table of them. Trained models learn what the ratings
 * are worth; rules look at what kind of thing a noun is (noun_kind.h), and at whether a verb
 * tells of a wrong at all where it is said not to be done (unsaid.h). Constant data, any thread.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* Eight numbers of four bits; 0 for a word that the table does not know. */
typedef uint32_t hs_meaning;

enum hs_meaning_place {
    HS_MEANING_FAULT,  /* 0-9: of a verb's subject, of whom a noun or quality is said */
    HS_MEANING_BLAME,  /* verbs, 0-9: the object is held to be at fault */
    HS_MEANING_HARM,   /* verbs, 0-9: the object suffers */
    HS_MEANING_SPEECH, /* verbs and nouns: enum hs_meaning_speech */
    HS_MEANING_TONE,   /* 1 (very bad) to 10 (very good), neutral is 6 */
    HS_MEANING_FIELD,  /* 1-11: violence, law, lying, money, politics, work, morals, prejudice,
                          harm by chance, thought and media, all else */
    HS_MEANING_KIND,   /* nouns: enum hs_meaning_kind; verbs, 0-9: done on purpose; qualities, 1-3:
                          of people, of things, of both */
    HS_MEANING_MODE,   /* qualities, 1-5: plain, hedges, strengthens, denies or limits, time */
};

/* From this fault on a verb tells of a wrong: "lie", "dump". */
enum { HS_MEANING_WRONG = 5 };

enum hs_meaning_speech {
    HS_SPEECH_NONE = 1,
    HS_SPEECH_STATES,
    HS_SPEECH_CRITICISES,
    HS_SPEECH_DENIES,
    HS_SPEECH_ADMITS,
    HS_SPEECH_DEFENDS,
    HS_SPEECH_ORDERS, /* asks, promises, warns */
    HS_SPEECH_THINKS,
    HS_SPEECH_FEELS,
};

enum hs_meaning_kind {
    HS_KIND_PERSON = 1,
    HS_KIND_GROUP,
    HS_KIND_OFFICE, /* a body of the state */
    HS_KIND_PLACE,
    HS_KIND_EVENT,
    HS_KIND_ACT,
    HS_KIND_CASE, /* an accusation, or what comes of one */
    HS_KIND_TEXT,
    HS_KIND_RULE,
    HS_KIND_MONEY,
    HS_KIND_THING,
    HS_KIND_BODY,
    HS_KIND_STATE,
    HS_KIND_TRAIT,
    HS_KIND_IDEA, /* of spans of time see hs_meaning_of_time */
};

enum hs_meaning_part { HS_MEANING_OF_VERB, HS_MEANING_OF_NOUN, HS_MEANING_OF_QUALITY };

/* Of a lemma (ASCII letters' case set aside) as a part of speech; qualities are adjectives and
 * adverbs. */
hs_meaning hs_meaning_of(hs_str lemma, enum hs_meaning_part part);

/* Of a pair: verb and particle, preposition or object; what a noun is qualified by, and the noun;
 * a noun and the one behind "of". */
hs_meaning hs_meaning_of_pair(hs_str first, hs_str second, enum hs_meaning_part part);

static inline unsigned hs_meaning_get(hs_meaning meaning, enum hs_meaning_place place)
{
    return meaning >> 4 * place & 15u;
}

/* Whether a noun is a span of time: "term", "year". These are a kind of their own, for which four
 * bits are too few: they have 0 there and 1 as HS_MEANING_MODE, and models have learnt that. */
static inline bool hs_meaning_of_time(hs_meaning noun)
{
    return hs_meaning_get(noun, HS_MEANING_KIND) == 0 && hs_meaning_get(noun, HS_MEANING_MODE) == 1;
}

/* Whether a noun is for what neither acts nor speaks: "attack", "fraud", "report", "law", "debt".
 */
static inline bool hs_meaning_mute(hs_meaning noun)
{
    static const uint32_t mute = 1u << HS_KIND_EVENT | 1u << HS_KIND_ACT | 1u << HS_KIND_CASE |
                                 1u << HS_KIND_TEXT | 1u << HS_KIND_RULE | 1u << HS_KIND_MONEY |
                                 1u << HS_KIND_STATE | 1u << HS_KIND_TRAIT | 1u << HS_KIND_IDEA;
    return mute >> hs_meaning_get(noun, HS_MEANING_KIND) & 1u;
}
