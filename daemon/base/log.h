/* Log lines on stderr: level, module, text; with sd-daemon's <N> prefixes when stderr is the
 * journal ($JOURNAL_STREAM is set).
 *
 * A file that logs defines LOG_MODULE ("server") before it includes this. Texts of users'
 * documents never go into a log. Thread safe (one write a line).
 */
#pragma once

#include <stdbool.h>

#include "base/memory.h"

typedef enum hs_log_level {
    HS_LOG_ERROR,
    HS_LOG_WARNING,
    HS_LOG_INFO,
    HS_LOG_DEBUG,
} hs_log_level;

/* Lines above this level ("error", "warning", "info", "debug") are dropped. Default: warning. Set
 * once at start. False: there is no such level. */
bool hs_log_set_level(const char *name);

void hs_log_write(hs_log_level level, const char *module, const char *format, ...) HS_PRINTF(3, 4);

#define HS_LOG_ERR(...) hs_log_write(HS_LOG_ERROR, LOG_MODULE, __VA_ARGS__)
#define HS_LOG_WARN(...) hs_log_write(HS_LOG_WARNING, LOG_MODULE, __VA_ARGS__)
#define HS_LOG_NOTE(...) hs_log_write(HS_LOG_INFO, LOG_MODULE, __VA_ARGS__)
#define HS_LOG_TRACE(...) hs_log_write(HS_LOG_DEBUG, LOG_MODULE, __VA_ARGS__)
