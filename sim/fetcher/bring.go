package fetcher

import (
	"net/netip"

	"mailflow/sim/dns"
	"mailflow/sim/mail"
	"mailflow/sim/pop3"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
)

// port is where the server at home takes mail.
const port = 25

// bring hands a letter to the server at home, under an envelope that is made up.
// Never is a no for good.
func (r *round) bring(letter mail.Message, from *pop3.Client, m trace.Mark) (f *failure, never bool) {
	sender := returnPath(letter)
	letter, told := letter.Apply(mail.Edit{
		Prepend: []mail.Field{mail.FoldedField("Received", "from "+mail.CleanToken(from.Peer())+" by "+r.host.Name()+" with POP3",
			"for <"+mail.Clean(r.To.String())+">; "+mail.FormatDate(r.host.Now()))},
		Remove: []string{"Return-Path"},
	})
	m.Cause = r.tell(trace.About{Message: m.Message, Cause: m.Cause, Reason: trace.Why(
		"A program that brings mail in adds a line too. Return-Path is for the envelope of the delivery that is over, so it goes; the sender that it names is taken for the new one.",
		"", "RFC 5321 §3.7.2"),
	}, told)
	c, f := r.knock(m)
	if f != nil {
		return f, false
	}
	defer c.Quit()
	for _, say := range []func() (mail.Reply, error){
		c.Hello,
		func() (mail.Reply, error) { return c.Mail(sender, letter.Len(), false) },
		func() (mail.Reply, error) { return c.Rcpt(r.To) },
		func() (mail.Reply, error) { return first(c.Data(letter, 1)) },
	} {
		reply, err := say()
		m.Cause = c.Mark().Cause
		if err != nil {
			return because(m, "The connection to "+r.Home+" broke off.", "", ""), false
		}
		if !reply.Positive() {
			f := because(m, "The server at home does not take the letter. It stays where it was.", "", "RFC 5321 §4.2.1")
			f.reply = reply.String()
			return f, reply.Code/100 == 5
		}
	}
	r.tell(trace.About{Peer: r.Home, Conn: c.ID(), Message: m.Message, Cause: m.Cause, Reason: trace.Why(
		"The server at home said 250. Now the provider's copy may go.", "fetch.to", "RFC 5321 §4.2.5"),
	}, trace.MessageReinjected{From: sender.String(), Recipient: r.To.String()})
	return nil, false
}

// knock connects to the server at home.
func (r *round) knock(m trace.Mark) (*smtp.Client, *failure) {
	found := r.Names.Addresses(dns.Question{Name: r.Home, Role: trace.Fetcher, Mark: m})
	m.Cause = found.Mark.Cause
	if found.Err != nil {
		return nil, because(m, "The DNS does not tell the address of "+r.Home+".", "", "")
	}
	c, greeting, err := smtp.Dial(r.host, netip.AddrPortFrom(found.Addrs[0], port), smtp.Options{
		Role: trace.Fetcher, Protocol: trace.SMTP, Hello: r.host.Name(), Mark: m,
	})
	switch {
	case err != nil:
		return nil, because(m, "The program does not get through to "+r.Home+".", "", "")
	case !greeting.Positive():
		m.Cause = c.Mark().Cause
		c.Quit()
		f := because(m, "The server at home does not want to talk.", "", "RFC 5321 §3.1")
		f.reply = greeting.String()
		return nil, f
	}
	return c, nil
}

// returnPath is who the provider says has sent a letter: nobody, if it does not
// say, so that no stranger hears of a failure.
func returnPath(letter mail.Message) mail.Address {
	a, err := mail.ParseReversePath(letter.Header().Get("Return-Path"))
	if err != nil {
		return mail.Address{}
	}
	return a
}

// first is the answer to a message for one recipient.
func first(replies []mail.Reply, err error) (mail.Reply, error) {
	if len(replies) == 0 {
		return mail.Reply{}, err
	}
	return replies[0], err
}
