/* The ways in which annotate shows a document. One thread; everything is borrowed for the call. */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/str.h"

typedef struct hs_view_document {
    size_t number;    /* from 1 on */
    const char *name; /* as the user gave it */
    hs_str text;
    const json_t *annotations; /* the array */
} hs_view_document;

typedef struct hs_view_settings {
    bool colour;
    int width; /* columns of the terminal */
} hs_view_settings;

typedef struct hs_view {
    void (*begin)(FILE *out, const hs_view_settings *settings);
    void (*document)(FILE *out, const hs_view_document *document, const hs_view_settings *settings);
    void (*end)(FILE *out);
} hs_view;

extern const hs_view hs_view_json;
extern const hs_view hs_view_terminal;
extern const hs_view hs_view_html;
