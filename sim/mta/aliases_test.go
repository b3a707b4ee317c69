package mta_test

import (
	"strings"
	"testing"

	"mailflow/sim/mail"
	"mailflow/sim/mail/dsn"
	"mailflow/sim/mta"
	"mailflow/sim/trace"
)

// table reads lines such as "sales: alice bob".
func table(text string) mta.Aliases {
	var list []mta.Alias
	for _, line := range lines(text) {
		name, to, _ := strings.Cut(line, ": ")
		list = append(list, mta.Alias{Name: at(name), To: addressesOf(strings.Fields(withDomain(to)))})
	}
	return mta.NewAliases(list)
}

func at(name string) mail.Address { return address(name + "@alpha.example") }

func withDomain(names string) string {
	f := strings.Fields(names)
	for i := range f {
		if !strings.Contains(f[i], "@") {
			f[i] += "@alpha.example"
		}
	}
	return strings.Join(f, " ")
}

const aliases = `
	sales: alice bob@beta.example
	all: sales adam
	bob: bob@gamma.example
	ben: ben ben@gamma.example
	one: two
	two: one
	self: self
	both: one sales
	again: sales all
`

func TestCircularAliasesAreKnown(t *testing.T) {
	a := table(aliases)
	for name, want := range map[string]bool{
		"sales": false, "all": false, "bob": false, "ben": false, "one": true, "two": true, "self": false, "both": false, "nobody": false,
	} {
		if a.Circular(at(name)) != want {
			t.Errorf("%s leads in a circle: %t", name, !want)
		}
	}
}

// A letter reaches everybody behind an alias once, the sender stays, and the
// trace shows each step.
func TestAliases(t *testing.T) {
	for _, c := range []struct{ what, to, story string }{
		{"a group, here and elsewhere", "sales", `
			sales: alice bob@beta.example
			store: alice
			beta: bob@beta.example`},
		{"an alias of aliases", "all", `
			all: sales adam
			sales: alice bob@beta.example
			store: adam alice
			beta: bob@beta.example`},
		{"somebody's mail goes elsewhere", "bob", `
			bob: bob@gamma.example
			beta: bob@gamma.example`},
		{"and a copy stays", "ben", `
			ben: ben ben@gamma.example
			store: ben
			beta: ben@gamma.example`},
		{"who is meant twice gets it once", "again alice sales", `
			again: sales all
			sales: alice bob@beta.example
			all: sales adam
			store: alice adam
			beta: bob@beta.example`},
		{"a circle ends, for those outside of it", "both", `
			both: one sales
			sales: alice bob@beta.example
			one: 5.4.6
			store: alice
			store: author
			beta: bob@beta.example`},
		{"and comes back, where nobody is", "one", `
			one: 5.4.6
			store: author`},
	} {
		s := play(t, func(s *stage) {
			s.office("mx.beta.example", true, "")
			s.record("beta.example", "MX", "10 mx.beta.example.")
			s.record("gamma.example", "MX", "10 mx.beta.example.")
			s.cfg.Rules.Aliases = table(aliases)
			s.post(0, address("author@alpha.example"), addressesOf(strings.Fields(withDomain(c.to)))...)
		})
		if want := strings.ReplaceAll(strings.TrimSpace(c.story), "\t", ""); s.aliasStory() != want {
			t.Errorf("%s:\n%s\nwant\n%s", c.what, s.aliasStory(), want)
		}
	}
}

// aliasStory is what was looked up, what failed, and who got what.
func (s *stage) aliasStory() string {
	var b strings.Builder
	line := func(who string, words ...string) {
		b.WriteString(strings.ReplaceAll(who+": "+strings.Join(words, " "), "@alpha.example", "") + "\n")
	}
	for e := range s.log.All() {
		switch body := e.Body.(type) {
		case trace.MessageExpanded:
			line(body.Recipient, body.To...)
		case trace.MessageBounced:
			line(strings.Join(body.Recipients, " "), body.Status)
		}
	}
	for _, o := range []*office{s.store, s.offices["mx.beta.example"]} {
		for _, g := range o.got {
			who := "store"
			if o != s.store {
				who = "beta"
			}
			if g.from != "author@alpha.example" && g.from != "" {
				s.t.Errorf("the sender became %s", g.from)
			}
			line(who, g.to...)
		}
	}
	return strings.TrimSpace(b.String())
}

// The report says which alias stood for the one who could not be reached.
func TestAReportNamesTheAlias(t *testing.T) {
	s := play(t, func(s *stage) {
		s.office("mx.beta.example", true, "bob 550 5.1.1 No such person")
		s.record("beta.example", "MX", "10 mx.beta.example.")
		s.cfg.Rules.Aliases = table(aliases)
		s.post(0, address("author@alpha.example"), at("all"))
	})
	for _, g := range s.store.got {
		if g.from != "" {
			continue
		}
		r, err := dsn.Parse(g.text)
		if err != nil {
			t.Fatal(err)
		}
		if to := r.Recipients[0]; to.Address != address("bob@beta.example") || to.Original != at("sales") {
			t.Errorf("the report is about %+v", to)
		}
		return
	}
	t.Error("no report")
}
