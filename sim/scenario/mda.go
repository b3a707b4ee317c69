package scenario

import "time"

// MDA is how a host keeps mailboxes and lets people in.
//
//	access: [imap, imaps, pop3s]
//	quota: 50 MB
//	full: refuse
//	lockout: {after: 5, for: 15m}
//	junk: {field: X-Spam-Flag, contains: "YES"}
type MDA struct {
	// The doors for people who read their mail. On a host with a certificate,
	// imap and pop3 ask for STARTTLS before anybody may log in. Left out, they
	// are imaps and pop3s, or imap and pop3 on a host without a certificate.
	Access []Door `yaml:"access" form:"max=4"`

	// How much each mailbox may hold, unless its owner has a quota of their own.
	Quota Size `yaml:"quota" default:"unlimited"`

	// What it answers if a mailbox is full: 452, so that the sender's server
	// tries again, or 552, so that it gives up.
	Full Full `yaml:"full" default:"defer"`

	// When an account is locked. The submission server on the same host counts
	// with it; one on another host counts for itself. Left out, never.
	Lockout *Lockout `yaml:"lockout"`

	// What is filed into Junk instead of the inbox. Left out, what the checks of
	// incoming mail mark with X-Spam-Flag: YES.
	Junk *JunkRule `yaml:"junk"`
}

// Door is a service by which people read their mail.
type Door string

const (
	DoorIMAP  Door = "imap"  // port 143
	DoorIMAPS Door = "imaps" // port 993, encrypted from the first octet
	DoorPOP3  Door = "pop3"  // port 110
	DoorPOP3S Door = "pop3s" // port 995, encrypted from the first octet
)

// Doors lists every door.
var Doors = []Door{DoorIMAP, DoorIMAPS, DoorPOP3, DoorPOP3S}

// Full is what becomes of a message for a mailbox that is full.
type Full string

const (
	DeferFull  Full = "defer"  // 452 4.2.2, and the sender's server tries again
	RefuseFull Full = "refuse" // 552 5.2.2, and the sender's server gives up
)

// Fulls lists every answer.
var Fulls = []Full{DeferFull, RefuseFull}

// Lockout is how long an account takes no password after how many wrong ones.
//
//	after: 5
//	for: 15m
type Lockout struct {
	// So many wrong passwords in a row lock the account.
	After int `yaml:"after" form:"min=1,max=1000" default:"5"`

	// So long it stays locked, even for the right password.
	For time.Duration `yaml:"for" form:"min=1s" default:"15m"`
}

// JunkRule is a rule for what goes into the folder Junk.
//
//	field: X-Spam-Flag
//	contains: "YES"
type JunkRule struct {
	// The header field that is looked at. If it is empty, nothing goes into Junk.
	Field string `yaml:"field" form:"max=100" default:"X-Spam-Flag"`

	// What it must contain, whether in capitals or not.
	Contains string `yaml:"contains" form:"max=500" default:"YES"`
}
