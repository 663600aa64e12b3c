/* A libuv timer that outlives its owner until it is closed. */
#include "server/alarm.h"

#include <stdlib.h>

#include "server/server_private.h"

struct hs_alarm {
    uv_timer_t timer;
    void (*ring)(void *data);
    void *data;
};

static void on_timer(uv_timer_t *timer)
{
    hs_alarm *alarm = timer->data;
    alarm->ring(alarm->data);
}

static void on_alarm_closed(uv_handle_t *handle)
{
    free(handle->data);
}

hs_alarm *hs_alarm_create(hs_server *server, void (*ring)(void *data), void *data)
{
    hs_alarm *alarm = hs_alloc_zeroed(1, sizeof *alarm);
    alarm->ring = ring;
    alarm->data = data;
    uv_timer_init(&server->loop, &alarm->timer);
    alarm->timer.data = alarm;
    return alarm;
}

void hs_alarm_set(hs_alarm *alarm, uint64_t delay_ms)
{
    uv_timer_start(&alarm->timer, on_timer, delay_ms, 0);
}

void hs_alarm_destroy(hs_alarm *alarm)
{
    if (alarm)
        uv_close((uv_handle_t *)&alarm->timer, on_alarm_closed);
}
