/* What the system says of this process's only child, the daemon. Each ends the program when the
 * child cannot be read. Linux only: /proc.
 */
#pragma once

/* A figure of /proc/PID/status that is given in kB ("VmRSS:"), in MB (10^6 bytes). */
double hs_process_child_memory_mb(const char *field);

/* Processor time of all its threads so far, those that have ended included. */
double hs_process_child_cpu_ms(void);
