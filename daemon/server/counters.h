/* What the server counts, for hearsay/status. A table: name of the counter, text for the log.
 *
 * Each way of losing a client has a counter of its own; those have a text, which tells the log why
 * the client was dropped.
 */
#pragma once

#include <jansson.h>
#include <stdint.h>

#define HS_COUNTERS(X)                                                                             \
    X(clientsAccepted, NULL)                                                                       \
    X(clientsLeft, NULL)                                                                           \
    X(refusedOtherUser, "its process belongs to another user")                                     \
    X(refusedTooMany, "too many clients")                                                          \
    X(refusedOrigin, "it asks for another host, or for a page of another site")                    \
    X(droppedHeaderTooLong, "a header too long")                                                   \
    X(droppedMessageTooLong, "a message too long")                                                 \
    X(droppedBadFraming, "bytes that are no message")                                              \
    X(droppedWithoutToken, "no valid token")                                                       \
    X(droppedSlowReader, "it does not read what is sent to it")                                    \
    X(droppedBacklog, "too much output waits for it")                                              \
    X(droppedDrain, "it was not done in time")                                                     \
    X(droppedConnectionError, "the connection failed")                                             \
    X(httpRequests, NULL)                                                                          \
    X(messagesIn, NULL)                                                                            \
    X(bytesIn, NULL)                                                                               \
    X(messagesOut, NULL)                                                                           \
    X(bytesOut, NULL)                                                                              \
    X(parseErrors, NULL)                                                                           \
    X(invalidRequests, NULL)                                                                       \
    X(requests, NULL)                                                                              \
    X(cancelledRequests, NULL)                                                                     \
    X(replacedPushes, NULL)                                                                        \
    X(jobs, NULL)

typedef enum hs_counter {
#define HS_COUNTER_ID(name, text) HS_COUNTER_##name,
    HS_COUNTERS(HS_COUNTER_ID)
#undef HS_COUNTER_ID
        HS_COUNTER_COUNT
} hs_counter;

typedef struct hs_counters {
    uint64_t values[HS_COUNTER_COUNT];
} hs_counters;

/* Why a client is dropped; NULL for counters that are not about that. */
const char *hs_counter_text(hs_counter counter);

/* A new object, name → value. */
json_t *hs_counters_json(const hs_counters *counters);
