package ui

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/gorilla/websocket"
	"go.uber.org/goleak"

	"mailflow/ui/wire"
)

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
