package scenario

import (
	"strings"

	"mailflow/sim/scenario/internal/form"
	"mailflow/sim/trace"
)

// resolveScript finds the people, devices, hosts and sites that the steps name.
func (d *draft) resolveScript() {
	for _, step := range d.Script {
		switch a := step.Action().(type) {
		case *Send:
			d.device(&a.Device, d.user(&a.From))
			d.resolveRecipients(a, a.From != "", a.To, a.Cc, a.Bcc)
			d.resolveEnvelope(a.Envelope)
			d.checkAttachments(a.Attach)
			d.checkContent(a)
		case *Reply:
			d.device(&a.Device, d.user(&a.User))
			d.checkAttachments(a.Attach)
		case *Forward:
			d.device(&a.Device, d.user(&a.User))
			d.resolveRecipients(a, a.User != "", a.To, a.Cc, a.Bcc)
		case *Archive:
			d.device(&a.Device, d.user(&a.User))
		case *Watch:
			d.device(&a.Device, d.user(&a.User))
		case *Unwatch:
			d.device(&a.Device, d.user(&a.User))
		case *Fetch:
			d.device(&a.Device, d.user(&a.User))
		case *Read:
			d.device(&a.Device, d.user(&a.User))
		case *Delete:
			d.device(&a.Device, d.user(&a.User))
		case *Move:
			d.device(&a.Device, d.user(&a.User))
		case *Offline:
			d.device(&a.Device, d.user(&a.User))
		case *Online:
			d.device(&a.Device, d.user(&a.User))
		case *Setup:
			d.resolveSetup(a)
		case *Down:
			d.knownHost(&a.Host)
			d.site(&a.Site)
		case *Up:
			d.knownHost(&a.Host)
			d.site(&a.Site)
		case *Cut:
			d.site(&a.Site)
		case *Mend:
			d.site(&a.Site)
		case *DNS:
			d.site(&a.Site)
		case *Probe:
			d.player(a, &a.Host, trace.Watcher)
			d.knownHost(&a.Suspect)
		case *Campaign:
			d.resolveCampaign(a)
		case *ChangeRecord:
			d.resolveRecord(a)
		case *Configure:
			d.resolveConfigure(a)
		}
	}
}

// checkContent sees to it that a letter is written by hand or by a program, and
// not by both.
func (d *draft) checkContent(a *Send) {
	if a.Content == "" {
		return
	}
	if a.Subject != "" {
		d.fault(&a.Subject, "`content` is the whole letter: write the subject into it, as a line `Subject: %s`", a.Subject)
	}
	if a.Text != "" {
		d.fault(&a.Text, "`content` is the whole letter: write the text into it, after an empty line")
	}
	if len(a.Attach) > 0 {
		d.fault(&a.Attach, "`content` is the whole letter: what goes with it has to be in it")
	}
}

// resolveSetup finds the servers that a program is told of.
func (d *draft) resolveSetup(a *Setup) {
	d.device(&a.Device, d.user(&a.User))
	d.knownHost(&a.Outgoing)
	d.knownHost(&a.Incoming)
	if a.Changes() == "" {
		d.fault(a, "a setup needs something that it changes, such as `outgoing`")
	}
}

// device completes the name of a user's device, which is the first if none is
// written.
func (d *draft) device(name *string, u *User) {
	if u == nil {
		return
	}
	if *name == "" {
		*name = u.Devices[0].Name
		return
	}
	names := make([]string, len(u.Devices))
	for i, v := range u.Devices {
		if names[i] = v.Name; v.Name == *name {
			return
		}
	}
	d.fault(name, "%s has no device `%s`%s", u.Name, *name, form.Suggest(*name, names))
}

// resolveRecipients completes the addresses of those who get a letter, which has
// an author if written is true.
func (d *draft) resolveRecipients(a Action, written bool, to, cc, bcc []string) {
	if len(to)+len(cc)+len(bcc) == 0 && written {
		d.fault(a, "a letter needs somebody who gets it, in `to`, `cc` or `bcc`")
	}
	for _, list := range [][]string{to, cc, bcc} {
		for i := range list {
			d.recipient(&list[i])
		}
	}
}

// recipient completes one address. A login name must be somebody's; an address
// need not be.
func (d *draft) recipient(name *string) {
	switch {
	case !d.places.Given(name):
	case *name == "":
		d.fault(name, "an address is empty")
	case !strings.Contains(*name, "@"):
		d.user(name)
	default:
		*name = canonical(*name)
		if problem := addressProblem(*name); problem != "" {
			d.fault(name, "%s", problem)
		}
	}
}
