package scenario

import (
	"strings"

	"mailflow/sim/scenario/internal/form"
	"mailflow/sim/trace"
)

// nameUsers checks the people and gives them addresses, passwords and devices.
func (d *draft) nameUsers() {
	total := 0
	for _, s := range d.Sites {
		logins := map[string]bool{}
		if total += len(s.Users); total > maxUsers {
			d.worldFault(&s.Users, "the file has more than %d users", maxUsers)
			return
		}
		for _, u := range s.Users {
			switch {
			case d.sites[s.Domain] != s || u.Name == "": // a fault already
			case !loginExpr.MatchString(u.Name) || len(u.Name) > maxLocal || strings.Contains(u.Name, ".."):
				d.worldFault(&u.Name, "`%s` is no login name; it is made of the letters a to z, digits, dots, hyphens, + and _", u.Name)
			case logins[u.Name]:
				d.worldFault(&u.Name, "there are two users `%s` at %s", u.Name, s.Domain)
			default:
				logins[u.Name] = true
				d.completeUser(s, u)
			}
		}
	}
}

// maxUsers bounds the users of all sites together.
const maxUsers = 5000

func (d *draft) completeUser(s *Site, u *User) {
	if u.FullName == "" {
		u.FullName = strings.ToUpper(u.Name[:1]) + u.Name[1:]
	}
	if u.Password == "" {
		u.Password = "secret-" + u.Name
	}
	if u.Address == "" {
		u.Address = u.Name + "@" + s.Domain
	}
	if problem := addressProblem(u.Address); problem != "" {
		d.worldFault(&u.Address, "%s", problem)
		return
	}
	if !strings.HasSuffix(u.Address, "@"+s.Domain) {
		d.worldFault(&u.Address, "the address must end in @%s, the domain of the site", s.Domain)
		return
	}
	if other := d.people[u.Address]; other != nil {
		d.worldFault(placeOf(d, u), "`%s` is the address of %s already", u.Address, other.Name)
		return
	}
	if len(u.Devices) == 0 {
		device := form.New[Device](language)
		device.Name = "computer"
		u.Devices = []*Device{device}
	}
	d.addUser(u)
}

// placeOf is the value to point at when a user's address is wrong: the address
// if it stands in the file, and otherwise the user.
func placeOf(d *draft, u *User) any {
	if d.places.Given(&u.Address) {
		return &u.Address
	}
	return u
}

// seatUsers puts every device on a machine.
func (d *draft) seatUsers() {
	for _, s := range d.Sites {
		for _, u := range s.Users {
			names := map[string]bool{}
			for _, v := range u.Devices {
				if !deviceExpr.MatchString(v.Name) || len(v.Name) > maxLabel/2 {
					d.worldFault(&v.Name, "`%s` is no name for a device; it is made of the letters a to z, digits and hyphens", v.Name)
					continue
				}
				if names[v.Name] {
					d.worldFault(&v.Name, "%s has two devices `%s`", u.Name, v.Name)
					continue
				}
				names[v.Name] = true
				d.seat(s, u, v)
			}
		}
	}
}

func (d *draft) seat(s *Site, u *User, v *Device) {
	if v.Webmail {
		d.completeWebmail(v)
	}
	h := d.machine(s, u, v)
	if h == nil {
		return
	}
	v.Host = h.Name
	if !h.Has(trace.MUA) {
		h.Roles = append(h.Roles, trace.MUA)
	}
}

// completeWebmail fills in what a webmail is: it keeps nothing itself, so all its
// folders are on the mail server.
func (d *draft) completeWebmail(v *Device) {
	if v.Access == POP3 {
		d.worldFault(&v.Access, "a webmail keeps no letters itself; it reads over imap")
	}
	if !d.places.Given(&v.Sent) {
		v.Sent = true
	}
	if v.Host == "" {
		v.Host = "webmail"
	}
}

// machine finds or adds the host of a device. A new name in the site's own
// domain makes a new host; one elsewhere must exist.
func (d *draft) machine(s *Site, u *User, v *Device) *Host {
	if v.Host == "" {
		label := strings.NewReplacer(".", "-", "_", "-", "+", "-").Replace(u.Name)
		if len(u.Devices) > 1 {
			label += "-" + v.Name
		}
		return d.newMachine(s, u, label)
	}
	if foreign(v.Host, s.Domain) {
		return d.server(&v.Host, s, nil)
	}
	if problem := hostnameProblem(qualify(v.Host, s.Domain), labelExpr); problem != "" {
		d.worldFault(&v.Host, "%s", problem)
		return nil
	}
	return d.ensure(s, v.Host)
}

// newMachine adds the host that a device gets by default.
func (d *draft) newMachine(s *Site, u *User, label string) *Host {
	full := qualify(label, s.Domain)
	if h := d.hosts[full]; h != nil && !d.places.Given(&h.Name) {
		d.worldFault(u, "the machine of %s would be called %s, and there is one already; say `host` for the device", u.Name, full)
		return nil
	}
	if problem := hostnameProblem(full, labelExpr); problem != "" {
		d.worldFault(u, "the machine of %s needs a name; say `host` for the device", u.Name)
		return nil
	}
	return d.ensure(s, label)
}

// setUpDevices tells every device its servers.
func (d *draft) setUpDevices() {
	for _, s := range d.Sites {
		for _, u := range s.Users {
			for _, v := range u.Devices {
				server := d.server(&v.Outgoing, s, d.outgoing(s))
				if v.OutgoingPort == 0 {
					v.OutgoingPort = SubmissionPort(server)
				}
				d.server(&v.Incoming, s, s.first(trace.MDA))
				if v.Address == "" {
					v.Address = u.Address
				} else if problem := addressProblem(v.Address); problem != "" {
					d.worldFault(&v.Address, "%s", problem)
				}
				if v.Password == "" {
					v.Password = u.Password
				}
			}
		}
	}
}

// SubmissionPort is where a host takes letters from people if nobody says
// otherwise. Before there were submission agents everything went to port 25 (RFC
// 6409 §1).
func SubmissionPort(h *Host) int {
	if h != nil && !h.Has(trace.MSA) {
		return 25
	}
	return 587
}

func (d *draft) outgoing(s *Site) *Host {
	if h := s.first(trace.MSA); h != nil {
		return h
	}
	return s.first(trace.MTA)
}

// server completes the name of a server, which is fallback if none is written.
func (d *draft) server(name *string, s *Site, fallback *Host) *Host {
	switch {
	case *name != "":
		h := d.host(name, s)
		if h == nil {
			d.faults[len(d.faults)-1].Section = "sites"
		}
		return h
	case fallback != nil:
		*name = fallback.Name
		return fallback
	}
	return nil
}
