package smtp_test

import (
	"io"
	"log"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	gosmtp "github.com/emersion/go-smtp"

	"mailflow/sim/mail"
	"mailflow/sim/record"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
)

// benchLetter is as long as a short letter with its trace fields is.
var benchLetter = "From: Alice <alice@client.example>\r\nTo: Bob <bob@mx.example>\r\nSubject: Hello\r\n" +
	"Message-ID: <1@client.example>\r\nDate: Mon, 2 Mar 2026 09:00:00 +0000\r\n\r\n" + strings.Repeat("Hello Bob, how are you?\r\n", 40)

var benchMessage = mail.Parse(benchLetter)

// BenchmarkLetter compares one letter on a connection of its own through our
// client, network and front, with what go-smtp alone needs for that at both
// ends of a plain pipe. With what is recorded it shall take less than twice as
// long.
func BenchmarkLetter(b *testing.B) {
	b.Run("bare", benchBare)
	for _, level := range []trace.Level{trace.Story, trace.Hop, trace.Wire} {
		b.Run(string(level), func(b *testing.B) { benchOurs(b, level) })
	}
}

// benchOurs lets a world carry some hundred letters, as a long lesson does, and
// then begins another. Inside of a world time is virtual: b.Loop would measure
// that.
func benchOurs(b *testing.B, level trace.Level) {
	b.ReportAllocs()
	for left := b.N; left > 0; left -= 500 {
		_, err := run(record.Options{Level: level}, func(s *stage) {
			s.serveWitness(smtp.Config{}, func(*smtp.Session, mail.Message) {})
			s.client.Go(0, func() {
				for range min(left, 500) {
					sendOne(b, s)
				}
			})
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

func sendOne(b *testing.B, s *stage) {
	c, _, err := smtp.Dial(s.client, port, options())
	if err != nil {
		b.Error(err)
		return
	}
	c.Hello()
	c.Mail(alice, benchMessage.Len(), false)
	c.Rcpt(bob)
	if replies, err := c.Data(benchMessage, 1); err != nil || !replies[0].Positive() {
		b.Errorf("%v, %v", replies, err)
	}
	c.Quit()
}

// sink is a session that takes everything.
type sink struct{}

func (sink) Mail(string, *gosmtp.MailOptions) error { return nil }
func (sink) Rcpt(string, *gosmtp.RcptOptions) error { return nil }
func (sink) Reset()                                 {}
func (sink) Logout() error                          { return nil }
func (sink) Data(r io.Reader) error {
	_, err := io.ReadAll(r)
	return err
}

func benchBare(b *testing.B) {
	b.ReportAllocs()
	srv := gosmtp.NewServer(gosmtp.BackendFunc(func(*gosmtp.Conn) (gosmtp.Session, error) { return sink{}, nil }))
	srv.ErrorLog = log.New(io.Discard, "", 0)
	l := &accepting{conns: make(chan net.Conn), closed: make(chan struct{})}
	go srv.Serve(l)
	defer srv.Close()
	for b.Loop() {
		client, server := pipe()
		l.conns <- server
		c := gosmtp.NewClient(client)
		if err := c.Hello("client.example"); err != nil {
			b.Fatal(err)
		}
		c.Mail("alice@client.example", &gosmtp.MailOptions{Size: int64(len(benchLetter))})
		c.Rcpt("bob@mx.example", nil)
		w, err := c.Data()
		if err != nil {
			b.Fatal(err)
		}
		io.WriteString(w, benchLetter)
		if err := w.Close(); err != nil {
			b.Fatal(err)
		}
		c.Quit()
	}
}

// accepting is a listener that is handed its connections.
type accepting struct {
	conns  chan net.Conn
	closed chan struct{}
}

func (a *accepting) Accept() (net.Conn, error) {
	select {
	case c := <-a.conns:
		return c, nil
	case <-a.closed:
		return nil, net.ErrClosed
	}
}
func (a *accepting) Close() error   { close(a.closed); return nil }
func (a *accepting) Addr() net.Addr { return nil }

// pipe is a connection with buffers and nothing else.
func pipe() (a, b net.Conn) {
	x, y := newHalf(), newHalf()
	return &end{x, y}, &end{y, x}
}

type half struct {
	mu     sync.Mutex
	wake   sync.Cond
	data   []byte
	closed bool
}

func newHalf() *half {
	h := new(half)
	h.wake.L = &h.mu
	return h
}

type end struct{ in, out *half }

func (e *end) Read(b []byte) (int, error) {
	h := e.in
	h.mu.Lock()
	defer h.mu.Unlock()
	for len(h.data) == 0 {
		if h.closed {
			return 0, io.EOF
		}
		h.wake.Wait()
	}
	n := copy(b, h.data)
	h.data = h.data[n:]
	return n, nil
}

func (e *end) Write(b []byte) (int, error) {
	h := e.out
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return 0, net.ErrClosed
	}
	h.data = append(h.data, b...)
	h.wake.Signal()
	return len(b), nil
}

func (e *end) Close() error {
	for _, h := range [...]*half{e.in, e.out} {
		h.mu.Lock()
		h.closed = true
		h.wake.Broadcast()
		h.mu.Unlock()
	}
	return nil
}

func (e *end) LocalAddr() net.Addr              { return &net.TCPAddr{} }
func (e *end) RemoteAddr() net.Addr             { return &net.TCPAddr{} }
func (e *end) SetDeadline(time.Time) error      { return nil }
func (e *end) SetReadDeadline(time.Time) error  { return nil }
func (e *end) SetWriteDeadline(time.Time) error { return nil }
