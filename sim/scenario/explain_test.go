package scenario_test

import (
	"slices"
	"testing"

	"mailflow/sim/scenario"
)

const explained = `title: A letter
sites:
  - domain: alpha.example
    users:
      - {name: alice, devices: [{name: laptop, access: pop3}]}
    hosts:
      - name: mail
        mta:
          retry:
            expire: 2d
          networks: []
          guard: {greylist: refuse}
    mx: [mail]
  - {domain: beta.example, users: [bob]}
`

func TestExplain(t *testing.T) {
	sc, all, err := scenario.Explain("letter.yaml", []byte(explained))
	if err != nil {
		t.Fatal(err)
	}
	if sc.Title != "A letter" {
		t.Errorf("the scenario's title is %q", sc.Title)
	}
	check := func(of scenario.Subject, name, key, value string, line int) {
		t.Helper()
		i := slices.IndexFunc(all, func(s scenario.Settings) bool { return s.Of == of && s.Name == name })
		if i < 0 {
			t.Fatalf("%s %s has no settings", of, name)
		}
		j := slices.IndexFunc(all[i].List, func(s scenario.Setting) bool { return s.Key == key })
		if j < 0 {
			t.Fatalf("%s %s has no setting %s", of, name, key)
		}
		if got, want := all[i].List[j], (scenario.Setting{Key: key, Value: value, Line: line}); got != want {
			t.Errorf("%s %s: got %+v, want %+v", of, name, got, want)
		}
	}
	check(scenario.OfNetwork, "", "latency", "10ms", 0)
	check(scenario.OfSite, "alpha.example", "domain", "alpha.example", 3)
	check(scenario.OfSite, "alpha.example", "mx[1].host", "mail.alpha.example", 13)
	check(scenario.OfSite, "alpha.example", "mx[1].preference", "10", 0)
	check(scenario.OfHost, "mail.alpha.example", "mta.retry.expire", "2d", 10)
	check(scenario.OfHost, "mail.alpha.example", "mta.retry.warn", "0s", 0)
	check(scenario.OfHost, "mail.alpha.example", "mta.networks", "none", 11)
	check(scenario.OfHost, "mail.alpha.example", "mta.guard.greylist.effect", "refuse", 12)
	check(scenario.OfHost, "mail.alpha.example", "roles", "msa, mta, mda", 0)
	check(scenario.OfHost, "mail.beta.example", "mta.strangers", "refuse", 0)
	check(scenario.OfPerson, "alice@alpha.example", "devices[1].access", "pop3", 5)
	check(scenario.OfPerson, "bob@beta.example", "name", "bob", 14)
	for _, s := range all {
		if s.Name == "alice@alpha.example" && !slices.Equal(s.Hosts, []string{"alice.alpha.example"}) {
			t.Errorf("alice sits at %v", s.Hosts)
		}
	}
}

func TestExplainFaults(t *testing.T) {
	if _, _, err := scenario.Explain("letter.yaml", []byte("sites: []")); err == nil {
		t.Error("a scenario without sites is no fault")
	}
}
