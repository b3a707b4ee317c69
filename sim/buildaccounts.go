package sim

import (
	"mailflow/sim/accounts"
	"mailflow/sim/scenario"
)

// accountsAt is the book of accounts of one host, for all services there. The
// rule for locking is the site's; the counting is each host's own.
func (w *world) accountsAt(s *scenario.Site, h *scenario.Host) *accounts.Book {
	if book := w.accounts[h.Name]; book != nil {
		return book
	}
	book := accounts.New(lockout(s, h))
	for _, u := range s.Users {
		book.Add(u.Name, u.Password)
	}
	if w.accounts == nil {
		w.accounts = map[string]*accounts.Book{}
	}
	w.accounts[h.Name] = book
	return book
}

func lockout(s *scenario.Site, h *scenario.Host) accounts.Lockout {
	settings := h.MDA
	for _, other := range s.Hosts {
		if settings == nil {
			settings = other.MDA
		}
	}
	if settings == nil || settings.Lockout == nil {
		return accounts.Lockout{}
	}
	return accounts.Lockout{After: settings.Lockout.After, For: settings.Lockout.For}
}
