package smtp_test

import (
	"bytes"
	"errors"
	"io"
	"log"
	"strings"
	"testing"

	"github.com/emersion/go-sasl"
	gosmtp "github.com/emersion/go-smtp"

	"mailflow/sim/mail"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

const body = "Subject: Hello\r\n\r\nHello\r\n.dot\r\n..dots\r\n"

// withLibrary lets go-smtp's client talk to our server.
func withLibrary(t *testing.T, cfg smtp.Config, talk func(*vnet.Conn) error) *stage {
	t.Helper()
	return play(t, func(s *stage) {
		s.serve(cfg)
		s.client.Go(0, func() {
			c := s.dial()
			defer c.Close()
			if err := talk(c); err != nil {
				t.Error(err)
			}
		})
	})
}

// deliver sends the body to each of the recipients.
func deliver(c *gosmtp.Client, to ...string) error {
	if err := c.Mail("alice@client.example", &gosmtp.MailOptions{Size: int64(len(body))}); err != nil {
		return err
	}
	for _, r := range to {
		if err := c.Rcpt(r, nil); err != nil {
			return err
		}
	}
	w, err := c.Data()
	if err != nil {
		return err
	}
	io.WriteString(w, body)
	return w.Close()
}

func (s *stage) gotBody(t *testing.T, to ...string) {
	t.Helper()
	if len(s.desk.got) != 1 {
		t.Fatalf("the desk has %d messages", len(s.desk.got))
	}
	if l := s.desk.got[0]; l.text != body || strings.Join(l.to, " ") != strings.Join(to, " ") {
		t.Errorf("the desk got %+v", l)
	}
}

func TestLibraryClientOverTLSWithAuth(t *testing.T) {
	type login struct {
		implicit bool
		with     func(user, password string) sasl.Client
	}
	plain := func(user, password string) sasl.Client { return sasl.NewPlainClient("", user, password) }
	for _, l := range []login{{false, plain}, {true, plain}, {false, sasl.NewLoginClient}, {true, sasl.NewLoginClient}} {
		implicit := l.implicit
		cfg := smtp.Config{TLS: ca.Server("mx.example"), Implicit: implicit, Auth: true, MaxOctets: 1000}
		s := withLibrary(t, cfg, func(conn *vnet.Conn) error {
			var c *gosmtp.Client
			if implicit {
				c = gosmtp.NewClient(tlsClient(conn))
			} else {
				var err error
				if c, err = gosmtp.NewClientStartTLS(conn, ca.Client("mx.example")); err != nil {
					return err
				}
			}
			if err := c.Auth(l.with("alice", "wrong")); !hasCode(err, 535) {
				t.Errorf("the wrong password gave %v", err)
			}
			if err := c.Auth(l.with("alice", "secret")); err != nil {
				return err
			}
			if size, ok := c.MaxMessageSize(); !ok || size != 1000 {
				t.Errorf("the server takes %d", size)
			}
			if err := c.Mail("alice@client.example", &gosmtp.MailOptions{Size: 1001}); !hasCode(err, 552) {
				t.Errorf("too large a message gave %v", err)
			}
			if err := deliver(c, "bob@mx.example"); err != nil {
				return err
			}
			return c.Quit()
		})
		s.gotBody(t, "<bob@mx.example>")
	}
}

func TestLibraryClientLMTP(t *testing.T) {
	s := withLibrary(t, smtp.Config{Protocol: trace.LMTP}, func(conn *vnet.Conn) error {
		c := gosmtp.NewClientLMTP(conn)
		var e gosmtp.LMTPDataError
		if err := deliver(c, "bob@mx.example", "full@mx.example", "carol@mx.example"); !errors.As(err, &e) {
			return err
		}
		if len(e) != 1 || e["full@mx.example"] == nil || e["full@mx.example"].Code != 452 {
			t.Errorf("the fates are %v", e)
		}
		return c.Quit()
	})
	s.gotBody(t, "<bob@mx.example>", "<carol@mx.example>")
}

func hasCode(err error, code int) bool {
	var e *gosmtp.SMTPError
	return errors.As(err, &e) && e.Code == code
}

// plainServer is go-smtp's server without our front.
type plainServer struct {
	gosmtp.Session
	got  *bytes.Buffer
	from *string
}

func (p plainServer) Mail(from string, _ *gosmtp.MailOptions) error {
	*p.from = from
	return nil
}
func (p plainServer) Rcpt(to string, _ *gosmtp.RcptOptions) error {
	if strings.HasPrefix(to, "nobody@") {
		return &gosmtp.SMTPError{Code: 550, EnhancedCode: gosmtp.EnhancedCode{5, 1, 1}, Message: "No such user"}
	}
	return nil
}
func (p plainServer) Data(r io.Reader) error {
	_, err := io.Copy(p.got, r)
	return err
}
func (plainServer) Reset()                   {}
func (plainServer) Logout() error            { return nil }
func (plainServer) AuthMechanisms() []string { return []string{sasl.Plain} }
func (plainServer) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "alice" || password != "secret" {
			return gosmtp.ErrAuthFailed
		}
		return nil
	}), nil
}

func TestOurClientWithLibraryServer(t *testing.T) {
	for _, protocol := range []trace.Protocol{trace.SMTP, trace.LMTP} {
		t.Run(string(protocol), func(t *testing.T) {
			var got bytes.Buffer
			var from string
			play(t, func(s *stage) {
				srv := gosmtp.NewServer(gosmtp.BackendFunc(func(*gosmtp.Conn) (gosmtp.Session, error) {
					return plainServer{got: &got, from: &from}, nil
				}))
				srv.Domain, srv.LMTP, srv.TLSConfig = "mx.example", protocol == trace.LMTP, ca.Server("mx.example")
				srv.ErrorLog = log.New(io.Discard, "", 0)
				l, _ := s.server.Listen(int(port.Port()), trace.MTA)
				s.server.Go(0, func() { srv.Serve(l) })
				s.client.Go(0, func() { talkToLibrary(t, s, protocol) })
			})
			if got.String() != body || from != "alice@client.example" {
				t.Errorf("the server got %q from %q", got.String(), from)
			}
		})
	}
}

func talkToLibrary(t *testing.T, s *stage, protocol trace.Protocol) {
	c, r, err := smtp.Dial(s.client, port, smtp.Options{Role: trace.MTA, Protocol: protocol, Hello: "client.example"})
	if err != nil {
		t.Error(err)
		return
	}
	defer c.Close()
	step := func(what string, code int, r mail.Reply, err error) {
		t.Helper()
		if err != nil || r.Code != code {
			t.Errorf("%s: %v, %v", what, r, err)
		}
	}
	step("greeting", 220, r, err)
	hello := func() {
		r, err := c.Hello()
		step("hello", 250, r, err)
	}
	hello()
	r, err = c.StartTLS(ca.Client("mx.example"))
	step("STARTTLS", 220, r, err)
	hello()
	r, err = c.Auth("alice", "wrong")
	step("wrong password", 535, r, err)
	r, err = c.Auth("alice", "secret")
	step("password", 235, r, err)
	m := mail.Parse(body)
	r, err = c.Mail(mail.Address{Local: "alice", Domain: "client.example"}, m.Len(), true)
	step("MAIL", 250, r, err)
	for local, code := range map[string]int{"bob": 250, "nobody": 550, "carol": 250} {
		r, err = c.Rcpt(mail.Address{Local: local, Domain: "mx.example"})
		step("RCPT", code, r, err)
	}
	replies, err := c.Data(m, 2)
	for _, r := range replies {
		step("DATA", 250, r, err)
	}
	if want := map[trace.Protocol]int{trace.SMTP: 1, trace.LMTP: 2}[protocol]; len(replies) != want {
		t.Errorf("there were %d replies", len(replies))
	}
	r, err = c.Reset()
	step("RSET", 250, r, err)
	c.Quit()
}
