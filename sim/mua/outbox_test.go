package mua_test

import (
	"testing"

	"mailflow/sim/internal/talk"
	"mailflow/sim/mail"
	"mailflow/sim/mua"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
)

// What is written on a device that cannot send stays there until something has
// changed, and then goes once.
func TestOutbox(t *testing.T) {
	const taken = "submitted m1 from bob@beta.example to ann@beta.example"
	yes, no := true, false
	for _, tc := range []struct {
		name   string
		set    func(*mua.Config)
		story  func(o *office, d *mua.Device)
		told   string
		taken  int
		strict bool // the server takes nothing from those who have not logged in
	}{
		{
			name: "offline and back",
			story: func(o *office, d *mua.Device) {
				o.days(func() { d.Offline(none) }, func() { d.Send(lunch("ann@beta.example"), none) },
					func() { d.Send(lunch("eve@alpha.example"), none) }, func() { d.Online(none) }, func() { d.Online(none) })
			},
			told:  "laptop keeps m1, 1 in all\nlaptop keeps m2, 2 in all\n" + taken + "\nsubmitted m2 from bob@beta.example to eve@alpha.example",
			taken: 2,
		}, {
			name:  "offline for good",
			story: func(_ *office, d *mua.Device) { d.Offline(none); d.Send(lunch("ann@beta.example"), none) },
			told:  "laptop keeps m1, 1 in all",
		}, {
			name:  "nothing is fetched offline",
			story: func(_ *office, d *mua.Device) { d.Offline(none); d.Fetch(none); d.Read("", none) },
			told:  "laptop cannot fetch: The device is offline.\nlaptop cannot read: The device is offline.",
		}, {
			name: "a wrong port, and the mend",
			set:  func(c *mua.Config) { c.Outgoing.Port = 25 },
			story: func(o *office, d *mua.Device) {
				right := mua.Server{Host: serverName, Port: 587, TLS: mua.StartTLS}
				o.days(func() { d.Send(lunch("ann@beta.example"), none) }, func() { d.SetUp(mua.Settings{Outgoing: &right}, none) })
			},
			told:  "laptop cannot send: At mail.beta.example nothing listens on port 25.\n" + taken,
			taken: 1,
		}, {
			name: "a wrong password, another wrong one, and the right one",
			set:  func(c *mua.Config) { c.Password = "guess" },
			story: func(o *office, d *mua.Device) {
				o.days(func() { d.Send(lunch("ann@beta.example"), none) },
					func() { d.SetUp(mua.Settings{Password: "another guess"}, none) },
					func() { d.SetUp(mua.Settings{Password: "secret"}, none) })
			},
			told: "laptop cannot send: The server does not know this user with this password. 535\n" +
				"laptop cannot send: The server does not know this user with this password. 535\n" + taken,
			taken: 1,
		}, {
			name: "settings that are changed offline",
			set:  func(c *mua.Config) { c.Password = "guess" },
			story: func(o *office, d *mua.Device) {
				d.Offline(none)
				d.Send(lunch("ann@beta.example"), none)
				d.SetUp(mua.Settings{Password: "secret"}, none)
				d.Online(none)
			},
			told:  "laptop keeps m1, 1 in all\n" + taken,
			taken: 1,
		}, {
			name: "without a login, and with one",
			set:  func(c *mua.Config) { c.NoLogin = true },
			story: func(o *office, d *mua.Device) {
				o.days(func() { d.Send(lunch("ann@beta.example"), none) }, func() { d.SetUp(mua.Settings{NoLogin: &no}, none) },
					func() { d.SetUp(mua.Settings{NoLogin: &yes}, none) })
			},
			told:  "laptop cannot send: The server does not take letters from bob@beta.example. 550\n" + taken,
			taken: 1, strict: true,
		}, {
			name: "nobody knows whether it was taken: only its author can say what to do",
			story: func(o *office, d *mua.Device) {
				l := lunch("ann@beta.example")
				l.Subject = "last words"
				o.days(func() { d.Send(l, none) }, func() { o.Server.Up(0); d.Online(none) })
			},
			told: "laptop cannot send: mail.beta.example does not answer. " +
				"Nobody knows whether the server took the letter: sent again, it may arrive twice.",
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var o *office
			w := talk.Run(t, 1, func(w *talk.World) {
				o = open(t, w)
				o.submission(587, func(c *smtp.Config) {
					if tc.strict {
						c.New = func(*smtp.Session) smtp.Handler { return &strictDesk{desk{o}} }
					}
				})
				cfg := o.config(w.Clients[0], trace.IMAP)
				if tc.set != nil {
					tc.set(&cfg)
				}
				tc.story(o, mua.New(w.Clients[0], cfg))
			})
			same(t, "told", told(w), tc.told)
			if len(o.taken) != tc.taken {
				t.Errorf("the server took %d letters, want %d", len(o.taken), tc.taken)
			}
		})
	}
}

// strictDesk takes nothing from those who have not logged in.
type strictDesk struct{ desk }

func (d strictDesk) Mail(s *smtp.Session, from mail.Address) smtp.Answer {
	if s.User == "" {
		return d.judge("bad")
	}
	return d.judge(from.Local)
}

// A letter keeps its date: it was written when it was written.
func TestALetterFromTheOutboxIsTheOneThatWasWritten(t *testing.T) {
	var o *office
	w := talk.Run(t, 1, func(w *talk.World) {
		o = open(t, w)
		o.submission(587, nil)
		d := o.device(0, trace.IMAP, false)
		o.days(func() { d.Offline(none); d.Send(lunch("ann@beta.example"), none) }, func() { d.Online(none) })
	})
	body := talk.Kind[trace.MessageComposed](w)[0].Body.(trace.MessageComposed)
	if len(o.taken) != 1 || o.taken[0].String() != string(body.Content) {
		t.Errorf("composed\n%s\ntaken\n%v", body.Content, o.taken)
	}
}

// An answer that cannot be sent is a letter that was not sent.
func TestAnAnswerThatCannotBeSent(t *testing.T) {
	var o *office
	w := talk.Run(t, 1, func(w *talk.World) {
		o = open(t, w)
		o.fileRaw("m9", "From: ann@beta.example\r\nSubject: A\r\n\r\n")
		d := o.device(0, trace.IMAP, false)
		o.days(func() { d.Fetch(none) }, func() { d.Reply("A", mua.Answer{Text: "Yes."}, none) },
			func() { o.submission(587, nil); d.Online(none) })
	})
	same(t, "told", told(w), "device1 fetched m9, 38 octets, left\ndevice1 cannot send: At mail.beta.example nothing listens on port 587.\n"+
		"submitted m1 from bob@beta.example to ann@beta.example")
	if letters, _ := o.box.Messages("INBOX"); len(letters[0].Flags) != 1 {
		t.Errorf("the letter that was answered has the flags %v", letters[0].Flags)
	}
}
