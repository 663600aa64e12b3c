/* Finding and opening the models beside the language model. */
#include "language/model_use.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LOG_MODULE "language"
#include "base/buffer.h"
#include "base/log.h"

/* NULL: no model is wanted. */
static char *find_path(const hs_model_use *use)
{
    const char *variable = getenv(use->variable);
    if (variable && variable[0])
        return strcmp(variable, "none") == 0 ? NULL : hs_string_copy(variable);
    hs_buffer path = {0};
    hs_buffer_printf(&path, "%s/%s", HS_SOURCE_MODELS, use->file);
    if (access(path.bytes, R_OK) != 0) {
        hs_buffer_clear(&path);
        hs_buffer_printf(&path, "%s/%s", HS_INSTALLED_MODELS, use->file);
    }
    return path.bytes;
}

hs_model_file *hs_model_use_open(const hs_model_use *use, hs_model_bind *bind, void *model)
{
    char *path = find_path(use);
    if (!path)
        return NULL;
    hs_error error = {0};
    hs_model_file *file = hs_model_file_open(path, &error);
    free(path);
    if (file && bind(model, file, &error))
        return file;
    if (error.text[0]) /* empty where the language model is at fault, which is told by itself */
        HS_LOG_WARN("%s: %s", use->without, error.text);
    hs_model_file_close(file);
    return NULL;
}

const void *hs_shared_model_get(hs_shared_model *shared)
{
    if (!atomic_load_explicit(&shared->tried, memory_order_acquire)) {
        pthread_mutex_lock(&shared->mutex);
        if (!atomic_load_explicit(&shared->tried, memory_order_relaxed))
            shared->file = hs_model_use_open(&shared->use, shared->bind, shared->model);
        atomic_store_explicit(&shared->tried, true, memory_order_release);
        pthread_mutex_unlock(&shared->mutex);
    }
    return shared->file ? shared->model : NULL;
}
