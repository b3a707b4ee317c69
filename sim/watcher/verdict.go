package watcher

import (
	"fmt"
	"net/netip"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
	"mailflow/sim/vtime"
)

// returned is a probe that has come back: the suspect passed it on.
func (k *Keeper) returned(p *probe, from netip.Addr, m trace.Mark) {
	delete(k.probes, p.to)
	p.limit.Stop()
	m.Cause = k.tell(p.suspect, m, trace.Why(
		"A letter from the keeper to the keeper is no business of this server, and it passed it on: it would do so for anybody.", "", "RFC 5321 §7.9"),
		trace.BlocklistTested{List: k.cfg.List, Address: p.suspect.String(), Open: true})
	k.enter(p.suspect, trace.OpenRelay, fmt.Sprintf("the probe to %s was handed to %s and came back from %s", p.to, p.suspect, from), m)
	k.again(p.suspect)
}

// vanished is a probe that was taken and did not come back.
func (k *Keeper) vanished(p *probe) {
	delete(k.probes, p.to)
	k.closed(p, "", trace.Why(fmt.Sprintf("It took the letter, and in %v nothing came of it.", k.cfg.Patience), "watcher.patience", ""))
}

// closed is a suspect that did not pass the probe on. If it is on the list, and
// leaves the traps alone, it is taken off.
func (k *Keeper) closed(p *probe, words string, why *trace.Reason) {
	m := p.mark
	m.Cause = k.tell(p.suspect, m, why, trace.BlocklistTested{List: k.cfg.List, Address: p.suspect.String(), Reply: words})
	e := k.entries[p.suspect]
	switch {
	case e == nil:
	case !e.trapped.IsZero() && k.host.Now().Sub(e.trapped) < k.cfg.Quiet:
		k.again(p.suspect) // it still sends to traps
	default:
		e.retest.Stop()
		delete(k.entries, p.suspect)
		k.withdraw(p.suspect)
		k.tell(p.suspect, m, trace.Why("The test shows no open relay any more, and the address leaves the spam traps alone.", "watcher.retest", "RFC 6471 §2.2"),
			trace.BlocklistDelisted{List: k.cfg.List, Address: p.suspect.String()})
	}
}

// trapped is a letter to a spam trap.
func (k *Keeper) trapped(from netip.Addr, trap mail.Address, m trace.Mark) {
	k.enter(from, trace.SpamTrap, fmt.Sprintf("it delivered a letter to %s, an address that nobody ever had", trap), m)
	k.entries[from].trapped = k.host.Now()
}

// enter puts an address on the list, if it is not there.
func (k *Keeper) enter(a netip.Addr, g trace.Ground, evidence string, m trace.Mark) {
	if k.entries[a] != nil {
		return
	}
	text := fmt.Sprintf("%s is listed as %s since %s", a, titles[g], k.host.Now().UTC().Format("2006-01-02 15:04 UTC"))
	e := &entry{retest: new(vtime.Timer)}
	e.listed = k.tell(a, m, trace.Why("Who asks this list is told so from now on. To refuse mail for it, or not, is their own decision.", "watcher", "RFC 5782 §1"),
		trace.BlocklistListed{List: k.cfg.List, Address: a.String(), Ground: g, Evidence: evidence, Records: k.publish(a, codes[g], text)})
	k.entries[a] = e
	k.again(a)
}

var titles = map[trace.Ground]string{trace.OpenRelay: "an open relay", trace.SpamTrap: "a sender to spam traps"}

// again sets the time of the next test. Nobody waits for it: where nothing else
// is left to happen in a world, tests are not either.
func (k *Keeper) again(a netip.Addr) {
	e := k.entries[a]
	e.retest.Stop()
	e.retest = k.host.After(k.cfg.Retest, vtime.Guard, func() { k.Test(a, trace.Mark{Cause: e.listed}) })
}

// tell tells the trace about an address.
func (k *Keeper) tell(a netip.Addr, m trace.Mark, why *trace.Reason, body trace.Body) trace.Seq {
	return k.host.Emit(trace.About{Role: trace.Watcher, Peer: k.host.NameOf(a), Message: m.Message, Cause: m.Cause, Reason: why}, body)
}
