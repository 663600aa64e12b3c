/* Accusations of several documents as rows, and the forms in which they are shown: a table, JSON
 * lines, Graphviz, and a page with the graph of who accuses whom. One thread.
 */
#pragma once

#include <jansson.h>
#include <stdio.h>

#include "base/array.h"
#include "base/str.h"
#include "cli/graph.h"

typedef struct hs_accusation_row {
    char *path;              /* owned, as are the texts */
    size_t line;             /* from 1 on */
    char *accuser, *accused; /* as shown: names joined by commas */
    char *charge;            /* in one line; the cue where there is no charge */
    char *answers;           /* "denial by Ana Ruiz: …", joined by "; "; "" if there is none */
    bool explicit_form;
    double confidence;
    json_t *accused_names; /* array of strings, one reference */
    json_t *answer_list;   /* array of objects, one reference */
} hs_accusation_row;

typedef struct hs_accusation_rows {
    HS_ARRAY(hs_accusation_row) items;
    hs_graph graph;
} hs_accusation_rows; /* zero-initialised = empty */

/* Adds the accusations among a document's annotations, whose spans count bytes of `text`. */
void hs_accusation_rows_add(hs_accusation_rows *rows, const char *path, hs_str text,
                            const json_t *annotations);
void hs_accusation_rows_finish(hs_accusation_rows *rows);

typedef void (*hs_accusations_view)(const hs_accusation_rows *rows, FILE *out);
void hs_accusations_write_table(const hs_accusation_rows *rows, FILE *out);
void hs_accusations_write_json(const hs_accusation_rows *rows, FILE *out);
void hs_accusations_write_html(const hs_accusation_rows *rows, FILE *out);
void hs_accusations_write_dot(const hs_accusation_rows *rows, FILE *out);
