package mta

import (
	"net/netip"
	"slices"
	"strings"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// Rules decide what becomes of a recipient. They are asked in this order: own
// domains, domains that are relayed for, own networks, who has logged in, and
// strangers, which are all the others.
type Rules struct {
	Domains  []string                // whose mailboxes are here
	Known    func(mail.Address) bool // whether a local mailbox exists
	Aliases  Aliases                 // addresses in those domains that stand for others
	RelayFor []string                // further domains for which mail is taken
	Networks []netip.Prefix          // whose hosts may send anywhere
	Open     bool                    // strangers may send anywhere too

	// BounceUnknown takes what is for nobody, to bounce it later.
	BounceUnknown bool
}

// Client is who asks.
type Client struct {
	Addr netip.Addr
	User string // who logged in; empty if nobody did
}

// Verdict is a decision of the rules.
type Verdict struct {
	Route   trace.Route
	Rule    string // as written in the list of rules
	Unknown bool   // refused because there is no such mailbox
	Why     *trace.Reason
}

// Decide rules on one recipient that a client asks for.
func (r Rules) Decide(c Client, to mail.Address) Verdict {
	to = r.named(to)
	own := strings.TrimSpace("own domain " + to.Domain) // a server without one has postmaster all the same
	switch {
	case r.Local(to) && r.Aliases.Of(to) != nil && to.Local == postmaster:
		return Verdict{trace.Local, own, false, trace.Why(
			"Every server has to take mail for its postmaster, the person to turn to when something is wrong.", "aliases", "RFC 5321 §4.5.1")}
	case r.Local(to) && r.Aliases.Of(to) != nil:
		return Verdict{trace.Local, own, false, trace.Why(
			"The recipient is an alias of this site.", "aliases", "RFC 5321 §3.9.1")}
	case r.Local(to) && !r.Known(to) && r.BounceUnknown:
		return Verdict{trace.Local, own, false, trace.Why(
			"There is no mailbox called "+to.Local+", yet this server takes everything for its domain first and looks later. Then it has to write a bounce.",
			"mta.unknown_users", "RFC 5321 §6.1")}
	case r.Local(to) && !r.Known(to):
		return Verdict{trace.Refuse, own, true, trace.Why(
			"The domain is ours, and there is no mailbox called "+to.Local+" in it.", "users", "RFC 5321 §3.3")}
	case r.Local(to):
		return Verdict{trace.Local, own, false, trace.Why(
			"The recipient has a mailbox here.", "users", "RFC 5321 §2.3.10")}
	case slices.Contains(r.RelayFor, to.Domain):
		return Verdict{trace.Relay, "relay for " + to.Domain, false, trace.Why(
			"We take mail for "+to.Domain+" and pass it on.", "mta.relay_for", "RFC 5321 §3.6.2")}
	}
	if network, ok := r.network(c.Addr); ok {
		return Verdict{trace.Relay, "own network " + network.String(), false, trace.Why(
			"The client sits in a network that counts as our own, so it may send anywhere.", "mta.networks", "RFC 5321 §3.6.2")}
	}
	switch {
	case c.User != "":
		return Verdict{trace.Relay, "authenticated", false, trace.Why(
			"The client has logged in as "+c.User+", so it may send anywhere.", "mta.auth", "RFC 5321 §3.6.2")}
	case r.Open:
		return Verdict{trace.Relay, "strangers: relay", false, trace.Why(
			"Neither the recipient nor the client is ours, and this server passes the message on all the same: that is an open relay.",
			"mta.strangers", "RFC 5321 §7.9")}
	default:
		return Verdict{trace.Refuse, "strangers: refuse", false, trace.Why(
			"Neither the recipient nor the client is ours: passing this on would make us an open relay.", "mta.strangers", "RFC 5321 §7.9")}
	}
}

// Local reports whether a mailbox would be here.
func (r Rules) Local(to mail.Address) bool {
	return slices.Contains(r.Domains, to.Domain) || to.Domain == "" // postmaster needs no domain
}

// network finds the own network in which a client sits.
func (r Rules) network(client netip.Addr) (netip.Prefix, bool) {
	i := slices.IndexFunc(r.Networks, func(p netip.Prefix) bool { return p.Contains(client) })
	if i < 0 {
		return netip.Prefix{}, false
	}
	return r.Networks[i], true
}
