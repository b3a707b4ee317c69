package scenario

import (
	"net/netip"
	"slices"

	"mailflow/sim/trace"
)

// Host is a machine. Its roles may be any of those of a mail system, together
// or each on a host of its own.
//
//	name: mail
//	roles: [msa, mta, mda]
//	software: postfix
//	address: 192.0.2.5
//	mta: {retry: {expire: 2d}}
type Host struct {
	// The host's name. A name without the site's domain gets it appended.
	Name string `yaml:"name" form:"required,short"`

	// What the host does. Roles that the site needs and no host has are added
	// to mail (msa, mta, mda) and ns (dns, resolver).
	Roles []trace.Role `yaml:"roles" form:"max=9"`

	// The program that a host with the role msa, mta or mda plays: its wording,
	// its header lines, its habits. Left out, it is postfix.
	Software Software `yaml:"software"`

	// The IPv4 address. Left out, it is the next free one of the site.
	Address netip.Addr `yaml:"address"`

	// The IPv6 address. Left out, it is the next free one, if the site has an
	// IPv6 network.
	Address6 netip.Addr `yaml:"address6"`

	// The name that the reverse DNS has for the host's addresses: its own, if
	// left out; none; or any other, for whoever owns an address can call it what
	// they like.
	Reverse string `yaml:"reverse" form:"max=253"`

	// Has a certificate, and offers TLS to its clients.
	TLS bool `yaml:"tls" default:"true"`

	// Settings of the role msa.
	MSA *MSA `yaml:"msa"`

	// Settings of the role mta.
	MTA *MTA `yaml:"mta"`

	// Settings of the role mda.
	MDA *MDA `yaml:"mda"`

	// Mailboxes at other providers into which it looks. A host that has some gets
	// the role fetcher.
	Fetch []*Pickup `yaml:"fetch" form:"max=50"`

	// Settings of the role watcher.
	Watcher *Watcher `yaml:"watcher"`
}

// NoReverse is the value of Host.Reverse for no name.
const NoReverse = "none"

// Has reports whether the host plays a role.
func (h *Host) Has(r trace.Role) bool { return slices.Contains(h.Roles, r) }

// Software names a mail program whose manners a host has.
type Software string

// Softwares lists the programs that a host can play.
var Softwares = []Software{"postfix", "exim", "sendmail", "qmail", "exchange"}
