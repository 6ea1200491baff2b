/* GnuTLS, which libyaz brings along: TLS towards members that are reached over sru+https. */
#include <gnutls/gnutls.h>
