/* The request table of a session, and batches. What a message asks for is dispatch.c's matter. */
#include "server/request.h"

#include <assert.h>
#include <stdlib.h>

#include "server/server_private.h"
#include "server/session.h"

hs_request *hs_request_create(hs_session *session, const json_t *id, hs_batch *batch)
{
    hs_request *request = hs_alloc_zeroed(1, sizeof *request);

    request->server = session->server;
    request->session = session;
    request->id = json_incref((json_t *)id);
    request->batch = batch;
    if (batch)
        batch->open++;
    request->next = session->requests;
    if (request->next)
        request->next->previous = request;
    session->requests = request;
    session->request_count++;
    session->server->request_count++;
    return request;
}

hs_request *hs_request_find(const hs_session *session, const json_t *id)
{
    for (hs_request *request = session->requests; request; request = request->next)
        if (json_equal(request->id, id))
            return request;
    return NULL;
}

void hs_request_cancel(hs_request *request)
{
    if (request->cancelled)
        return;
    request->cancelled = true;
    request->server->counters.values[HS_COUNTER_cancelledRequests]++;
    if (request->on_cancel)
        request->on_cancel(request, request->cancel_data);
}

static void unlink_from_session(hs_request *request)
{
    hs_session *session = request->session;

    *(request->previous ? &request->previous->next : &session->requests) = request->next;
    if (request->next)
        request->next->previous = request->previous;
    request->next = request->previous = NULL;
    session->request_count--;
}

void hs_request_answer(hs_request *request, hs_str response)
{
    hs_server *server = request->server;
    hs_session *session = request->session;

    assert(!request->answered);
    request->answered = true;
    if (session)
        unlink_from_session(request);
    if (request->batch) {
        hs_batch_add(request->batch, response);
        hs_batch_release(request->batch, session);
    } else if (session) {
        hs_session_send(session, response, NULL);
    }
    request->next = server->answered;
    server->answered = request;
}

void hs_request_abandon_all(hs_session *session)
{
    while (session->requests) {
        hs_request *request = session->requests;
        unlink_from_session(request);
        request->session = NULL;
        hs_request_cancel(request);
    }
}

void hs_request_free_answered(hs_server *server)
{
    while (server->answered) {
        hs_request *request = server->answered;
        server->answered = request->next;
        server->request_count--;
        json_decref(request->id);
        free(request);
    }
}

hs_batch *hs_batch_create(void)
{
    hs_batch *batch = hs_alloc_zeroed(1, sizeof *batch);

    batch->open = 1;
    return batch;
}

void hs_batch_add(hs_batch *batch, hs_str response)
{
    hs_buffer_append_byte(&batch->replies, batch->replies.length > 0 ? ',' : '[');
    hs_buffer_append_str(&batch->replies, response);
}

void hs_batch_release(hs_batch *batch, hs_session *session)
{
    assert(batch->open > 0);
    if (--batch->open > 0)
        return;
    if (session && batch->replies.length > 0) {
        hs_buffer_append_byte(&batch->replies, ']');
        hs_session_send(session, hs_buffer_str(&batch->replies), NULL);
    }
    hs_buffer_finish(&batch->replies);
    free(batch);
}
