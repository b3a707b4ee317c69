package spf

import (
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"time"

	"mailflow/sim/dns"
)

// Query is what is asked.
type Query struct {
	Client   netip.Addr
	Local    string // the sender's local part; postmaster where there is none (RFC 7208 §4.3)
	Domain   string // the sender's domain, or the name of HELO where the sender is null (§2.4)
	Hello    string
	Receiver string // the host that checks
	At       time.Time
}

// check is a query while it is answered.
type check struct {
	Query
	names  Names
	local  string
	sender string // domain

	lookups int
	voids   int
	steps   []Step
	depth   int // of records inside records

	domain string // whose record was read last
	record string
}

// Check answers a query: the function check_host() (RFC 7208 §4).
func Check(q Query, names Names) Outcome {
	q.Client = q.Client.Unmap()
	c := &check{Query: q, names: names, local: q.Local, sender: q.Domain}
	if c.local == "" {
		c.local = "postmaster"
	}
	o := c.host(q.Domain)
	o.Steps, o.Lookups, o.Voids = c.steps, c.lookups, c.voids
	return o
}

// host judges the client by the record of a domain.
func (c *check) host(domain string) Outcome {
	r, err := c.find(domain)
	if err == nil {
		c.domain, c.record = domain, r.text
		var o Outcome
		if o, err = c.follow(domain, r); err == nil {
			return o
		}
	}
	var t *trouble
	errors.As(err, &t)
	o := Outcome{Result: t.result, Domain: domain, Text: t.text, RFC: t.rfc}
	if r != nil {
		o.Record = r.text
	}
	return o
}

// find looks the record of a domain up (§4.4, §4.5).
func (c *check) find(domain string) (*record, error) {
	none := func(rfc, text string) (*record, error) { return nil, &trouble{None, text, rfc} }
	if !isDomain(domain) {
		return none("RFC 7208 §4.3", fmt.Sprintf("%q is no domain that could have a record.", domain))
	}
	texts, err := c.names.TXT(domain)
	switch {
	case errors.Is(err, dns.ErrNotFound):
		return none("RFC 7208 §4.3", "The domain "+domain+" does not exist.")
	case err != nil && !void(err):
		return nil, &trouble{TempError, "The DNS gives no answer about " + domain + " for now.", "RFC 7208 §4.4"}
	}
	var found []string
	for _, text := range texts {
		if isRecord(text) {
			found = append(found, text)
		}
	}
	switch len(found) {
	case 0:
		return none("RFC 7208 §4.5", "The domain "+domain+" does not say who may send for it.")
	case 1:
		return parse(found[0])
	}
	return nil, permanent("RFC 7208 §4.5", "The domain "+domain+" has more than one record, and they might disagree.")
}

// follow asks the terms of a record one after the other (§4.6.2).
func (c *check) follow(domain string, r *record) (Outcome, error) {
	for _, t := range r.terms {
		fits, err := c.fits(domain, t)
		if err != nil {
			return Outcome{}, err
		}
		c.steps = append(c.steps, Step{domain, t.text, fits})
		if fits {
			return c.decided(domain, r, t), nil
		}
	}
	if r.redirect != "" && !r.hasAll() {
		return c.redirected(domain, r)
	}
	return Outcome{Result: Neutral, Domain: domain, Record: r.text, RFC: "RFC 7208 §4.7",
		Text: "No term of the record of " + domain + " fits the client, and none speaks of all others."}, nil
}

// decided is the outcome where a term fits.
func (c *check) decided(domain string, r *record, t term) Outcome {
	says := map[Result]string{
		Pass: "may send for it", Fail: "may not send for it", SoftFail: "probably may not send for it", Neutral: "may or may not send for it",
	}
	o := Outcome{Result: t.result, Domain: domain, Record: r.text, Term: t.text, RFC: sections[t.name],
		Text: fmt.Sprintf("By its term %s, %s says that %s %s.", t.text, domain, c.Client, says[t.result])}
	if t.result == Fail && r.exp != "" && c.depth == 0 {
		o.Explanation = c.explain(c.target(r.exp, domain), domain)
	}
	return o
}

// sections are those that define the mechanisms.
var sections = map[string]string{
	"all": "RFC 7208 §5.1", "include": "RFC 7208 §5.2", "a": "RFC 7208 §5.3", "mx": "RFC 7208 §5.4",
	"ptr": "RFC 7208 §5.5", "ip4": "RFC 7208 §5.6", "ip6": "RFC 7208 §5.6", "exists": "RFC 7208 §5.7",
}

// redirected takes the record of another domain in place of this one (§6.1).
func (c *check) redirected(domain string, r *record) (Outcome, error) {
	if err := c.spend(); err != nil {
		return Outcome{}, err
	}
	target := c.target(r.redirect, domain)
	c.steps = append(c.steps, Step{domain, "redirect=" + r.redirect, true})
	o := c.host(target)
	if o.Result == None {
		return Outcome{}, permanent("RFC 7208 §6.1", "The record of "+domain+" points to "+target+", which has none.")
	}
	return o, nil
}

// explain fetches what the owner says about a fail (§6.2). Whatever goes wrong,
// there is just no explanation. It was written by a stranger.
func (c *check) explain(name, domain string) string {
	texts, err := c.names.TXT(name)
	if err != nil || len(texts) != 1 || !isExplanation(texts[0]) {
		return ""
	}
	return c.expand(texts[0], domain)
}

// isExplanation reports whether a text is one: macros, visible characters and
// spaces (§6.2).
func isExplanation(s string) bool {
	return macrosFit(strings.ReplaceAll(s, " ", "_"), letters+moreLetters)
}

// isDomain reports whether a name could have a record: two labels or more, none
// of them empty or too long, and no address in place of a name (§4.3).
func isDomain(name string) bool {
	labels := strings.Split(strings.TrimSuffix(name, "."), ".")
	if len(labels) < 2 || len(name) > maxDomain || name[0] == '[' {
		return false
	}
	for _, l := range labels {
		if l == "" || len(l) > 63 {
			return false
		}
	}
	return true
}
