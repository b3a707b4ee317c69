package store

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
)

// What a user or a program can do wrong.
var (
	ErrNoFolder     = errors.New("store: there is no such folder")
	ErrFolderExists = errors.New("store: there is such a folder already")
	ErrFolderName   = errors.New("store: no folder can have that name")
	ErrInbox        = errors.New("store: INBOX cannot be deleted")
	ErrOverQuota    = errors.New("store: the mailbox is full")
	ErrLocked       = errors.New("store: another session has locked the maildrop")
)

// Store holds the mailboxes of one host.
type Store struct {
	validity uint32 // of the folders that everybody has

	mu     sync.Mutex
	users  []*user          // in the order in which they were added
	byName map[string]*user // by name in lower case
	bell   bell
}

// user is one person's mailbox. Its folders come into being when somebody asks
// for one, so that users who are never written to cost next to nothing.
type user struct {
	name         string
	folders      []*folder // INBOX first, then by name
	lastValidity uint32    // the newest UIDVALIDITY ever given out
	quota, used  int64     // octets; no quota is 0
	locked       bool      // a POP3 session has the maildrop
}

// New makes an empty store. Start is the instant from which the UIDVALIDITY of
// the folders is taken that every user has from the beginning.
func New(start time.Time) *Store {
	return &Store{validity: uint32(start.Unix())}
}

// AddUser makes a mailbox. Names are compared without regard to case. Adding
// the same name twice is a bug of the caller and panics.
func (s *Store) AddUser(name string) Account {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := strings.ToLower(name)
	if s.byName[key] != nil {
		panic(fmt.Sprintf("store: user %q is added twice", name))
	}
	if s.byName == nil {
		s.byName = make(map[string]*user)
	}
	u := &user{name: name, lastValidity: s.validity}
	s.users = append(s.users, u)
	s.byName[key] = u
	return Account{s: s, u: u}
}

// Account finds a user's mailbox, as local delivery does.
func (s *Store) Account(name string) (Account, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.byName[strings.ToLower(name)]
	return Account{s: s, u: u}, u != nil
}

// Accounts is all mailboxes in the order in which they were added.
func (s *Store) Accounts() []Account {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make([]Account, len(s.users))
	for i, u := range s.users {
		all[i] = Account{s: s, u: u}
	}
	return all
}
