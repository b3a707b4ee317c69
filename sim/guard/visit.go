package guard

import (
	"slices"
	"strings"

	"mailflow/sim/dns"
	"mailflow/sim/mail"
)

// Visit is one connection on its way through the checks. Each is done as soon as
// its facts are there, and what it found is told at once. A no that comes before
// the recipients is only said to them, one by one: by then the client may have
// logged in, and postmaster can still be reached.
type Visit struct {
	guard   *Guard
	cfg     Config // as it was when the connection came
	visitor Visitor
	desk    Desk

	trusted   bool      // not checked any further
	client    []Verdict // about the client
	hello     []Verdict // about the name by which it greeted last
	letter    []Verdict // about this letter
	recipient []Verdict // about its recipients
}

// Connect checks who the client is and what others say about it. Found is what
// the DNS says about its address.
func (v *Visit) Connect(found dns.HostName) {
	if !v.cfg.on() {
		v.trusted = true
		return
	}
	who := v.cfg.Client.judge(v.visitor, "")
	if who.weight == good {
		v.trusted = true
		v.desk.Tell(who.under(Off))
		return
	}
	if v.cfg.Reverse.on() {
		v.client = v.tell(v.client, reverse(v.visitor.Client, found), v.cfg.Reverse)
	}
	if v.cfg.DNSBL.Effect.on() {
		v.blocklists()
	}
}

func (v *Visit) blocklists() {
	for _, zone := range v.cfg.DNSBL.Zones {
		f := listing(v.visitor.Client, zone, v.desk)
		v.client = v.tell(v.client, f, v.cfg.DNSBL.Effect)
		if f.weight == bad {
			return
		}
	}
}

// Hello checks the name by which the client greets.
func (v *Visit) Hello(name string) {
	if !v.trusted && v.cfg.Hello.on() {
		v.hello = v.tell(nil, hello(name, v.visitor.Client, v.desk), v.cfg.Hello)
	}
}

// Mail begins a letter: its sender is checked, and who has logged in by now.
func (v *Visit) Mail(user, helloAs string, from mail.Address) {
	v.letter, v.recipient = nil, nil
	if v.trusted {
		return
	}
	who := v.cfg.Client.judge(v.visitor, user)
	if who.weight == good {
		v.trusted = true
		v.desk.Tell(who.under(Off))
		return
	}
	if v.cfg.Client.Effect.on() {
		v.letter = v.tell(v.letter, who, v.cfg.Client.Effect)
	}
	if v.cfg.Rate.Effect.on() && v.cfg.Rate.Letters > 0 {
		v.letter = v.tell(v.letter, v.guard.rate.letter(v.cfg.Rate, v.desk.Now(), v.visitor.Client), v.cfg.Rate.Effect)
	}
	if v.cfg.SPF.on() {
		v.letter = v.tell(v.letter, policyOf(from, helloAs, v.visitor.Client, v.desk), v.cfg.SPF)
	}
}

// Rcpt decides about a recipient that the server would otherwise take. It is
// false, with the verdict that ruled, if the recipient must be refused.
func (v *Visit) Rcpt(from, to mail.Address) (Verdict, bool) {
	if v.trusted {
		return Verdict{}, true
	}
	for _, no := range v.standing() {
		if !no.Stops() {
			continue
		}
		if !strings.EqualFold(to.Local, "postmaster") {
			return no, false
		}
		v.desk.Tell(postmaster(to.String(), no).under(Off))
		return Verdict{}, true
	}
	if c := v.cfg.Rate; c.Effect.on() && c.Recipients > 0 {
		v.recipient = v.tell(v.recipient, v.guard.rate.recipient(c, v.desk.Now(), v.visitor.Client), c.Effect)
		if no := last(v.recipient); no.Stops() {
			return no, false
		}
	}
	if c := v.cfg.Greylist; c.Effect.on() {
		v.recipient = v.tell(v.recipient, v.guard.greylist.judge(c, v.desk.Now(), v.visitor.Client, from, to), c.Effect)
		if no := last(v.recipient); no.Stops() {
			return no, false
		}
	}
	return Verdict{}, true
}

// Data decides about the letter itself, and says what is to be done to its
// header. It is false, with the verdict that ruled, if the letter must be
// refused.
func (v *Visit) Data(m mail.Message) (mail.Edit, Verdict, bool) {
	if v.trusted {
		return mail.Edit{}, Verdict{}, true
	}
	if c := v.cfg.Content; c.Effect.on() {
		v.letter = v.tell(v.letter, c.score(m, v.standing()), c.Effect)
		if no := last(v.letter); no.Stops() {
			return mail.Edit{}, no, false
		}
	}
	return mail.Edit{Prepend: fields(v.desk.Name(), append(v.standing(), v.recipient...)), Remove: ours}, Verdict{}, true
}

// standing are the verdicts that hold for all recipients of the letter under way.
func (v *Visit) standing() []Verdict {
	return slices.Concat(v.client, v.hello, v.letter)
}

// tell pronounces, and files the verdict with others.
func (v *Visit) tell(file []Verdict, f finding, e Effect) []Verdict {
	verdict := f.under(e)
	v.desk.Tell(verdict)
	return append(file, verdict)
}

func last(verdicts []Verdict) Verdict { return verdicts[len(verdicts)-1] }
