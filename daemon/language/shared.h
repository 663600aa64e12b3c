/* The one model of a process: opened at its first use, shared by all threads, kept to the end.
 *
 * A model that cannot be opened is tried once; its reason is kept for whoever asks.
 */
#pragma once

#include "base/error.h"
#include "language/language.h"

/* Names the model file, before the first use; NULL as for hs_model_file_find. Borrowed. */
void hs_language_shared_choose(const char *path);

/* NULL with the reason. Any thread. */
const hs_language *hs_language_shared(hs_error *error);

/* For models that read the first `width` numbers of words' states (language.h): true where those
 * are made by what has this fingerprint. Else false, with `refusal` as the reason; with an empty
 * one where there is no language model, of which whoever asks for it is told, and where the one is
 * here that a user has chosen: the first misfit is logged for all of them. */
bool hs_language_shared_fits(uint32_t width, uint64_t encoder, const char *refusal,
                             hs_error *error);
