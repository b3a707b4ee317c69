package mta

import (
	"slices"
	"strings"

	"mailflow/sim/mail"
)

// Alias is an address of ours that stands for others (RFC 5321 §3.9.1).
type Alias struct {
	Name mail.Address
	To   []mail.Address
}

// Aliases are a site's. The zero value has none.
type Aliases struct {
	to   map[mail.Address][]mail.Address
	live map[mail.Address]bool // those that lead to somebody
}

// NewAliases makes a table of aliases that can be looked up.
func NewAliases(list []Alias) Aliases {
	a := Aliases{map[mail.Address][]mail.Address{}, map[mail.Address]bool{}}
	from := map[mail.Address][]mail.Address{} // the table read backwards
	for _, alias := range list {
		a.to[alias.Name] = alias.To
		for _, to := range alias.To {
			from[to] = append(from[to], alias.Name)
		}
	}
	var found []mail.Address // those that name somebody directly
	for _, alias := range list {
		if slices.ContainsFunc(alias.To, func(to mail.Address) bool { return to == alias.Name || a.to[to] == nil }) {
			found = append(found, alias.Name)
		}
	}
	for len(found) > 0 {
		next := found[0]
		if found = found[1:]; !a.live[next] {
			a.live[next] = true
			found = append(found, from[next]...)
		}
	}
	return a
}

// Of lists for whom an address stands, one step far; nil if it is no alias.
func (a Aliases) Of(address mail.Address) []mail.Address { return a.to[address] }

// Circular reports whether an alias leads to nobody but other aliases that lead
// back to it.
func (a Aliases) Circular(address mail.Address) bool {
	return a.to[address] != nil && !a.live[address]
}

// postmaster is whom every server has to know, however the name is written
// (RFC 5321 §4.5.1).
const postmaster = "postmaster"

// named is the address by which the rules and the aliases know a recipient: who
// is called postmaster is so in capitals too, and without a domain is ours.
func (r Rules) named(to mail.Address) mail.Address {
	if !strings.EqualFold(to.Local, postmaster) || !r.Local(to) || len(r.Domains) == 0 {
		return to
	}
	if to.Domain == "" {
		to.Domain = r.Domains[0]
	}
	to.Local = postmaster
	return to
}
