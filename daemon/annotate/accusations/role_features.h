/* By what the parties of an accusation or answer are told: who is accused, who accuses, who
 * answers.
 *
 * Each finding has candidates: the parties that its block mentions near it, those that the text has
 * spoken of before, whoever speaks there, and that the words leave it open. A model (role_model.h)
 * weighs yes-or-no features of each and what the language network knows of the words. How a mention
 * stands to the finding's words is seen while the block is read (accusation_roles.h); what the
 * document knows of the party, while linking (link_roles.c).
 */
#pragma once

#include <stdint.h>

/* What is asked; accusations that a word makes and that are only asserted have weights each. */
typedef enum hs_role_task {
    HS_ROLE_ACCUSED_BY_WORD,
    HS_ROLE_ACCUSED_ASSERTED,
    HS_ROLE_ACCUSER_BY_WORD,
    HS_ROLE_ACCUSER_ASSERTED,
    HS_ROLE_ANSWERER,
    HS_ROLE_TASK_COUNT
} hs_role_task;

/* Of a mention. "charge_" and "cue_": its relation to the word on which those words hang; "inner_":
 * to another word of the charge; "victim": whoever suffers what the charge says; "governor_": to
 * the predicate that the charge hangs on; "cue_verb_": to the verb that a noun accuses behind
 * ("made allegations"). */
/* clang-format off */
#define HS_SIGHT_FEATURES(X)                                                                       \
    X(charge_subject) X(charge_subject_far) X(charge_passive) X(charge_by) X(charge_possessor)     \
    X(charge_object) X(charge_of) X(charge_oblique) X(charge_itself) X(inner_subject)              \
    X(inner_object) X(charge_victim) X(in_charge) X(governor_subject) X(governor_object)           \
    X(governor_by) X(antecedent) X(cue_subject) X(cue_subject_far) X(cue_passive) X(cue_object)    \
    X(cue_by) X(cue_of) X(cue_against) X(cue_to) X(cue_for) X(cue_from) X(cue_possessor)           \
    X(cue_verb_subject) X(compound) X(in_cue) X(nearest_before) X(before) X(nearest_after)         \
    X(sentence_before) X(root_subject) X(former_root_subject) X(person_name)                       \
    X(organisation_name) X(place_name) X(other_name) X(he) X(it) X(they) X(me) X(you) X(relative)  \
    X(person_noun) X(group_noun) X(thing) X(plural) X(owner) X(owner_of_charge) X(owner_of_cue)    \
    X(owner_in_charge) X(owner_of_agent) X(source) X(addressee) X(same_voice) X(other_voice)       \
    X(rule_accused) X(rule_accuser) X(attacked) X(attacker)

/* Of a party, and of the two candidates without one. */
#define HS_PARTY_FEATURES(X)                                                                       \
    X(mentioned_here) X(speaker) X(speaker_in_marks) X(speaker_has_subject) X(speaker_of_noun)     \
    X(speaker_by_rule) X(author) X(author_quoted) X(author_by_rule) X(author_of_subject) X(open)   \
    X(open_noun) X(open_passive) X(open_has_subject) X(open_by_rule) X(open_in_marks)              \
    X(accused_last) X(accused_lately) X(accused_once) X(accused_often) X(most_accused)             \
    X(accused_by_accuser) X(accuser) X(accused_this_sentence) X(accuser_last) X(accuser_once)      \
    X(accuser_often) X(most_mentioned) X(second_mentioned) X(once) X(twice_or_thrice) X(up_to_nine)\
    X(often) X(in_heading) X(in_lead) X(sure_person) X(person) X(organisation) X(place) X(group)   \
    X(other) X(described) X(country) X(sentence_of) X(sentence_ago) X(two_or_three_ago)            \
    X(up_to_ten_ago) X(further_ago) X(not_yet) X(block_ago) X(latest_subject) X(latest_quoted)     \
    X(spoke) X(latest_speaker) X(former_speaker) X(latest_mentioned) X(answered)                   \
    X(of_speaker_side) X(author_judges) X(speaker_judges) X(open_judged)
/* clang-format on */

typedef enum hs_sight_feature {
#define X(name) HS_SIGHT_##name,
    HS_SIGHT_FEATURES(X)
#undef X
        HS_SIGHT_FEATURE_COUNT
} hs_sight_feature;

typedef enum hs_party_feature {
#define X(name) HS_PARTY_##name,
    HS_PARTY_FEATURES(X)
#undef X
        HS_PARTY_FEATURE_COUNT
} hs_party_feature;

_Static_assert(HS_SIGHT_FEATURE_COUNT <= 64 && HS_PARTY_FEATURE_COUNT <= 64,
               "a feature is a bit of 64");

/* What holds of the finding itself, for the candidates without a mention. */
enum hs_role_situation {
    HS_SITUATION_IN_MARKS = 1 << 0,
    HS_SITUATION_HAS_SUBJECT = 1 << 1, /* the cue's subject stands there */
    HS_SITUATION_NOUN = 1 << 2,        /* the cue is a noun or adjective */
    HS_SITUATION_PASSIVE = 1 << 3,
    HS_SITUATION_RULE_OPEN = 1 << 4, /* the rules say so */
    HS_SITUATION_RULE_SPEAKER = 1 << 5,
    HS_SITUATION_JUDGED = 1 << 6, /* the cue judges ("liar", "sexist"), it tells of no accusing */
    HS_SITUATION_MUTUAL = 1 << 7, /* "accused each other" */
    HS_SITUATION_WRONG = 1 << 8,  /* some word of the charge tells of one */
    HS_SITUATION_CHANCE = 1 << 9, /* "the flood killed nine": nobody did it */
    HS_SITUATION_THING =
        1 << 10, /* "the weedkiller harms bees": who did it the words do not tell */
    HS_SITUATION_VERDICT = 1 << 11, /* "condemned the verdict": not who was sentenced is accused */
    HS_SITUATION_RETORT = 1 << 12,  /* "that is a lie": whoever said it before is accused */
    HS_SITUATION_CALLS = 1 << 13,   /* "her calling it a menu": somebody does, not the text */
    HS_SITUATION_CRIME = 1 << 14,   /* "condemned the attack": by whom the words do not tell */
    HS_SITUATION_TOLD = 1 << 15,    /* "criticism", "allegedly": of others, not of the text */
    HS_SITUATION_GENERAL = 1 << 16, /* "attacked free trade": the doing of nobody in particular */
    HS_SITUATION_OF_THING =
        1 << 17, /* "criticised the system": whose it is the words do not tell */
    HS_SITUATION_PUNISHED = 1 << 18, /* "a farm was fined for it": nobody else is accused */
    HS_SITUATION_KNOWN_CRIME =
        1 << 19, /* "condemned the shelling": one that the text has told of */
};
