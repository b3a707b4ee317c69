package guard

import (
	"errors"
	"net/netip"

	"mailflow/sim/dns"
	"mailflow/sim/trace"
)

// reverse judges what the DNS says about the client's address: whether it has a
// name, and the name has the address (RFC 8601 §3).
func reverse(client netip.Addr, found dns.HostName) finding {
	f := finding{check: trace.Reverse, inputs: []trace.Input{input("client", client.String())}}
	if found.Name != "" {
		f.inputs = append(f.inputs, input("name", found.Name))
	}
	switch {
	case found.Err == nil && found.Confirmed:
		f.result = "pass"
		f.why = trace.Why("The address has a name and the name has the address: the owners of both say so.", "reverse", "RFC 8601 §2.7.3")
	case errors.Is(found.Err, dns.ErrTemporary):
		f.result, f.weight = "temperror", unsure
		f.why = trace.Why("The DNS gives no answer about the address for now.", "reverse", "RFC 8601 §2.7.3")
		f.reply = comeBack("4.7.25", "Client host rejected: cannot find your reverse hostname, ["+client.String()+"]")
	case found.Err != nil:
		f.result, f.weight = "permerror", bad
		f.why = trace.Why("The address has no name in the DNS. Real mail servers have one.", "reverse", "RFC 8601 §2.7.3")
		f.reply = reject("5.7.25", "Client host rejected: cannot find your reverse hostname, ["+client.String()+"]")
	default:
		f.result, f.weight = "fail", bad
		f.why = trace.Why("The address claims a name that does not know the address. Whoever owns an address can call it what they like.", "reverse", "RFC 8601 §2.7.3")
		f.reply = reject("5.7.25", "Client host rejected: cannot find your hostname, ["+client.String()+"]")
	}
	f.note = "reverse DNS " + f.result
	f.method = "iprev=" + f.result + " policy.iprev=" + client.String()
	return f
}
