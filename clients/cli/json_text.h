/* Texts of JSON objects. Borrowed from the object. */
#pragma once

#include <jansson.h>

/* A member that is a string; "" where there is none. */
static inline const char *hs_json_text(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}
