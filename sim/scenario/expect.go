package scenario

// Expectation is a fact about the run: an event, an order of events, a mailbox
// or a header. In expect it must hold when the run is over; as a choice of a
// question it holds where that choice is right.
//
//	text: The letter is refused because there is no Bib
//	event: {kind: message.refused, code: 550, recipient: bib@beta.example}
//	times: 1
type Expectation struct {
	// The fact in words, for the checklist or for those who choose.
	Text string `yaml:"text" form:"required,max=400"`

	// An event that happens: at least once, or as times, at_least or never say.
	Event *Pattern `yaml:"event" form:"one=fact"`

	// With event: it happens exactly so often.
	Times *int `yaml:"times" form:"min=0,max=1000000,with=event,some=count"`

	// With event: it happens so often or more often.
	AtLeast *int `yaml:"at_least" form:"min=1,max=1000000,with=event,some=count"`

	// With event: it does not happen.
	Never bool `yaml:"never" form:"with=event,some=count,omitzero"`

	// Events that happen one after the other. Of each, the first that comes
	// after the one before it counts.
	Order []Pattern `yaml:"order" form:"one=fact,min=2,max=100"`

	// What lies in a folder in the end.
	Mailbox *MailboxFact `yaml:"mailbox" form:"one=fact"`

	// What stands in the header of a letter that reached somebody.
	Header *HeaderFact `yaml:"header" form:"one=fact"`

	// Line is where the expectation stands in its file, from 1.
	Line int `yaml:"-" form:"line"`
}

// MailboxFact says what lies in a folder when the run is over.
//
//	user: bob
//	folder: INBOX
//	messages: 2
//	unseen: 1
type MailboxFact struct {
	// Whose mailbox.
	User string `yaml:"user" form:"required"`

	// Which folder.
	Folder string `yaml:"folder" form:"max=100" default:"INBOX"`

	// How many letters lie there.
	Messages *int `yaml:"messages" form:"min=0,max=1000000"`

	// How many of them have not been opened.
	Unseen *int `yaml:"unseen" form:"min=0,max=1000000"`
}

// HeaderFact says what stands in the header of the last letter that was filed
// for a person.
//
//	user: bob
//	field: Received
//	count: 3
type HeaderFact struct {
	// Whose letter.
	User string `yaml:"user" form:"required"`

	// The name of the header field, such as Received.
	Field string `yaml:"field" form:"required,max=100"`

	// How many such fields there are.
	Count *int `yaml:"count" form:"min=0,max=1000"`

	// Words that one of those fields holds.
	Contains string `yaml:"contains" form:"max=998"`
}
