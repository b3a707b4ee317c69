package vnet

import (
	"errors"
	"io"
	"net"
	"os"
	"syscall"

	"mailflow/sim/trace"
)

// Errors as the real network's: programs that ask with errors.Is, or ask
// whether it was a timeout, get the same answer as from package net.
var (
	ErrRefused     error = syscall.ECONNREFUSED
	ErrReset       error = syscall.ECONNRESET
	ErrUnreachable error = syscall.EHOSTUNREACH
	ErrTimeout     error = os.ErrDeadlineExceeded
	ErrClosed      error = net.ErrClosed
	ErrPortInUse   error = syscall.EADDRINUSE
)

// InWords is what happened to a connection as people say it. What the errors say
// themselves differs from system to system. Other errors speak for themselves.
func InWords(err error) string {
	switch {
	case errors.Is(err, ErrRefused):
		return "the connection was refused"
	case errors.Is(err, ErrUnreachable):
		return "there is no way to that address"
	case errors.Is(err, ErrTimeout):
		return "nobody answered in time"
	case errors.Is(err, ErrReset), errors.Is(err, ErrClosed), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "the connection was broken off"
	}
	return err.Error()
}

// opError dresses an error as package net does, so that its text says what was
// tried with whom.
func opError(op, network string, local, remote net.Addr, err error) error {
	return &net.OpError{Op: op, Net: network, Source: local, Addr: remote, Err: err}
}

// DialError is why a connection did not come about. It wraps one of the errors
// above.
type DialError struct {
	Err error
	Seq trace.Seq // the event that tells of it
}

// Error implements error.
func (e *DialError) Error() string { return e.Err.Error() }

// Unwrap lets errors.Is and errors.As look inside.
func (e *DialError) Unwrap() error { return e.Err }
