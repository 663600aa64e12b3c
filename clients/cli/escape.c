/* The four characters that mean something to HTML, and those that may not stand in it. */
#include "cli/escape.h"

void hs_escape_html(FILE *out, hs_str text)
{
    for (size_t i = 0; i < text.length; i++) {
        char c = text.bytes[i];
        switch (c) {
        case '&':
            fputs("&amp;", out);
            break;
        case '<':
            fputs("&lt;", out);
            break;
        case '>':
            fputs("&gt;", out);
            break;
        case '"':
            fputs("&quot;", out);
            break;
        default:
            if ((unsigned char)c >= 0x20 || c == '\n' || c == '\t')
                fputc(c, out);
            else if (c != '\r')
                fputs("\xef\xbf\xbd", out);
        }
    }
}
