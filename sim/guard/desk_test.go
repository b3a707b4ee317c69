package guard_test

import (
	"net/netip"
	"strings"
	"testing"
	"time"

	"mailflow/sim/dns"
	"mailflow/sim/guard"
	"mailflow/sim/mail"
)

var start = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// desk is a server in a literal: its DNS, "NAME TYPE" and the data; its clock;
// and what it was told.
type desk struct {
	names map[string][]string
	at    time.Time
	told  []guard.Verdict
}

func newDesk(names map[string][]string) *desk { return &desk{names: names, at: start} }

func (d *desk) Name() string            { return "mail.beta.example" }
func (d *desk) Now() time.Time          { return d.at }
func (d *desk) Tell(v guard.Verdict)    { d.told = append(d.told, v) }
func (d *desk) wait(span time.Duration) { d.at = d.at.Add(span) }

func (d *desk) get(name, typ string) ([]string, error) {
	if strings.HasPrefix(name, "broken") || strings.HasSuffix(name, "broken.example") {
		return nil, dns.ErrTemporary
	}
	if data, ok := d.names[name+" "+typ]; ok {
		return data, nil
	}
	for key := range d.names {
		if strings.HasPrefix(key, name+" ") {
			return nil, dns.ErrNoData
		}
	}
	return nil, dns.ErrNotFound
}

func (d *desk) TXT(name string) ([]string, error)  { return d.get(name, "TXT") }
func (d *desk) MX(name string) ([]string, error)   { return d.get(name, "MX") }
func (d *desk) PTR(a netip.Addr) ([]string, error) { return d.get(dns.ReverseName(a), "PTR") }
func (d *desk) Addresses(name string, six bool) ([]netip.Addr, error) {
	typ := "A"
	if six {
		typ = "AAAA"
	}
	data, err := d.get(name, typ)
	var addrs []netip.Addr
	for _, text := range data {
		addrs = append(addrs, netip.MustParseAddr(text))
	}
	return addrs, err
}

// verdicts are those told since the last call, as "check=result effect".
func (d *desk) verdicts() string {
	var list []string
	for _, v := range d.told {
		list = append(list, v.Text()+" "+v.Effect)
	}
	d.told = nil
	return strings.Join(list, ", ")
}

// call is one connection that brings one letter.
type call struct {
	client  string
	own     bool
	user    string
	hello   string
	reverse dns.HostName
	from    string
	to      []string
	text    string
}

const plain = "From: Alice <alice@alpha.example>\r\nTo: Bob <bob@beta.example>\r\nSubject: Lunch\r\nDate: Mon, 2 Mar 2026 09:00:00 +0000\r\nMessage-ID: <1@alpha.example>\r\n\r\nShall we?\r\n"

// make lets a guard see a call through. It returns what is said to the
// recipients and the letter, and the letter's header if it is taken.
func (c call) make(t *testing.T, g *guard.Guard, d *desk) (replies []mail.Reply, header mail.Header) {
	t.Helper()
	if c.client == "" {
		c.client = "192.0.2.9"
	}
	if c.hello == "" {
		c.hello = "mx.alpha.example"
	}
	if c.to == nil {
		c.to = []string{"bob@beta.example"}
	}
	if c.text == "" {
		c.text = plain
	}
	v := g.Visit(guard.Visitor{Client: netip.MustParseAddr(c.client), Own: c.own}, d)
	v.Connect(c.reverse)
	v.Hello(c.hello)
	from := address(t, c.from)
	v.Mail(c.user, c.hello, from)
	taken := false
	for _, to := range c.to {
		no, ok := v.Rcpt(from, address(t, to))
		replies = append(replies, no.Reply)
		taken = taken || ok
		if ok != !no.Stops() {
			t.Errorf("the answer to %s is %v, and the verdict %+v", to, ok, no)
		}
	}
	if !taken {
		return replies, nil
	}
	m := mail.Parse(c.text)
	edit, no, ok := v.Data(m)
	if !ok {
		return append(replies, no.Reply), nil
	}
	m, _ = m.Apply(edit)
	return replies, m.Header()
}

func address(t *testing.T, s string) mail.Address {
	t.Helper()
	if s == "" {
		return mail.Address{}
	}
	a, err := mail.ParseAddress(s)
	if err != nil {
		t.Fatal(err)
	}
	return a
}
