package imap_test

import (
	"testing"

	"mailflow/sim/imap"
	"mailflow/sim/internal/talk"
)

func TestDialogues(t *testing.T) {
	talk.Scripts(t, imap.Port, func(w *talk.World) {
		ann := serve(t, w, letters...)
		ann.SetQuota(3000)
	})
}
