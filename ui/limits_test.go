package ui

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"mailflow/sim/trace"
	"mailflow/ui/wire"
)

func TestProblems(t *testing.T) {
	b := newSite(t, fake{"letter": letter(1)}, Limits{Rate: 1000, Source: 1024}).enter()
	tests := []struct{ name, frame, code, text string }{
		{"garbage", "hello", "frame", "invalid character"},
		{"empty", "", "frame", "unexpected end"},
		{"no type", "{}", "frame", `type \"\"`},
		{"unknown type", `{"type":"dance"}`, "frame", "dance"},
		{"unknown field", `{"type":"open","lesson":"letter","colour":1}`, "frame", "colour"},
		{"wrong type of field", `{"type":"resume","run":7}`, "frame", "run"},
		{"seed too large", `{"type":"open","lesson":"letter","seed":18446744073709551616}`, "frame", "seed"},
		{"deep nesting", strings.Repeat("[", 20000), "frame", ""},
		{"nothing asked for", `{"type":"open"}`, "frame", "lesson"},
		{"unknown lesson", `{"type":"open","lesson":"../etc"}`, "unknown-lesson", "../etc"},
		{"a scenario with faults", `{"type":"open","source":"x"}`, "scenario", "errors"},
		{"a scenario too long", `{"type":"open","source":"` + strings.Repeat("x", 1500) + `"}`, "scenario", "at most 1 KiB; this one has 2"},
	}
	for _, tt := range tests {
		if err := b.conn.WriteMessage(websocket.TextMessage, []byte(tt.frame)); err != nil {
			t.Fatal(err)
		}
		p := next[wire.Problem](b)
		text, _ := json.Marshal(p.Text)
		if p.Code != tt.code || !strings.Contains(string(text), tt.text) {
			t.Errorf("%s: %+v", tt.name, p)
		}
		if tt.name == "a scenario with faults" && len(p.Faults) != 1 {
			t.Errorf("%s: the faults are missing", tt.name)
		}
	}
	if err := b.conn.WriteMessage(websocket.BinaryMessage, []byte{1}); err != nil {
		t.Fatal(err)
	}
	if p := next[wire.Problem](b); p.Code != "frame" {
		t.Errorf("binary: %+v", p)
	}
	b.say(open("letter")) // and the socket still works
	next[wire.World](b)
	b.untilEnded()
}

func TestAFrameThatIsTooLongEndsTheSocket(t *testing.T) {
	b := newSite(t, fake{}, Limits{Frame: 2000}).enter()
	b.say(wire.Open{Type: "open", Source: strings.Repeat("x", 3000)})
	if code := b.cutOff(); code != websocket.CloseMessageTooBig {
		t.Errorf("code %d", code)
	}
}

func TestTooManyFramesEndTheSocket(t *testing.T) {
	b := newSite(t, fake{}, Limits{Rate: 3}).enter()
	for range 7 {
		b.say(open("nowhere"))
	}
	for range 6 {
		if p := next[wire.Problem](b); p.Code != "unknown-lesson" {
			t.Fatalf("%+v", p)
		}
	}
	if p := next[wire.Problem](b); p.Code != "busy" {
		t.Errorf("%+v", p)
	}
	if code := b.cutOff(); code != websocket.ClosePolicyViolation {
		t.Errorf("code %d", code)
	}
}

func TestTooManySockets(t *testing.T) {
	s := newSite(t, fake{}, Limits{Socks: 2})
	first := s.enter()
	s.enter()
	third := s.dial()
	if p := next[wire.Problem](third); p.Code != "busy" {
		t.Errorf("%+v", p)
	}
	if code := third.cutOff(); code != websocket.CloseTryAgainLater {
		t.Errorf("code %d", code)
	}
	first.conn.Close()
	eventually(t, "the place becomes free", func() bool {
		s.server.mu.Lock()
		defer s.server.mu.Unlock()
		return len(s.server.sockets) < 2
	})
	s.enter()
}

func TestASlowReaderIsCutOffAndHoldsNobodyUp(t *testing.T) {
	s := newSite(t, fake{"flood": flood}, Limits{Write: 50 * time.Millisecond})
	slow := s.enter()
	slow.say(open("flood"))
	w := next[wire.World](slow)
	// It reads no more: the buffers of the line fill up, and the server gives up.
	eventually(t, "the slow reader is cut off", func() bool {
		s.server.mu.Lock()
		defer s.server.mu.Unlock()
		return len(s.server.sockets) == 0
	})
	b := s.enter()
	b.say(wire.Resume{Type: "resume", Run: w.Run, After: 99_990})
	told, ended := b.untilEnded()
	if len(told) != 11 || ended.Outcome != trace.Quiet {
		t.Errorf("%d events, %+v", len(told), ended)
	}
}

func TestABrowserThatAsksAndDoesNotReadIsCutOff(t *testing.T) {
	s := newSite(t, fake{"flood": flood}, Limits{Rate: 100_000, Behind: 8, Write: time.Hour})
	b := s.enter()
	b.say(open("flood"))
	w := next[wire.World](b)
	eventually(t, "it is cut off", func() bool {
		_ = b.conn.WriteJSON(wire.Detail{Type: "detail", Run: w.Run}) // fails once it is
		s.server.mu.Lock()
		defer s.server.mu.Unlock()
		return len(s.server.sockets) == 0
	})
}

func TestASilentBrowserIsDropped(t *testing.T) {
	s := newSite(t, fake{}, Limits{Ping: 10 * time.Millisecond, Quiet: 200 * time.Millisecond})
	b := s.enter() // and never reads again, so that no ping is answered
	eventually(t, "the silent browser is dropped", func() bool {
		s.server.mu.Lock()
		defer s.server.mu.Unlock()
		return len(s.server.sockets) == 0
	})
	b.conn.Close()
}
