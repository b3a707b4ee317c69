package imap_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	goimap "github.com/emersion/go-imap/v2"

	"mailflow/sim/internal/talk"
)

// Two and three devices change the same folder at the very same instant. When all
// have heard all, each sees what a newcomer sees.
func TestDevicesAgreeInTheEnd(t *testing.T) {
	flag := func(d *device, op goimap.StoreFlagsOp, f goimap.Flag) error {
		return d.Store(goimap.UIDSetNum(1), &goimap.StoreFlags{Op: op, Flags: []goimap.Flag{f}}, nil).Close()
	}
	deeds := []func(d *device) error{
		func(d *device) error {
			if err := flag(d, goimap.StoreFlagsAdd, goimap.FlagSeen); err != nil {
				return err
			}
			_, err := d.Move(goimap.UIDSetNum(2), "Archive").Wait()
			return err
		},
		func(d *device) error {
			if err := flag(d, goimap.StoreFlagsAdd, goimap.FlagFlagged); err != nil {
				return err
			}
			a := d.Append("INBOX", 3, nil)
			a.Write([]byte("abc"))
			if err := a.Close(); err != nil {
				return err
			}
			_, err := a.Wait()
			return err
		},
		func(d *device) error {
			if err := flag(d, goimap.StoreFlagsDel, goimap.FlagSeen); err != nil {
				return err
			}
			_, err := d.Copy(goimap.UIDSetNum(3), "INBOX").Wait()
			return err
		},
	}
	for devices := 2; devices <= 3; devices++ {
		var views []string
		tell := func() *talk.World {
			views = make([]string, devices+1)
			return talk.Run(t, devices+1, func(w *talk.World) {
				serve(t, w, letters...)
				for i := range devices + 1 {
					h := w.Clients[i]
					begin := time.Duration(0)
					if i == devices { // the newcomer
						begin = time.Minute
					}
					h.Go(begin, func() {
						d := connect(t, w, h)
						if i < devices {
							h.Sleep(time.Second - (h.Elapsed() % time.Second))
							if err := deeds[i](d); err != nil {
								t.Error(err)
							}
							h.Sleep(time.Minute)
							if err := d.Noop().Wait(); err != nil {
								t.Error(err)
							}
						}
						views[i] = view(t, d)
						d.Logout().Wait()
					})
				}
			})
		}
		transcript := tell().Transcript()
		for i, v := range views {
			if v != views[devices] || v == "" {
				t.Errorf("of %d devices, number %d sees\n%s\nand a newcomer\n%s", devices, i+1, v, views[devices])
			}
		}
		if transcript != tell().Transcript() {
			t.Errorf("with %d devices two runs differ", devices)
		}
	}
}

// view is what a device sees in its folder.
func view(t *testing.T, d *device) string {
	all, err := d.Fetch(goimap.SeqSet{{Start: 1, Stop: 0}}, &goimap.FetchOptions{UID: true, Flags: true}).Collect()
	if err != nil {
		t.Error(err)
	}
	var lines []string
	for _, m := range all {
		slices.Sort(m.Flags)
		lines = append(lines, fmt.Sprintf("%d: UID %d %v", m.SeqNum, m.UID, m.Flags))
	}
	return strings.Join(lines, "\n")
}
