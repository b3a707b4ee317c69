package scenario

import (
	"strconv"
	"strings"

	"mailflow/sim/trace"
)

// resolveCampaign completes and judges a campaign.
func (d *draft) resolveCampaign(a *Campaign) {
	h := d.player(a, &a.Host, trace.Attacker)
	if a.Via != Direct && a.Via != "" {
		d.host(&a.Via, nil)
	}
	for i := range a.To {
		d.target(&a.To[i])
	}
	if a.PerTransaction > 0 && a.Letters == 0 {
		a.Letters = (len(a.To) + a.PerTransaction - 1) / a.PerTransaction
	}
	if h == nil {
		return
	}
	if a.Hello == "" {
		a.Hello = h.Name
	}
	if a.Sender == "" {
		a.Sender = "offers@" + d.homes[h].Domain
	}
	if a.From == "" && a.Sender == "<>" {
		a.From = "offers@" + d.homes[h].Domain
	}
	if a.From == "" {
		a.From = a.Sender
	}
	d.checkForgery(a)
}

// checkForgery judges what the letters claim. Anything goes that is an address
// in form, and nobody's in fact.
func (d *draft) checkForgery(a *Campaign) {
	if problem := hostnameProblem(a.Hello, labelExpr); problem != "" {
		d.fault(&a.Hello, "%s", problem)
	}
	if a.Sender != "<>" {
		if problem := addressProblem(numbered(a.Sender)); problem != "" {
			d.fault(&a.Sender, "%s", problem)
		}
	}
	if _, address := a.Author(); address != "" {
		if problem := addressProblem(numbered(address)); problem != "" {
			d.fault(&a.From, "%s", problem)
		}
	}
	if a.PerTransaction < 2 {
		return
	}
	for _, text := range append([]*string{&a.Subject, &a.Text, &a.From}, pointers(a.Received)...) {
		for _, word := range []string{"{name}", "{address}", "{domain}"} {
			if strings.Contains(*text, word) {
				d.fault(text, "`%s` makes no sense where one letter goes to %d recipients; leave it out, or set `per_transaction: 1`", word, a.PerTransaction)
			}
		}
	}
}

// Author takes From apart.
func (a *Campaign) Author() (name, address string) {
	name, rest, named := strings.Cut(a.From, "<")
	if !named {
		return "", a.From
	}
	return strings.TrimSpace(name), strings.TrimSuffix(strings.TrimSpace(rest), ">")
}

// target completes the address of somebody who is to get a letter.
func (d *draft) target(name *string) {
	if !strings.Contains(*name, "{n}") {
		d.recipient(name)
		return
	}
	if problem := addressProblem(numbered(*name)); problem != "" {
		d.fault(name, "%s", problem)
		return
	}
	*name = canonical(*name)
}

// numbered puts a number in the place of {n}, a long one.
func numbered(text string) string {
	return strings.ReplaceAll(text, "{n}", strconv.Itoa(maxLetters))
}

// maxLetters is the most that a campaign can have.
const maxLetters = 100000

// pointers are the members of a list as the draft knows them.
func pointers(list []string) []*string {
	out := make([]*string, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	return out
}

// player completes the name of the host that plays a role in a step: the only
// one, if none is named.
func (d *draft) player(step any, name *string, r trace.Role) *Host {
	if *name == "" {
		return d.onlyPlayer(step, name, r)
	}
	h := d.host(name, nil)
	if h != nil && !h.Has(r) {
		d.fault(name, "`%s` has not the role %s", h.Name, r)
		return nil
	}
	return h
}

func (d *draft) onlyPlayer(step any, name *string, r trace.Role) *Host {
	var found []*Host
	for _, s := range d.Sites {
		for _, h := range s.Hosts {
			if h.Has(r) {
				found = append(found, h)
			}
		}
	}
	switch len(found) {
	case 0:
		d.fault(step, "no host has the role %s; give it to one", r)
		return nil
	case 1:
		*name = found[0].Name
		return found[0]
	default:
		d.fault(step, "several hosts have the role %s; name one in `host`", r)
		return nil
	}
}
