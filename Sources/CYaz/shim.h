/* YAZ, and the two Linux system calls of the reactor that Glibc's module lacks.
   The first three lines: Debian's libxml2 is built with ICU, whose C headers clash with Foundation's own copy in debug builds. */
#define YAZ_HAVE_XML2 1
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <yaz/charneg.h>
#include <yaz/cql.h>
#include <yaz/diagbib1.h>
#include <yaz/diagsrw.h>
#include <yaz/comstack.h>
#include <yaz/log.h>
#include <yaz/marcdisp.h>
#include <yaz/oid_db.h>
#include <yaz/pquery.h>
#include <yaz/proto.h>
#include <yaz/srw.h>
#include <yaz/wrbuf.h>
#include <yaz/yaz-iconv.h>
#include <yaz/zoom.h>
