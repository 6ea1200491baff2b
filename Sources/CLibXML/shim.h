/* The first three lines: Debian's libxml2 is built with ICU, whose C headers clash with Foundation's own copy in debug builds. */
#define YAZ_HAVE_XML2 1
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlreader.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
