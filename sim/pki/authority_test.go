package pki_test

import (
	"bytes"
	"crypto/tls"
	"net"
	"testing"
	"time"

	"mailflow/sim/pki"
)

// shake lets a client that wants to talk to name meet a server called server,
// and returns the certificate that it got.
func shake(t *testing.T, server, client *tls.Config) ([]byte, error) {
	t.Helper()
	a, b := net.Pipe()
	defer a.Close()
	defer b.Close()
	go tls.Server(b, server).Handshake()
	c := tls.Client(a, client)
	a.SetDeadline(time.Now().Add(10 * time.Second))
	if err := c.Handshake(); err != nil {
		return nil, err
	}
	return c.ConnectionState().PeerCertificates[0].Raw, nil
}

func TestEverybodyTrustsTheAuthority(t *testing.T) {
	now := time.Now()
	ca := pki.New(1, now)
	cert, err := shake(t, ca.Server("mx.beta.example"), ca.Client("mx.beta.example"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := shake(t, ca.Server("mx.gamma.example"), ca.Client("mx.beta.example")); err == nil {
		t.Error("a certificate for another name was good enough")
	}
	if _, err := shake(t, pki.New(2, now).Server("mx.beta.example"), ca.Client("mx.beta.example")); err == nil {
		t.Error("another authority was good enough")
	}
	again, _ := shake(t, pki.New(1, now).Server("mx.beta.example"), pki.New(1, now).Client("mx.beta.example"))
	if !bytes.Equal(cert, again) {
		t.Error("the same seed gave another certificate")
	}
}

func TestCertificatesHoldForTheWorldsTimeOnly(t *testing.T) {
	old := time.Now().AddDate(-11, 0, 0)
	ca := pki.New(1, old)
	if _, err := shake(t, ca.Server("mx.beta.example"), ca.Client("mx.beta.example")); err == nil {
		t.Error("a certificate from eleven years ago was good enough")
	}
}
