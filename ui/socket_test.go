package ui

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"go.uber.org/goleak"

	"mailflow/sim/record"
	"mailflow/sim/trace"
	"mailflow/ui/wire"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestARunIsTold(t *testing.T) {
	b := newSite(t, fake{"letter": letter(500)}, Limits{}).enter()
	seed := uint64(1<<64 - 1)
	b.say(wire.Open{Type: "open", Lesson: "letter", Seed: &seed})
	w := next[wire.World](b)
	if w.Run == "" || w.Seed != seed || w.Scenario != "letter" {
		t.Errorf("world: %+v", w)
	}
	told, ended := b.untilEnded()
	if ended.Run != w.Run || ended.Outcome != trace.Quiet || ended.Last != 1502 {
		t.Errorf("ended: %+v", ended)
	}
	if len(told) != 1002 {
		t.Fatalf("%d events, want 1002", len(told))
	}
	last := trace.Seq(0)
	for _, e := range told {
		if e.Event.Level() == trace.Wire {
			t.Fatalf("an event of wire level: %+v", e.Event)
		}
		if e.Event.Seq <= last {
			t.Fatalf("seq %d after %d", e.Event.Seq, last)
		}
		last = e.Event.Seq
	}
	if want := "mail.alpha.example connects to mx.beta.example, port 25."; told[1].Text != want {
		t.Errorf("text %q, want %q", told[1].Text, want)
	}
}

func TestBatchesAreSmall(t *testing.T) {
	b := newSite(t, fake{"flood": flood}, Limits{Events: 2000}).enter()
	b.say(open("flood"))
	next[wire.World](b)
	for n := 0; n < 2001; {
		_, frame, err := b.conn.ReadMessage()
		if err != nil {
			t.Fatal(err)
		}
		var f wire.Events
		if err := json.Unmarshal(frame, &f); err != nil {
			t.Fatal(err)
		}
		n += len(f.Events)
		if len(f.Events) > batchEvents || len(frame) > batchOctets+4000 {
			t.Fatalf("a batch of %d events and %d octets", len(f.Events), len(frame))
		}
	}
}

func TestDetail(t *testing.T) {
	b := newSite(t, fake{"letter": letter(300)}, Limits{}).enter()
	b.say(open("letter"))
	w := next[wire.World](b)
	b.untilEnded()
	tests := []struct {
		conn string
		n    int
	}{{"", 300}, {"c7", 1}, {"c300", 0}}
	for _, tt := range tests {
		b.say(wire.Detail{Type: "detail", Run: w.Run, Conn: tt.conn})
		n := 0
		for {
			f := next[wire.Events](b)
			if !f.Detail || f.Conn != tt.conn || f.Run != w.Run {
				t.Fatalf("conn %q: %+v", tt.conn, f)
			}
			for _, e := range f.Events {
				n++
				if e.Event.Level() != trace.Wire || tt.conn != "" && e.Event.Conn != tt.conn {
					t.Errorf("conn %q: %+v", tt.conn, e.Event)
				}
			}
			if f.Done {
				break
			}
		}
		if n != tt.n {
			t.Errorf("conn %q: %d events, want %d", tt.conn, n, tt.n)
		}
	}
}

func TestResumeAfterALostConnection(t *testing.T) {
	half, go_on := make(chan struct{}), make(chan struct{})
	s := newSite(t, fake{"slow": func(_ context.Context, log *record.Log) {
		for i := range 10 {
			if i == 5 {
				close(half)
				<-go_on
			}
			log.Emit(time.Duration(i), "a", trace.About{}, trace.NodeDown{})
		}
		log.Emit(10, "", trace.About{}, trace.RunEnded{Outcome: trace.Quiet})
	}}, Limits{})
	b := s.enter()
	b.say(open("slow"))
	w := next[wire.World](b)
	<-half
	for got := 0; got < 5; {
		got += len(next[wire.Events](b).Events)
	}
	b.conn.Close() // the line breaks while the world goes on
	close(go_on)

	b = s.enter()
	b.say(wire.Resume{Type: "resume", Run: w.Run, After: 5})
	told, ended := b.untilEnded()
	if len(told) != 6 || told[0].Event.Seq != 6 || ended.Last != 11 {
		t.Errorf("%d events, ended %+v", len(told), ended)
	}
}

func TestAfterARestartTheRunIsUnknown(t *testing.T) {
	b := newSite(t, fake{"letter": letter(1)}, Limits{}).enter()
	b.say(open("letter"))
	w := next[wire.World](b)

	b = newSite(t, fake{"letter": letter(1)}, Limits{}).enter()
	b.say(wire.Resume{Type: "resume", Run: w.Run, After: 1})
	if p := next[wire.Problem](b); p.Code != "unknown-run" || p.Run != w.Run {
		t.Errorf("%+v", p)
	}
	b.say(wire.Detail{Type: "detail", Run: w.Run})
	if p := next[wire.Problem](b); p.Code != "unknown-run" {
		t.Errorf("%+v", p)
	}
	b.say(open("letter"))
	next[wire.World](b)
	b.untilEnded()
}

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

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !ok(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("it never happens that %s", what)
		}
	}
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

func TestOriginsAndHosts(t *testing.T) {
	s := newSite(t, fake{}, Limits{})
	url := "ws" + strings.TrimPrefix(s.http.URL, "http") + "/ws"
	port := s.http.Listener.Addr().(*net.TCPAddr).String()
	tests := []struct {
		name, host string
		origin     []string
		status     int
	}{
		{"its own page", "", []string{s.http.URL}, http.StatusSwitchingProtocols},
		{"no origin", "", nil, http.StatusForbidden},
		{"another site", "", []string{"https://evil.example"}, http.StatusForbidden},
		{"another port", "", []string{"http://127.0.0.1:1"}, http.StatusForbidden},
		{"no site at all", "", []string{"null"}, http.StatusForbidden},
		{"two origins", "", []string{s.http.URL, s.http.URL}, http.StatusForbidden},
		{"a file", "", []string{"file://" + port}, http.StatusForbidden},
		{"a name that was made to point here", "evil.example", []string{"http://evil.example"}, http.StatusMisdirectedRequest},
	}
	for _, tt := range tests {
		header := http.Header{"Origin": tt.origin}
		if tt.host != "" {
			header.Set("Host", tt.host)
		}
		dialer := websocket.Dialer{Subprotocols: []string{wire.Subprotocol}}
		conn, resp, err := dialer.Dial(url, header)
		if resp == nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		if resp.StatusCode != tt.status {
			t.Errorf("%s: status %d, want %d", tt.name, resp.StatusCode, tt.status)
		}
		if conn != nil {
			conn.Close()
		}
		resp.Body.Close()
	}
}

func TestAnOldPageIsToldToLoadAgain(t *testing.T) {
	s := newSite(t, fake{}, Limits{})
	dialer := websocket.Dialer{Subprotocols: []string{"mailflow.v0"}}
	conn, resp, err := dialer.Dial("ws"+strings.TrimPrefix(s.http.URL, "http")+"/ws", http.Header{"Origin": {s.http.URL}})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	defer resp.Body.Close()
	b := &browser{t, conn}
	if p := next[wire.Problem](b); p.Code != "frame" {
		t.Errorf("%+v", p)
	}
	if code := b.cutOff(); code != websocket.CloseProtocolError {
		t.Errorf("code %d", code)
	}
}

func TestShutdown(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	s, err := New(Config{Simulator: fake{"endless": endless}})
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- s.Serve(ctx, l) }()

	url := "http://" + l.Addr().String()
	dialer := websocket.Dialer{Subprotocols: []string{wire.Subprotocol}}
	conn, resp, err := dialer.Dial("ws"+strings.TrimPrefix(url, "http")+"/ws", http.Header{"Origin": {url}})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	defer resp.Body.Close()
	b := &browser{t, conn}
	next[wire.Hello](b)
	b.say(open("endless"))
	next[wire.World](b)
	next[wire.Events](b)
	stop()
	if code := b.cutOff(); code != websocket.CloseGoingAway {
		t.Errorf("code %d", code)
	}
	if err := <-served; err != nil {
		t.Error(err)
	}
	if _, err := net.Dial("tcp", l.Addr().String()); err == nil {
		t.Error("somebody still listens")
	}
}

func TestServeReportsABrokenListener(t *testing.T) {
	s, err := New(Config{Simulator: fake{}})
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	if err := s.Serve(context.Background(), l); !errors.Is(err, net.ErrClosed) {
		t.Errorf("%v", err)
	}
}
