package imap_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	goimap "github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"mailflow/sim/imap"
	"mailflow/sim/internal/talk"
	"mailflow/sim/store"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
	"mailflow/sim/vtime"
)

// device is go-imap's client, which writes down what it is told unasked.
type device struct {
	*imapclient.Client
	host *vnet.Host

	mu   sync.Mutex // between the library's goroutine and the test's
	news []string
}

func connect(t testing.TB, w *talk.World, h *vnet.Host) *device {
	d := &device{host: h}
	conn, err := h.Dial(w.Address(imap.Port), vnet.Dial{Role: trace.MUA})
	if err != nil {
		t.Error(err)
		return nil
	}
	d.Client = imapclient.New(conn, &imapclient.Options{UnilateralDataHandler: &imapclient.UnilateralDataHandler{
		Mailbox: func(m *imapclient.UnilateralDataMailbox) {
			if m.NumMessages != nil {
				d.note("exists %d", *m.NumMessages)
			}
		},
		Expunge: func(n uint32) { d.note("gone %d", n) },
	}})
	if err := d.Login("ann", "sesame").Wait(); err != nil {
		t.Error(err)
	}
	if _, err := d.Select("INBOX", nil).Wait(); err != nil {
		t.Error(err)
	}
	return d
}

func (d *device) note(format string, args ...any) {
	d.mu.Lock()
	d.news = append(d.news, fmt.Sprintf(format, args...))
	d.mu.Unlock()
}

// heard is what the device was told so far.
func (d *device) heard() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.news)
}

// forget begins a new list.
func (d *device) forget() {
	d.mu.Lock()
	d.news = nil
	d.mu.Unlock()
}

// Three devices idle in one folder. What a fourth does there, and what is
// delivered, reaches each of them once and in order.
func TestNewsReachEveryDevice(t *testing.T) {
	tell := func() *talk.World {
		return talk.Run(t, 4, func(w *talk.World) {
			ann := serve(t, w, letters...)
			for i := range 3 {
				h := w.Clients[i]
				h.Go(time.Duration(i)*time.Millisecond, func() {
					if _, err := connect(t, w, h).Idle(); err != nil {
						t.Error(err)
					}
				})
			}
			w.Server.After(time.Second, vtime.Story, func() { deliver(t, w, ann, "Subject: new\r\n\r\n", "m4") })
			w.Clients[3].Go(2*time.Second, func() { busy(t, connect(t, w, w.Clients[3])) })
		})
	}
	w := tell()
	want := []string{
		"* 4 EXISTS",
		`* 1 FETCH (UID 1 FLAGS (\Flagged))`,
		"* 2 EXPUNGE",
		`* 1 FETCH (UID 1 FLAGS (\Deleted))`, `* 3 FETCH (UID 4 FLAGS (\Deleted))`,
		"* 1 EXPUNGE", "* 2 EXPUNGE", // which was number 3: the numbers move
		"* 2 EXISTS",
	}
	for _, conn := range []string{"c1", "c2", "c3"} {
		if got := pushed(t, w, conn); !slices.Equal(got, want) {
			t.Errorf("on %s was told\n%s\nwant\n%s", conn, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
	if w.Transcript() != tell().Transcript() {
		t.Error("two runs differ")
	}
}

// busy changes things in all ways that there are.
func busy(t testing.TB, d *device) {
	flag := func(op goimap.StoreFlagsOp, f goimap.Flag) *goimap.StoreFlags {
		return &goimap.StoreFlags{Op: op, Flags: []goimap.Flag{f}}
	}
	must := func(err error) {
		if err != nil {
			t.Error(err)
		}
	}
	must(d.Store(goimap.SeqSetNum(1), flag(goimap.StoreFlagsAdd, goimap.FlagFlagged), nil).Close())
	_, err := d.Move(goimap.SeqSetNum(2), "Archive").Wait()
	must(err)
	must(d.Store(goimap.UIDSetNum(1, 4), flag(goimap.StoreFlagsSet, goimap.FlagDeleted), nil).Close())
	gone, err := d.Expunge().Collect()
	must(err)
	if !slices.Equal(gone, []uint32{1, 2}) {
		t.Errorf("the one who expunged was told %v", gone)
	}
	a := d.Append("INBOX", 3, nil)
	a.Write([]byte("abc"))
	must(a.Close())
	_, err = a.Wait()
	must(err)
	must(d.Logout().Wait())
}

// pushed is what a server said unasked on a connection. It follows from the change
// that it tells of, is about the same message, and comes a little later.
func pushed(t *testing.T, w *talk.World, conn string) []string {
	var lines []string
	for _, e := range talk.Kind[trace.IMAPResponse](w) {
		cause, ok := w.Log.Event(e.Cause)
		if !ok || cause.Kind() != "mailbox.changed" || e.Conn != conn {
			continue
		}
		if cause.Message != e.Message {
			t.Errorf("event %d is about %q, its cause about %q", e.Seq, e.Message, cause.Message)
		}
		if e.At <= cause.At {
			t.Errorf("event %d comes without any delay", e.Seq)
		}
		for _, line := range e.Body.(trace.IMAPResponse).Lines {
			lines = append(lines, string(line))
		}
	}
	return lines
}

// What comes between a command and IDLE is told as soon as IDLE begins.
func TestIdleTellsWhatWasMissed(t *testing.T) {
	talk.Run(t, 1, func(w *talk.World) {
		ann := serve(t, w, letters...)
		w.Clients[0].Go(0, func() {
			d := connect(t, w, w.Clients[0])
			deliver(t, w, ann, "Subject: new\r\n\r\n", "m4")
			idle, err := d.Idle()
			if err != nil {
				t.Error(err)
				return
			}
			d.host.Sleep(time.Second)
			if !slices.Equal(d.heard(), []string{"exists 4"}) {
				t.Errorf("heard %v", d.heard())
			}
			idle.Close()
			idle.Wait()
			d.Close()
		})
	})
}

// While numbers are in use, they stay: what another session removed is told later,
// and until then "*" is what the client believes it to be (RFC 9051 §7.5.1).
func TestNumbersStayWhileTheyAreUsed(t *testing.T) {
	talk.Run(t, 2, func(w *talk.World) {
		ann := serve(t, w, letters...)
		w.Clients[0].Go(0, func() {
			d := connect(t, w, w.Clients[0])
			ann.Flag(store.Inbox, []store.UID{1}, store.AddFlags, store.Deleted)
			ann.Expunge(store.Inbox)
			deliver(t, w, ann, "Subject: new\r\n\r\n", "m4")

			got, err := d.Fetch(goimap.SeqSet{{Start: 2, Stop: 0}}, &goimap.FetchOptions{UID: true}).Collect()
			if err != nil || len(got) != 2 || got[0].UID != 2 || got[0].SeqNum != 2 || got[1].UID != 3 {
				t.Errorf("2:* is %+v, %v", got, err)
			}
			if _, err := d.Fetch(goimap.SeqSetNum(1), &goimap.FetchOptions{UID: true}).Collect(); err == nil || !strings.Contains(err.Error(), "EXPUNGEISSUED") {
				t.Errorf("fetching what has gone: %v", err)
			}
			d.forget()
			d.Noop().Wait()
			if !slices.Equal(d.heard(), []string{"gone 1"}) {
				t.Errorf("NOOP told %v", d.heard())
			}
			d.Logout().Wait()
		})
	})
}

// A folder that is removed while it is open is empty from then on.
func TestAnOpenFolderIsRemoved(t *testing.T) {
	talk.Run(t, 1, func(w *talk.World) {
		ann := serve(t, w, letters...)
		w.Clients[0].Go(0, func() {
			d := connect(t, w, w.Clients[0])
			ann.Create("Old", w.Server.Now())
			ann.Copy(store.Inbox, []store.UID{1, 2}, "Old")
			d.Select("Old", nil).Wait()
			ann.Delete("Old")
			d.Noop().Wait()
			if !slices.Equal(d.heard(), []string{"gone 1", "gone 1"}) {
				t.Errorf("told %v", d.heard())
			}
			if err := d.Store(goimap.SeqSet{{Start: 1, Stop: 0}}, &goimap.StoreFlags{Flags: []goimap.Flag{goimap.FlagSeen}}, nil).Close(); err == nil {
				t.Error("flags were changed in a folder that is not there")
			}
			d.Logout().Wait()
		})
	})
}
