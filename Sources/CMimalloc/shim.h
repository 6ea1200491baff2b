/* mimalloc: linked into the executable, it takes the place of malloc for libyaz, libxml2 and Swift alike (docs/adr/0009). */
#include <mimalloc.h>
