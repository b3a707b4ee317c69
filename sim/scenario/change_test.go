package scenario

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"mailflow/sim/trace"
)

const changeable = `title: T
network: {latency: 20ms}
sites:
  - domain: alpha.example
    users: [alice, {name: adam, devices: [{name: laptop}, phone]}]
  - domain: beta.example
    users: bob
    hosts: [ns, {name: mail, roles: [msa, mda]}, {name: mx, roles: mta, mta: {retry: sendmail}}]
    dns:
      records: [{name: www, type: A, data: 192.0.2.80}, {name: www, type: TXT, data: x}]
script:
  - {at: 1s, send: {from: alice, to: bob}}
  - {at: 1m, fetch: bob}
expect:
  - {text: It arrives, event: {kind: message.filed, node: mx}}
`

func changed(t *testing.T, src string, changes ...string) (*Scenario, error) {
	t.Helper()
	var list []Change
	for _, text := range changes {
		c, err := NewChange("--set", text)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, c)
	}
	return Parse("f.yaml", []byte(src), list...)
}

// Whatever stands in a file can be set, and so can what it leaves out.
func TestChange(t *testing.T) {
	for _, c := range []struct {
		changes []string
		got     func(*Scenario) any
		want    any
	}{
		{[]string{"seed=7"}, func(s *Scenario) any { return s.Seed }, uint64(7)},
		{[]string{"seed=7", "seed=8"}, func(s *Scenario) any { return s.Seed }, uint64(8)},
		{[]string{"network.loss=0.5"}, func(s *Scenario) any { return s.Sites[0].Link.Loss }, 0.5},
		{[]string{"network.loss=0.5"}, func(s *Scenario) any { return s.Network.Latency }, 20 * time.Millisecond},
		{[]string{"script[1].send.subject=Hi"}, func(s *Scenario) any { return s.Script[0].Send.Subject }, "Hi"},
		{[]string{"script[1].send.subject=a=b [c]"}, func(s *Scenario) any { return s.Script[0].Send.Subject }, "a=b [c]"},
		{[]string{`script[1].send.subject="Re: a #1"`}, func(s *Scenario) any { return s.Script[0].Send.Subject }, "Re: a #1"},
		{[]string{`script[1].send.subject=""`}, func(s *Scenario) any { return s.Script[0].Send.Subject }, ""},
		{[]string{"script[1].send.to=[bob, adam]"}, func(s *Scenario) any { return len(s.Script[0].Send.To) }, 2},
		{[]string{"script[1].send.to[1]=adam"}, func(s *Scenario) any { return s.Script[0].Send.To }, []string{"adam@alpha.example"}},
		// what stands in place of a whole mapping stays in it
		{[]string{"script[2].fetch.device=computer"}, func(s *Scenario) any { return s.Script[1].Fetch.User }, "bob@beta.example"},
		{[]string{"sites[beta.example].hosts[mx].mta.retry.expire=2d"}, func(s *Scenario) any { return s.Sites[1].Hosts[2].MTA.Retry.Preset }, Preset("sendmail")},
		{[]string{"sites[beta.example].users[bob].full_name=Robert"}, func(s *Scenario) any { return s.Sites[1].Users[0].FullName }, "Robert"},
		{[]string{"sites[alpha.example].users[adam].devices[phone].access=pop3"}, func(s *Scenario) any { return s.Sites[0].Users[1].Devices[1].Access }, POP3},
		// entries are called by number, by name, or by the first part of it
		{[]string{"sites[2].title=B"}, func(s *Scenario) any { return s.Sites[1].Title }, "B"},
		{[]string{"sites[beta].hosts[mx.beta.example].tls=false"}, func(s *Scenario) any { return s.Sites[1].Hosts[2].TLS }, false},
		{[]string{"sites[beta.example].dns.records[2].data=y"}, func(s *Scenario) any { return s.Sites[1].DNS.Records[1].Data }, "y"},
		{[]string{"expect[It arrives].times=2"}, func(s *Scenario) any { return *s.Expect[0].Times }, 2},
		{[]string{"expect[1].event.user=bob@beta.example"}, func(s *Scenario) any { return len(s.Expect[0].Event.Where) }, 2},
		// what is filled in can be set as if it were written
		{[]string{"sites[alpha.example].hosts[mail].mta.retry=exim"}, func(s *Scenario) any { return s.Sites[0].Hosts[0].MTA.Retry.Expire }, 4 * day},
		{[]string{"sites[alpha.example].hosts[ns].tls=false"}, func(s *Scenario) any { return s.Sites[0].Hosts[0].Name }, "mail.alpha.example"},
		{[]string{"sites[alpha.example].users[alice].devices[computer].access=pop3"}, func(s *Scenario) any { return s.Sites[0].Users[0].Devices[0].Access }, POP3},
		{[]string{"sites[beta.example].mx[1].preference=5"}, func(s *Scenario) any { return *s.Sites[1].MX[0] }, MX{Host: "mx.beta.example", Preference: 5}},
		{[]string{"sites[root.example].link.latency=5ms"}, func(s *Scenario) any { return s.Sites[2].Kind }, Internet},
		{[]string{"sites[beta].hosts[mx].mta.retry.schedule[1]=1m"}, func(s *Scenario) any { return s.Sites[1].Hosts[2].MTA.Retry.Schedule }, []time.Duration{time.Minute}},
		{[]string{"sites[beta].without[1]=resolver"}, func(s *Scenario) any { return s.Sites[1].Without }, []trace.Role(nil)},
		// one change can build on another
		{[]string{"sites[beta].users=[bob, bill]", "sites[beta].users[bill].full_name=William"}, func(s *Scenario) any { return s.Sites[1].Users[1].FullName }, "William"},
		// and completion follows
		{[]string{"sites[beta].users=[bob, bill]"}, func(s *Scenario) any { return s.Sites[1].Users[1].Devices[0].Host }, "bill.beta.example"},
	} {
		s, err := changed(t, changeable, c.changes...)
		if strings.HasPrefix(c.changes[0], "sites[beta].without[1]") { // an empty list has no first entry
			if err == nil {
				t.Errorf("%q: no error", c.changes)
			}
			continue
		}
		if err != nil {
			t.Errorf("%q: %v", c.changes, err)
			continue
		}
		if got := c.got(s); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q: got %v, want %v", c.changes, got, c.want)
		}
	}
}

func TestBadChange(t *testing.T) {
	for _, c := range []struct{ change, want string }{
		{"sed=7", "--set sed: unknown key `sed`; did you mean `seed`?"},
		{"seed=-1", "--set seed: `seed` must be a whole number, not `-1`; it must be 0 or more and less than 2^64"},
		{"seed=", "--set seed: a value is missing after the `=`; an empty text is written \"\""},
		{"seed=~", "--set seed: `seed` is empty; give it a value or leave it out"},
		{"seed.x=7", "--set seed.x: `seed` is a single value; `.x` cannot stand after it"},
		{"seed[1]=7", "--set seed[1]: `seed` is no list; `[1]` cannot stand after it"},
		{"network.loss=7", "--set network.loss: `loss` must be at most 1, not `7`"},
		{"network.los=7", "--set network.los: unknown key `los`; did you mean `loss`?"},
		{"network={latency: 1s, los: 1}", "--set network: unknown key `los`; did you mean `loss`?"},
		{"network=[", "--set network: a value is missing here"},
		{"network.latency=1", "--set network.latency: `latency` must be a duration with its unit, such as 300ms, 90s, 15m, 2h or 5d, not `1`"},
		{"sites.title=B", "--set sites.title: `sites` is a list; say which entry, as in `sites[1].title`; there are: 1 `alpha.example`, 2 `beta.example`, 3 `root.example`"},
		{"sites[gamma.example].title=B", "--set sites[gamma.example].title: `sites` has no entry `gamma.example`; did you mean `alpha.example`?; there are: 1 `alpha.example`, 2 `beta.example`, 3 `root.example`"},
		{"sites[bta.example].title=B", "--set sites[bta.example].title: `sites` has no entry `bta.example`; did you mean `beta.example`?; there are: 1 `alpha.example`, 2 `beta.example`, 3 `root.example`"},
		{"sites[4].title=B", "--set sites[4].title: `sites` has no entry 4; there are: 1 `alpha.example`, 2 `beta.example`, 3 `root.example`"},
		{"sites[0].title=B", "--set sites[0].title: `sites` has no entry 0; there are: 1 `alpha.example`, 2 `beta.example`, 3 `root.example`"},
		{"sites[beta].dns.records[www].data=y", "--set sites[beta].dns.records[www].data: `sites[beta].dns.records` has more than one entry `www`; choose by number: 1 `www`, 2 `www`"},
		{"sites[alpha].hosts[mial].tls=false", "--set sites[alpha].hosts[mial].tls: `sites[alpha].hosts` has no entry `mial`; did you mean `mail`?; there are: 1 `mail.alpha.example`, 2 `ns.alpha.example`, 3 `alice.alpha.example`, 4 `adam-laptop.alpha.example`, 5 `adam-phone.alpha.example`"},
		{"sites[beta].without[1]=resolver", "--set sites[beta].without[1]: `sites[beta].without` has no entry 1; it is empty"},
		{"script[3].at=2s", "--set script[3].at: `script` has no entry 3; they are numbered from 1 to 2"},
		{"script[fetch].at=2s", "--set script[fetch].at: `script` has no entry `fetch`; they are numbered from 1 to 2"},
		{"script[2].send.from=bob", "--set script[2].send.from: `send` cannot stand beside `fetch`; only one of "},
		{"script[1].send.subject=Re: Hi", "--set script[1].send.subject: `script[1].send.subject` must be text, and a colon with a space behind it makes a mapping; put quotes around the text"},
		{"script[1].send.subject=Lunch #3", "--set script[1].send.subject: a `#` after a space begins a comment, and what stands behind it would be lost; put quotes around the text"},
		{"script[1].send.subject=\x1b[2J", "--set script[1].send.subject: a control character stands here"},
		{"script[1].send.subject=&a x", "--set script[1].send.subject: `subject` uses an anchor or an alias (& or *); write the value out"},
		{"script[1].send.from=alcie", "--set script[1].send.from: there is no user `alcie`; did you mean `alice`?"},
		{"sites[beta].hosts[mx].roles=msa", "f.yaml:8:78: `mx.beta.example` has settings for the role mta, but not the role"},
		{"sites[beta].users=bert", "f.yaml:12:38: there is no user `bob`; allowed here: adam, alice, bert"},
		{"sites[1=x", "--set wants PATH=VALUE, such as network.loss=0.1, not `sites[1=x`"},
		{"sites[1.title=x]=x", "--set sites[1.title=x]: `sites` has no entry `1.title=x`"},
		{"sites[].title=x", "--set sites[].title: nothing stands between the brackets after `sites`; write the name of an entry there, or its number"},
		{"network..loss=1", "--set network..loss: a key is missing after `network.`"},
		{".loss=1", "--set .loss: a key is missing"},
		{"network.=1", "--set network.: a key is missing after `network.`"},
		{"[1]=1", "--set [1]: a path begins with a key, not with `[1]`"},
		{"sites[1]title=1", "--set sites[1]title: a `.` or a `[` must stand after `sites[1]`"},
	} {
		change, err := NewChange("--set", c.change)
		if err == nil {
			_, err = Parse("f.yaml", []byte(changeable), change)
			var ps Problems
			if err != nil && !errors.As(err, &ps) {
				t.Errorf("%s: not problems: %v", c.change, err)
			}
		}
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s:\ngot  %v\nwant %s", c.change, err, c.want)
		}
	}
}

// All mistakes are told at once, those of the file first, and a file with
// mistakes is not changed at all.
func TestBadChanges(t *testing.T) {
	for _, c := range []struct {
		src     string
		changes []string
		want    string
	}{
		{changeable, []string{"sed=7", "network.los=1"}, "--set sed: unknown key `sed`; did you mean `seed`?\n--set network.los: unknown key `los`; did you mean `loss`?"},
		{changeable, []string{"network.loss=7", "sites[beta].users=[]"}, "f.yaml:"},
		{"title: T\nsiets: []\n", []string{"network.loss=7"}, "f.yaml:2:1: unknown key `siets`; did you mean `sites`?"},
	} {
		if _, err := changed(t, c.src, c.changes...); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q:\ngot  %v\nwant %s", c.changes, err, c.want)
		}
	}
}

func TestNoChange(t *testing.T) {
	for _, text := range []string{"", "seed", "=7", "sites[a=b]"} {
		_, err := NewChange("--set", text)
		if err == nil || err.Error() != "--set wants PATH=VALUE, such as network.loss=0.1, not `"+text+"`" {
			t.Errorf("%q: %v", text, err)
		}
	}
}
