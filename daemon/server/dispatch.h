/* From the text of a message to the features, or to the error that JSON-RPC wants.
 *
 * The server itself answers what is about the protocol and not about texts: malformed messages,
 * $/cancelRequest, unknown $/… requests, the token of a TCP client, ids that are in use.
 */
#pragma once

#include <stddef.h>

#include "base/str.h"
#include "features/host.h"

/* Handles one message: a request, a notification, a response, or a batch of them. */
void hs_dispatch_text(hs_session *session, hs_str text);

/* The longest message that the session may send now. */
size_t hs_dispatch_message_limit(const hs_session *session);
