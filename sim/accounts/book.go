package accounts

import (
	"crypto/subtle"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"mailflow/sim/trace"
)

// Book is the accounts of one host.
type Book struct {
	lockout Lockout

	mu     sync.Mutex
	byName map[string]*account // by name in lower case
}

// Lockout is when an account takes no more guesses.
type Lockout struct {
	After int           // wrong passwords in a row; 0 is never
	For   time.Duration // how long it stays locked
}

type account struct {
	name, password string
	wrong          int       // in a row
	locked         time.Time // until then
}

// New makes an empty book.
func New(l Lockout) *Book { return &Book{lockout: l, byName: map[string]*account{}} }

// Add opens an account. Names are compared without regard to case. Adding the
// same name twice is a bug of the caller and panics.
func (b *Book) Add(name, password string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	key := strings.ToLower(name)
	if b.byName[key] != nil {
		panic(fmt.Sprintf("accounts: user %q is added twice", name))
	}
	b.byName[key] = &account{name: name, password: password}
}

// Attempt is what came of a login.
type Attempt struct {
	User   string // as the book writes the name; empty if it was a failure
	Locked bool   // the account is locked now
	why    string
	ruling string
}

// OK reports whether it succeeded.
func (a Attempt) OK() bool { return a.User != "" }

// Why explains a failure, with the section that rules what a server then says.
func (a Attempt) Why(rfc string) *trace.Reason { return trace.Why(a.why, a.ruling, rfc) }

// Failed is a login that fails for another reason than the password.
func Failed(why, setting string) Attempt { return Attempt{why: why, ruling: setting} }

// Login compares a password. A locked account does not even look at it, so that
// guessing on is of no use; those in the middle of the lock do not prolong it.
func (b *Book) Login(name, password string, at time.Time) Attempt {
	b.mu.Lock()
	defer b.mu.Unlock()
	a := b.byName[strings.ToLower(name)]
	switch {
	case a == nil:
		return Failed(unknown, "users")
	case at.Before(a.locked):
		return Attempt{Locked: true, ruling: "mda.lockout",
			why: "The account is locked until " + a.locked.UTC().Format("15:04:05") + ", and until then even the right password does not open it."}
	case subtle.ConstantTimeCompare([]byte(a.password), []byte(password)) == 1:
		a.wrong = 0
		return Attempt{User: a.name}
	}
	a.wrong++
	if b.lockout.After == 0 || a.wrong < b.lockout.After {
		return Failed(unknown, "users")
	}
	a.wrong, a.locked = 0, at.Add(b.lockout.For)
	return Attempt{Locked: true, ruling: "mda.lockout",
		why: "This was wrong password number " + strconv.Itoa(b.lockout.After) + " in a row. The account is locked for " + b.lockout.For.String() + "."}
}

// unknown does not tell whether it was the name or the password, and neither do
// the servers.
const unknown = "No user of this server has that name and that password."
