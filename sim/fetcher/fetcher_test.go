package fetcher_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"mailflow/sim/accounts"
	"mailflow/sim/dns"
	"mailflow/sim/fetcher"
	"mailflow/sim/internal/talk"
	"mailflow/sim/mail"
	"mailflow/sim/pop3"
	"mailflow/sim/smtp"
	"mailflow/sim/store"
	"mailflow/sim/trace"
	"mailflow/sim/vtime"
)

const (
	provider = "mail.beta.example" // talk's server; home is talk's client
	home     = "home.beta.example"
)

// place is a provider with bob's mailbox, and a server at home that takes mail.
type place struct {
	*talk.World
	t     *testing.T
	box   store.Account
	say   mail.Reply // to the next letters; the zero value is yes
	taken []string   // "from > to", and then the letter
	from  mail.Address
	to    mail.Address
}

func run(t *testing.T, password string, story func(p *place)) (*place, *talk.World) {
	t.Helper()
	p := &place{t: t}
	w := talk.Run(t, 1, func(w *talk.World) {
		p.World = w
		st := store.New(talk.Start)
		p.box = st.AddUser("bob")
		book := accounts.New(accounts.Lockout{})
		book.Add("bob", "secret")
		p.must(pop3.Serve(pop3.Config{Host: w.Server, Store: st, Accounts: book, Plain: true}))
		p.must(smtp.Serve(w.Clients[0], 25, smtp.Config{
			Protocol: trace.SMTP, Role: trace.MTA, Dialect: mail.Postfix, New: func(*smtp.Session) smtp.Handler { return p },
		}))
		zone, err := dns.NewZone(dns.ZoneConfig{Origin: "beta.example", TTL: 60, Servers: []string{provider}, Records: []trace.Record{
			{Name: provider, Type: "A", TTL: 60, Data: w.Server.Addrs()[0].String()},
			{Name: home, Type: "A", TTL: 60, Data: w.Clients[0].Addrs()[0].String()},
		}})
		p.must(err)
		_, err = dns.Serve(w.Server, dns.Config{Zones: []*dns.Zone{zone}})
		p.must(err)
		to, err := mail.ParseAddress("bob@home.example")
		p.must(err)
		story(p)
		fetcher.Start(w.Clients[0], fetcher.Config{
			Names: dns.NewStub(w.Clients[0], w.Server.Addrs()), Home: home,
			Pickups: []fetcher.Pickup{{Server: provider, User: "bob", Password: password, Every: 10 * time.Minute, To: to}},
		})
	})
	return p, w
}

func (p *place) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Error(err)
	}
}

// Authenticate, Mail, Rcpt and Data are the decisions of the server at home.
func (p *place) Authenticate(*smtp.Session, string, string) bool { return false }

func (p *place) Mail(_ *smtp.Session, from mail.Address) smtp.Answer {
	p.from = from
	return smtp.Answer{}
}

func (p *place) Rcpt(_ *smtp.Session, to mail.Address) smtp.Answer {
	p.to = to
	if p.say.Code == 0 {
		return smtp.Answer{}
	}
	return smtp.Answer{Reply: p.say, Why: trace.Why("It says so.", "", "")}
}

func (p *place) Data(_ *smtp.Session, m mail.Message) []smtp.Answer {
	p.taken = append(p.taken, p.from.Path()+" > "+p.to.Path()+"\n"+m.String())
	return []smtp.Answer{{Reply: mail.Postfix.Replies.Queued.With(mail.Words{ID: "4F2K9"})}}
}

// file puts a letter into the mailbox at the provider.
func (p *place) file(octets string) {
	_, err := p.box.Append(store.Inbox, store.Message{InternalDate: p.Server.Now(), Mail: mail.Parse(octets), Identity: "m1"})
	p.must(err)
}

// at lets something happen, and so keeps the world awake until then.
func (p *place) at(minutes int, do func()) {
	p.Server.After(time.Duration(minutes)*time.Minute, vtime.Story, do)
}

func nothing() {}

func (p *place) left() int {
	letters, err := p.box.Messages(store.Inbox)
	p.must(err)
	return len(letters)
}

func failures(w *talk.World) string {
	var b strings.Builder
	for _, e := range talk.Kind[trace.ActionFailed](w) {
		code, _, _ := strings.Cut(e.Body.(trace.ActionFailed).Reply, " ")
		fmt.Fprintln(&b, strings.TrimSpace(e.Reason.Text+" "+code))
	}
	return b.String()
}

const letter = "Return-Path: <ann@alpha.example>\r\nReceived: from somewhere\r\nTo: bob@beta.example\r\nSubject: A\r\n\r\n.\r\nHello\r\n"

// A letter goes home with an envelope from its Return-Path and the settings, with
// a line more, and is gone at the provider.
func TestALetterComesHome(t *testing.T) {
	p, w := run(t, "secret", func(p *place) { p.file(letter); p.at(15, nothing) })
	const want = "<ann@alpha.example> > <bob@home.example>\nReceived: from mail.beta.example by client1.beta.example with POP3\r\n" +
		"\tfor <bob@home.example>; Mon, 2 Mar 2026 09:10:00 +0000\r\nReceived: from somewhere\r\nTo: bob@beta.example\r\nSubject: A\r\n\r\n.\r\nHello\r\n"
	if len(p.taken) != 1 || strings.ReplaceAll(p.taken[0], p.Clients[0].Name(), "client1.beta.example") != want || p.left() != 0 || failures(w) != "" {
		t.Errorf("taken %q, %d left\n%s", p.taken, p.left(), failures(w))
	}
}

// Without a Return-Path, or with one that is none, nobody is told of a failure.
func TestALetterWithoutASender(t *testing.T) {
	for _, octets := range []string{"Subject: A\r\n\r\n", "Return-Path: <>\r\n\r\n", "Return-Path: nonsense\r\n\r\n", "Return-Path: <a@b>\r\n X: <c@d>\r\n\r\n"} {
		p, _ := run(t, "secret", func(p *place) { p.file(octets); p.at(15, nothing) })
		if len(p.taken) != 1 || !strings.HasPrefix(p.taken[0], "<> > <bob@home.example>\nReceived: ") || strings.Contains(p.taken[0], "Return-Path") {
			t.Errorf("%q: taken %q", octets, p.taken)
		}
	}
}

// What the server at home does not take stays at the provider. A no for now is
// asked again; a no for good is not.
func TestANoAtHome(t *testing.T) {
	for code, want := range map[int]string{
		451: strings.Repeat("The server at home does not take the letter. It stays where it was. 451\n", 3),
		550: "The server at home does not take the letter. It stays where it was. 550\n",
	} {
		p, w := run(t, "secret", func(p *place) {
			p.say = mail.Reply{Code: code, Enhanced: fmt.Sprint(code/100, ".0.0"), Text: "No"}
			p.file(letter)
			p.at(35, nothing)
		})
		if failures(w) != want || len(p.taken) != 0 || p.left() != 1 {
			t.Errorf("%d: %d left, told\n%s", code, p.left(), failures(w))
		}
	}
}

func TestWhatGoesWrong(t *testing.T) {
	for _, tc := range []struct {
		name, password string
		story          func(p *place)
		told           string
		taken          int
	}{
		{"a wrong password", "guess", func(*place) {}, "The server does not know this user with this password. -ERR\n", 0},
		{"the provider is down, and up again", "secret", func(p *place) {
			p.at(9, func() { p.Server.Filter(pop3.Port) })
			p.at(12, func() { p.Server.Unfilter(pop3.Port) })
			p.at(25, nothing)
		}, "The program does not get through to mail.beta.example.\n", 1},
		{"home is down, and up again", "secret", func(p *place) {
			p.at(9, func() { p.Clients[0].Filter(25) })
			p.at(12, func() { p.Clients[0].Unfilter(25) })
			p.at(25, nothing)
		}, "The program does not get through to home.beta.example.\n", 1},
	} {
		p, w := run(t, tc.password, func(p *place) { p.file(letter); p.at(15, nothing); tc.story(p) })
		if got := failures(w); got != tc.told || len(p.taken) != tc.taken || p.left() != 1-tc.taken {
			t.Errorf("%s: %d taken, %d left, told\n%s", tc.name, len(p.taken), p.left(), got)
		}
	}
}

// Looking keeps no world awake.
func TestTheWorldComesToRest(t *testing.T) {
	_, w := run(t, "secret", func(p *place) { p.at(25, nothing) })
	if polls := len(talk.Kind[trace.FetcherPolled](w)); polls != 2 {
		t.Errorf("it looked %d times", polls)
	}
	_, w = run(t, "secret", func(p *place) { p.file(letter) })
	if polls := len(talk.Kind[trace.FetcherPolled](w)); polls != 0 {
		t.Errorf("in a world at rest it looked %d times", polls)
	}
}
