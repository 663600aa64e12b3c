/* Fills an error's text. */
#include "base/error.h"

#include "base/shorten.h"

bool hs_error_set(hs_error *error, const char *format, ...)
{
    if (!error)
        return false;
    va_list arguments;
    va_start(arguments, format);
    hs_shorten_format(error->text, sizeof error->text, format, arguments);
    va_end(arguments);
    return false;
}
