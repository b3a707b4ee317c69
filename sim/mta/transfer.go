package mta

import (
	"crypto/tls"
	"errors"
	"net/netip"
	"slices"
	"strconv"

	"mailflow/sim/mail"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// target is one server to talk to.
type target struct {
	name     string
	at       netip.AddrPort
	protocol trace.Protocol
}

func (t target) words() mail.Words {
	return mail.Words{Peer: t.name, IP: t.at.Addr().String(), Port: strconv.Itoa(int(t.at.Port()))}
}

// transfer is one letter's part of a connection to a server.
type transfer struct {
	agent  *Agent
	it     *item
	to     target
	way    way
	fates  []*fate // still open
	client *smtp.Client
	mark   trace.Mark
	taken  bool // by the server, for somebody at least, and nothing went wrong
	lost   bool // the connection
}

// transfer offers the letter to a server and writes down what became of each
// recipient. It returns what happened last, as the cause of what follows.
func (a *Agent) transfer(it *item, b batch, to target, m trace.Mark) trace.Mark {
	t := &transfer{agent: a, it: it, to: to, way: b.way, fates: b.fates, mark: m}
	encrypt := a.cfg.Encrypt // which may change while we talk
	if to.protocol != trace.SMTP {
		encrypt = nil
	}
	if !t.connect(encrypt) {
		return t.mark
	}
	t.talk()
	t.client.About(t.mark)
	if !t.taken || !a.passOn(t) {
		t.client.Quit()
	}
	return t.mark
}

// connect opens the connection and greets, with TLS where that is wanted and
// offered. If TLS fails the connection is opened again without: to a server
// that nobody authenticated anyway, clear text is better than no delivery (RFC
// 7435 §3).
func (t *transfer) connect(encrypt func(name string) *tls.Config) bool {
	c, greeting, err := smtp.Dial(t.agent.host, t.to.at, smtp.Options{
		Role: trace.MTA, Protocol: t.to.protocol, Hello: t.agent.host.Name(), Mark: t.mark,
	})
	if err != nil {
		t.broken(err, "connect")
		return false
	}
	t.client = c
	t.mark = c.Mark()
	if !greeting.Positive() {
		t.putOff(greeting, "connect")
		c.Quit()
		return false
	}
	if !t.hello() {
		return false
	}
	if _, offered := c.Offers("STARTTLS"); !offered || encrypt == nil {
		return true
	}
	r, err := c.StartTLS(encrypt(t.to.name))
	t.mark = c.Mark()
	switch {
	case err != nil:
		c.Close()
		t.client = nil
		return t.connect(nil)
	case r.Positive():
		return t.hello()
	default:
		return true
	}
}

func (t *transfer) hello() bool {
	r, err := t.client.Hello()
	t.mark = t.client.Mark()
	switch {
	case err != nil:
		t.broken(err, "EHLO")
		t.client.Close()
		return false
	case !r.Positive():
		t.putOff(r, "EHLO")
		t.client.Quit()
		return false
	}
	return true
}

// talk is the transaction.
func (t *transfer) talk() {
	c, it := t.client, t.it
	r, err := c.Mail(it.Envelope.From, it.Message.Len(), it.Envelope.EightBit)
	t.mark = c.Mark()
	if t.stopped(r, err, "MAIL FROM") {
		return
	}
	var accepted []*fate
	for _, f := range t.fates {
		r, err := c.Rcpt(f.to)
		t.mark = c.Mark()
		if err != nil {
			t.broken(err, "RCPT TO")
			return
		}
		if t.said(f, r, "RCPT TO"); r.Positive() {
			accepted = append(accepted, f)
		}
	}
	if len(accepted) == 0 {
		return
	}
	t.fates = accepted
	replies, err := c.Data(it.Message, len(accepted))
	t.mark = c.Mark()
	if err != nil {
		if len(replies) > 0 && replies[0].Code != 0 { // in LMTP, some have had their answer (RFC 2033 §4.2)
			t.conclude(accepted[:len(replies)], replies)
		}
		t.broken(err, "end of DATA")
		return
	}
	t.conclude(accepted, replies)
	t.taken = slices.ContainsFunc(accepted, func(f *fate) bool { return f.done })
}

// stopped deals with a command whose failure concerns all recipients.
func (t *transfer) stopped(r mail.Reply, err error, command string) bool {
	if err != nil {
		t.broken(err, command)
		return true
	}
	for _, f := range t.fates {
		t.said(f, r, command)
	}
	return !r.Positive()
}

// conclude writes down the replies to the message: one, or in LMTP one for
// each recipient.
func (t *transfer) conclude(accepted []*fate, replies []mail.Reply) {
	var relayed []*fate
	for i, f := range accepted {
		r := replies[min(i, len(replies)-1)]
		t.said(f, r, "end of DATA")
		if !r.Positive() {
			continue
		}
		f.done = true
		if t.to.protocol == trace.LMTP {
			t.mark = t.agent.emitPeer(t.mark, t.client.PeerName(), t.client.ID(), nil,
				trace.MessageDelivered{ID: t.it.ID, Recipient: f.to.String(), Reply: r.String()})
			continue
		}
		relayed = append(relayed, f)
	}
	if len(relayed) > 0 {
		t.mark = t.agent.emitPeer(t.mark, t.client.PeerName(), t.client.ID(),
			trace.Why("The other server answered 250 after the final dot: the message is its duty now, and ours no more.", "", "RFC 5321 §4.2.5, §6.1"),
			trace.MessageRelayed{ID: t.it.ID, Recipients: addresses(relayed), Reply: replies[0].String()})
	}
}

// said writes down what the server said about one recipient, unless it is yes.
func (t *transfer) said(f *fate, r mail.Reply, command string) {
	if r.Positive() {
		return
	}
	w := t.to.words()
	w.Reply, w.Command = r.String(), command
	reply := t.agent.cfg.Dialect.Failures.Said.With(w)
	reply.Code, reply.Enhanced = r.Code, r.Status()
	f.failed(reply, r, t.client.PeerName(), t.mark.Cause)
	f.tried = t.to
}

// putOff writes down a no at the greeting. It is about this host and not about
// the letter, and another may say yes, so it is never final (RFC 5321 §5.1).
func (t *transfer) putOff(r mail.Reply, command string) {
	for _, f := range t.fates {
		t.said(f, r, command)
		if f.final {
			f.final = false
			f.reply.Code, f.reply.Enhanced = 451, "4"+f.reply.Enhanced[1:]
		}
	}
}

// broken writes down that the network, or TLS, failed. What the server had
// refused for good before remains so.
func (t *transfer) broken(err error, command string) {
	t.lost = true
	w := t.to.words()
	w.Command = command
	reply := t.failure(err).With(w)
	var dial *vnet.DialError
	switch {
	case errors.As(err, &dial):
		t.mark.Cause = dial.Seq
	case t.client != nil:
		t.mark = t.client.Mark()
	}
	for _, f := range unsettled(t.fates) {
		f.failed(reply, mail.Reply{}, t.agent.host.NameOf(t.to.at.Addr()), t.mark.Cause)
		f.tried = t.to
	}
}

// failure is the dialect's wording for what happened to the connection.
func (t *transfer) failure(err error) mail.Reply {
	fs := &t.agent.cfg.Dialect.Failures
	var dial *vnet.DialError
	dialling := errors.As(err, &dial)
	switch {
	case errors.Is(err, vnet.ErrRefused):
		return fs.Refused
	case errors.Is(err, vnet.ErrUnreachable):
		return fs.Unreachable
	case errors.Is(err, vnet.ErrTimeout) && dialling:
		return fs.TimedOut
	case errors.Is(err, vnet.ErrTimeout):
		return fs.TalkTimeout
	}
	return fs.Lost
}
