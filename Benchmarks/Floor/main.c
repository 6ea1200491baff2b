/* bench-floor RECORDS ADDRESS...: what one federated search costs when nothing is done but the fan-out.

   One thread of plain ZOOM-C under epoll asks every address at once for a search's first RECORDS records, and takes each
   as ZOOM's form "raw", which is what a client written with ZOOM does. ZOOM decodes the record and encodes it anew for
   that, which costs more than to receive it; "bare" says what is left without. Orders come on standard input, one a line:

     warm N    the next N lines are queries (PQF); each is one fan-out over connections that stay open
     bare N    the same, but the records' octets are taken as they came
     cold N    as warm, over new connections for each fan-out: TCP, Init, Search

   The answer to an order is a line: N, then the processor time in ns, the records and their bytes of all N fan-outs
   together, then the wall time of each in ns. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <yaz/proto.h>
#include <yaz/zoom.h>

#define PATIENCE_MS 30000

struct member {
    const char *address;
    ZOOM_connection connection;
    ZOOM_resultset results;
    int socket;        /* as epoll knows it; -1 when it knows none */
    uint32_t interest; /* the events epoll was asked for */
    int busy;
};

static struct member *members;
static int member_count;
static int record_count;
static int poller;
static uint64_t records_seen;
static uint64_t bytes_seen;

static void fail(const char *what, const char *why)
{
    fprintf(stderr, "bench-floor: %s: %s\n", what, why);
    exit(1);
}

static uint64_t clock_ns(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static void open_connection(struct member *member)
{
    char count[16];
    snprintf(count, sizeof count, "%d", record_count);
    member->connection = ZOOM_connection_create(NULL);
    member->socket = -1;
    ZOOM_connection_option_set(member->connection, "async", "1");
    ZOOM_connection_option_set(member->connection, "preferredRecordSyntax", "usmarc");
    ZOOM_connection_option_set(member->connection, "count", count);
    ZOOM_connection_option_set(member->connection, "presentChunk", count);
    ZOOM_connection_connect(member->connection, member->address, 0);
}

static void close_connection(struct member *member)
{
    ZOOM_connection_destroy(member->connection);
    member->connection = NULL;
}

/* Tells epoll what the member waits for, if that has changed. */
static void watch(struct member *member)
{
    int socket = ZOOM_connection_get_socket(member->connection);
    int mask = ZOOM_connection_get_mask(member->connection);
    uint32_t interest = (mask & ZOOM_SELECT_READ ? EPOLLIN : 0u) | (mask & ZOOM_SELECT_WRITE ? EPOLLOUT : 0u);
    if (socket < 0) fail(member->address, ZOOM_connection_errmsg(member->connection));
    if (socket == member->socket && interest == member->interest) return;
    struct epoll_event event = {.events = interest, .data.ptr = member};
    int operation = socket == member->socket ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
    /* A socket that was closed is gone from epoll, though the new one may have its number. */
    if (epoll_ctl(poller, operation, socket, &event) != 0 &&
        epoll_ctl(poller, operation == EPOLL_CTL_MOD ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, socket, &event) != 0)
        fail(member->address, "epoll_ctl");
    member->socket = socket;
    member->interest = interest;
}

/* Goes on with a member as far as its socket lets it; returns whether it is done. */
static int go_on(struct member *member)
{
    while (ZOOM_connection_process(member->connection))
        ;
    if (!ZOOM_connection_is_idle(member->connection)) {
        watch(member);
        return 0;
    }
    member->busy = 0;
    if (ZOOM_connection_errcode(member->connection))
        fail(member->address, ZOOM_connection_errmsg(member->connection));
    return 1;
}

/* The length of a record in octets, as it came or in the form "raw"; 0 when there is none. */
static int record_length(ZOOM_record record, int is_bare)
{
    int length = 0;
    if (!is_bare) return ZOOM_record_get(record, "raw", &length) ? length : 0;
    const Z_External *external = (const Z_External *)ZOOM_record_get(record, "ext", NULL);
    return external && external->which == Z_External_octet ? external->u.octet_aligned->len : 0;
}

static void read_records(struct member *member, int is_bare)
{
    size_t hits = ZOOM_resultset_size(member->results);
    for (size_t at = 0; at < (size_t)record_count && at < hits; at++) {
        ZOOM_record record = ZOOM_resultset_record_immediate(member->results, at);
        int length = record ? record_length(record, is_bare) : 0;
        if (length <= 0) fail(member->address, "a record that was promised is not there");
        records_seen++;
        bytes_seen += (uint64_t)length;
    }
    ZOOM_resultset_destroy(member->results);
    member->results = NULL;
}

static void fan_out(const char *query, int is_bare)
{
    struct epoll_event ready[256];
    int waiting = member_count;
    for (int i = 0; i < member_count; i++) {
        members[i].results = ZOOM_connection_search_pqf(members[i].connection, query);
        members[i].busy = 1;
    }
    for (int i = 0; i < member_count; i++) waiting -= go_on(&members[i]);
    while (waiting > 0) {
        int count = epoll_wait(poller, ready, 256, PATIENCE_MS);
        if (count <= 0) fail(query, "no answer");
        for (int i = 0; i < count; i++) {
            struct member *member = ready[i].data.ptr;
            uint32_t events = ready[i].events;
            if (!member->busy) continue;
            int mask = (events & (EPOLLIN | EPOLLHUP | EPOLLERR) ? ZOOM_SELECT_READ : 0) |
                       (events & EPOLLOUT ? ZOOM_SELECT_WRITE : 0) | (events & EPOLLERR ? ZOOM_SELECT_EXCEPT : 0);
            ZOOM_connection_fire_event_socket(member->connection, mask);
            waiting -= go_on(member);
        }
    }
    for (int i = 0; i < member_count; i++) read_records(&members[i], is_bare);
}

static void for_all(void (*action)(struct member *))
{
    for (int i = 0; i < member_count; i++) action(&members[i]);
}

/* Carries one order out and prints its figures. */
static void obey(const char *kind, int count, char **queries, uint64_t *walls)
{
    uint64_t cpu = 0;
    int is_cold = strcmp(kind, "cold") == 0, is_bare = strcmp(kind, "bare") == 0;
    records_seen = bytes_seen = 0;
    if (is_cold) for_all(close_connection);
    for (int i = 0; i < count; i++) {
        uint64_t cpu_start = clock_ns(CLOCK_PROCESS_CPUTIME_ID), start = clock_ns(CLOCK_MONOTONIC);
        if (is_cold) for_all(open_connection);
        fan_out(queries[i], is_bare);
        walls[i] = clock_ns(CLOCK_MONOTONIC) - start;
        cpu += clock_ns(CLOCK_PROCESS_CPUTIME_ID) - cpu_start;
        if (is_cold) for_all(close_connection);
    }
    if (is_cold) for_all(open_connection);
    printf("%d %" PRIu64 " %" PRIu64 " %" PRIu64, count, cpu, records_seen, bytes_seen);
    for (int i = 0; i < count; i++) printf(" %" PRIu64, walls[i]);
    printf("\n");
    fflush(stdout);
}

int main(int argc, char **argv)
{
    char *line = NULL;
    size_t room = 0;
    if (argc < 3) fail("usage", "bench-floor RECORDS ADDRESS...");
    record_count = atoi(argv[1]);
    member_count = argc - 2;
    members = calloc((size_t)member_count, sizeof *members);
    poller = epoll_create1(EPOLL_CLOEXEC);
    if (!members || poller < 0) fail("start", "no memory, or no epoll");
    for (int i = 0; i < member_count; i++) members[i].address = argv[2 + i];
    for_all(open_connection);
    while (getline(&line, &room, stdin) > 0) {
        char kind[8];
        int count = 0;
        if (sscanf(line, "%7s %d", kind, &count) != 2 || count < 1) fail("no order", line);
        char **queries = calloc((size_t)count, sizeof *queries);
        uint64_t *walls = calloc((size_t)count, sizeof *walls);
        if (!queries || !walls) fail("order", "no memory");
        for (int i = 0; i < count; i++) {
            if (getline(&line, &room, stdin) <= 0) fail("order", "fewer queries than it announced");
            line[strcspn(line, "\n")] = 0;
            queries[i] = strdup(line);
        }
        obey(kind, count, queries, walls);
        for (int i = 0; i < count; i++) free(queries[i]);
        free(queries);
        free(walls);
    }
    for_all(close_connection);
    free(members);
    free(line);
    return 0;
}
