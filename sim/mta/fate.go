package mta

import (
	"slices"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// fate is what became of one recipient so far.
type fate struct {
	to    mail.Address
	alias mail.Address // that stood in its place; null if none did
	done  bool         // delivered, passed on, replaced by others, or given up

	// Why not, as far as is known; each attempt writes it anew.

	final bool       // to try again would not help
	reply mail.Reply // in the words of this host's software
	said  mail.Reply // in the peer's own; zero if it said nothing
	peer  string     // whom the attempt was with; empty if it came to nobody
	tried target     // the same, as this host knows it
	cause trace.Seq  // the event behind it
}

// failed writes down why not.
func (f *fate) failed(reply, said mail.Reply, peer string, cause trace.Seq) {
	f.reply, f.said, f.peer, f.cause = reply, said, peer, cause
	f.final = reply.Permanent()
}

// words tell the trace why not: the peer's own words, or ours.
func (f *fate) words() string {
	if f.said.Code != 0 {
		return f.said.String()
	}
	return f.reply.Text
}

// settle writes down what this host found out by itself.
func settle(fates []*fate, why mail.Reply, m trace.Mark) {
	for _, f := range fates {
		f.failed(why, mail.Reply{}, "", m.Cause)
	}
}

// unsettled lists those without a final answer.
func unsettled(fates []*fate) []*fate {
	var left []*fate
	for _, f := range fates {
		if !f.done && !f.final {
			left = append(left, f)
		}
	}
	return left
}

// sameReason groups fates that have the same cause, in order.
func sameReason(fates []*fate) [][]*fate {
	var groups [][]*fate
	for _, f := range fates {
		i := slices.IndexFunc(groups, func(g []*fate) bool { return g[0].cause == f.cause && g[0].reply == f.reply })
		if i < 0 {
			groups = append(groups, []*fate{f})
		} else {
			groups[i] = append(groups[i], f)
		}
	}
	return groups
}

func addresses(fates []*fate) []string {
	list := make([]string, len(fates))
	for i, f := range fates {
		list[i] = f.to.String()
	}
	return list
}
