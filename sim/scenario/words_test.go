package scenario

import (
	"testing"
	"time"

	"mailflow/sim/scenario/internal/form"
)

func TestDurations(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"1s": time.Second, "1h30m": 90 * time.Minute, "5d": 120 * time.Hour, "1.5d": 36 * time.Hour, "0s": 0,
		"300us": 300 * time.Microsecond, "36500d": maxDuration, "30m1h": 90 * time.Minute,
	} {
		got, err := durationScalar.Parse(text)
		if err != nil || got != want {
			t.Errorf("%s is %v (%v), want %v", text, got, err, want)
		}
		if again, err := durationScalar.Parse(formatDuration(want)); err != nil || again != want {
			t.Errorf("%v is written %s and read %v", want, formatDuration(want), again)
		}
	}
	for _, text := range []string{"", "1", "s", "-1s", "1 s", "1y", "1s ", "36501d", "99999999999999999999h", "36500d1ns", "1e3s", ".5s"} {
		if d, err := durationScalar.Parse(text); err == nil {
			t.Errorf("%q is %v", text, d)
		}
	}
}

func TestBandwidths(t *testing.T) {
	for text, want := range map[string]Bandwidth{
		"unlimited": 0, "1 bit/s": 1, "64 kbit/s": 64e3, "10Mbit/s": 1e7, "1 Gbit/s": 1e9, "1500 bit/s": 1500, "999999 Gbit/s": 999999e9,
	} {
		got, err := bandwidthScalar.Parse(text)
		if err != nil || got != want {
			t.Errorf("%s is %v (%v), want %d", text, got, err, want)
		}
		if again, err := bandwidthScalar.Parse(want.String()); err != nil || again != want {
			t.Errorf("%d is written %s and read %v", want, want, again)
		}
	}
	for _, text := range []string{"", "0 bit/s", "10", "10 MB/s", "1.5 Mbit/s", "9999999 bit/s", "-1 bit/s"} {
		if b, err := bandwidthScalar.Parse(text); err == nil {
			t.Errorf("%q is %v", text, b)
		}
	}
}

func TestAddresses(t *testing.T) {
	for _, address := range []string{"bob@beta.example", "a.b+c@x.test", "O'Neil@beta.example", `"two words"@beta.example`, `"a\"b"@beta.example`} {
		if problem := addressProblem(address); problem != "" {
			t.Errorf("%s: %s", address, problem)
		}
	}
	for _, address := range []string{"", "bob", "@beta.example", "bob@", "a..b@beta.example", ".a@beta.example", "bob@beta.com", "bob@-.example",
		"bob@beta.example\r\nX: y", "\"a\r\n\"@beta.example", "bob@[192.0.2.1]", "bob@example"} {
		if addressProblem(address) == "" {
			t.Errorf("%q has no problem", address)
		}
	}
}

func TestRecordData(t *testing.T) {
	for _, c := range []struct {
		typ  RecordType
		data string
		good bool
	}{
		{"A", "192.0.2.1", true}, {"A", "10.1.2.3", true}, {"A", "8.8.8.8", false}, {"A", "2001:db8::1", false}, {"A", "x", false},
		{"AAAA", "2001:db8::1", true}, {"AAAA", "::1", false},
		{"CNAME", "mail.beta.example.", true}, {"CNAME", "mail.beta.com", false}, {"CNAME", "a b", false},
		{"MX", "10 mail.beta.example", true}, {"MX", "0 .", true}, {"MX", "mail.beta.example", false}, {"MX", "70000 mail.beta.example", false},
		{"SRV", "0 1 587 mail.beta.example", true}, {"SRV", "587 mail.beta.example", false},
		{"SOA", "ns.a.example. root.a.example. 1 2 3 4 5", true}, {"SOA", "1", false},
		{"TXT", "v=spf1 -all", true}, {"PTR", "_x.a.example", true},
	} {
		if problem := dataProblem(c.typ, c.data); (problem == "") != c.good {
			t.Errorf("%s %q: %q", c.typ, c.data, problem)
		}
	}
}

func TestConditionHolds(t *testing.T) {
	src := "title: T\nsites: {domain: a.example}\nsay: {when: {kind: smtp.reply, lines: ~^2.*queued$, enhanced: 2.0.0}, text: X}"
	s, err := Parse("f", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	where := s.Say[0].When.Where
	for i, c := range []struct {
		text string
		want bool
	}{{"250 queued", true}, {"2.0.0", true}} {
		if where[i].Holds(c.text) != c.want || where[i].Holds("550 no") {
			t.Errorf("%v and %q", where[i], c.text)
		}
	}
}

func TestPlaceOfProblems(t *testing.T) {
	p := Problems{{File: "f.yaml", Line: 3, Column: 7, Message: "one"}, {File: "f.yaml", Line: 4, Column: 1, Message: "two"}}
	if got := p.Error(); got != "f.yaml:3:7: one\nf.yaml:4:1: two" {
		t.Error(got)
	}
	_, err := Parse("f.yaml", []byte("title: \"\\e[2Jx\"\nlevel: \"\\u202e\\n\"\nsites: {domain: a.example}"))
	if want := "f.yaml:2:8: `level` must be one of beginner, intermediate or advanced, not `\\u202e\\n`"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if form.Printable("é✓ “x”") != "é✓ “x”" {
		t.Error("harmless text is changed")
	}
}
