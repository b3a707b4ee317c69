package scenario

// Send is a person writing and sending a letter.
//
// People are named by address, or by login name where only one person has it.
//
//	from: alice
//	to: [bob, nobody@beta.example]
//	cc: carol
//	subject: Lunch on Friday?
//	text: |
//	  Shall we meet at noon?
//	device: phone
type Send struct {
	// Who writes.
	From string `yaml:"from" form:"required"`

	// Who gets it. Addresses of people who do not exist are allowed: that is
	// how one learns what happens to such a letter.
	To []string `yaml:"to" form:"max=500"`

	// Who gets a copy.
	Cc []string `yaml:"cc" form:"max=500"`

	// Who gets a copy that the others do not know of.
	Bcc []string `yaml:"bcc" form:"max=500"`

	// What it is about.
	Subject string `yaml:"subject" form:"max=998"`

	// What it says.
	Text string `yaml:"text" form:"max=65536"`

	// Files that go with it.
	Attach []*Attachment `yaml:"attach" form:"max=20"`

	// The whole letter, header and text, as somebody types it who writes by hand
	// what a program would write for them: nothing is added and nothing checked.
	// It stands in place of subject, text and attach; the envelope goes by to, cc
	// and bcc as ever.
	Content string `yaml:"content" form:"max=65536"`

	// The envelope, where it is to say something else than the header.
	Envelope *Envelope `yaml:"envelope"`

	// On which device it is written. Left out, on the person's first.
	Device string `yaml:"device"`
}

// Word implements [Action].
func (*Send) Word() string { return "send" }
