package mta

import (
	"container/list"
	"time"

	"mailflow/sim/smtp"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// Agent is a transfer agent on a host.
type Agent struct {
	cfg   Config
	host  *vnet.Host
	queue list.List // of *item, in the order of arrival
	late  shelf     // those that wait for another attempt
	busy  int       // attempts under way
	ready []*item   // due, and waiting for one of those to end
}

// New makes an agent with an empty queue. It takes no mail before Serve.
func New(h *vnet.Host, cfg Config) *Agent { return &Agent{cfg: cfg, host: h, late: shelf{}} }

// Serve takes mail on port 25.
func (a *Agent) Serve() error {
	return smtp.Serve(a.host, 25, smtp.Config{
		Protocol: trace.SMTP, Role: trace.MTA, Dialect: a.cfg.Dialect, TLS: a.cfg.Certificate, Auth: a.cfg.Accounts != nil,
		New: func(*smtp.Session) smtp.Handler { return &receiver{agent: a} },
	})
}

// Configure gives the agent other settings, while it runs. Whether it
// offers TLS and a login stays as it was when it began to serve. What waits in the queue keeps
// the instant of its next attempt.
func (a *Agent) Configure(cfg Config) {
	a.cfg = cfg
	for e := a.queue.Front(); e != nil; e = e.Next() {
		if it := e.Value.(*item); it.shelved != nil { // it may have to go another way now
			a.late.take(it)
			a.late.put(it, a.ways(it))
		}
	}
}

// emit tells the trace about a letter of the queue.
func (a *Agent) emit(m trace.Mark, why *trace.Reason, body trace.Body) trace.Mark {
	m.Cause = a.host.Emit(trace.About{Role: trace.MTA, Message: m.Message, Cause: m.Cause, Reason: why}, body)
	return m
}

// emitPeer does that where another host has a part in it.
func (a *Agent) emitPeer(m trace.Mark, peer, conn string, why *trace.Reason, body trace.Body) trace.Mark {
	m.Cause = a.host.Emit(trace.About{Role: trace.MTA, Peer: peer, Conn: conn, Message: m.Message, Cause: m.Cause, Reason: why}, body)
	return m
}

// NewID draws a queue id.
func (a *Agent) NewID() string { return a.cfg.Dialect.NewID(a.host.Now(), a.host.Rand()) }

// sinceStart is an instant as events tell it.
func (a *Agent) sinceStart(at time.Time) int64 {
	return int64(a.host.Elapsed() + at.Sub(a.host.Now()))
}
