package trace

import "time"

// Seq numbers the recorded events of a run from 1, in the order in which they
// happened. What is finer than the level that is recorded has no number.
// Zero means "no event".
type Seq uint64

// Event is one thing that happened in a world. Events are never changed.
type Event struct {
	Seq  Seq
	At   time.Duration // virtual time since the world's start
	Node string        // name of the host on which it happened; empty for the world itself
	About
	Body Body
}

// Kind is the kind of the event's body.
func (e Event) Kind() Kind { return e.Body.Kind() }

// Level is the level at which the event is told.
func (e Event) Level() Level { return e.Body.Kind().Level() }

// About is what an event says besides its time, its place and its body. Every
// field may be empty.
type About struct {
	Role    Role    // the part of the node that acted
	Peer    string  // the other node
	Conn    string  // the connection, named the same at both of its ends
	Message string  // the identity of a message, the same at every hop
	Cause   Seq     // the event that led to this one
	Reason  *Reason // why, where something was decided
}

// Mark is the part of an [About] that travels with the bytes through the
// network, out of band: what the bytes are about and what caused them. So a
// server's reply can name the command that it answers, and a message keeps its
// identity even where its header says nothing, or lies.
type Mark struct {
	Cause   Seq
	Message string
}

// Reason says why something was decided.
type Reason struct {
	Text    string `json:"text"`              // one plain sentence
	Setting string `json:"setting,omitempty"` // the setting or record that ruled
	RFC     string `json:"rfc,omitempty"`     // e.g. "RFC 5321 §4.5.4.1"
}

// Why makes a Reason.
func Why(text, setting, rfc string) *Reason {
	return &Reason{Text: text, Setting: setting, RFC: rfc}
}

// Role is the part a node plays when it acts: one of the roles of RFC 5598 and
// RFC 9499, the network below them, or somebody who abuses it or watches over it.
type Role string

const (
	MUA      Role = "mua"      // mail user agent
	MSA      Role = "msa"      // mail submission agent
	MTA      Role = "mta"      // mail transfer agent
	MDA      Role = "mda"      // mail delivery agent with its message store
	DNS      Role = "dns"      // authoritative name server
	Resolver Role = "resolver" // caching (recursive) resolver
	Attacker Role = "attacker" // a spammer's program
	Watcher  Role = "watcher"  // the keeper of a DNS blocklist
	Fetcher  Role = "fetcher"  // a program that brings mail home from other providers
)

// Roles lists every role.
var Roles = []Role{MUA, MSA, MTA, MDA, DNS, Resolver, Attacker, Watcher, Fetcher}

// Level says how close one must look to see an event.
type Level string

const (
	Story Level = "story" // what happens to the message
	Hop   Level = "hop"   // lookups, connections, decisions, attempts
	Wire  Level = "wire"  // every line and every datagram
)

// Levels lists the levels from far to near.
var Levels = []Level{Story, Hop, Wire}

// Shows reports whether a view at level l shows events of level e.
func (l Level) Shows(e Level) bool { return e.depth() <= l.depth() }

// Deeper is the level that shows what either does.
func Deeper(a, b Level) Level {
	if a.Shows(b) {
		return a
	}
	return b
}

func (l Level) depth() int {
	switch l {
	case Story:
		return 0
	case Hop:
		return 1
	default:
		return 2
	}
}
