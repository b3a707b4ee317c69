package accounts_test

import (
	"strings"
	"testing"
	"time"

	"mailflow/sim/accounts"
)

var start = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

func TestPasswords(t *testing.T) {
	b := accounts.New(accounts.Lockout{})
	b.Add("Bob", "secret")
	for _, tc := range []struct {
		name, password string
		ok             bool
	}{{"bob", "secret", true}, {"BOB", "secret", true}, {"bob", "Secret", false}, {"bob", "", false}, {"bib", "secret", false}, {"", "", false}} {
		a := b.Login(tc.name, tc.password, start)
		if a.OK() != tc.ok || a.Locked || tc.ok && a.User != "Bob" || !tc.ok && a.Why("RFC 4954 §6").Setting != "users" {
			t.Errorf("%q %q: %+v", tc.name, tc.password, a)
		}
	}
}

func TestLockout(t *testing.T) {
	b := accounts.New(accounts.Lockout{After: 3, For: 15 * time.Minute})
	b.Add("bob", "secret")
	b.Add("carol", "geheim")
	for _, step := range []struct {
		after      time.Duration
		password   string
		ok, locked bool
		why        string
	}{
		{0, "1", false, false, "No user"},
		{0, "2", false, false, "No user"},
		{0, "secret", true, false, ""}, // the count begins anew
		{0, "1", false, false, "No user"},
		{time.Hour, "2", false, false, "No user"},
		{time.Hour, "3", false, true, "This was wrong password number 3 in a row. The account is locked for 15m0s."},
		{time.Hour + time.Minute, "secret", false, true, "The account is locked until 10:15:00"},
		{time.Hour + 15*time.Minute - 1, "4", false, true, "The account is locked"},
		{time.Hour + 15*time.Minute, "5", false, false, "No user"}, // and the count begins anew
		{time.Hour + 15*time.Minute, "secret", true, false, ""},
	} {
		a := b.Login("bob", step.password, start.Add(step.after))
		if a.OK() != step.ok || a.Locked != step.locked || !strings.HasPrefix(a.Why("").Text, step.why) {
			t.Errorf("after %v, %q: %+v", step.after, step.password, a)
		}
		if !b.Login("carol", "geheim", start.Add(step.after)).OK() {
			t.Error("carol is locked out as well")
		}
	}
	for range 10 { // there is nothing to lock
		if b.Login("dora", "x", start).Locked {
			t.Error("a name that nobody has is locked")
		}
	}
}
