// Package wire is what browser and server say to each other over the
// WebSocket: JSON text frames, each an object with a "type". The TypeScript
// types in ui/app/src/wire are generated from this package and from the
// vocabulary of sim/trace.
//
// The server greets with [Hello]. The browser asks for a run with [Open]; the
// server answers with [World], then [Events] in batches as the world runs
// ahead, then [Ended]. What goes wrong is [Problem]. An editor sends what is being
// written with [Check] and gets [Checked]. After a lost connection
// the browser sends [Resume] with the last seq it has. A browser that reads
// too slowly is cut off and does the same.
package wire

import (
	"encoding/json"

	"mailflow/sim/trace"
)

// Protocol is the version of this package's frames. A browser that knows
// another version must be reloaded.
const Protocol = 1

// Subprotocol is the WebSocket subprotocol asked for by the browser.
const Subprotocol = "mailflow.v1"

// Open asks for a new run of a lesson by name, or of the scenario text itself.
type Open struct {
	Type   string  `json:"type"` // "open"
	Lesson string  `json:"lesson,omitempty"`
	Source string  `json:"source,omitempty"` // YAML; used if Lesson is empty
	Seed   *uint64 `json:"seed,omitempty"`   // the scenario's own if absent
}

// Resume asks for the events of a run after the given seq.
type Resume struct {
	Type  string    `json:"type"` // "resume"
	Run   string    `json:"run"`
	After trace.Seq `json:"after"`
}

// Detail asks for the wire-level events of a run, all of them or those of one
// connection. They come as [Events] with Detail set.
type Detail struct {
	Type string `json:"type"` // "detail"
	Run  string `json:"run"`
	Conn string `json:"conn,omitempty"`
}

// Check asks what is wrong with the text of a scenario, which is not run.
type Check struct {
	Type   string `json:"type"`   // "check"
	Number int    `json:"number"` // comes back with the answer
	Source string `json:"source"` // YAML
}

// Checked answers a [Check]. Without faults the scenario can be run.
type Checked struct {
	Type   string  `json:"type"` // "checked"
	Number int     `json:"number"`
	Faults []Fault `json:"faults"` // in the order of the text
}

// Hello is the server's first frame.
type Hello struct {
	Type        string   `json:"type"` // "hello"
	Protocol    int      `json:"protocol"`
	Version     string   `json:"version"`     // of the program
	SourceLimit int      `json:"sourceLimit"` // octets of a scenario's text, at most
	Lessons     []Lesson `json:"lessons"`     // in course order
}

// Lesson is what the gallery shows.
type Lesson struct {
	Name    string   `json:"name"` // e.g. "01-plain-flow"
	Title   string   `json:"title"`
	Teaches string   `json:"teaches"`         // its one concept
	Group   string   `json:"group,omitempty"` // its chapter; those of one chapter stand together
	Level   string   `json:"level"`           // beginner, intermediate, advanced
	Minutes int      `json:"minutes"`
	Story   string   `json:"story"`
	RFC     []string `json:"rfc"`
	World   Map      `json:"world"` // for the small picture
}

// Map is a world at rest: what the diagram draws before anything happens.
type Map struct {
	Sites []Site `json:"sites"`
	Hosts []Host `json:"hosts"`
	Links []Link `json:"links"`
}

// Site is an organisation with a network of its own.
type Site struct {
	Name     string   `json:"name"` // e.g. "beta.example"
	Title    string   `json:"title,omitempty"`
	Prefixes []string `json:"prefixes"`
	Kind     string   `json:"kind"`               // "organisation", or "internet" for what belongs to nobody here
	BlockOut []int    `json:"blockOut,omitempty"` // ports outside that nobody at the site can reach
}

// Host is a machine.
type Host struct {
	Name      string       `json:"name"`
	Label     string       `json:"label"` // short, unique in its site
	Site      string       `json:"site"`
	Addresses []string     `json:"addresses"`
	Roles     []trace.Role `json:"roles"`
	Person    string       `json:"person,omitempty"`   // who sits at it
	Webmail   []string     `json:"webmail,omitempty"`  // whose programs run on it, where it is a server
	Software  string       `json:"software,omitempty"` // dialect, e.g. "postfix"
}

// Link is a line that can carry traffic and be cut: a site's local network, or
// its line to the Internet.
type Link struct {
	Name      string `json:"name"`
	Site      string `json:"site"`
	Kind      string `json:"kind"`      // "lan" or "uplink"
	LatencyNS int64  `json:"latencyNs"` // one way, without jitter
}

// World announces a run. Expectations and narration come as events.
type World struct {
	Type     string `json:"type"` // "world"
	Run      string `json:"run"`
	Seed     uint64 `json:"seed"`
	OwnSeed  uint64 `json:"ownSeed"` // the scenario's own
	Start    string `json:"start"`   // RFC 3339 instant of virtual time zero
	Lesson   Lesson `json:"lesson"`
	Source   string `json:"source"` // the scenario as written
	Scenario string `json:"scenario"`
	Notes    *Notes `json:"notes,omitempty"`
	// of everything in the world, as they are once all is filled in
	Settings []Settings `json:"settings,omitempty"`
}

// Notes are for whoever teaches a lesson.
type Notes struct {
	Ask    string `json:"ask,omitempty"`    // before anything is shown
	Hear   string `json:"hear,omitempty"`   // what people say to that
	Change string `json:"change,omitempty"` // in the file, when all is over
	Then   string `json:"then,omitempty"`   // what comes of it
}

// Settings are those of one thing in the world.
type Settings struct {
	Of    string    `json:"of"`              // "network", "site", "host" or "person"
	Name  string    `json:"name"`            // a domain, a host, an address; empty for the network
	Hosts []string  `json:"hosts,omitempty"` // of a person: the machines of their devices
	List  []Setting `json:"list"`
}

// Setting is one of them.
type Setting struct {
	Key   string `json:"key"` // as "mta.retry.expire"
	Value string `json:"value"`
	Line  int    `json:"line,omitempty"` // where the scenario says so, from 1; absent if it was filled in
}

// Told is an event and its sentence.
type Told struct {
	Event trace.Event `json:"event"`
	Text  string      `json:"text"` // one sentence, the text twin of the picture
}

// Events is a batch, in order of seq. Without Detail it holds the story and
// hop levels only.
type Events struct {
	Type   string `json:"type"` // "events"
	Run    string `json:"run"`
	Detail bool   `json:"detail,omitempty"`
	Conn   string `json:"conn,omitempty"` // as asked for by [Detail]
	Done   bool   `json:"done,omitempty"` // the last batch of a detail
	Events []Told `json:"events"`
}

// Ended says that no more events will come.
type Ended struct {
	Type    string        `json:"type"` // "ended"
	Run     string        `json:"run"`
	Outcome trace.Outcome `json:"outcome"`
	Detail  string        `json:"detail,omitempty"`
	Last    trace.Seq     `json:"last"`
}

// Problem is an error that the person can do something about.
type Problem struct {
	Type   string  `json:"type"` // "problem"
	Code   string  `json:"code"` // "scenario", "unknown-run", "unknown-lesson", "busy", "frame"
	Text   string  `json:"text"`
	Run    string  `json:"run,omitempty"`
	Faults []Fault `json:"faults,omitempty"` // for "scenario"
}

// Fault is one error at its place in a scenario.
type Fault struct {
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

// Kind reads the type of a frame.
func Kind(frame []byte) (string, error) {
	var f struct {
		Type string `json:"type"`
	}
	err := json.Unmarshal(frame, &f)
	return f.Type, err
}
