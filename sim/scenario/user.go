package scenario

// User is a person with a mailbox.
//
//	name: alice
//	full_name: Alice Example
//	devices:
//	  - {name: laptop, access: imap}
//	  - {name: phone, access: pop3, keep: true}
type User struct {
	// The login name, unique in the site.
	Name string `yaml:"name" form:"required,short"`

	// The name as it stands in From. Left out, it is the login name with a
	// capital.
	FullName string `yaml:"full_name" form:"max=100"`

	// The mail address, in the site's domain. Left out, it is name@domain. It
	// is also how the rest of the file may call the person.
	Address string `yaml:"address"`

	// The password. Left out, it is made from the name: this is a classroom.
	Password string `yaml:"password" form:"max=100"`

	// How much the mailbox may hold. Left out, as the host with the role mda says.
	Quota Size `yaml:"quota" default:"unlimited"`

	// The person is away, and a program on the server answers for them (RFC
	// 3834).
	Vacation *Vacation `yaml:"vacation"`

	// The programs in which the person reads and writes mail. Left out, it is
	// one on a machine of their own.
	Devices []*Device `yaml:"devices" form:"max=20"`
}

// Device is a mail program that one person uses on one machine, with its
// settings. The first device of a person is the one that steps of the script
// mean when they name none.
//
//	name: laptop
//	access: pop3
//	keep: true
//	host: room7.hotel.example
//	outgoing: mail.alpha.example
type Device struct {
	// The device's name, unique among the person's, such as phone.
	Name string `yaml:"name" form:"required,short"`

	// How it reads the mailbox.
	Access Access `yaml:"access" default:"imap"`

	// With pop3: leave what was fetched on the server.
	Keep bool `yaml:"keep" default:"false"`

	// It is a webmail: a program that runs on a server of the site and works for
	// many people, each of whom sees it in a browser. What goes between browser
	// and webmail is not simulated; with this the host is webmail.domain if none
	// is written, and it reads over imap.
	Webmail bool `yaml:"webmail" default:"false"`

	// The machine it runs on, which may stand at another site. Left out, it is
	// user.domain, or user-device.domain for a person with several devices.
	Host string `yaml:"host"`

	// With imap: put a copy of what was sent into the folder Sent. Left out, only
	// a webmail does.
	Sent bool `yaml:"sent" default:"false"`

	// The outgoing server. Left out, it is the site's host with the role msa,
	// or mta if there is none.
	Outgoing string `yaml:"outgoing"`

	// The port at which the outgoing server is asked to take letters: 587 asks
	// for encryption first, 465 begins with it, 25 is the old way. Left out, it
	// is 587, or 25 if the server has not the role msa.
	OutgoingPort int `yaml:"outgoing_port" form:"min=1,max=65535"`

	// Says to the outgoing server who is sending, where it asks for that.
	Login bool `yaml:"login" default:"true"`

	// The incoming server. Left out, it is the site's host with the role mda.
	Incoming string `yaml:"incoming"`

	// The address that was typed in as the person's own, for From and for the
	// envelope; with another than the right one no name is written beside it.
	// Left out, it is the right one.
	Address string `yaml:"address"`

	// An old program: it writes no Date and no Message-ID, lets Bcc stand in the
	// header, leaves the domain away in the addresses of people at its own site
	// and in the name by which it greets, and logs in with AUTH LOGIN.
	Careless bool `yaml:"careless" default:"false"`

	// The password that was typed in at this device. Left out, it is the right
	// one.
	Password string `yaml:"password" form:"max=100"`
}

// Access is the protocol by which a user agent reads a mailbox.
type Access string

const (
	IMAP Access = "imap"
	POP3 Access = "pop3"
)

// Accesses lists every way to read a mailbox.
var Accesses = []Access{IMAP, POP3}
