package mail

import (
	"net/netip"
	"time"
)

// Hop is what a server knows of one transfer of a message to it, and what it
// may write into its Received field (RFC 5321 §4.4). A dialect decides how, and
// how much of it.
type Hop struct {
	HelloName   string     // as the client claimed
	ReverseName string     // the client's name, found by its address and checked; empty if unknown
	Client      netip.Addr // not valid for a message that the server wrote itself
	By          string     // the server's own name
	Server      netip.Addr // its address on this connection
	ID          string     // its queue id
	Protocol    Protocol
	TLSVersion  string // as crypto/tls says it, "TLS 1.3"; empty without TLS
	TLSCipher   string // as crypto/tls says it
	User        string // who logged in; empty if nobody did
	Sender      Address
	Recipient   Address // only where there is exactly one; else null, so that no Bcc leaks
	At          time.Time
}

// Protocol is the word for WITH in a Received field (RFC 3848).
type Protocol string

const (
	SMTP    Protocol = "SMTP"
	ESMTP   Protocol = "ESMTP"
	ESMTPA  Protocol = "ESMTPA"
	ESMTPS  Protocol = "ESMTPS"
	ESMTPSA Protocol = "ESMTPSA"
	LMTP    Protocol = "LMTP"
	LMTPA   Protocol = "LMTPA"
	LMTPS   Protocol = "LMTPS"
	LMTPSA  Protocol = "LMTPSA"
)

// ProtocolFor finds the word for a session: base is SMTP for one that began
// with HELO, ESMTP for one that began with EHLO, or LMTP.
func ProtocolFor(base Protocol, tls, authenticated bool) Protocol {
	if base == SMTP { // without EHLO there is neither STARTTLS nor AUTH
		return base
	}
	if tls {
		base += "S"
	}
	if authenticated {
		base += "A"
	}
	return base
}
