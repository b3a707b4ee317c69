package mta

import "mailflow/sim/trace"

// deliverLocal hands the letter to the message store, over LMTP so that each
// recipient has a reply of its own (RFC 2033 §1).
func (a *Agent) deliverLocal(it *item, fates []*fate, m trace.Mark) {
	to := target{name: a.host.NameOf(a.cfg.Store.Addr()), at: a.cfg.Store, protocol: trace.LMTP}
	a.transfer(it, fates, to, m)
}
