package pki_test

import (
	"bytes"
	"crypto/x509"
	"testing"
	"time"

	"mailflow/sim/pki"
)

var start = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// check lets somebody who trusts ca, and wants to talk to name at an instant,
// look at a certificate.
func check(ca *pki.Authority, cert *x509.Certificate, name string, at time.Time) error {
	client := ca.Client(name)
	_, err := cert.Verify(x509.VerifyOptions{Roots: client.RootCAs, DNSName: client.ServerName, CurrentTime: at})
	return err
}

func certificate(t *testing.T, ca *pki.Authority, name string) *x509.Certificate {
	t.Helper()
	c, err := ca.Server(name).GetCertificate(nil)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(c.Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	return cert
}

func TestWhoIsTrusted(t *testing.T) {
	ca, other := pki.New(1, start), pki.New(2, start)
	const name = "mx.beta.example"
	for _, tc := range []struct {
		what string
		cert *x509.Certificate
		at   time.Time
		ok   bool
	}{
		{"the host's own", certificate(t, ca, name), start, true},
		{"another host's", certificate(t, ca, "mx.gamma.example"), start, false},
		{"another authority's", certificate(t, other, name), start, false},
		{"five days later", certificate(t, ca, name), start.AddDate(0, 0, 5), true},
		{"eleven years later", certificate(t, ca, name), start.AddDate(11, 0, 0), false},
	} {
		if err := check(ca, tc.cert, name, tc.at); (err == nil) != tc.ok {
			t.Errorf("%s: %v", tc.what, err)
		}
	}
}

func TestTheSeedMakesTheCertificate(t *testing.T) {
	raw := func(seed uint64) []byte { return certificate(t, pki.New(seed, start), "mx.beta.example").Raw }
	if !bytes.Equal(raw(1), raw(1)) || bytes.Equal(raw(1), raw(2)) {
		t.Error("a certificate must be a function of the seed")
	}
}
