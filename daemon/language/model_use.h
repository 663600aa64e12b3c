/* The models beside the language model: each in a file of its own, found and opened alike. A
 * program does without one that is not there or does not fit: it says so once, in the log, unless
 * that is for the language model's sake (hs_language_shared_fits).
 */
#pragma once

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "base/error.h"
#include "language/model_file.h"

typedef struct hs_model_use {
    const char *variable; /* of the environment: names the file, or is "none" for no model */
    const char *file;     /* its name in the source tree's folder and in the installed one */
    const char *without;  /* what the program does without the model, for the log */
} hs_model_use;

/* Binds a model to what the file holds; false with the reason when it does not fit. */
typedef bool hs_model_bind(void *model, const hs_model_file *file, hs_error *error);

/* Opens the file, which the variable names where it is set and not empty; else the source tree's if
 * it can be read, else the installed one; and binds the model to it. NULL without a model, which is
 * logged unless the variable asks for none. The file is the caller's (hs_model_file_close) and must
 * stay open for as long as the model is in use. */
hs_model_file *hs_model_use_open(const hs_model_use *use, hs_model_bind *bind, void *model);

/* A model that the process has one of: opened at its first use, kept to the end. `mutex` begins as
 * PTHREAD_MUTEX_INITIALIZER, what stands below it as zeros. */
typedef struct hs_shared_model {
    hs_model_use use;
    hs_model_bind *bind;
    void *model; /* what `bind` fills */
    pthread_mutex_t mutex;
    atomic_bool tried;
    hs_model_file *file; /* once tried: NULL where there is no model */
} hs_shared_model;

/* `shared->model`, or NULL without one. Any thread. */
const void *hs_shared_model_get(hs_shared_model *shared);
