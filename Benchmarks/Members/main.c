/* bench-members: Z39.50 servers whose records all differ, for what yaz-ztest's one list of records can't show.

   Run it as yaz-ztest: bench-members -S tcp:127.0.0.1:9999. Database db.N is member N. Like yaz-ztest it finds as many
   records as the query's first term says, if that is a number, else 1,000. A member's records are made from its number
   and their position: MARC 21 in UTF-8, about 760 bytes each. Every fourth is one that three neighbouring members hold
   too (members 4k to 4k + 3), the others nobody else has. */
#include <ctype.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaz/backend.h>
#include <yaz/diagbib1.h>
#include <yaz/oid_db.h>

#define MAXIMUM_HITS 100000
#define SEPARATOR "\x1f"
#define FIELD_END "\x1e"

struct session {
    int member;
    int hits;
};

/* SplitMix64: the next of a sequence of well mixed numbers. */
static uint64_t next_random(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static const char *pick(uint64_t *state, const char *const *words, size_t count)
{
    return words[next_random(state) % count];
}
#define PICK(state, words) pick(state, words, sizeof(words) / sizeof *(words))

static const char *const syllables[] = {"ba", "chen", "dor", "el", "fa", "gre", "hol", "im", "jo", "kar", "lin", "mo",
                                        "nes", "o", "pra", "quin", "ros", "sten", "tu", "um", "ver", "wil", "xia", "zhu"};
static const char *const kinds[] = {"history", "geography", "economy", "literature", "politics", "architecture", "music",
                                    "law", "languages", "religion", "landscape", "agriculture"};
static const char *const openings[] = {"A short ", "The ", "Essays on the ", "Studies in the ", "An introduction to the ",
                                       "Readings in the ", "A survey of the ", "Notes towards the "};
static const char *const publishers[] = {"University Press", "Academic Books", "Longman", "Springer", "Harvester",
                                         "Methuen", "Elsevier", "Northern Press"};

/* A name of two to four syllables, with a capital. */
static void make_name(uint64_t *state, char *name, size_t room)
{
    int count = 2 + (int)(next_random(state) % 3);
    name[0] = 0;
    for (int i = 0; i < count; i++) strncat(name, PICK(state, syllables), room - strlen(name) - 1);
    name[0] = (char)toupper((unsigned char)name[0]);
}

static void make_isbn(uint64_t *state, char isbn[14])
{
    int sum = 0;
    memcpy(isbn, "978", 3);
    for (int i = 3; i < 12; i++) isbn[i] = (char)('0' + next_random(state) % 10);
    for (int i = 0; i < 12; i++) sum += (isbn[i] - '0') * (i % 2 ? 3 : 1);
    isbn[12] = (char)('0' + (10 - sum % 10) % 10);
    isbn[13] = 0;
}

/* An ISO 2709 record under construction: the directory grows in one buffer, the fields in another. */
struct marc {
    char directory[512];
    char fields[4096];
    size_t directory_length, fields_length;
};

static void add_field(struct marc *marc, const char *tag, const char *format, ...)
{
    char *start = marc->fields + marc->fields_length;
    size_t room = sizeof marc->fields - marc->fields_length;
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(start, room, format, arguments);
    va_end(arguments);
    if (length < 0 || (size_t)length >= room || marc->directory_length + 13 > sizeof marc->directory) abort();
    marc->directory_length += (size_t)snprintf(marc->directory + marc->directory_length, 13, "%s%04d%05d", tag, length,
                                               (int)marc->fields_length);
    marc->fields_length += (size_t)length;
}

static char *finish(const struct marc *marc, ODR memory, int *length)
{
    size_t base = 24 + marc->directory_length + 1;
    size_t total = base + marc->fields_length + 1;
    char *record = odr_malloc(memory, total + 1);
    snprintf(record, total + 1, "%05dnam a22%05d i 4500%s" FIELD_END "%s\x1d", (int)total, (int)base, marc->directory,
             marc->fields);
    *length = (int)total;
    return record;
}

/* The record of a member at a position, from 1. */
static char *make_record(ODR memory, int member, int position, int *length)
{
    int is_shared = position % 4 == 0;
    uint64_t book = is_shared ? (uint64_t)(member / 4) + 1000000u : (uint64_t)member;
    uint64_t state = book * 1000003u + (uint64_t)position;
    char family[64], given[64], place[64], subject[64], region[64], isbn[14];
    struct marc marc = {.directory_length = 0, .fields_length = 0};
    make_name(&state, family, sizeof family);
    make_name(&state, given, sizeof given);
    make_name(&state, place, sizeof place);
    make_name(&state, subject, sizeof subject);
    make_name(&state, region, sizeof region);
    make_isbn(&state, isbn);
    int year = 1950 + (int)(next_random(&state) % 70);
    int pages = 90 + (int)(next_random(&state) % 500);
    const char *kind = PICK(&state, kinds), *opening = PICK(&state, openings), *publisher = PICK(&state, publishers);
    add_field(&marc, "001", "m%d-%d" FIELD_END, member, position);
    add_field(&marc, "008", "%06d%c%04d    enk           000 0 eng d" FIELD_END, position % 1000000, 's', year);
    add_field(&marc, "020", "  " SEPARATOR "a%s" FIELD_END, isbn);
    add_field(&marc, "040", "  " SEPARATOR "aBench" SEPARATOR "beng" SEPARATOR "cBench" FIELD_END);
    add_field(&marc, "100", "1 " SEPARATOR "a%s, %s." FIELD_END, family, given);
    add_field(&marc, "245", "10" SEPARATOR "a%s%s of %s :" SEPARATOR "b%s and the world of %s /" SEPARATOR
              "cby %s %s." FIELD_END, opening, kind, region, subject, place, given, family);
    add_field(&marc, "260", "  " SEPARATOR "a%s :" SEPARATOR "b%s," SEPARATOR "c%d." FIELD_END, place, publisher, year);
    add_field(&marc, "300", "  " SEPARATOR "axii, %d p. :" SEPARATOR "bill. ;" SEPARATOR "c%d cm." FIELD_END, pages,
              19 + pages % 10);
    add_field(&marc, "504", "  " SEPARATOR "aIncludes bibliographical references (p. %d-%d) and index." FIELD_END,
              pages - 20, pages - 5);
    add_field(&marc, "520", "  " SEPARATOR "aAn account of %s and of those who lived there, from the first settlements "
              "to the railway, told from the letters that %s %s left to the library of %s." FIELD_END, region, given,
              family, place);
    add_field(&marc, "650", " 0" SEPARATOR "a%s" SEPARATOR "z%s" SEPARATOR "x%s." FIELD_END, subject, region, kind);
    add_field(&marc, "651", " 0" SEPARATOR "a%s" SEPARATOR "xDescription and travel." FIELD_END, place);
    return finish(&marc, memory, length);
}

/* The first term of a query, if it is a number; else -1. */
static int first_number(const Z_RPNStructure *node)
{
    while (node && node->which == Z_RPNStructure_complex) node = node->u.complex->s1;
    if (!node || node->u.simple->which != Z_Operand_APT) return -1;
    const Z_Term *term = node->u.simple->u.attributesPlusTerm->term;
    if (term->which != Z_Term_general || term->u.general->len < 1 || term->u.general->len > 9) return -1;
    int number = 0;
    for (int i = 0; i < term->u.general->len; i++) {
        int octet = ((const unsigned char *)term->u.general->buf)[i];
        if (octet < '0' || octet > '9') return -1;
        number = number * 10 + octet - '0';
    }
    return number;
}

static int search(void *handle, bend_search_rr *request)
{
    struct session *session = handle;
    if (request->num_bases != 1 || sscanf(request->basenames[0], "db.%d", &session->member) != 1 ||
        session->member < 0) {
        request->errcode = YAZ_BIB1_DATABASE_UNAVAILABLE;
        request->errstring = request->num_bases ? request->basenames[0] : "none";
        return 0;
    }
    int number = request->query->which == Z_Query_type_1 ? first_number(request->query->u.type_1->RPNStructure) : -1;
    session->hits = number < 0 ? 1000 : number < MAXIMUM_HITS ? number : MAXIMUM_HITS;
    request->hits = session->hits;
    return 0;
}

static int fetch(void *handle, bend_fetch_rr *request)
{
    struct session *session = handle;
    if (request->number < 1 || request->number > session->hits) {
        request->errcode = YAZ_BIB1_PRESENT_REQUEST_OUT_OF_RANGE;
        return 0;
    }
    request->basename = odr_strdup(request->stream, "db");
    request->output_format = odr_oiddup(request->stream, yaz_oid_recsyn_usmarc);
    request->record = make_record(request->stream, session->member, request->number, &request->len);
    return 0;
}

static bend_initresult *initialise(bend_initrequest *request)
{
    bend_initresult *result = odr_malloc(request->stream, sizeof *result);
    request->bend_search = search;
    request->bend_fetch = fetch;
    request->implementation_name = "bench-members";
    result->errcode = 0;
    result->errstring = NULL;
    result->handle = calloc(1, sizeof(struct session));
    if (!result->handle) result->errcode = YAZ_BIB1_TEMPORARY_SYSTEM_ERROR;
    return result;
}

int main(int argc, char **argv)
{
    return statserv_main(argc, argv, initialise, free);
}
