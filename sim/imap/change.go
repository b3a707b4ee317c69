package imap

import (
	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"

	"mailflow/sim/store"
)

var flagOps = map[imap.StoreFlagsOp]store.FlagOp{
	imap.StoreFlagsSet: store.SetFlags,
	imap.StoreFlagsAdd: store.AddFlags,
	imap.StoreFlagsDel: store.RemoveFlags,
}

// Store implements [imapserver.Session].
func (s *session) Store(w *imapserver.FetchWriter, set imap.NumSet, f *imap.StoreFlags, _ *imap.StoreOptions) error {
	if err := s.writable(); err != nil {
		return err
	}
	picked, err := s.view.pick(set)
	if err != nil {
		return err
	}
	flags := make([]string, len(f.Flags))
	for i, flag := range f.Flags {
		flags[i] = string(flag)
	}
	if _, err := s.account.Flag(s.view.name, uidsOf(picked), flagOps[f.Op], flags...); err != nil {
		return refusal(err)
	}
	if f.Silent {
		return nil
	}
	_, byUID := set.(imap.UIDSet)
	return s.Fetch(w, set, &imap.FetchOptions{Flags: true, UID: byUID})
}

// Expunge implements [imapserver.Session]; CLOSE ends here as well, and in a
// folder that was opened with EXAMINE removes nothing (RFC 9051 §6.4.1). The
// library polls afterwards: that tells what has gone.
func (s *session) Expunge(_ *imapserver.ExpungeWriter, set *imap.UIDSet) error {
	if s.front.name == "CLOSE" && s.view.readOnly {
		return nil
	}
	if err := s.writable(); err != nil {
		return err
	}
	var only []store.UID
	if set != nil {
		picked, err := s.view.pick(*set)
		if err != nil || len(picked) == 0 {
			return err
		}
		only = uidsOf(picked)
	}
	_, err := s.account.Expunge(s.view.name, only...)
	return refusal(err)
}
