package scenario

import "time"

// Scenario is a lesson: a small world of sites and people, what happens there,
// what is said about it, and what must be true in the end.
//
//	title: A letter from Alice to Bob
//	sites:
//	  - domain: alpha.example
//	    users: [alice]
//	  - domain: beta.example
//	    users: [bob]
//	script:
//	  - at: 1s
//	    send: {from: alice, to: bob, subject: Lunch on Friday?}
//	  - at: 1m
//	    fetch: bob
//	expect:
//	  - text: Bob has the letter
//	    mailbox: {user: bob, messages: 1}
type Scenario struct {
	// Name is the file's name without directory and ending.
	Name string `yaml:"-"`

	// The lesson's headline.
	Title string `yaml:"title" form:"required,max=200"`

	// The one concept that the lesson teaches, in a few words.
	Teaches string `yaml:"teaches" form:"max=200"`

	// How much the lesson asks of its reader.
	Level Level `yaml:"level" default:"beginner"`

	// About how many minutes a class spends on it.
	Minutes int `yaml:"minutes" form:"min=1,max=600" default:"5"`

	// The lesson's place in a course.
	Course *Course `yaml:"course"`

	// The documents that the lesson rests on, each like "RFC 5321 §4.4".
	RFC []RFC `yaml:"rfc" form:"max=50"`

	// What to watch and why it matters, in prose. A blank line starts a new
	// paragraph.
	Story string `yaml:"story" form:"max=65536"`

	// The date and time at which the world starts.
	Start time.Time `yaml:"start" default:"2026-03-02T09:00:00Z"`

	// The number from which all chance in the world is drawn. The same seed
	// gives the same run.
	Seed uint64 `yaml:"seed" form:"max=9007199254740991" default:"1"`

	// How long the world runs at most. Left out, it runs until nothing more
	// happens.
	Until time.Duration `yaml:"until"`

	// The lines between sites and inside them.
	Network Network `yaml:"network"`

	// The organisations of this world, each with a domain of its own.
	Sites []*Site `yaml:"sites" form:"required,min=1,max=200"`

	// What people and fate do, and when.
	Script []*Step `yaml:"script" form:"max=5000"`

	// What the lesson says while it runs.
	Say []*Narration `yaml:"say" form:"max=1000"`

	// What the lesson asks before it shows what happens.
	Ask []*Question `yaml:"ask" form:"max=100"`

	// What many believe and this run refutes.
	Misconceptions []*Misconception `yaml:"misconceptions" form:"max=100"`

	// What must be true when the run is over.
	Expect []*Expectation `yaml:"expect" form:"max=1000"`

	// For whoever teaches the lesson. They stand last: whoever changes the file
	// should not read before what comes of it.
	Notes *Notes `yaml:"notes"`
}

// Level says how much a lesson asks of its reader.
type Level string

const (
	Beginner     Level = "beginner"
	Intermediate Level = "intermediate"
	Advanced     Level = "advanced"
)

// Levels lists every level, the easiest first.
var Levels = []Level{Beginner, Intermediate, Advanced}

// Course is a lesson's place among others.
//
//	order: 3
//	group: The way of a letter
type Course struct {
	// Lessons are shown in this order.
	Order int `yaml:"order" form:"required,min=1,max=9999"`

	// The chapter that the lesson belongs to.
	Group string `yaml:"group" form:"max=100"`
}

// RFC names a document and, mostly, a section of it: "RFC 5321 §4.4".
type RFC string
