package msa_test

import (
	"testing"

	"mailflow/sim/internal/talk"
	"mailflow/sim/msa"
)

// The client of the dialogues is alice's computer, and her password is secret.
func TestDialogues(t *testing.T) {
	talk.Scripts(t, "testdata", msa.Port, func(inner *talk.World) {
		w := &world{World: inner, t: t, max: 2000, setUp: func(cfg *msa.Config) { cfg.Strict, cfg.AskDomains = true, true }}
		w.serve()
		inner.Trust = w.trust
	})
}
