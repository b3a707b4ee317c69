package secure

import (
	"crypto/tls"
	"testing"
)

// What the processor is good at must not show.
func TestSuite(t *testing.T) {
	for _, tt := range []struct {
		version, suite uint16
		want           string
	}{
		{tls.VersionTLS13, tls.TLS_AES_128_GCM_SHA256, "TLS_AES_128_GCM_SHA256"},
		{tls.VersionTLS13, tls.TLS_CHACHA20_POLY1305_SHA256, "TLS_AES_128_GCM_SHA256"},
		{tls.VersionTLS12, tls.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"},
	} {
		if got := Suite(&tls.ConnectionState{Version: tt.version, CipherSuite: tt.suite}); got != tt.want {
			t.Errorf("%x with %x: %s, want %s", tt.version, tt.suite, got, tt.want)
		}
	}
}
