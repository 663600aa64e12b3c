/* Reads /proc (proc(5)). */
#include "process.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"

static void read_whole(const char *path, hs_buffer *content)
{
    hs_error error;
    if (!hs_file_read(path, 1 << 20, content, &error)) {
        fprintf(stderr, "bench: %s\n", error.text);
        exit(3);
    }
}

static int child(void)
{
    hs_buffer path = {0}, content = {0};
    hs_buffer_printf(&path, "/proc/self/task/%d/children", (int)getpid());
    read_whole(path.bytes, &content);
    int process = content.bytes ? atoi(content.bytes) : 0;
    hs_buffer_finish(&path);
    hs_buffer_finish(&content);
    return process;
}

double hs_process_child_memory_mb(const char *field)
{
    hs_buffer path = {0}, content = {0};
    hs_buffer_printf(&path, "/proc/%d/status", child());
    read_whole(path.bytes, &content);
    const char *found = strstr(content.bytes, field);
    double kibibytes = found ? strtod(found + strlen(field), NULL) : 0;
    hs_buffer_finish(&path);
    hs_buffer_finish(&content);
    return kibibytes * 1024 / 1e6;
}

double hs_process_child_cpu_ms(void)
{
    struct timespec spent;
    clockid_t clock;
    if (clock_getcpuclockid(child(), &clock) != 0 || clock_gettime(clock, &spent) != 0)
        exit(3);
    return (double)spent.tv_sec * 1e3 + (double)spent.tv_nsec / 1e6;
}
