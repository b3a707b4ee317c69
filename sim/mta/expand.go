package mta

import (
	"slices"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// expand puts those for whom an alias stands in its place, and goes on until no
// alias is left. The sender of the envelope stays, so whatever goes wrong is
// reported to the author (RFC 5321 §3.9.1). Who gets the letter already, in
// whatever way, does not get it twice, and so circles end.
func (a *Agent) expand(it *item) {
	rules := &a.cfg.Rules
	for i := 0; i < len(it.fates); i++ {
		to := it.fates[i].to
		name := rules.named(to)
		targets := rules.Aliases.Of(name)
		if name != to {
			targets = []mail.Address{name}
		}
		switch {
		case targets == nil || it.fates[i].final:
			continue
		case rules.Aliases.Circular(name):
			it.fates[i].failed(a.cfg.Dialect.Failures.LoopsBack.With(mail.Words{Domain: to.String()}), mail.Reply{}, "", it.Mark.Cause)
			continue
		}
		it.Mark = a.emit(it.Mark, whyExpanded(to), trace.MessageExpanded{ID: it.ID, Recipient: to.String(), To: mail.Strings(targets)})
		it.fates[i].done = !slices.Contains(targets, to)
		for _, t := range targets {
			if !slices.ContainsFunc(it.fates, func(f fate) bool { return f.to == t }) {
				it.fates = append(it.fates, fate{to: t, alias: to})
			}
		}
	}
}

func whyExpanded(to mail.Address) *trace.Reason {
	return trace.Why(to.String()+" is no mailbox but stands for others. The sender of the envelope stays as it is, so a failure is reported to the author.",
		"aliases", "RFC 5321 §3.9.1")
}
