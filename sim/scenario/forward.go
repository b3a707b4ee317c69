package scenario

// Forward is a person passing on a letter that their device has in its inbox.
//
//	user: bob
//	subject: Lunch on Friday?
//	to: carol
//	text: Will you come too?
//	as: attachment
type Forward struct {
	// Who passes it on.
	User string `yaml:"user" form:"required"`

	// On which device. Left out, on the person's first.
	Device string `yaml:"device"`

	// The letter with exactly this subject. Left out, the newest one.
	Subject string `yaml:"subject" form:"max=998"`

	// Who gets it.
	To []string `yaml:"to" form:"max=500"`

	// Who gets a copy.
	Cc []string `yaml:"cc" form:"max=500"`

	// Who gets a copy that the others do not know of.
	Bcc []string `yaml:"bcc" form:"max=500"`

	// What is said before it.
	Text string `yaml:"text" form:"max=65536"`

	// As text, with who wrote it and when, or as an attachment, whole and with
	// every line of its header.
	As ForwardedAs `yaml:"as" default:"text"`
}

// Word implements [Action].
func (*Forward) Word() string { return "forward" }

// ForwardedAs is a way to pass a letter on.
type ForwardedAs string

const (
	AsText       ForwardedAs = "text"
	AsAttachment ForwardedAs = "attachment"
)

// ForwardedAsChoices lists every way.
var ForwardedAsChoices = []ForwardedAs{AsText, AsAttachment}
