package transcript

import (
	"fmt"
	"strings"
	"time"

	"mailflow/sim/trace"
)

// roles says what a host is, in the words of RFC 5598 and RFC 9499.
var roles = map[trace.Role]string{
	trace.MUA:      "mail user agent (MUA)",
	trace.MSA:      "mail submission agent (MSA)",
	trace.MTA:      "mail transfer agent (MTA)",
	trace.MDA:      "mail delivery agent (MDA)",
	trace.DNS:      "name server",
	trace.Resolver: "DNS resolver",
	trace.Attacker: "a spammer's machine",
	trace.Fetcher:  "fetcher from other providers",
	trace.Watcher:  "keeper of a blocklist",
}

// sayPlace tells of hosts and lines.
func sayPlace(e trace.Event) string {
	switch b := e.Body.(type) {
	case trace.NodeUp:
		return nodeUp(e, b)
	case trace.NodeDown:
		return node(e) + " is down; what it had only in memory is gone"
	case trace.LinkDown:
		return "The line " + b.Link + " is cut"
	case trace.LinkUp:
		return "The line " + b.Link + " works again"
	case trace.LinkBlocked:
		return fmt.Sprintf("%s does not get out to %s: %s lets nobody reach port %d outside", node(e), peer(e), b.Site, b.Port)
	case trace.LinkLost:
		s := fmt.Sprintf("A %s packet from %s to %s (port %d, %s) ",
			strings.ToUpper(string(b.Transport)), node(e), peer(e), b.Port, count(b.Octets, "octet"))
		switch b.Link {
		case "":
			s += "is lost"
		case e.Peer: // the host itself, which may be off
			s += "does not arrive"
		default:
			s += "is lost on the line " + b.Link
		}
		return s
	}
	return ""
}

func nodeUp(e trace.Event, b trace.NodeUp) string {
	s := node(e) + " is running"
	if len(b.Roles) > 0 {
		names := make([]string, len(b.Roles))
		for i, r := range b.Roles {
			if names[i] = roles[r]; names[i] == "" {
				names[i] = string(r)
			}
		}
		s += " as " + all(names)
	}
	if len(b.Addresses) > 0 {
		s += " at " + list(b.Addresses)
	}
	return s
}

// sayConn tells of connections and their encryption.
func sayConn(e trace.Event) string {
	switch b := e.Body.(type) {
	case trace.ConnOpened:
		s := fmt.Sprintf("%s connects to %s, port %s", node(e), peer(e), port(b.Remote))
		if b.Service != "" {
			s += " (" + b.Service + ")"
		}
		return s
	case trace.ConnTranslated:
		return fmt.Sprintf("%s sees the connection from %s as one from %s: a router has changed its addresses", node(e), peer(e), b.Client)
	case trace.ConnRefused:
		return fmt.Sprintf("%s cannot connect to %s: nothing listens on %s", node(e), peer(e), b.Remote)
	case trace.ConnUnreachable:
		return fmt.Sprintf("%s cannot connect to %s: the network knows no way there", node(e), b.Remote)
	case trace.ConnTimeout:
		return timeout(e, b)
	case trace.ConnReset:
		return fmt.Sprintf("%s finds its connection with %s broken off, without a goodbye", node(e), peer(e))
	case trace.ConnClosed:
		return fmt.Sprintf("%s closes its connection with %s", node(e), peer(e))
	case trace.TLSEstablished:
		return tlsEstablished(e, b)
	case trace.TLSFailed:
		return withDetail(fmt.Sprintf("%s gives up the TLS handshake with %s", node(e), peer(e)), b.Error)
	}
	return ""
}

func timeout(e trace.Event, b trace.ConnTimeout) string {
	waited := Span(time.Duration(b.Seconds) * time.Second)
	if b.Phase == "talk" {
		return fmt.Sprintf("%s has heard nothing from %s for %s and gives up", node(e), peer(e), waited)
	}
	return fmt.Sprintf("%s gives up connecting to %s: nobody answered for %s", node(e), b.Remote, waited)
}

func tlsEstablished(e trace.Event, b trace.TLSEstablished) string {
	when := "from here on"
	if b.Implicit {
		when = "from the first octet"
	}
	s := fmt.Sprintf("%s and %s agree on keys: %s their connection is encrypted (%s)", node(e), peer(e), when, b.Version)
	if b.Verified {
		return s + ", and the certificate proves that this is " + b.Server
	}
	return s + ", but nobody checked the certificate: it could be anyone"
}
