package scenario

import "mailflow/sim/trace"

// Vacation lets the message store answer letters for somebody who is away: once
// a week for each sender, and never a program, a list or a report (RFC 3834).
//
//	text: I am away until Monday.
type Vacation struct {
	// What the answer says.
	Text string `yaml:"text" form:"required,short,max=4096"`

	// An old program that knows nothing of these rules: it turns every letter
	// round, whoever or whatever has sent it.
	Careless bool `yaml:"careless" default:"false"`
}

// checkVacations sees to it that what answers for people can send.
func (d *draft) checkVacations() {
	for _, s := range d.Sites {
		for _, u := range s.Users {
			if u.Vacation != nil && s.first(trace.MTA) == nil {
				d.worldFault(u.Vacation, "nobody could send the answers: the site has no mta")
			}
		}
	}
}
