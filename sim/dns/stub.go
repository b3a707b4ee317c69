package dns

import (
	"errors"
	"fmt"
	"net/netip"
	"time"

	codec "github.com/miekg/dns"

	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// A stub asks each of its servers for so long, and all of them so often, as
// resolv.conf(5) has it where nothing else is set.
const (
	stubWait   = 5 * time.Second
	stubRounds = 2
)

// What can be wrong with an answer, to be asked with errors.Is.
var (
	ErrNotFound  = errors.New("there is no such name")
	ErrNoData    = errors.New("the name has no such record")
	ErrTemporary = errors.New("no usable answer")
)

var errNoResolver = errors.New("the host knows no resolver that it could ask")

// Question is what a program wants to know, and on whose behalf.
type Question struct {
	Name string // complete; the final dot may be left out
	Type string // "MX"; the methods that know their type set it themselves
	Role trace.Role
	Mark trace.Mark // what the question is about, and what led to it
}

// Answer is what came of a question.
type Answer struct {
	Records []trace.Record // of the type that was asked for
	Name    string         // whose records they are: another than was asked for if that is an alias
	Err     error          // nil, or wraps ErrNotFound, ErrNoData or ErrTemporary
	Mark    trace.Mark     // what the question was about, and the event that ended it
}

// Stub asks the resolvers of a host's site (RFC 9499 §6). It remembers nothing.
type Stub struct {
	host    *vnet.Host
	servers []netip.Addr
}

// NewStub makes the stub of a host that was told of some resolvers, the first
// to be asked first. A host that is a resolver may name itself.
func NewStub(host *vnet.Host, servers []netip.Addr) *Stub {
	return &Stub{host: host, servers: servers}
}

// Lookup asks and waits for the answer. It blocks the caller's goroutine, where
// all resolvers are silent for ten seconds of virtual time for each of them.
func (s *Stub) Lookup(q Question) Answer {
	a, rrs := s.lookup(q)
	a.Records = present(rrs...).texts
	return a
}

// lookup is Lookup, with the records as they were unpacked.
func (s *Stub) lookup(q Question) (Answer, []codec.RR) {
	a := Answer{Name: plain(q.Name), Mark: q.Mark}
	name := complete(q.Name)
	typ, known := typeOf(q.Type)
	if err := checkName(name); err != nil || !known {
		if err == nil {
			err = fmt.Errorf("there is no type %q", q.Type)
		}
		a.Err = fmt.Errorf("dns: %w: %w", ErrNotFound, err)
		s.failed(q, &a.Mark, err.Error())
		return a, nil
	}
	r, err := s.exchange(codec.Question{Name: name, Qtype: typ, Qclass: codec.ClassINET}, q.Role, &a.Mark)
	if err != nil {
		a.Err = fmt.Errorf("dns: %s %s: %w: %w", q.Name, q.Type, ErrTemporary, err)
		return a, nil
	}
	found, last, done := follow(r.answer, ".", name, typ)
	a.Name = plain(last)
	switch {
	case done:
		for typ != codec.TypeCNAME && found[0].Header().Rrtype == codec.TypeCNAME {
			found = found[1:]
		}
		return a, found
	case r.code == codec.RcodeNameError:
		a.Err = fmt.Errorf("dns: %s: %w", plain(last), ErrNotFound)
	default:
		a.Err = fmt.Errorf("dns: %s %s: %w", plain(last), q.Type, ErrNoData)
	}
	return a, nil
}

// exchange asks the servers until one gives a usable answer. The mark moves on
// to the event that ended it.
func (s *Stub) exchange(q codec.Question, role trace.Role, mark *trace.Mark) (*response, error) {
	var few [2]*asking
	open, err := s.open(few[:0], q, role)
	defer func() {
		for _, a := range open {
			a.close()
		}
	}()
	if len(open) == 0 {
		s.failed(Question{Name: plain(q.Name), Type: typeName(q.Qtype), Role: role}, mark, err.Error())
		return nil, err
	}
	for range stubRounds {
		for _, a := range open {
			var r *response
			if r, err = a.try(stubWait, mark, nil); errors.Is(err, errOver) {
				return nil, err
			}
			if err == nil && (r.code == codec.RcodeSuccess || r.code == codec.RcodeNameError) {
				return r, nil
			}
			if err == nil {
				err = errors.New(codeName(r.code))
				a.fail(mark, err.Error(), nil)
			}
		}
		if !errors.Is(err, errSilence) {
			break // to ask again would not help
		}
	}
	return nil, err
}

// open prepares the question for each server that the host can reach, and adds
// what it has prepared. Where it is for none, the error says why.
func (s *Stub) open(open []*asking, q codec.Question, role trace.Role) (_ []*asking, err error) {
	err = errNoResolver
	for _, server := range s.servers {
		a, askErr := ask(s.host, role, server, q, true)
		if askErr != nil {
			err = inWords(askErr)
			continue
		}
		open = append(open, a)
	}
	return open, err
}

// failed tells the trace of a question that could not even be asked.
func (s *Stub) failed(q Question, mark *trace.Mark, text string) {
	mark.Cause = s.host.Emit(trace.About{Role: q.Role, Message: mark.Message, Cause: mark.Cause},
		trace.DNSFailed{Name: plain(q.Name), Type: q.Type, Error: text})
}
