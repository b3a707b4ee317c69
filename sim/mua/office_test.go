package mua_test

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"mailflow/sim/accounts"
	"mailflow/sim/dns"
	"mailflow/sim/imap"
	"mailflow/sim/internal/talk"
	"mailflow/sim/mail"
	"mailflow/sim/mail/compose"
	"mailflow/sim/mua"
	"mailflow/sim/pki"
	"mailflow/sim/pop3"
	"mailflow/sim/smtp"
	"mailflow/sim/store"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
	"mailflow/sim/vtime"
)

const serverName = "mail.beta.example"

// office is a server with a zone, and the people who use it.
type office struct {
	*talk.World
	t     testing.TB
	ca    *pki.Authority
	taken []mail.Message // by the submission server
	store *store.Store
	box   store.Account // bob's
}

// open puts names and a message store into a world. The servers for POP3 and
// IMAP are in clear, so that nothing but them is in the picture.
func open(t testing.TB, w *talk.World) *office {
	t.Helper()
	o := &office{World: w, t: t, ca: pki.New(1, talk.Start), store: store.New(talk.Start)}
	zone, err := dns.NewZone(dns.ZoneConfig{
		Origin: "beta.example", TTL: 3600, Servers: []string{serverName},
		Records: []trace.Record{{Name: serverName, Type: "A", TTL: 3600, Data: w.Server.Addrs()[0].String()}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := dns.Serve(w.Server, dns.Config{Zones: []*dns.Zone{zone}}); err != nil {
		t.Fatal(err)
	}
	o.box = o.store.AddUser("bob")
	book := accounts.New(accounts.Lockout{})
	book.Add("bob", "secret")
	o.must(pop3.Serve(pop3.Config{Host: w.Server, Store: o.store, Accounts: book, Plain: true}))
	o.must(imap.Serve(imap.Config{Host: w.Server, Store: o.store, Accounts: book, Plain: true}))
	return o
}

func (o *office) must(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Error(err)
	}
}

// config is bob's, as the administrator told him to set it up.
func (o *office) config(h *vnet.Host, access trace.Protocol) mua.Config {
	port := imap.Port
	if access == trace.POP3 {
		port = pop3.Port
	}
	return mua.Config{
		Name: "laptop", User: "bob", Password: "secret",
		Person:   mail.NamedAddress{Name: "Bob", Address: address("bob@beta.example")},
		Outgoing: mua.Server{Host: serverName, Port: 587, TLS: mua.StartTLS},
		Incoming: mua.Server{Host: serverName, Port: port},
		Access:   access,
		Names:    dns.NewStub(h, o.Server.Addrs()),
		TLS:      o.ca.Client,
	}
}

// device is one of bob's, on one of the machines.
func (o *office) device(i int, access trace.Protocol, keep bool) *mua.Device {
	cfg := o.config(o.Clients[i], access)
	cfg.Name, cfg.Keep = fmt.Sprintf("device%d", i+1), keep
	return mua.New(o.Clients[i], cfg)
}

// file puts letters with these subjects into bob's inbox.
func (o *office) file(subjects ...string) {
	for _, s := range subjects {
		o.fileRaw(s, "Subject: "+s+"\r\n\r\nHello\r\n")
	}
}

func (o *office) fileRaw(identity, octets string) {
	_, err := o.box.Append(store.Inbox, store.Message{InternalDate: o.Server.Now(), Mail: mail.Parse(octets), Identity: identity})
	o.must(err)
}

// days does one thing a day, so that each has ended before the next begins.
func (o *office) days(things ...func()) {
	for i, thing := range things {
		o.Server.After(time.Duration(i)*24*time.Hour, vtime.Story, thing)
	}
}

// lies is what lies in a folder of bob's, "subject" or "subject seen".
func (o *office) lies(folder string) string {
	o.t.Helper()
	messages, err := o.box.Messages(folder)
	o.must(err)
	var words []string
	for _, m := range messages {
		word := m.Mail.Header().Get("Subject")
		if m.Has(store.Seen) {
			word += " seen"
		}
		words = append(words, word)
	}
	return strings.Join(words, ", ")
}

// told is what the programs have to say for themselves, an event a line.
func told(w *talk.World) string {
	var b strings.Builder
	for e := range w.Log.All() {
		switch x := e.Body.(type) {
		case trace.MessageKept:
			fmt.Fprintf(&b, "%s keeps %s, %d in all\n", x.Device, e.Message, x.Outbox)
		case trace.MessageSubmitted:
			fmt.Fprintf(&b, "submitted %s from %s to %s\n", e.Message, x.From, strings.Join(x.Recipients, " "))
		case trace.MessageFetched:
			left := "gone"
			if x.Left {
				left = "left"
			}
			fmt.Fprintf(&b, "%s fetched %s, %d octets, %s\n", x.Device, e.Message, x.Octets, left)
		case trace.MessageRead:
			fmt.Fprintf(&b, "%s read %s\n", x.Device, e.Message)
		case trace.MessageSynced:
			fmt.Fprintf(&b, "%s hears that %s: %s, seen %v\n", x.Device, e.Message, x.Change, x.Seen)
		case trace.MessageMoved:
			fmt.Fprintf(&b, "%s moved %s to %s\n", x.Device, e.Message, x.To)
		case trace.ActionFailed:
			code, _, _ := strings.Cut(x.Reply, " ")
			b.WriteString(strings.TrimRight(fmt.Sprintf("%s cannot %s: %s %s", x.Device, x.Action, e.Reason.Text, code), " ") + "\n")
		}
	}
	return b.String()
}

// verbs is what the programs say to the servers, connection after connection.
func verbs(w *talk.World) string {
	var words []string
	for e := range w.Log.All() {
		switch x := e.Body.(type) {
		case trace.ConnOpened:
			words = append(words, "|")
		case trace.SMTPCommand:
			words = append(words, x.Verb)
		case trace.SMTPContent:
			words = append(words, "content")
		case trace.POP3Command:
			words = append(words, x.Verb)
		case trace.IMAPCommand:
			words = append(words, x.Name)
		}
	}
	return strings.TrimPrefix(strings.Join(words, " "), "|")
}

func same(t *testing.T, what, got, want string) {
	t.Helper()
	if strings.TrimSpace(got) != strings.TrimSpace(want) {
		t.Errorf("%s:\n%s\nwant:\n%s", what, got, want)
	}
}

func address(s string) mail.Address {
	a, err := mail.ParseAddress(s)
	if err != nil {
		panic(err)
	}
	return a
}

func people(addresses ...string) []mail.NamedAddress {
	list := make([]mail.NamedAddress, len(addresses))
	for i, a := range addresses {
		list[i].Address = address(a)
	}
	return list
}

func lunch(to ...string) compose.Letter {
	return compose.Letter{To: people(to...), Subject: "Lunch?", Text: "At noon."}
}

// desk is a submission server's decisions: it knows bob, refuses what is called
// bad, and takes everything else.
type desk struct{ *office }

func (d desk) Authenticate(_ *smtp.Session, user, password string) accounts.Attempt {
	if user == "bob" && password == "secret" {
		return accounts.Attempt{User: user}
	}
	return accounts.Failed("No user of this server has that name and that password.", "users")
}

func (d desk) Mail(_ *smtp.Session, from mail.Address) smtp.Answer { return d.judge(from.Local) }
func (d desk) Rcpt(_ *smtp.Session, to mail.Address) smtp.Answer   { return d.judge(to.Local) }

func (d desk) Data(_ *smtp.Session, m mail.Message) []smtp.Answer {
	a := d.judge(m.Header().Get("Subject"))
	switch {
	case m.Header().Get("Subject") == "last words":
		d.Server.Down(0)
	case a.Code == 0:
		d.taken = append(d.taken, m)
		a.Reply = mail.Postfix.Replies.Queued.With(mail.Words{ID: "4F2K9"})
	}
	return []smtp.Answer{a}
}

func (desk) judge(what string) smtp.Answer {
	if what != "bad" {
		return smtp.Answer{}
	}
	return smtp.Answer{Reply: mail.Reply{Code: 550, Enhanced: "5.7.1", Text: "No"}, Why: trace.Why("It is bad.", "", "")}
}

// submission opens a port at which letters are handed in.
func (o *office) submission(port int, change func(*smtp.Config)) {
	cfg := smtp.Config{
		Protocol: trace.SMTP, Role: trace.MSA, Dialect: mail.Postfix, Auth: true, TLS: o.ca.Server(serverName),
		New: func(*smtp.Session) smtp.Handler { return &desk{o} },
	}
	if change != nil {
		change(&cfg)
	}
	o.must(smtp.Serve(o.Server, port, cfg))
}

var nowhere = []netip.Addr{netip.MustParseAddr("198.51.100.77")}

// overlaps reports whether a connection was opened while another was still
// open.
func overlaps(w *talk.World) bool {
	var open []string
	for e := range w.Log.All() {
		switch e.Body.(type) {
		case trace.ConnOpened:
			if open = append(open, e.Conn); len(open) > 1 {
				return true
			}
		case trace.ConnClosed:
			open = slices.DeleteFunc(open, func(c string) bool { return c == e.Conn })
		}
	}
	return false
}
