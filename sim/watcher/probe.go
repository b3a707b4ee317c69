package watcher

import (
	"errors"
	"fmt"
	"net/netip"

	"mailflow/sim/mail"
	"mailflow/sim/mail/compose"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
	"mailflow/sim/vtime"
)

// probeText is what a probe says, to those who find it in a log.
const probeText = "This letter tests whether your server passes on mail that is no business of\n" +
	"its own. If we get it back, the server is an open relay and will be listed.\n"

// sender is from whom probes come.
func (k *Keeper) sender() mail.Address { return mail.Address{Local: "probe", Domain: k.cfg.Domain} }

// Test tests an address, for the reason that the mark tells.
func (k *Keeper) Test(suspect netip.Addr, m trace.Mark) {
	k.host.Go(0, func() { k.probe(suspect, m) })
}

// probe hands a letter from the keeper to the keeper to a suspect. The address to
// which it goes cannot be guessed, or a spammer could have anybody listed.
func (k *Keeper) probe(suspect netip.Addr, m trace.Mark) {
	p := &probe{suspect: suspect, mark: m,
		to: mail.Address{Local: fmt.Sprintf("probe-%08x", k.host.Rand().Uint32()), Domain: k.cfg.Domain}}
	p.mark.Message = k.host.NewMessage()
	letter := k.letter(p)
	reply, err := k.offer(p, letter)
	if err == nil && reply.Positive() {
		k.probes[p.to] = p
		p.limit = k.host.After(k.cfg.Patience, vtime.Story, func() { k.vanished(p) })
		return
	}
	words := ""
	if err == nil {
		words = reply.String()
	}
	k.host.After(0, vtime.Story, func() { k.closed(p, words, whyClosed(err)) })
}

func whyClosed(err error) *trace.Reason {
	switch {
	case errors.Is(err, vnet.ErrRefused):
		return trace.Why("Nothing takes mail there, so nothing can be passed on.", "", "")
	case err != nil:
		return trace.Why("It does not talk with us, so nothing can be passed on.", "", "")
	}
	return trace.Why("It refused a letter from a stranger to a stranger, as it should.", "", "RFC 5321 §7.9")
}

// letter writes the probe.
func (k *Keeper) letter(p *probe) mail.Message {
	l := compose.Letter{
		From: mail.NamedAddress{Name: "The keeper of the list", Address: k.sender()}, To: []mail.NamedAddress{{Address: p.to}},
		Subject: "A test of " + p.suspect.String(), Text: probeText, Host: k.host.Name(),
	}
	m, err := l.Message(k.host.Now(), k.host.Rand())
	if err != nil {
		panic(err) // it has no attachment, so nothing can be wrong with one
	}
	p.mark.Cause = k.host.Emit(trace.About{Role: trace.Watcher, Message: p.mark.Message, Cause: p.mark.Cause}, trace.MessageComposed{
		From: l.From.String(), To: []string{p.to.String()}, Subject: l.Subject, Content: trace.Octets(m.String()),
	})
	return m
}

// offer is the conversation with the suspect, up to its first no.
func (k *Keeper) offer(p *probe, m mail.Message) (mail.Reply, error) {
	c, r, err := smtp.Dial(k.host, netip.AddrPortFrom(p.suspect, 25), smtp.Options{
		Role: trace.Watcher, Protocol: trace.SMTP, Hello: k.host.Name(), Mark: p.mark,
	})
	if err != nil {
		var dial *vnet.DialError
		if errors.As(err, &dial) {
			p.mark.Cause = dial.Seq
		}
		return mail.Reply{}, err
	}
	for _, step := range []func() (mail.Reply, error){
		c.Hello,
		func() (mail.Reply, error) { return c.Mail(k.sender(), m.Len(), false) },
		func() (mail.Reply, error) { return c.Rcpt(p.to) },
		func() (mail.Reply, error) {
			replies, err := c.Data(m, 1)
			return append(replies, mail.Reply{})[0], err
		},
	} {
		if err != nil || !r.Positive() {
			break
		}
		r, err = step()
		p.mark.Cause = c.Mark().Cause
	}
	if err != nil {
		c.Close()
		return mail.Reply{}, err
	}
	c.About(p.mark)
	c.Quit()
	return r, nil
}
