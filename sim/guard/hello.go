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
	literal, isLiteral := mail.Address{Domain: name}.Literal()
	switch {
	case isLiteral && literal.Unmap() != client:
		return badHello(name, client, "other address", "Address does not match",
			trace.Why("The client greets with an address that is not its own.", "hello", "RFC 5321 §4.1.3"))
	case isLiteral:
		return goodHello(name, client, "pass",
			trace.Why("The client has no name and greets with its address, as it should then.", "hello", "RFC 5321 §4.1.4"))
	case !isHostName(name):
		return badHello(name, client, "syntax", "Invalid name",
			trace.Why("That is no name that a host can have.", "hello", "RFC 5321 §4.1.2"))
	case !strings.Contains(strings.TrimSuffix(name, "."), "."):
		return badHello(name, client, "not qualified", "need fully-qualified hostname",
			trace.Why("A host must greet with its full name, not with a short one.", "hello", "RFC 5321 §2.3.5"))
	case strings.EqualFold(strings.TrimSuffix(name, "."), desk.Name()):
		return badHello(name, client, "our name", "You are not me",
			trace.Why("The client calls itself by the name of this server, and it is not this server.", "hello", "RFC 5321 §4.1.1.1"))
	}
	return resolvedHello(name, client, desk)
}

// resolvedHello goes on with what the DNS has about the name: addresses, or at
// least a host that takes its mail (RFC 5321 §2.3.5).
func resolvedHello(name string, client netip.Addr, desk Desk) finding {
	addrs, err := desk.Addresses(name, client.Is6())
	if errors.Is(err, dns.ErrNoData) {
		if _, mxErr := desk.MX(name); mxErr == nil {
			err = nil
		}
	}
	switch {
	case errors.Is(err, dns.ErrTemporary):
		f := goodHello(name, client, "temperror", trace.Why("The DNS gives no answer about the name for now.", "hello", "RFC 5321 §4.1.4"))
		f.weight = unsure
		f.reply = comeBack("4.7.1", "<"+name+">: Helo command rejected: Host not found, try again")
		return f
	case err != nil:
		return badHello(name, client, "unknown", "Host not found",
			trace.Why("The DNS knows no host of that name.", "hello", "RFC 5321 §2.3.5"))
	case slices.Contains(addrs, client):
		return goodHello(name, client, "pass",
			trace.Why("The name is complete, and it has the client's address.", "hello", "RFC 5321 §4.1.4"))
	}
	return goodHello(name, client, "elsewhere",
		trace.Why("The name exists and has not the client's address. That may be, and no server may refuse mail for it.", "hello", "RFC 5321 §4.1.4"))
}

func goodHello(name string, client netip.Addr, result string, why *trace.Reason) finding {
	return finding{check: trace.Hello, result: result, why: why, inputs: []trace.Input{input("hello", name), input("client", client.String())}}
}

func badHello(name string, client netip.Addr, result, text string, why *trace.Reason) finding {
	f := goodHello(name, client, result, why)
	f.weight = bad
	f.note = "hello " + result
	f.reply = reject("5.7.1", "<"+name+">: Helo command rejected: "+text)
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
