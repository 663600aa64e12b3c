/* What stands behind the text on the page of annotate --html: the people with what they say,
 * accuse, are accused of and answer; the claims in order, to be ticked off; the accusations with
 * their answers, as a picture too; and the archive's verdicts. Each leads to its note in the text,
 * whose number is the annotation's place in the array. One thread.
 */
#pragma once

#include <stdio.h>

#include "cli/view.h"

/* A line with what there is, and links to the sections. */
void hs_html_write_summary(FILE *out, const hs_view_document *document);

void hs_html_write_sections(FILE *out, const hs_view_document *document);
