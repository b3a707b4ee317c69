package scenario

import (
	"net/netip"
	"time"

	"mailflow/sim/trace"
)

// Site is an organisation: a domain, a network, and the machines and people in
// it.
//
// Whatever a site needs and does not name is filled in. A site with users gets
// submission, transfer and delivery on a host called mail; every site gets a
// name server and a resolver on a host called ns; every user gets a machine.
//
//	domain: alpha.example
//	title: The Alpha company
//	prefix: 192.0.2.0/28
//	users: [alice, adam]
//	hosts:
//	  - {name: mail, roles: [msa, mda]}
//	  - {name: mx1, roles: [mta]}
//	  - {name: mx2, roles: [mta]}
//	mx:
//	  - {host: mx1, preference: 10}
//	  - {host: mx2, preference: 20}
//	link: {latency: 40ms}
type Site struct {
	// The site's domain, under .example or .test.
	Domain string `yaml:"domain" form:"required"`

	// What people call the organisation. Left out, it is the domain.
	Title string `yaml:"title" form:"max=100"`

	// An organisation like any other, or the part of the Internet that belongs
	// to nobody here: the root name servers. A world has one site of kind
	// internet; left out, it is root.example with the host a.root.example.
	Kind SiteKind `yaml:"kind" default:"organisation"`

	// The site's IPv4 network, from the ranges for documentation
	// (192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24) or, for large worlds,
	// from 10.0.0.0/8. Left out, the site gets a free /28, or as much as its
	// hosts need.
	Prefix netip.Prefix `yaml:"prefix"`

	// The site's IPv6 network, from 2001:db8::/32. Left out, the site has none.
	Prefix6 netip.Prefix `yaml:"prefix6"`

	// The people who have a mailbox here. A bare name is enough.
	Users []*User `yaml:"users" form:"max=5000"`

	// Addresses that stand for others. Every site with people has a postmaster:
	// left out, that is its first user (RFC 5321 §4.5.1).
	Aliases []*Alias `yaml:"aliases" form:"max=500"`

	// The machines. Those that the site needs and that are not written here
	// are added.
	Hosts []*Host `yaml:"hosts" form:"max=2000"`

	// Roles that are not filled in, as msa for a site from the days when
	// everything went over port 25.
	Without []trace.Role `yaml:"without" form:"max=5"`

	// Which hosts take mail for the domain, and in which order. Left out, every
	// host with the role mta does, or if there is none the watcher, at preference
	// 10. An empty list means no MX
	// record at all; the single host "." means that the domain takes no mail
	// (RFC 7505).
	MX []*MX `yaml:"mx" form:"max=100"`

	// The domain in the DNS.
	DNS Zone `yaml:"dns"`

	// The resolver that the site's hosts ask. Left out, it is the site's own.
	Resolver string `yaml:"resolver"`

	// Ports outside that nobody at the site can reach: its firewall drops what
	// is for them. Many networks do so with port 25.
	BlockOut []int `yaml:"block_out" form:"max=50,each.min=1,each.max=65535"`

	// A router that hides the site's network behind one address.
	NAT *NAT `yaml:"nat"`

	// The site's line to the Internet. What is left out is as in network.
	Link Link `yaml:"link"`

	// The site's local network. What is left out is as in network.lan.
	LAN Link `yaml:"lan"`
}

// SiteKind tells organisations from the Internet between them.
type SiteKind string

const (
	Organisation SiteKind = "organisation"
	Internet     SiteKind = "internet"
)

// SiteKinds lists every kind of site.
var SiteKinds = []SiteKind{Organisation, Internet}

// MX names a host that takes mail for a domain.
//
//	host: mx1
//	preference: 10
type MX struct {
	// The host, here or at another site.
	Host string `yaml:"host" form:"required,short"`

	// The lowest number is tried first (RFC 5321 §5.1).
	Preference int `yaml:"preference" form:"min=0,max=65535" default:"10"`
}

// Zone is a site's domain in the DNS. The zone's SOA, NS and MX records and the
// addresses of its hosts are made from the rest of the file; a name and a type
// that stand in records are taken from there instead.
//
//	ttl: 5m
//	records:
//	  - {name: www, type: A, data: 192.0.2.10}
//	  - {name: "@", type: TXT, data: v=spf1 mx -all}
type Zone struct {
	// The hosts that answer for the zone. Left out, every host of the site with
	// the role dns.
	Servers []string `yaml:"servers" form:"max=13"`

	// How long others may remember a record.
	TTL time.Duration `yaml:"ttl" form:"min=0s,max=24855d" default:"1h"`

	// What is wrong with the zone from the start; see the step dns.
	Fault DNSFault `yaml:"fault" default:"none"`

	// Further records, or others.
	Records []*Record `yaml:"records" form:"max=5000"`
}

// Record is one record of a zone.
//
//	name: mail
//	type: MX
//	data: 10 mail.beta.example
type Record struct {
	// The record's name. A name without the site's domain gets it appended;
	// "@" is the domain itself.
	Name string `yaml:"name" form:"required"`

	// What the record tells.
	Type RecordType `yaml:"type" form:"required"`

	// How long others may remember it. Left out, as the zone says.
	TTL time.Duration `yaml:"ttl" form:"min=0s,max=24855d"`

	// The data as in a zone file, such as "10 mail.beta.example". Names are
	// complete; the final dot may be left out.
	Data string `yaml:"data" form:"required,max=4096"`
}

// RecordType is the type of a DNS record.
type RecordType string

// RecordTypes lists the types that a record can have.
var RecordTypes = []RecordType{"A", "AAAA", "CNAME", "MX", "NS", "PTR", "SOA", "SRV", "TXT"}
