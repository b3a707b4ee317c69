package mta

import "mailflow/sim/mail"

// countHops gives up a letter that has more Received lines than servers can have
// had it. A letter that comes from another host was counted at the door (RFC
// 5321 §6.3); one that was written or taken here, as by a program that answers
// its own answers, is counted now.
func (a *Agent) countHops(it *item) {
	if it.Message.Header().Count("Received") <= a.cfg.hopLimit() {
		return
	}
	for i := range it.fates {
		it.fates[i].failed(a.cfg.Dialect.Replies.TooManyHops, mail.Reply{}, "", it.Mark.Cause)
	}
}
