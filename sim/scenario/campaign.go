package scenario

import "time"

// Campaign is a spammer's program that sends letters, as true or as false as
// they are written here. It keeps no queue: what a server does not take at once
// is abandoned.
//
// In subject, text, received and the name in from, {name}, {address} and
// {domain} are those of the recipient, which only makes sense where each letter
// has one. There, and in the addresses of sender and from, {n} is the number of
// the letter.
//
//	host: bot
//	via: relay.alpha.example
//	to: [bob, carol@gamma.example, "user{n}@delta.example"]
//	letters: 30
//	per_transaction: 10
//	every: 2s
//	sender: winner{n}@lottery.example
//	from: Your Bank <service@bank.example>
//	subject: Your account
//	text: Dear customer, click here.
type Campaign struct {
	// The machine that sends, with the role attacker. Left out, it is the only
	// one that has it.
	Host string `yaml:"host"`

	// The host that is to pass the letters on. With direct, the program asks the
	// DNS who takes mail for each domain, and goes there itself.
	Via string `yaml:"via" default:"direct"`

	// Who gets the letters: people, and any other addresses, in turn, round and
	// round. In an address, {n} is the number of the round.
	To []string `yaml:"to" form:"required,min=1,max=5000,each.min=1,each.max=320"`

	// How many letters are written. Left out, as many as it takes to write to
	// everybody once.
	Letters int `yaml:"letters" form:"min=1,max=100000"`

	// How many recipients each letter has. To a relay they all go in one
	// transaction, which the relay has to multiply.
	PerTransaction int `yaml:"per_transaction" form:"min=1,max=1000" default:"1"`

	// How long it is from the start of one letter to that of the next.
	Every time.Duration `yaml:"every" form:"min=0s,max=365d" default:"1s"`

	// How many connections may be open at once.
	Connections int `yaml:"connections" form:"min=1,max=1000" default:"10"`

	// What the program calls itself in EHLO. Left out, its host's name.
	Hello string `yaml:"hello" form:"max=253"`

	// The sender in the envelope, "<>" for none. Left out, it is offers at the
	// domain of the site.
	Sender string `yaml:"sender" form:"max=320"`

	// The author in the header, as "Name <address>" or an address. Left out, it
	// is the sender.
	From string `yaml:"from" form:"max=400"`

	// The values of Received fields that the program puts on top, the newest
	// first, as if servers had written them.
	Received []string `yaml:"received" form:"max=50,each.min=1,each.max=998"`

	// What the letters are about.
	Subject string `yaml:"subject" form:"max=998"`

	// What they say.
	Text string `yaml:"text" form:"max=65536"`
}

// Direct is the value of Campaign.Via for no relay.
const Direct = "direct"

// Word implements [Action].
func (*Campaign) Word() string { return "campaign" }
