// Package pki is the certificate authority that everyone in a world trusts.
//
// Keys are Ed25519 and made from the world's seed, so that a host shows the
// same certificate in every run. They are made when they are first needed.
package pki

import (
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/binary"
	"fmt"
	"math/big"
	"sync"
	"time"
)

const (
	// early is how long before the world's start the certificates were made.
	early = 30 * 24 * time.Hour
	// late is how long after it they are good.
	late = 10 * 365 * 24 * time.Hour
)

// Authority makes certificates.
type Authority struct {
	seed  uint64
	start time.Time
	once  sync.Once
	key   ed25519.PrivateKey
	cert  *x509.Certificate
	pool  *x509.CertPool
}

// New makes an authority for a world that starts at an instant.
func New(seed uint64, start time.Time) *Authority {
	return &Authority{seed: seed, start: start}
}

// Server is for a host that has a certificate for its name.
func (a *Authority) Server(name string) *tls.Config {
	certificate := sync.OnceValues(func() (*tls.Certificate, error) { return a.certify(name) })
	return &tls.Config{
		GetCertificate:         func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return certificate() },
		SessionTicketsDisabled: true, // every handshake is a whole one
	}
}

// Client is for a program that wants to talk to the host of that name, and to
// no other.
func (a *Authority) Client(name string) *tls.Config {
	return &tls.Config{ServerName: name, RootCAs: a.Pool()}
}

// Pool holds the authority's own certificate.
func (a *Authority) Pool() *x509.CertPool {
	a.open()
	return a.pool
}

// open makes the authority's own certificate.
func (a *Authority) open() {
	a.once.Do(func() {
		a.key = a.keyFor("")
		t := a.template("Mailflow classroom authority")
		t.IsCA, t.BasicConstraintsValid, t.KeyUsage = true, true, x509.KeyUsageCertSign
		der, err := x509.CreateCertificate(nil, t, t, a.key.Public(), a.key)
		if err == nil {
			a.cert, err = x509.ParseCertificate(der)
		}
		if err != nil {
			panic(fmt.Sprintf("pki: the authority cannot certify itself: %v", err))
		}
		a.pool = x509.NewCertPool()
		a.pool.AddCert(a.cert)
	})
}

func (a *Authority) certify(name string) (*tls.Certificate, error) {
	a.open()
	key := a.keyFor(name)
	t := a.template(name)
	t.DNSNames = []string{name}
	t.KeyUsage, t.ExtKeyUsage = x509.KeyUsageDigitalSignature, []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	der, err := x509.CreateCertificate(nil, t, a.cert, key.Public(), a.key)
	if err != nil {
		return nil, fmt.Errorf("pki: certificate for %s: %w", name, err)
	}
	return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, nil
}

func (a *Authority) template(name string) *x509.Certificate {
	sum := a.digest("serial " + name)
	return &x509.Certificate{
		SerialNumber: new(big.Int).SetBytes(sum[:8]),
		Subject:      pkix.Name{CommonName: name},
		NotBefore:    a.start.Add(-early),
		NotAfter:     a.start.Add(late),
	}
}

func (a *Authority) keyFor(name string) ed25519.PrivateKey {
	sum := a.digest("key " + name)
	return ed25519.NewKeyFromSeed(sum[:])
}

func (a *Authority) digest(what string) [sha256.Size]byte {
	return sha256.Sum256(append(binary.BigEndian.AppendUint64(nil, a.seed), what...))
}
