package guard

import (
	"net/netip"
	"slices"

	"mailflow/sim/trace"
)

// ClientCheck asks whether a client is one of ours. Those who are, are not
// checked further; the effect is for all others.
type ClientCheck struct {
	Effect Effect
	Exempt []netip.Prefix // networks of others that are not checked either
}

// judge says who is there: by the address, or by who logged in.
func (c ClientCheck) judge(v Visitor, user string) finding {
	f := finding{check: trace.Client, inputs: []trace.Input{input("client", v.Client.String())}}
	switch {
	case user != "":
		f.inputs = append(f.inputs, input("user", user))
		f.result = "authenticated"
		f.why = trace.Why("The client has logged in as "+user+", so it is not checked like a stranger.", "client", "RFC 6409 §3.3")
	case v.Own:
		f.result = "own network"
		f.why = trace.Why("The client is in a network of ours, so it is not checked like a stranger.", "mta.networks", "RFC 5321 §7.9")
	case slices.ContainsFunc(c.Exempt, func(p netip.Prefix) bool { return p.Contains(v.Client) }):
		f.result = "exempt"
		f.why = trace.Why("The client is in a network that is exempt from checks.", "client.exempt", "")
	default:
		f.result, f.weight = "stranger", bad
		f.why = trace.Why("The client is in no network of ours and has not logged in.", "client", "RFC 5321 §7.9")
		f.note = "from a stranger"
		f.reply = reject("5.7.1", "Client host ["+v.Client.String()+"] rejected: Access denied")
	}
	return f
}

// postmaster says that a letter passes in spite of all, since its recipient is
// the one to whom people must be able to complain.
func postmaster(recipient string, spite Verdict) finding {
	return finding{
		check: spite.Check, result: spite.Result,
		inputs: []trace.Input{input("recipient", recipient)},
		why:    trace.Why("Whoever is refused must be able to ask why: mail for postmaster is taken all the same.", "", "RFC 5321 §4.5.1"),
	}
}
