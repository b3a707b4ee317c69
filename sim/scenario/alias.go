package scenario

import (
	"strings"

	"mailflow/sim/trace"
)

// Alias is an address in the site's domain that stands for others: a group, a
// function, or a person whose mail goes elsewhere.
//
//	name: sales
//	to: [alice, bob, carol@gamma.example]
type Alias struct {
	// What stands before the @. A person of the site may be called so too: then
	// the alias decides, and leaves a copy in the mailbox if it names the person
	// itself.
	Name string `yaml:"name" form:"required"`

	// For whom it stands: people, aliases of the site, addresses anywhere. The
	// sender of the envelope stays as it was.
	To []string `yaml:"to" form:"required,min=1,max=500"`
}

// nameAliases checks what the aliases are called.
func (d *draft) nameAliases() {
	for _, s := range d.Sites {
		names := map[string]bool{}
		for _, a := range s.Aliases {
			switch {
			case a.Name == "": // a fault already
			case !loginExpr.MatchString(a.Name) || len(a.Name) > maxLocal || strings.Contains(a.Name, ".."):
				d.worldFault(&a.Name, "`%s` is no name for an alias; it is made of the letters a to z, digits, dots, hyphens, + and _", a.Name)
			case names[a.Name]:
				d.worldFault(&a.Name, "there are two aliases `%s` at %s", a.Name, s.Domain)
			}
			names[a.Name] = true
		}
	}
}

// setUpAliases completes the addresses for which the aliases stand. Every site
// with people has a postmaster (RFC 5321 §4.5.1).
func (d *draft) setUpAliases() {
	for _, s := range d.Sites {
		if d.postmasterless(s) {
			s.Aliases = append(s.Aliases, &Alias{Name: postmaster, To: []string{s.Users[0].Address}})
		}
		own := map[string]bool{}
		for _, a := range s.Aliases {
			own[a.Name] = true
		}
		for _, a := range s.Aliases {
			for i := range a.To {
				d.aliasTarget(s, own, &a.To[i])
			}
		}
		if len(s.Aliases) > 0 && s.first(trace.MTA) == nil {
			d.worldFault(&s.Aliases, "nobody could look the aliases up: the site has no mta")
		}
	}
}

const postmaster = "postmaster"

func (d *draft) postmasterless(s *Site) bool {
	if len(s.Users) == 0 || s.first(trace.MTA) == nil || d.people[postmaster+"@"+s.Domain] != nil {
		return false
	}
	for _, a := range s.Aliases {
		if a.Name == postmaster {
			return false
		}
	}
	return true
}

// aliasTarget completes one address. A bare name is first looked for at the
// site itself.
func (d *draft) aliasTarget(s *Site, own map[string]bool, name *string) {
	if strings.Contains(*name, "@") {
		*name = canonical(*name)
		if problem := addressProblem(*name); problem != "" {
			d.worldFault(name, "%s", problem)
		}
		return
	}
	for _, u := range d.logins[*name] {
		if strings.HasSuffix(u.Address, "@"+s.Domain) {
			*name = u.Address
			return
		}
	}
	if own[*name] {
		*name += "@" + s.Domain
		return
	}
	if d.user(name) == nil && *name != "" {
		d.faults[len(d.faults)-1].Section = "sites"
	}
}
