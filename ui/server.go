package ui

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"mailflow/ui/wire"
)

// Config says what a [Server] serves, and to whom.
type Config struct {
	Simulator Simulator
	Version   string       // of the program
	Hosts     []string     // names and addresses by which it may be called, besides those of the own machine
	Page      fs.FS        // the built page; nil means the one that was built into the program
	Limits    Limits       // zero fields have their defaults
	Log       *slog.Logger // faults of the server itself; nil means slog.Default
}

// Server serves the page at / and the WebSocket at /ws.
type Server struct {
	config   Config
	limits   Limits
	log      *slog.Logger
	page     *page
	gate     gate
	runs     *runs
	upgrader websocket.Upgrader

	mu      sync.Mutex
	closed  bool
	sockets map[*socket]struct{}
	going   sync.WaitGroup // sockets
}

// New makes a Server. It fails if the page cannot be read.
func New(c Config) (*Server, error) {
	p, err := loadPage(c.Page)
	if err != nil {
		return nil, fmt.Errorf("ui: %w", err)
	}
	if c.Log == nil {
		c.Log = slog.Default()
	}
	limits := c.Limits.orDefault()
	return &Server{
		config:  c,
		limits:  limits,
		log:     c.Log,
		page:    p,
		gate:    newGate(c.Hosts),
		runs:    newRuns(limits, c.Log),
		sockets: map[*socket]struct{}{},
		upgrader: websocket.Upgrader{
			Subprotocols: []string{wire.Subprotocol},
			CheckOrigin:  func(*http.Request) bool { return true }, // the gate did
		},
	}, nil
}

// Built reports whether the page was built into the program.
func (s *Server) Built() bool { return s.page.built() }

// ServeHTTP implements [http.Handler].
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	setPolicy(w.Header())
	if refusal := s.gate.check(r); refusal != nil {
		refusal.write(w)
		return
	}
	if r.URL.Path == "/ws" {
		s.serveSocket(w, r)
		return
	}
	s.page.ServeHTTP(w, r)
}

// Serve answers on l until ctx ends, and then closes everything. It returns
// nil after such an end.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	server := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	select {
	case err := <-failed:
		s.Close()
		return fmt.Errorf("ui: %w", err)
	case <-ctx.Done():
	}
	s.Close()
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	if err := server.Shutdown(grace); err != nil {
		err = errors.Join(err, server.Close())
		return fmt.Errorf("ui: %w", err)
	}
	<-failed
	return nil
}

// Close ends all sockets and runs and returns when they are gone.
func (s *Server) Close() {
	s.mu.Lock()
	s.closed = true
	for k := range s.sockets {
		k.close(websocket.CloseGoingAway, "the server stops")
	}
	s.mu.Unlock()
	s.going.Wait()
	s.runs.close()
}
