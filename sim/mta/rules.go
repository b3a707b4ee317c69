package mta

import (
	"net/netip"
	"slices"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// Rules decide what becomes of a recipient. They are asked in this order: own
// domains, domains that are relayed for, own networks, everybody else.
type Rules struct {
	Domains  []string                // whose mailboxes are here
	Known    func(mail.Address) bool // whether a local mailbox exists
	RelayFor []string                // further domains for which mail is taken
	Networks []netip.Prefix          // whose hosts may send anywhere
}

// Verdict is a decision of the rules.
type Verdict struct {
	Route   trace.Route
	Rule    string // as written in the list of rules
	Unknown bool   // refused because there is no such mailbox
	Why     *trace.Reason
}

// Decide rules on one recipient that a client asks for.
func (r Rules) Decide(client netip.Addr, to mail.Address) Verdict {
	switch {
	case r.Local(to) && !r.Known(to):
		return Verdict{trace.Refuse, "own domain " + to.Domain, true, trace.Why(
			"The domain is ours, and there is no mailbox called "+to.Local+" in it.", "users", "RFC 5321 §3.5.3")}
	case r.Local(to):
		return Verdict{trace.Local, "own domain " + to.Domain, false, trace.Why(
			"The recipient has a mailbox here.", "users", "RFC 5321 §3.6.1")}
	case slices.Contains(r.RelayFor, to.Domain):
		return Verdict{trace.Relay, "relay for " + to.Domain, false, trace.Why(
			"We take mail for "+to.Domain+" and pass it on.", "mta.relay_for", "RFC 5321 §3.6.2")}
	case r.own(client):
		return Verdict{trace.Relay, "own network", false, trace.Why(
			"The client is in our own network, so it may send anywhere.", "prefix", "RFC 5321 §3.6.2")}
	default:
		return Verdict{trace.Refuse, "everybody else", false, trace.Why(
			"Neither the recipient nor the client is ours: passing this on would make us an open relay.", "mta.relay_for", "RFC 5321 §7.9")}
	}
}

// Local reports whether a mailbox would be here.
func (r Rules) Local(to mail.Address) bool {
	return slices.Contains(r.Domains, to.Domain) || to.Domain == "" // postmaster needs no domain
}

func (r Rules) own(client netip.Addr) bool {
	return slices.ContainsFunc(r.Networks, func(p netip.Prefix) bool { return p.Contains(client) })
}
