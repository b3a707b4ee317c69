package guard

import (
	"errors"
	"net/netip"
	"slices"
	"strings"

	"mailflow/sim/dns"
	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// hello judges the name by which a client greets. That it belongs to another
// address is found, and never held against the client (RFC 5321 §4.1.4).
func hello(name string, client netip.Addr, desk Desk) finding {
	f := finding{check: trace.Hello, inputs: []trace.Input{input("hello", name), input("client", client.String())}}
	no := func(result, why, rfc, text string) finding {
		f.result, f.weight = result, bad
		f.why = trace.Why(why, "hello", rfc)
		f.note = "hello " + result
		f.reply = reject("5.7.1", "<"+name+">: Helo command rejected: "+text)
		return f
	}
	literal, isLiteral := mail.Address{Domain: name}.Literal()
	switch {
	case isLiteral && literal.Unmap() != client:
		return no("other address", "The client greets with an address that is not its own.", "RFC 5321 §4.1.3", "Address does not match")
	case isLiteral:
		f.result = "pass"
		f.why = trace.Why("The client has no name and greets with its address, as it should then.", "hello", "RFC 5321 §4.1.4")
		return f
	case !isHostName(name):
		return no("syntax", "That is no name that a host can have.", "RFC 5321 §4.1.2", "Invalid name")
	case !strings.Contains(strings.TrimSuffix(name, "."), "."):
		return no("not qualified", "A host must greet with its full name, not with a short one.", "RFC 5321 §2.3.5", "need fully-qualified hostname")
	case strings.EqualFold(strings.TrimSuffix(name, "."), desk.Name()):
		return no("our name", "The client calls itself by the name of this server, and it is not this server.", "RFC 5321 §4.1.1.1", "You are not me")
	}
	return f.resolved(name, client, desk, no)
}

// resolved goes on with what the DNS has about the name: addresses, or at least
// a host that takes its mail (RFC 5321 §2.3.5).
func (f finding) resolved(name string, client netip.Addr, desk Desk, no func(result, why, rfc, text string) finding) finding {
	addrs, err := desk.Addresses(name, client.Is6())
	if errors.Is(err, dns.ErrNoData) {
		if _, mxErr := desk.MX(name); mxErr == nil {
			err = nil
		}
	}
	switch {
	case errors.Is(err, dns.ErrTemporary):
		f.result, f.weight = "temperror", unsure
		f.why = trace.Why("The DNS gives no answer about the name for now.", "hello", "RFC 5321 §4.1.4")
		f.reply = comeBack("4.7.1", "<"+name+">: Helo command rejected: Host not found, try again")
	case err != nil:
		return no("unknown", "The DNS knows no host of that name.", "RFC 5321 §2.3.5", "Host not found")
	case slices.Contains(addrs, client):
		f.result = "pass"
		f.why = trace.Why("The name is complete, and it has the client's address.", "hello", "RFC 5321 §4.1.4")
	default:
		f.result = "elsewhere"
		f.why = trace.Why("The name exists and has not the client's address. That may be, and no server may refuse mail for it.", "hello", "RFC 5321 §4.1.4")
	}
	return f
}

// isHostName reports whether a name is made of labels that a host can have
// (RFC 5321 §4.1.2).
func isHostName(name string) bool {
	for label := range strings.SplitSeq(strings.TrimSuffix(name, "."), ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for i := range len(label) {
			if c := label[i] | 0x20; (c < 'a' || c > 'z') && (label[i] < '0' || label[i] > '9') && label[i] != '-' {
				return false
			}
		}
	}
	return len(name) <= 255
}
