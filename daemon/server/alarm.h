/* Calling a function once, later. Loop thread only. */
#pragma once

#include <stdint.h>

typedef struct hs_server hs_server;
typedef struct hs_alarm hs_alarm;

hs_alarm *hs_alarm_create(hs_server *server, void (*ring)(void *data), void *data);

/* Rings after so long; an earlier setting holds no more. */
void hs_alarm_set(hs_alarm *alarm, uint64_t delay_ms);

/* It does not ring any more. NULL is fine. */
void hs_alarm_destroy(hs_alarm *alarm);
