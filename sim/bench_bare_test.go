package sim_test

import (
	"bytes"
	"errors"
	"io"
	"log"
	"net"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
	"github.com/emersion/go-sasl"
	gosmtp "github.com/emersion/go-smtp"
	"github.com/miekg/dns"
)

// bare is the yardstick: the libraries alone, over buffered connections in
// memory, with no network, no virtual time and no trace. It does for a letter
// what the world does: eight questions to the DNS, a submission with AUTH, a
// relay, a delivery over LMTP and a fetch over IMAP, each on a new connection.
type bare struct {
	submission, transfer, delivery *gosmtp.Server
	access                         *imapserver.Server
	names                          *packetHub
	listeners                      map[string]*pipeListener
	users                          [batch]*imapmemserver.User
	reader                         int // who gets the letter under way
}

func newBare() *bare {
	b := &bare{listeners: map[string]*pipeListener{}, names: newPacketHub()}
	b.submission = b.smtp("submission", false, true)
	b.transfer = b.smtp("transfer", false, false)
	b.delivery = b.smtp("delivery", true, false)
	memory := imapmemserver.New()
	for i, name := range readers(batch) {
		b.users[i] = imapmemserver.NewUser(name, "secret")
		if err := b.users[i].Create("INBOX", nil); err != nil {
			panic(err)
		}
		memory.AddUser(b.users[i])
	}
	b.access = imapserver.New(&imapserver.Options{
		NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			return memory.NewSession(), nil, nil
		},
		InsecureAuth: true, Logger: log.New(io.Discard, "", 0),
	})
	go b.access.Serve(b.listen("access"))
	go (&dns.Server{PacketConn: b.names.server, ReadTimeout: time.Hour, Handler: dns.HandlerFunc(answerBare)}).ActivateAndServe()
	return b
}

func (b *bare) smtp(name string, lmtp, auth bool) *gosmtp.Server {
	s := gosmtp.NewServer(gosmtp.BackendFunc(func(*gosmtp.Conn) (gosmtp.Session, error) { return &bareSession{b: b, last: lmtp}, nil }))
	s.Domain, s.LMTP, s.AllowInsecureAuth = name+".example", lmtp, auth
	s.ReadTimeout, s.WriteTimeout = time.Minute, time.Minute
	s.ErrorLog = log.New(io.Discard, "", 0)
	go s.Serve(b.listen(name))
	return s
}

func (b *bare) listen(name string) net.Listener {
	l := &pipeListener{conns: make(chan net.Conn), done: make(chan struct{})}
	b.listeners[name] = l
	return l
}

func (b *bare) close() {
	b.submission.Close()
	b.transfer.Close()
	b.delivery.Close()
	b.access.Close()
	b.names.server.Close()
}

// letter does all that one letter needs.
func (b *bare) letter(tb testing.TB, reader int, text []byte) {
	b.reader = reader
	check := func(err error) {
		if err != nil {
			tb.Fatal(err)
		}
	}
	ask := func(name string, qtype uint16) { check(b.names.ask(name, qtype)) }
	send := func(server string, lmtp, auth bool) {
		conn := b.listeners[server].dial()
		c := gosmtp.NewClient(conn)
		if lmtp {
			c = gosmtp.NewClientLMTP(conn)
		}
		check(c.Hello("client.example"))
		if auth {
			check(c.Auth(sasl.NewPlainClient("", "alice", "secret")))
		}
		check(c.Mail("alice@alpha.example", &gosmtp.MailOptions{Size: int64(len(text))}))
		check(c.Rcpt("bob@beta.example", nil))
		w, err := c.Data()
		check(err)
		_, err = w.Write(text)
		check(err)
		check(w.Close())
		check(c.Quit())
	}
	ask("mail.alpha.example.", dns.TypeA)
	ask("4.2.0.192.in-addr.arpa.", dns.TypePTR)
	ask("alice.alpha.example.", dns.TypeA)
	send("submission", false, true)
	ask("beta.example.", dns.TypeMX)
	ask("mail.beta.example.", dns.TypeA)
	ask("2.2.0.192.in-addr.arpa.", dns.TypePTR)
	ask("mail.alpha.example.", dns.TypeA)
	send("transfer", false, false)
	send("delivery", true, false)
	ask("mail.beta.example.", dns.TypeA)
	b.fetch(check)
}

func (b *bare) fetch(check func(error)) {
	c := imapclient.New(b.listeners["access"].dial(), nil)
	check(c.Login("bob"+strconv.Itoa(b.reader), "secret").Wait())
	_, err := c.Select("INBOX", nil).Wait()
	check(err)
	got, err := c.Fetch(imap.UIDSet{{Start: 1}}, &imap.FetchOptions{
		UID: true, Flags: true, BodySection: []*imap.FetchItemBodySection{{Peek: true}},
	}).Collect()
	check(err)
	if len(got) != 1 {
		check(errors.New("no letter came"))
	}
	check(c.Logout().Wait())
	c.Close()
}

type bareSession struct {
	b    *bare
	last bool
}

func (s *bareSession) Reset()                                 {}
func (s *bareSession) Logout() error                          { return nil }
func (s *bareSession) Mail(string, *gosmtp.MailOptions) error { return nil }
func (s *bareSession) Rcpt(string, *gosmtp.RcptOptions) error { return nil }
func (s *bareSession) AuthMechanisms() []string               { return []string{sasl.Plain} }
func (s *bareSession) Auth(mechanism string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "alice" || password != "secret" {
			return gosmtp.ErrAuthFailed
		}
		return nil
	}), nil
}

func (s *bareSession) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	if err == nil && s.last {
		_, err = s.b.users[s.b.reader].Append("INBOX", literal{bytes.NewReader(text), int64(len(text))}, &imap.AppendOptions{})
	}
	return err
}

type literal struct {
	io.Reader
	size int64
}

func (l literal) Size() int64 { return l.size }

func answerBare(w dns.ResponseWriter, q *dns.Msg) {
	m := new(dns.Msg)
	m.SetReply(q)
	m.Compress = true
	name := q.Question[0].Name
	data := map[uint16]string{
		dns.TypeA: " 3600 IN A 192.0.2.2", dns.TypeMX: " 3600 IN MX 10 mail.beta.example.", dns.TypePTR: " 3600 IN PTR mail.alpha.example.",
	}[q.Question[0].Qtype]
	rr, err := parsed(name + data)
	if err == nil {
		m.Answer = append(m.Answer, rr)
	}
	w.WriteMsg(m)
}

// parsed reads each record once, as a server does with its zone.
func parsed(text string) (dns.RR, error) {
	if rr, ok := records.Load(text); ok {
		return rr.(dns.RR), nil
	}
	rr, err := dns.NewRR(text)
	records.Store(text, rr)
	return rr, err
}

var records sync.Map

// pipeListener hands out buffered connections in memory.
type pipeListener struct {
	conns chan net.Conn
	done  chan struct{}
	once  sync.Once
}

func (l *pipeListener) dial() net.Conn {
	a, b := newPipe()
	l.conns <- b
	return a
}

func (l *pipeListener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.done:
		return nil, net.ErrClosed
	}
}

func (l *pipeListener) Close() error   { l.once.Do(func() { close(l.done) }); return nil }
func (l *pipeListener) Addr() net.Addr { return &net.TCPAddr{} }

// pipe is one end of a connection: a buffer, a lock, and no time.
type pipe struct {
	mu     *sync.Mutex
	ready  *sync.Cond
	in     bytes.Buffer
	closed bool
	peer   *pipe
}

func newPipe() (a, b *pipe) {
	mu := new(sync.Mutex)
	a, b = &pipe{mu: mu, ready: sync.NewCond(mu)}, &pipe{mu: mu, ready: sync.NewCond(mu)}
	a.peer, b.peer = b, a
	return a, b
}

func (p *pipe) Read(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.in.Len() == 0 {
		if p.closed {
			return 0, net.ErrClosed
		}
		if p.peer.closed {
			return 0, io.EOF
		}
		p.ready.Wait()
	}
	return p.in.Read(b)
}

func (p *pipe) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed || p.peer.closed {
		return 0, net.ErrClosed
	}
	p.peer.in.Write(b)
	p.peer.ready.Signal()
	return len(b), nil
}

func (p *pipe) Close() error {
	p.mu.Lock()
	p.closed = true
	p.ready.Broadcast()
	p.peer.ready.Broadcast()
	p.mu.Unlock()
	return nil
}

func (p *pipe) LocalAddr() net.Addr              { return &net.TCPAddr{} }
func (p *pipe) RemoteAddr() net.Addr             { return &net.TCPAddr{} }
func (p *pipe) SetDeadline(time.Time) error      { return nil }
func (p *pipe) SetReadDeadline(time.Time) error  { return nil }
func (p *pipe) SetWriteDeadline(time.Time) error { return nil }

// packetHub carries datagrams between one server and its clients.
type packetHub struct {
	server *packetEnd
	mu     sync.Mutex
	ends   map[string]*packetEnd
	ports  int
}

func newPacketHub() *packetHub {
	h := &packetHub{ends: map[string]*packetEnd{}}
	h.server = h.end()
	return h
}

func (h *packetHub) end() *packetEnd {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.ports++
	e := &packetEnd{hub: h, addr: &net.UDPAddr{Port: h.ports}, in: make(chan packetIn, 16), done: make(chan struct{})}
	h.ends[e.key()] = e
	return e
}

func (h *packetHub) ask(name string, qtype uint16) error {
	e := h.end()
	defer e.Close()
	m := new(dns.Msg)
	m.SetQuestion(name, qtype)
	m.SetEdns0(1232, false)
	a, _, err := new(dns.Client).ExchangeWithConn(m, &dns.Conn{Conn: e, UDPSize: 1232})
	if err == nil && len(a.Answer) == 0 {
		err = errors.New("no answer to " + name)
	}
	return err
}

type packetIn struct {
	data []byte
	from net.Addr
}

type packetEnd struct {
	hub  *packetHub
	addr *net.UDPAddr
	in   chan packetIn
	done chan struct{}
	once sync.Once
}

func (e *packetEnd) key() string { return strconv.Itoa(e.addr.Port) }

func (e *packetEnd) ReadFrom(b []byte) (int, net.Addr, error) {
	select {
	case p := <-e.in:
		return copy(b, p.data), p.from, nil
	case <-e.done:
		return 0, nil, net.ErrClosed
	}
}

func (e *packetEnd) WriteTo(b []byte, to net.Addr) (int, error) {
	e.hub.mu.Lock()
	target := e.hub.ends[strconv.Itoa(to.(*net.UDPAddr).Port)]
	e.hub.mu.Unlock()
	if target != nil {
		target.in <- packetIn{bytes.Clone(b), e.addr}
	}
	return len(b), nil
}

func (e *packetEnd) Read(b []byte) (int, error) { n, _, err := e.ReadFrom(b); return n, err }
func (e *packetEnd) Write(b []byte) (int, error) {
	return e.WriteTo(b, e.hub.server.addr)
}

func (e *packetEnd) Close() error {
	e.once.Do(func() {
		close(e.done)
		e.hub.mu.Lock()
		delete(e.hub.ends, e.key())
		e.hub.mu.Unlock()
	})
	return nil
}

func (e *packetEnd) LocalAddr() net.Addr              { return e.addr }
func (e *packetEnd) RemoteAddr() net.Addr             { return e.hub.server.addr }
func (e *packetEnd) SetDeadline(time.Time) error      { return nil }
func (e *packetEnd) SetReadDeadline(time.Time) error  { return nil }
func (e *packetEnd) SetWriteDeadline(time.Time) error { return nil }

// bareLetter is as long as the letters of the world are when they arrive.
var bareLetter = []byte(strings.Repeat("Received: from a.example (a.example [192.0.2.1]) by b.example with ESMTP\r\n", 3) +
	"From: Alice <alice@alpha.example>\r\nTo: Bob <bob@beta.example>\r\nSubject: Lunch\r\nDate: Mon, 02 Mar 2026 09:00:00 +0000\r\n" +
	"Message-ID: <1@alpha.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nShall we?\r\n")
