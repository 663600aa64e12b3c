/* The detectors of who says what, in the order in which they run. Each appends to the reading's
 * attributions.
 */
#pragma once

#include "annotate/reading/reading.h"

bool hs_read_learned(hs_reading *reading);   /* the trained model; false: there is none */
void hs_read_headline(hs_reading *reading);  /* what that leaves out in headings */
void hs_read_reporting(hs_reading *reading); /* verbs that report, "according to" */
void hs_read_nouns(hs_reading *reading);     /* "the claim that" */
void hs_read_left_out(hs_reading *reading);  /* reports within reports, behind the model */
void hs_read_heard(hs_reading *reading);     /* "the court heard", behind the others */
void hs_read_announced(hs_reading *reading); /* "Ana Ruiz posted:" */
void hs_read_summed_up(hs_reading *reading); /* "“…” That was the verdict of Ana Ruiz" */
void hs_read_layout(hs_reading *reading);    /* turns, "X: …" in headings, marks with no cue */
void hs_read_joined(hs_reading *reading);    /* who says it with the source, of all of them */
