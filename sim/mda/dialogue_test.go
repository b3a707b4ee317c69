package mda_test

import (
	"testing"

	"mailflow/sim/accounts"
	"mailflow/sim/internal/talk"
	"mailflow/sim/mail"
	"mailflow/sim/mda"
)

// Bob's mailbox holds 200 octets.
func TestDialogues(t *testing.T) {
	for dir, refuse := range map[string]bool{"testdata": false, "testdata/refuse": true} {
		talk.Scripts(t, dir, mda.LMTP, func(w *talk.World) {
			_, err := mda.Serve(w.Server, mda.Config{
				Dialect: mail.Postfix, Accounts: accounts.New(accounts.Lockout{}), MaxOctets: 1000, RefuseFull: refuse,
				Users: []mda.User{
					{Name: "alice", Address: address("alice@beta.example")},
					{Name: "bob", Address: address("bob@beta.example"), Quota: 200},
				},
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}
