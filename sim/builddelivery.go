package sim

import (
	"slices"

	"mailflow/sim/accounts"
	"mailflow/sim/mda"
	"mailflow/sim/scenario"
)

// deliveryConfig is for the store of a host.
func (w *world) deliveryConfig(h *scenario.Host, people []mda.User, book *accounts.Book) mda.Config {
	open := func(d scenario.Door) bool { return slices.Contains(h.MDA.Access, d) }
	return mda.Config{
		Dialect: dialect(h), Users: people, Accounts: book, Certificate: w.certificate(h),
		Access: mda.Access{
			IMAP: open(scenario.DoorIMAP), IMAPS: open(scenario.DoorIMAPS),
			POP3: open(scenario.DoorPOP3), POP3S: open(scenario.DoorPOP3S),
		},
		RefuseFull: h.MDA.Full == scenario.RefuseFull,
		Junk:       mda.JunkRule{Field: h.MDA.Junk.Field, Contains: h.MDA.Junk.Contains},
	}
}
