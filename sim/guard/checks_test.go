package guard_test

import (
	"fmt"
	"net/netip"
	"regexp"
	"strings"
	"testing"
	"time"

	"mailflow/sim/dns"
	"mailflow/sim/guard"
	"mailflow/sim/mail"
)

// expect makes a call and compares the verdicts.
func expect(t *testing.T, g *guard.Guard, d *desk, c call, want string) ([]mail.Reply, mail.Header) {
	t.Helper()
	d.told = nil
	replies, header := c.make(t, g, d)
	for _, v := range d.told {
		if v.Why == nil || v.Why.Text == "" || len(v.Inputs) == 0 {
			t.Errorf("a verdict without a reason or its facts: %+v", v)
		}
	}
	if got := d.verdicts(); got != want {
		t.Errorf("%+v:\n got %s\nwant %s", c, got, want)
	}
	return replies, header
}

func TestHello(t *testing.T) {
	g := guard.New(guard.Config{Hello: guard.Refuse})
	d := newDesk(map[string][]string{
		"mx.alpha.example A": {"192.0.2.9"}, "other.example A": {"192.0.2.77"}, "mxonly.example MX": {"mx.alpha.example"}, "text.example TXT": {"x"},
	})
	for hello, want := range map[string]string{
		"mx.alpha.example": "pass none", "other.example": "elsewhere none", "mxonly.example": "elsewhere none",
		"text.example": "unknown refuse", "nowhere.example": "unknown refuse", "broken.example": "temperror defer",
		"localhost": "not-qualified refuse", "mail.beta.example": "our-name refuse", "MAIL.beta.example.": "our-name refuse",
		"[192.0.2.9]": "pass none", "[192.0.2.8]": "other-address refuse", "[x]": "syntax refuse",
		"a b.example": "syntax refuse", "-a.example": "syntax refuse", "a_b.example": "syntax refuse", "a..example": "syntax refuse",
	} {
		expect(t, g, d, call{hello: hello}, "hello="+want)
	}
}

// A client that greets again is judged by its new name.
func TestASecondHelloCounts(t *testing.T) {
	d := newDesk(map[string][]string{"mx.alpha.example A": {"192.0.2.9"}})
	v := guard.New(guard.Config{Hello: guard.Refuse}).Visit(guard.Visitor{Client: netip.MustParseAddr("192.0.2.9")}, d)
	v.Connect(dns.HostName{})
	for _, hello := range []string{"pc", "mx.alpha.example", "pc"} {
		v.Hello(hello)
		v.Mail("", hello, mail.Address{})
		if _, ok := v.Rcpt(mail.Address{}, address(t, "bob@beta.example")); ok != (hello != "pc") {
			t.Errorf("%s: taken is %v", hello, ok)
		}
	}
}

func TestReverse(t *testing.T) {
	g := guard.New(guard.Config{Reverse: guard.Refuse})
	for want, found := range map[string]dns.HostName{
		"pass none":        {Name: "mx.alpha.example", Confirmed: true},
		"fail refuse":      {Name: "bank.example"},
		"permerror refuse": {Err: dns.ErrNotFound},
		"temperror defer":  {Err: dns.ErrTemporary},
	} {
		expect(t, g, newDesk(nil), call{reverse: found}, "reverse="+want)
	}
	replies, _ := expect(t, g, newDesk(nil), call{reverse: dns.HostName{Err: dns.ErrNoData}}, "reverse=permerror refuse")
	if got := replies[0].String(); got != "550 5.7.25 Client host rejected: cannot find your reverse hostname, [192.0.2.9]" {
		t.Errorf("got %s", got)
	}
}

func TestBlocklists(t *testing.T) {
	d := newDesk(map[string][]string{
		"9.2.0.192.bl.example A": {"127.0.0.2"}, "9.2.0.192.bl.example TXT": {"spam on Monday"}, "2.0.0.127.bl.example A": {"127.0.0.2"},
		"9.2.0.192.real.example A": {"192.0.2.1"},
		"9.2.0.192.all.example A":  {"127.0.0.2"}, "1.0.0.127.all.example A": {"127.0.0.2"},
		"1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.bl.example A": {"127.0.0.2"},
	})
	lists := func(zones ...string) *guard.Guard {
		return guard.New(guard.Config{DNSBL: guard.Blocklists{Effect: guard.Refuse, Zones: zones}})
	}
	replies, _ := expect(t, lists("none.example", "bl.example", "last.example"), d, call{}, "dnsbl=not-listed none, dnsbl=listed refuse")
	if got := replies[0].String(); got != "550 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using bl.example; spam on Monday" {
		t.Errorf("got %s", got)
	}
	expect(t, lists("bl.example"), d, call{client: "192.0.2.10"}, "dnsbl=not-listed none")
	expect(t, lists("bl.example"), d, call{client: "2001:db8::1"}, "dnsbl=listed refuse")
	// A list that is out of order stops nothing.
	expect(t, lists("broken.example"), d, call{}, "dnsbl=temperror none")
	expect(t, lists("real.example"), d, call{}, "dnsbl=out-of-order none")
	expect(t, lists("all.example"), d, call{}, "dnsbl=out-of-order none")
}

func TestSPF(t *testing.T) {
	d := newDesk(map[string][]string{
		"alpha.example TXT": {"v=spf1 ip4:192.0.2.9 ~ip4:192.0.2.10 -all exp=why.alpha.example"}, "why.alpha.example TXT": {"%{i} is none of ours"},
		"mx.alpha.example TXT": {"v=spf1 -all"}, "bad.example TXT": {"v=spf1 nonsense"},
	})
	g := guard.New(guard.Config{SPF: guard.Refuse})
	_, header := expect(t, g, d, call{from: "alice@alpha.example"}, "spf=pass none")
	if got := header.Get("Authentication-Results"); got != "mail.beta.example;\tspf=pass smtp.mailfrom=alice@alpha.example" {
		t.Errorf("got %q", got)
	}
	const received = `pass (mail.beta.example: By its term ip4:192.0.2.9, alpha.example says that 192.0.2.9 may send for it)` +
		"\t" + `client-ip=192.0.2.9; envelope-from="alice@alpha.example"; helo=mx.alpha.example;` +
		"\t" + `identity=mailfrom; receiver=mail.beta.example; mechanism="ip4:192.0.2.9"`
	if got := header.Get("Received-SPF"); got != received {
		t.Errorf("got  %q\nwant %q", got, received)
	}
	expect(t, g, d, call{from: "alice@alpha.example", client: "192.0.2.10"}, "spf=softfail tag")
	replies, _ := expect(t, g, d, call{from: "alice@alpha.example", client: "192.0.2.11"}, "spf=fail refuse")
	if got := replies[0].String(); !strings.HasPrefix(got, "550 5.7.23 SPF check failed: ") || !strings.HasSuffix(got, "The domain alpha.example explains: 192.0.2.11 is none of ours") {
		t.Errorf("got %s", got)
	}
	expect(t, g, d, call{from: "x@other.example"}, "spf=none none")
	expect(t, g, d, call{from: "x@bad.example"}, "spf=permerror tag")
	replies, _ = expect(t, g, d, call{from: "x@broken.example"}, "spf=temperror defer")
	if got := replies[0]; got.Code != 451 || got.Enhanced != "4.7.24" {
		t.Errorf("got %s", got)
	}
	// A report has no sender: then the name of the greeting counts.
	expect(t, g, d, call{from: ""}, "spf=fail refuse")
	expect(t, guard.New(guard.Config{SPF: guard.Tag}), d, call{from: "x@broken.example"}, "spf=temperror none")
}

func TestGreylisting(t *testing.T) {
	d := newDesk(nil)
	c := guard.Greylisting{Effect: guard.Refuse, Delay: 5 * time.Minute, Window: time.Hour, Lifetime: 24 * time.Hour, Prefix: 24, Allow: 2}
	g := guard.New(guard.Config{Greylist: c})
	alice := call{from: "alice@alpha.example"}
	replies, _ := expect(t, g, d, alice, "greylist=new defer")
	if got := replies[0].String(); got != "451 4.7.1 <bob@beta.example>: Recipient address rejected: Greylisted, try again in 5m" {
		t.Errorf("got %s", got)
	}
	d.wait(2 * time.Minute)
	replies, _ = expect(t, g, d, alice, "greylist=early defer")
	if got := replies[0].Text; !strings.HasSuffix(got, "try again in 3m") {
		t.Errorf("got %s", got)
	}
	d.wait(3*time.Minute - time.Second)
	expect(t, g, d, alice, "greylist=early defer")
	d.wait(time.Second)
	alice.client = "192.0.2.200" // another of the same network
	expect(t, g, d, alice, "greylist=passed none")
	d.wait(23 * time.Hour)
	expect(t, g, d, alice, "greylist=known none")
	d.wait(25 * time.Hour)
	expect(t, g, d, alice, "greylist=new defer")
	// One that comes back too late is new again.
	d.wait(time.Hour + time.Second)
	expect(t, g, d, alice, "greylist=new defer")
	d.wait(time.Hour)
	expect(t, g, d, alice, "greylist=passed none")
	// Two have come back now: the network is known for it.
	expect(t, g, d, call{from: "adam@alpha.example"}, "greylist=allowed none")
	expect(t, g, d, call{from: "adam@alpha.example", client: "198.51.100.9"}, "greylist=new defer")
}

// One recipient may be known and another not.
func TestGreylistingIsForEachRecipient(t *testing.T) {
	d := newDesk(nil)
	g := guard.New(guard.Config{Greylist: guard.Greylisting{Effect: guard.Refuse, Delay: time.Minute, Window: time.Hour, Lifetime: time.Hour, Prefix: 32}})
	expect(t, g, d, call{from: "alice@alpha.example"}, "greylist=new defer")
	d.wait(time.Minute)
	replies, header := expect(t, g, d, call{from: "alice@alpha.example", to: []string{"carol@beta.example", "bob@beta.example"}}, "greylist=new defer, greylist=passed none")
	if len(replies) != 2 || replies[0].Code != 451 || replies[1].Code != 0 || header == nil {
		t.Errorf("replies %v", replies)
	}
}

// What is never heard of again is forgotten.
func TestGreylistingForgets(t *testing.T) {
	d := newDesk(nil)
	g := guard.New(guard.Config{Greylist: guard.Greylisting{Effect: guard.Refuse, Delay: time.Minute, Window: time.Hour, Lifetime: time.Hour, Prefix: 32}})
	for i := range 5000 {
		call{from: fmt.Sprintf("spam%d@alpha.example", i)}.make(t, g, d)
		d.wait(time.Minute)
	}
	if n := g.Remembered(); n > 2500 {
		t.Errorf("%d are remembered, of whom 60 may still come back", n)
	}
}

func TestRate(t *testing.T) {
	d := newDesk(nil)
	g := guard.New(guard.Config{Rate: guard.Limits{Effect: guard.Refuse, Letters: 2, Recipients: 3, Per: time.Minute}})
	two := call{to: []string{"bob@beta.example", "carol@beta.example"}}
	expect(t, g, d, two, "rate=within none, rate=within none, rate=within none")
	replies, header := expect(t, g, d, two, "rate=within none, rate=within none, rate=over defer")
	if replies[1].Code != 451 || header == nil {
		t.Errorf("replies %v", replies)
	}
	d.wait(30 * time.Second)
	expect(t, g, d, call{}, "rate=over defer")
	expect(t, g, d, call{client: "192.0.2.10"}, "rate=within none, rate=within none")
	d.wait(30 * time.Second)
	expect(t, g, d, call{}, "rate=within none, rate=within none")
}

func TestContent(t *testing.T) {
	rules := append([]guard.Rule{{Name: "FREE_BEER", Weight: 6, In: "Subject", Pattern: regexp.MustCompile("(?i)free beer"), Text: "offers free beer"}}, guard.StandardRules...)
	scoring := func(e guard.Effect) *guard.Guard {
		return guard.New(guard.Config{SPF: guard.Tag, Content: guard.Scoring{Effect: e, Tag: 5, Refuse: 10, Rules: rules}})
	}
	letter := func(subject, body string) call {
		return call{from: "x@other.example", text: strings.Replace(strings.Replace(plain, "Lunch", subject, 1), "Shall we?", body, 1)}
	}
	const gtube = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X"
	d := newDesk(nil)
	_, header := expect(t, scoring(guard.Tag), d, letter("Lunch", "Shall we?"), "spf=none none, content=ham none")
	if got := header.Get("X-Spam-Status"); got != "No, score=0.0 required=5.0 tests=none" {
		t.Errorf("got %q", got)
	}
	_, header = expect(t, scoring(guard.Tag), d, letter("Free beer", "Shall we?"), "spf=none none, content=spam tag")
	if got := header.Get("X-Spam-Status"); got != "Yes, score=6.0 required=5.0 tests=FREE_BEER" || header.Has("X-Spam-Flag") {
		t.Errorf("got %q", got)
	}
	_, header = expect(t, scoring(guard.Quarantine), d, letter("Lunch", gtube), "spf=none none, content=spam quarantine")
	if header.Get("X-Spam-Flag") != "YES" {
		t.Errorf("header %s", header)
	}
	// Encodings hide nothing.
	_, header = expect(t, scoring(guard.Quarantine), d, letter("=?utf-8?B?RlJFRSBCRUVS?=", "Shall we?"), "spf=none none, content=spam quarantine")
	if header.Get("X-Spam-Flag") != "YES" {
		t.Errorf("header %s", header)
	}
	encoded := letter("Lunch\r\nContent-Transfer-Encoding: quoted-printable", "click h=\r\nere!")
	if _, header = expect(t, scoring(guard.Tag), d, encoded, "spf=none none, content=ham none"); !strings.Contains(header.Get("X-Spam-Status"), "ACT_NOW") {
		t.Errorf("got %q", header.Get("X-Spam-Status"))
	}
	// Under refuse, some points are enough for the junk folder and many for a no.
	expect(t, scoring(guard.Refuse), d, letter("Free beer", "Shall we?"), "spf=none none, content=spam quarantine")
	replies, _ := expect(t, scoring(guard.Refuse), d, letter("Lunch", gtube), "spf=none none, content=spam refuse")
	if got := replies[1].String(); got != "550 5.7.1 Message rejected as spam: score 1000.0, GTUBE" {
		t.Errorf("got %s", got)
	}
	// What other checks found counts too.
	d = newDesk(map[string][]string{"other.example TXT": {"v=spf1 -all"}})
	if _, header = expect(t, scoring(guard.Tag), d, letter("ALL CAPITALS!!", "Shall we?"), "spf=fail tag, content=spam tag"); !strings.Contains(header.Get("X-Spam-Status"), "SPF_FAIL") {
		t.Errorf("got %q", header.Get("X-Spam-Status"))
	}
}

// Our own people are not checked, and nor is who has logged in; the trace says so.
func TestOurOwnAreExempt(t *testing.T) {
	all := guard.Config{
		Hello: guard.Refuse, Reverse: guard.Refuse, SPF: guard.Refuse, DNSBL: guard.Blocklists{Effect: guard.Refuse, Zones: []string{"bl.example"}},
		Client: guard.ClientCheck{Effect: guard.Refuse, Exempt: []netip.Prefix{netip.MustParsePrefix("198.51.100.0/28")}},
	}
	bad := dns.HostName{Err: dns.ErrNotFound}
	d := newDesk(nil)
	expect(t, guard.New(all), d, call{own: true, hello: "x", reverse: bad}, "client=own-network none")
	expect(t, guard.New(all), d, call{client: "198.51.100.3", hello: "x", reverse: bad}, "client=exempt none")
	replies, _ := expect(t, guard.New(all), d, call{user: "alice", hello: "x", reverse: bad},
		"reverse=permerror refuse, dnsbl=not-listed none, hello=not-qualified refuse, client=authenticated none")
	if replies[0].Code != 0 {
		t.Errorf("refused: %v", replies)
	}
	replies, _ = expect(t, guard.New(guard.Config{Client: guard.ClientCheck{Effect: guard.Refuse}}), d, call{}, "client=stranger refuse")
	if replies[0].String() != "550 5.7.1 Client host [192.0.2.9] rejected: Access denied" {
		t.Errorf("got %v", replies)
	}
	expect(t, guard.New(guard.Config{}), d, call{own: true}, "")
}

// Whoever is refused can still write to postmaster.
func TestPostmasterCanBeReached(t *testing.T) {
	g := guard.New(guard.Config{Reverse: guard.Refuse})
	d := newDesk(nil)
	replies, header := expect(t, g, d, call{reverse: dns.HostName{Err: dns.ErrNotFound}, to: []string{"bob@beta.example", "Postmaster@beta.example"}},
		"reverse=permerror refuse, reverse=permerror none")
	if len(replies) != 2 || replies[0].Code != 550 || replies[1].Code != 0 || header == nil {
		t.Errorf("replies %v", replies)
	}
}

// A guard can change its mind while it works; who is there already is judged as
// before, and what it remembers stays.
func TestConfigure(t *testing.T) {
	d := newDesk(nil)
	c := guard.Greylisting{Effect: guard.Refuse, Delay: time.Minute, Window: time.Hour, Lifetime: time.Hour, Prefix: 24}
	g := guard.New(guard.Config{Greylist: c})
	expect(t, g, d, call{}, "greylist=new defer")
	g.Configure(guard.Config{})
	expect(t, g, d, call{}, "")
	d.wait(time.Minute)
	g.Configure(guard.Config{Greylist: c})
	expect(t, g, d, call{}, "greylist=passed none")
}
