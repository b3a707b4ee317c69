package pop3_test

import (
	"testing"

	"mailflow/sim/internal/talk"
	"mailflow/sim/pop3"
)

func TestDialogues(t *testing.T) {
	talk.Scripts(t, pop3.Port, func(w *talk.World) { serve(t, w, letters...) })
}
