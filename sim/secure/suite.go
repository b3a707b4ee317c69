package secure

import "crypto/tls"

// Suite names the cipher suite of a connection as the world tells it. The
// library takes the one that is fastest on the processor it happens to run on,
// and nothing of that may show in a trace: of TLS 1.3 it is always the one that
// every implementation must have (RFC 8446 §9.1), which two hosts of today agree
// on.
func Suite(s *tls.ConnectionState) string {
	if s.Version == tls.VersionTLS13 {
		return tls.CipherSuiteName(tls.TLS_AES_128_GCM_SHA256)
	}
	return tls.CipherSuiteName(s.CipherSuite)
}
