package scenario

import "time"

// Step is one thing that is done to the world, at its time.
//
//	at: 1m30s
//	send: {from: alice, to: [bob, carol], subject: Hello}
type Step struct {
	// When, counted from the start. Steps may stand in any order; those of one
	// instant are done in the order of the file.
	At time.Duration `yaml:"at" form:"required,min=0s,max=3650d"`

	// Write a letter and send it.
	Send *Send `yaml:"send" form:"one=action"`

	// Answer a letter.
	Reply *Reply `yaml:"reply" form:"one=action"`

	// Pass a letter on.
	Forward *Forward `yaml:"forward" form:"one=action"`

	// Look for new mail.
	Fetch *Fetch `yaml:"fetch" form:"one=action"`

	// Open a letter.
	Read *Read `yaml:"read" form:"one=action"`

	// Delete a letter.
	Delete *Delete `yaml:"delete" form:"one=action"`

	// Put a letter into another folder.
	Move *Move `yaml:"move" form:"one=action"`

	// Put a letter into the archive.
	Archive *Archive `yaml:"archive" form:"one=action"`

	// Let a device hear at once of what happens in its inbox.
	Watch *Watch `yaml:"watch" form:"one=action"`

	// Let a device hear of it no more.
	Unwatch *Unwatch `yaml:"unwatch" form:"one=action"`

	// Take a device off the network.
	Offline *Offline `yaml:"offline" form:"one=action"`

	// Bring a device back to the network.
	Online *Online `yaml:"online" form:"one=action"`

	// Change the settings of a mail program.
	Setup *Setup `yaml:"setup" form:"one=action"`

	// Switch a host off.
	Down *Down `yaml:"down" form:"one=action"`

	// Switch a host on again.
	Up *Up `yaml:"up" form:"one=action"`

	// Cut a site's line to the Internet.
	Cut *Cut `yaml:"cut" form:"one=action"`

	// Repair that line.
	Mend *Mend `yaml:"mend" form:"one=action"`

	// Give a domain a fault in the DNS, or take it away.
	DNS *DNS `yaml:"dns" form:"one=action"`

	// Change records in the DNS.
	Record *ChangeRecord `yaml:"record" form:"one=action"`

	// Change settings of a host.
	Configure *Configure `yaml:"configure" form:"one=action"`

	// Let a spammer's program send its letters.
	Campaign *Campaign `yaml:"campaign" form:"one=action"`

	// Let the keeper of a blocklist test a host.
	Probe *Probe `yaml:"probe" form:"one=action"`

	// Line is where the step stands in its file, from 1.
	Line int `yaml:"-" form:"line"`
}

// Action is what a step does: a pointer to a type such as [Send], one for each
// key of [Step].
type Action interface {
	// Word is the script's word for the action, such as "send".
	Word() string
}

// Action is the one action of the step.
func (s *Step) Action() Action {
	switch {
	case s.Send != nil:
		return s.Send
	case s.Reply != nil:
		return s.Reply
	case s.Forward != nil:
		return s.Forward
	case s.Fetch != nil:
		return s.Fetch
	case s.Read != nil:
		return s.Read
	case s.Delete != nil:
		return s.Delete
	case s.Move != nil:
		return s.Move
	case s.Archive != nil:
		return s.Archive
	case s.Watch != nil:
		return s.Watch
	case s.Unwatch != nil:
		return s.Unwatch
	case s.Offline != nil:
		return s.Offline
	case s.Online != nil:
		return s.Online
	case s.Setup != nil:
		return s.Setup
	case s.Down != nil:
		return s.Down
	case s.Up != nil:
		return s.Up
	case s.Cut != nil:
		return s.Cut
	case s.Mend != nil:
		return s.Mend
	case s.DNS != nil:
		return s.DNS
	case s.Record != nil:
		return s.Record
	case s.Configure != nil:
		return s.Configure
	case s.Campaign != nil:
		return s.Campaign
	case s.Probe != nil:
		return s.Probe
	}
	return nil
}
