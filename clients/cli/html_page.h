/* The frame of the page that annotate --html writes: its head with the style, and its end. The page
 * needs nothing beside it, follows the reader's light or dark, and prints. One thread.
 */
#pragma once

#include <stdio.h>

void hs_html_page_begin(FILE *out);
void hs_html_page_end(FILE *out);
