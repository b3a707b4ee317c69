package mua

import (
	"net/netip"

	"mailflow/sim/mail"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
)

// submission is the way of one letter to the outgoing server (RFC 6409).
type submission struct {
	*Device
	server   server
	letter   mail.Message
	envelope mail.Envelope
	client   *smtp.Client
	mark     trace.Mark // what was heard last
}

// run goes all the way, or as far as it can. It always says goodbye to a server
// that still listens.
func (s *submission) run() *failure {
	if f := s.connect(); f != nil {
		return f
	}
	for _, step := range []func() *failure{s.hello, s.encrypt, s.login, s.from, s.recipients, s.content} {
		if f := step(); f != nil {
			s.leave(f.broken)
			return f
		}
	}
	s.leave(false)
	return nil
}

func (s *submission) leave(broken bool) {
	if broken {
		s.client.Close()
		return
	}
	s.client.About(s.mark)
	s.client.Quit()
}

// connect opens the connection and waits for the greeting.
func (s *submission) connect() *failure {
	var greeting mail.Reply
	f := s.reach(s.server, s.mark, func(to netip.AddrPort, m trace.Mark) (err error) {
		s.client, greeting, err = smtp.Dial(s.host, to, smtp.Options{
			Role: trace.MUA, Protocol: trace.SMTP, Hello: s.calls(), Mark: m,
			Implicit: s.server.TLS == ImplicitTLS, TLS: s.implicit(s.server),
		})
		return err
	})
	if f != nil {
		return f
	}
	if f = s.check(greeting, nil, "The server does not want to talk to this host.", "", "RFC 5321 §3.1"); f != nil {
		s.leave(f.broken)
	}
	return f
}

func (s *submission) hello() *failure {
	r, err := s.client.Hello()
	return s.check(r, err, "The server does not want to talk to this host.", "", "RFC 5321 §4.1.1.1")
}

// encrypt asks for TLS where the person wants it. Without it the program would
// have to say the password in clear, and so it says nothing at all.
func (s *submission) encrypt() *failure {
	if s.server.TLS != StartTLS {
		return nil
	}
	if _, offered := s.client.Offers("STARTTLS"); !offered {
		return because(s.mark, "The server does not offer STARTTLS, or somebody on the way took the offer out. "+
			"The program keeps its password to itself rather than say it where others can listen.", "tls", "RFC 8314 §5.2")
	}
	r, err := s.client.StartTLS(s.cfg.TLS(s.server.Host))
	if f := s.check(r, err, "The server offered STARTTLS and does not do it.", "tls", "RFC 3207 §4"); f != nil {
		return f
	}
	return s.hello()
}

// login says who the person is. A server that does not ask, as in the old days
// before submission servers, is not told.
func (s *submission) login() *failure {
	if _, asked := s.client.Offers("AUTH"); !asked || s.cfg.NoLogin {
		return nil
	}
	auth := s.client.Auth
	if s.cfg.Careless {
		auth = s.client.AuthLogin
	}
	r, err := auth(s.cfg.User, s.cfg.Password)
	if err == nil && r.Code == 0 {
		return because(s.mark, "The server knows no way to log in that the program knows.", s.server.setting, "RFC 4954 §3")
	}
	return s.check(r, err, wrongPassword, "devices.password", "RFC 4954 §4")
}

func (s *submission) from() *failure {
	r, err := s.client.Mail(s.envelope.From, s.letter.Len(), false)
	return s.check(r, err, "The server does not take letters from "+s.envelope.From.String()+".", "", "RFC 5321 §3.3")
}

// recipients names all of them. If one is refused the transaction is given up.
func (s *submission) recipients() *failure {
	for _, to := range s.envelope.Recipients {
		r, err := s.client.Rcpt(s.short(to))
		f := s.check(r, err, "The server refuses "+to.String()+
			". The program sends to nobody until its person has mended the list.", "", "RFC 5321 §3.3")
		if f == nil {
			continue
		}
		if !f.broken {
			_, err := s.client.Reset()
			s.mark.Cause = s.client.Mark().Cause
			f.broken = err != nil
		}
		return f
	}
	return nil
}

// content sends the letter. From the server's yes on it is the server's duty.
func (s *submission) content() *failure {
	replies, err := s.client.Data(s.letter, 1)
	var r mail.Reply
	if len(replies) > 0 {
		r = replies[0]
	}
	if f := s.check(r, err, "The server does not take the letter.", "", "RFC 5321 §3.3"); f != nil {
		if len(replies) == 0 { // it was on its way already
			f.unsure = true
			f.about.Reason = trace.Why(f.about.Reason.Text+" Nobody knows whether the server took the letter: "+
				"sent again, it may arrive twice.", s.server.setting, "RFC 5321 §4.5.3.2.6")
		}
		return f
	}
	s.mark.Cause = s.tell(trace.About{
		Peer: s.client.PeerName(), Conn: s.client.ID(), Message: s.mark.Message, Cause: s.mark.Cause,
		Reason: trace.Why("The server said 250 after the letter: to bring it on its way, or to report that it cannot, is the server's duty now.", "", "RFC 5321 §6.1"),
	}, trace.MessageSubmitted{From: s.envelope.From.String(), Recipients: mail.Strings(s.envelope.Recipients)})
	return nil
}

// check is nil if the server said yes.
func (s *submission) check(r mail.Reply, err error, no, setting, rfc string) *failure {
	s.mark.Cause = s.client.Mark().Cause
	if err != nil {
		return broken(s.mark, s.server, err)
	}
	if r.Positive() {
		return nil
	}
	f := because(s.mark, no, setting, rfc)
	f.about.Peer, f.reply = s.client.PeerName(), r.String()
	return f
}
