package watcher

import (
	"net/netip"
	"slices"

	"mailflow/sim/mail"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
	"mailflow/sim/vtime"
)

// Serve publishes the list and takes mail on port 25.
func Serve(h *vnet.Host, cfg Config) (*Keeper, error) {
	k := &Keeper{cfg: cfg, host: h, entries: map[netip.Addr]*entry{}, probes: map[mail.Address]*probe{}}
	k.publishTests()
	return k, smtp.Serve(h, 25, smtp.Config{
		Protocol: trace.SMTP, Role: trace.Watcher, Dialect: cfg.Dialect, TLS: cfg.Certificate,
		New: func(*smtp.Session) smtp.Handler { return (*desk)(k) },
	})
}

// desk is the keeper as a mail server. It takes its own mail, and that for its
// traps; it passes nothing on.
type desk Keeper

// Mail implements [smtp.Handler].
func (*desk) Mail(*smtp.Session, mail.Address) smtp.Answer { return smtp.Answer{} }

// Rcpt implements [smtp.Handler].
func (d *desk) Rcpt(_ *smtp.Session, to mail.Address) smtp.Answer {
	words := mail.Words{Address: to.String()}
	switch {
	case (*Keeper)(d).own(to) || slices.Contains(d.cfg.Traps, to) || d.probes[to] != nil:
		return smtp.Answer{}
	case to.Domain == d.cfg.Domain:
		return smtp.Answer{Reply: d.cfg.Dialect.Replies.UserUnknown.With(words), Why: trace.Why(
			"The domain is ours, and this is neither the keeper's own address nor that of a probe under way.", "watcher.traps", "RFC 5321 §3.3")}
	default:
		return smtp.Answer{Reply: d.cfg.Dialect.Replies.RelayDenied.With(words), Why: trace.Why(
			"Who looks for open relays passes nothing on itself.", "", "RFC 5321 §7.9")}
	}
}

// Data implements [smtp.Handler]. Every letter is taken, and ends here.
func (d *desk) Data(s *smtp.Session, m mail.Message) []smtp.Answer {
	k := (*Keeper)(d)
	if s.Message == "" {
		s.Message = k.host.NewMessage()
	}
	id, to := k.cfg.Dialect.NewID(k.host.Now(), k.host.Rand()), mail.Strings(s.Envelope.Recipients)
	s.Emit(nil, trace.MessageAccepted{From: s.Envelope.From.String(), Recipients: to, ID: id, Octets: m.Len(), Protocol: trace.SMTP})
	s.Led(s.Emit(trace.Why("The letter has come where it was to come: nobody but the keeper of the list reads mail here.", "watcher", ""),
		trace.MessageDiscarded{ID: id, Recipients: to}))
	client, from, recipients, mark := s.Client, s.Envelope.From, slices.Clone(s.Envelope.Recipients), s.Mark()
	mark.Message = s.Message
	k.host.After(0, vtime.Story, func() { k.weigh(client, from, recipients, mark) })
	return []smtp.Answer{{Reply: k.cfg.Dialect.Replies.Queued.With(mail.Words{ID: id})}}
}

// weigh finds out what a letter proves.
func (k *Keeper) weigh(client netip.Addr, from mail.Address, to []mail.Address, m trace.Mark) {
	for _, a := range to {
		if p := k.probes[a]; p != nil {
			k.returned(p, client, m)
		}
		if slices.Contains(k.cfg.Traps, a) && !from.IsNull() { // a report of failure follows a forged sender, and proves nothing
			k.trapped(client, a, m)
		}
	}
}

// own reports whether an address is the keeper's: that from which it probes, and
// that which every server has (RFC 5321 §4.5.1).
func (k *Keeper) own(a mail.Address) bool {
	return a == k.sender() || a.Local == "postmaster" && (a.Domain == k.cfg.Domain || a.Domain == "")
}
