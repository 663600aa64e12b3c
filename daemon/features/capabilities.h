/* What both sides say they can do in `initialize`. */
#pragma once

#include <jansson.h>

#include "features/json_writer.h"
#include "features/session_state.h"

/* Reads the client's capabilities. */
void hs_capabilities_read(hs_session_state *client, const json_t *capabilities);

/* The server's capabilities, for a client whose own are read. */
void hs_capabilities_write(const hs_session_state *client, hs_json_writer *json);
