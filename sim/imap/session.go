package imap

import (
	"errors"
	"sync"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"

	"mailflow/sim/store"
	"mailflow/sim/trace"
)

// appendLimit is how many octets a client may upload as one message.
const appendLimit = 64 << 20

// session is what one client sees. The library calls its methods from one
// goroutine, and Idle from another while the first one waits.
type session struct {
	cfg     Config
	front   *front
	conn    *imapserver.Conn
	account store.Account

	mu   sync.Mutex // between a view's change and Idle, which outlives a client that vanished
	view *view      // of the selected folder; nil if there is none
}

var _ imapserver.SessionIMAP4rev2 = (*session)(nil)

// Login implements [imapserver.Session]; AUTHENTICATE PLAIN ends here as well.
func (s *session) Login(user, password string) error {
	mechanism := "LOGIN"
	if s.front.name == "AUTHENTICATE" {
		mechanism = "PLAIN"
	}
	about := s.front.now()
	attempt := s.cfg.Accounts.Login(user, password, s.cfg.Host.Now())
	if !attempt.OK() {
		about.Reason = attempt.Why("RFC 9051 §6.2.3")
		s.cfg.Host.Emit(about, trace.AuthFailed{Protocol: trace.IMAP, Mechanism: mechanism, User: trace.Octets(user), Locked: attempt.Locked})
		return imapserver.ErrAuthFailed
	}
	account, _ := s.cfg.Store.Account(attempt.User)
	s.cfg.Host.Emit(about, trace.AuthOK{Protocol: trace.IMAP, Mechanism: mechanism, User: attempt.User})
	s.account = account.As(store.Actor{Origin: s, Tell: s.tell})
	return nil
}

// tell reports a change in the mailbox.
func (s *session) tell(c store.Change) trace.Seq {
	about := s.front.now()
	if c.Identity != "" {
		about.Message = c.Identity
	}
	return s.cfg.Host.Emit(about, c.Trace())
}

// Close implements [imapserver.Session].
func (s *session) Close() error { return s.Unselect() }

// AppendLimit implements [imapserver.SessionAppendLimit].
func (s *session) AppendLimit() uint32 { return appendLimit }

// Namespace implements [imapserver.SessionNamespace]: there are only the user's
// own folders.
func (s *session) Namespace() (*imap.NamespaceData, error) {
	return &imap.NamespaceData{Personal: []imap.NamespaceDescriptor{{Delim: separator}}}, nil
}

// no is a tagged NO.
func no(code imap.ResponseCode, text string) error {
	return &imap.Error{Type: imap.StatusResponseTypeNo, Code: code, Text: text}
}

// refusal is the store's error in the words of IMAP (RFC 5530 §3).
func refusal(err error) error {
	switch {
	case errors.Is(err, store.ErrNoFolder):
		return no(imap.ResponseCodeNonExistent, "There is no such mailbox")
	case errors.Is(err, store.ErrFolderExists):
		return no(imap.ResponseCodeAlreadyExists, "There is such a mailbox already")
	case errors.Is(err, store.ErrFolderName):
		return no(imap.ResponseCodeCannot, "No mailbox can have that name")
	case errors.Is(err, store.ErrInbox):
		return no(imap.ResponseCodeCannot, "INBOX cannot be deleted")
	}
	return err
}

// refusal is that of a command that puts messages into a folder: one that is
// missing could be created, and the mailbox can be full.
func (s *session) refusal(folder string, err error) error {
	switch {
	case errors.Is(err, store.ErrNoFolder):
		return no(imap.ResponseCodeTryCreate, "There is no such mailbox")
	case errors.Is(err, store.ErrOverQuota):
		s.full(folder)
		return no(imap.ResponseCodeOverQuota, "The mailbox is full")
	}
	return refusal(err)
}

// full tells the trace that a folder could not take a message.
func (s *session) full(folder string) {
	st, err := s.account.Status(folder)
	if err != nil {
		return
	}
	about := s.front.now()
	about.Reason = trace.Why("The mailbox holds as many octets as it may.", "quota", "RFC 5530 §3")
	s.cfg.Host.Emit(about, trace.MailboxChanged{
		User: s.account.User(), Folder: folder, Change: trace.OverFull, Messages: st.Messages, Unseen: st.Unseen,
	})
}
