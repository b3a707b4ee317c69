package scenario

// Notes are for whoever teaches the lesson: what to ask the class before it
// begins, and what to let it change when all is over.
//
//	ask: Who notices when a domain's mail moves to another server?
//	hear: Everybody, at once.
//	change: Write ttl 5m in place of 1h. When does the second letter arrive?
//	then: At once. A careful administrator does that some days before the move.
type Notes struct {
	// What to ask before anything is shown.
	Ask string `yaml:"ask" form:"max=1000"`

	// What people say to that.
	Hear string `yaml:"hear" form:"max=1000"`

	// What to change in the file, to predict anew.
	Change string `yaml:"change" form:"max=1000"`

	// What comes of the change.
	Then string `yaml:"then" form:"max=1000"`
}
