package mta_test

import (
	"bufio"
	"io"
	"strings"
	"time"

	"mailflow/sim/mail"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// office is a mail server that does as it is told, and says yes otherwise.
type office struct {
	*stage
	host *vnet.Host
	way  string                // of the server as a whole, as closed
	no   map[string]mail.Reply // by command, or by local part for RCPT
	tls  bool
	got  []got

	visits int // of a forgetful one
}

// got is a letter that an office took.
type got struct {
	at   time.Duration
	from string
	to   []string
	text mail.Message
}

// behave changes what the server does: "closed" listens nowhere, "filtered"
// drops packets, "silent" never greets, "hangsup" ends the connection when it is
// told a recipient called cut, "forgetful" breaks off between the answers to a
// message once, "tls" offers STARTTLS, "badtls" does so and fails.
// "WHAT CODE ENHANCED TEXT" says no to the greeting (connect), to hello, mail,
// data, or to the recipient with that local part. Several stand with commas
// between them.
func (o *office) behave(words []string) {
	o.way, o.tls = "", false
	o.no = map[string]mail.Reply{}
	for _, part := range strings.Split(strings.Join(words, " "), ", ") {
		f := strings.SplitN(part, " ", 2)
		if len(f) == 1 {
			o.way = f[0]
			o.tls = f[0] == "tls" || f[0] == "badtls"
			continue
		}
		r, err := mail.ParseReply([]string{f[1]})
		if err != nil {
			o.t.Fatal(err)
		}
		o.no[f[0]] = r
	}
	if o.way == "filtered" {
		o.host.Filter(25)
	} else {
		o.host.Unfilter(25)
	}
}

func (o *office) serve(port int, p trace.Protocol) {
	if o.way == "closed" {
		return
	}
	cfg := smtp.Config{Protocol: p, Role: trace.MDA, Dialect: mail.Postfix, New: func(*smtp.Session) smtp.Handler { return o }}
	var err error
	switch {
	case o.way == "silent":
		_, err = o.host.Serve(port, trace.MTA, func(c *vnet.Conn) { io.Copy(io.Discard, c); c.Close() })
	case o.way == "forgetful":
		_, err = o.host.Serve(port, trace.MDA, o.forget)
	case o.way == "badtls":
		_, err = o.host.Serve(port, trace.MTA, o.breakTLS)
	case o.tls:
		cfg.TLS = o.ca.Server(o.host.Name())
		fallthrough
	default:
		err = smtp.Serve(o.host, port, cfg)
	}
	if err != nil {
		o.t.Fatal(err)
	}
}

// breakTLS is a server whose STARTTLS does not work, and that is fine without.
func (o *office) breakTLS(c *vnet.Conn) {
	defer c.Close()
	say := func(line string) { io.WriteString(c, line+"\r\n") }
	say("220 " + o.host.Name() + " ESMTP")
	buf := make([]byte, 4096)
	for inData := false; ; {
		n, err := c.Read(buf)
		if err != nil {
			return
		}
		line := strings.ToUpper(string(buf[:n]))
		switch {
		case inData:
			say("250 taken")
			inData = false
		case strings.HasPrefix(line, "EHLO"):
			say("250-" + o.host.Name() + "\r\n250 STARTTLS")
		case strings.HasPrefix(line, "STARTTLS"):
			say("220 go")
			c.Read(buf) // the client's hello
			say("this is no TLS")
			return
		case strings.HasPrefix(line, "DATA"):
			say("354 go")
			inData = true
		default:
			say("250 ok")
		}
	}
}

// forget is an LMTP server that answers for the first recipient and is gone;
// from the second connection on it answers for all.
func (o *office) forget(c *vnet.Conn) {
	defer c.Close()
	o.visits++
	say := func(line string) { io.WriteString(c, line+"\r\n") }
	say("220 " + o.host.Name() + " LMTP")
	var to []string
	in := bufio.NewReader(c)
	for inData := false; ; {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimSpace(line)
		switch {
		case inData && line == ".":
			for i, who := range to {
				if i == 1 && o.visits == 1 {
					return
				}
				o.got = append(o.got, got{at: o.host.Elapsed(), to: []string{who}})
				say("250 saved")
			}
			inData = false
		case inData:
		case strings.HasPrefix(line, "RCPT"):
			to = append(to, line[len("RCPT TO:<"):len(line)-1])
			say("250 ok")
		case strings.HasPrefix(line, "DATA"):
			inData = true
			say("354 go")
		default:
			say("250 ok")
		}
	}
}

func (o *office) refusal(key string) smtp.Answer {
	r := o.no[key]
	if r.Code == 0 {
		return smtp.Answer{}
	}
	return smtp.Answer{Reply: r, Why: trace.Why("The office was told to.", "", "RFC 5321 §7.8")}
}

func (o *office) Connect(*smtp.Session) smtp.Answer            { return o.refusal("connect") }
func (o *office) Hello(*smtp.Session) smtp.Answer              { return o.refusal("hello") }
func (o *office) Mail(*smtp.Session, mail.Address) smtp.Answer { return o.refusal("mail") }

func (o *office) Rcpt(s *smtp.Session, to mail.Address) smtp.Answer {
	if to.Local == "cut" && o.way == "hangsup" {
		return smtp.Answer{Reply: mail.Reply{Code: 421, Enhanced: "4.3.2", Text: "Going down"}, Why: trace.Why("It was told to.", "", "")}
	}
	return o.refusal(to.Local)
}

func (o *office) Data(s *smtp.Session, m mail.Message) []smtp.Answer {
	if a := o.refusal("data"); a.Code != 0 {
		return []smtp.Answer{a}
	}
	g := got{at: o.host.Elapsed(), from: s.Envelope.From.String(), text: m}
	var answers []smtp.Answer
	for _, to := range s.Envelope.Recipients {
		if s.Protocol() == mail.LMTP && to.Local == "full" {
			answers = append(answers, smtp.Answer{Reply: mail.Postfix.Replies.MailboxFull.With(mail.Words{Address: to.String()})})
			continue
		}
		g.to = append(g.to, to.String())
		answers = append(answers, smtp.Answer{Reply: mail.Postfix.Replies.Queued.With(mail.Words{ID: "4F2K9"})})
	}
	o.got = append(o.got, g)
	return answers
}
