package scenario

import (
	"net/netip"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"mailflow/sim/scenario/internal/form"
	"mailflow/sim/trace"
)

func everything(t testing.TB) []byte {
	src, err := os.ReadFile("testdata/everything.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// The file that the other tests lean on uses every key of the language.
func TestEverythingIsEverything(t *testing.T) {
	var s Scenario
	places, faults := language.Decode(everything(t), &s)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	written := map[string]bool{}
	collect(reflect.ValueOf(&s).Elem(), places, written)
	for _, typ := range generator(t).Types(reflect.TypeFor[Scenario]()) {
		for _, f := range form.ShapeOf(typ).Fields {
			if name := typ.Name() + "." + f.Name; !written[name] {
				t.Errorf("%s is nowhere in everything.yaml", name)
			}
		}
	}
}

// collect notes which fields are written out somewhere below v.
func collect(v reflect.Value, places form.Places, written map[string]bool) {
	switch {
	case v.Kind() == reflect.Pointer && !v.IsNil():
		collect(v.Elem(), places, written)
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			collect(v.Index(i), places, written)
		}
	case v.Kind() == reflect.Struct && v.Type().PkgPath() == reflect.TypeFor[Scenario]().PkgPath():
		for i := range v.NumField() {
			if field := v.Field(i); places.Given(field.Addr().Interface()) {
				written[v.Type().Name()+"."+v.Type().Field(i).Name] = true
				collect(field, places, written)
			}
		}
	}
}

func TestEverythingIsRead(t *testing.T) {
	s, err := Parse("testdata/everything.yaml", everything(t))
	if err != nil {
		t.Fatal(err)
	}
	check := func(what string, got, want any) {
		t.Helper()
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s is %v, want %v", what, got, want)
		}
	}
	alpha := s.Sites[0]
	alice, mail, out := alpha.Users[0], alpha.Hosts[0], alpha.Hosts[1]
	check("name", s.Name, "everything")
	check("start", s.Start.Format("15:04"), "10:00")
	check("laptop", *alice.Devices[0], Device{Name: "laptop", Access: IMAP, Sent: true, Host: "desk.alpha.example",
		Outgoing: "out.alpha.example", OutgoingPort: 465, Incoming: "mail.alpha.example", Address: "alice.example@alpha.example", Password: "wonderland"})
	check("phone", *alice.Devices[1], Device{Name: "phone", Access: POP3, Keep: true, Host: "alice-phone.alpha.example",
		Outgoing: "out.alpha.example", OutgoingPort: 587, Login: true, Incoming: "mail.alpha.example", Address: "boss@alpha.example", Careless: true, Password: "wonderlnad"})
	check("mail", mail.Roles, []trace.Role{trace.MDA})
	check("tls", mail.TLS, false)
	check("smarthost", out.MTA.Smarthost, "relay.provider.test")
	check("store", out.MTA.Store, "mail.alpha.example")
	check("expire", formatDuration(out.MTA.Retry.Expire), "2d")
	check("sales", alpha.Aliases[0].To, []string{"alice.example@alpha.example", "adam@alpha.example", "bob@beta.example", "support@alpha.example"})
	check("postmaster", *alpha.Aliases[2], Alias{Name: "postmaster", To: []string{"alice.example@alpha.example"}})
	check("networks", len(out.MTA.Networks), 3)
	check("own networks", s.Sites[4].Hosts[0].MTA.Networks, []netip.Prefix{s.Sites[4].Prefix})
	changes := s.Script[slices.IndexFunc(s.Script, func(s *Step) bool { return s.Configure != nil })].Configure.Changes()
	for _, want := range []string{"smarthost: ., ", "relay_for: [], networks: [192.0.2.0/25], ", "max_size: unlimited, ",
		"retry: {preset: sendmail, schedule: [30m], expire: 5d, warn: 0s}"} {
		check(want+" in "+changes, strings.Contains(changes, want), true)
	}
	check("guard", *out.MTA.Guard.Greylist, Greylist{Effect: "refuse", Delay: 10 * time.Minute, Window: 2 * day, Lifetime: 30 * day, Prefix: 28})
	check("hello", out.MTA.Guard.Hello.Effect, Effect("tag"))
	check("mx", *alpha.MX[1], MX{Host: "mx.gamma.example", Preference: 10})
	check("servers", alpha.DNS.Servers, []string{"ns.alpha.example", "ns.beta.example"})
	check("no mx", len(s.Sites[2].MX), 0)
	check("wildcard", alpha.DNS.Records[2].Name, "*.lab.alpha.example")
	check("root", s.Sites[5].Hosts[0].Name, "a.net.example")
	check("sites", len(s.Sites), 9)
	send := s.Script[0].Send
	check("from", send.From, "alice.example@alpha.example")
	check("envelope", *send.Envelope, Envelope{From: "adam@alpha.example", To: []string{"carol@beta.example", "nobody@gamma.example"}})
	check("to", send.To, []string{"bob@beta.example", "nobody@beta.example"})
	check("node", s.Expect[4].Order[1].Where[0].Want, "desk.alpha.example")
	check("asked after", s.Ask[0].Choices[2].Order[1].Where[0].Want, "out.alpha.example")
	check("refuted by", s.Misconceptions[0].Event.Where[0].Want, "out.alpha.example")
	check("inbox", s.Expect[5].Mailbox.Folder, "INBOX")
	before, _, _ := strings.Cut(string(everything(t)), "text: Two")
	check("line", s.Expect[1].Line, 1+strings.Count(before, "\n"))

	if !slices.ContainsFunc(s.Say[0].When.Where, func(c Condition) bool { return c.Expr != nil && c.Expr.MatchString("2.0.0 queued as 1") }) {
		t.Error("the regular expression is lost")
	}
}
