package guard

import (
	"fmt"
	"net/netip"
	"strings"

	"mailflow/sim/guard/spf"
	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// policyOf asks whether the client may send for the sender's domain (RFC 7208).
// A null sender has no domain; then the name of the greeting stands in (§2.4).
func policyOf(from mail.Address, helloAs string, client netip.Addr, desk Desk) finding {
	identity, who := "mailfrom", from.String()
	q := spf.Query{Client: client, Local: from.Local, Domain: from.Domain, Hello: helloAs, Receiver: desk.Name(), At: desk.Now()}
	if from.IsNull() {
		identity, who = "helo", helloAs
		q.Domain = strings.ToLower(helloAs)
	}
	o := spf.Check(q, desk)
	f := finding{check: trace.SPF, result: string(o.Result), inputs: spfInputs(identity, who, client, o)}
	f.why = trace.Why(o.Text, setting(o), o.RFC)
	f.weight = spfWeights[o.Result]
	f.note = "SPF " + f.result
	f.fields = []mail.Field{receivedSPF(q, o, identity, who)}
	f.method = "spf=" + f.result + " smtp." + identity + "=" + value(who)
	f.reply = spfReply(o)
	return f
}

// setting is what ruled: the term in the record of the domain.
func setting(o spf.Outcome) string {
	if o.Term == "" {
		return "spf"
	}
	return clean(o.Term)
}

// spfWeights follow the RFC's advice: only a fail is a no (§8.4); a softfail
// must not be one (§8.5); an error of the DNS may be asked again (§8.6), and one
// of the record is its owner's (§8.7).
var spfWeights = map[spf.Result]weight{
	spf.Fail: bad, spf.SoftFail: doubtful, spf.PermError: doubtful, spf.TempError: unsure,
}

// spfReply is a refusal with the codes of RFC 7372 §3.2.
func spfReply(o spf.Outcome) mail.Reply {
	if o.Result == spf.TempError {
		return comeBack("4.7.24", "SPF check: "+o.Text)
	}
	text := "SPF check failed: " + o.Text
	if o.Explanation != "" { // the words of a stranger, and so announced (§6.2)
		text += " The domain " + o.Domain + " explains: " + short(o.Explanation)
	}
	return reject("5.7.23", text)
}

func spfInputs(identity, who string, client netip.Addr, o spf.Outcome) []trace.Input {
	inputs := []trace.Input{input("client", client.String()), input(identity, who)}
	if o.Record != "" {
		inputs = append(inputs, input("record of "+clean(o.Domain), o.Record))
	}
	if len(o.Steps) > 0 {
		steps := make([]string, len(o.Steps))
		for i, s := range o.Steps {
			steps[i] = s.String()
		}
		inputs = append(inputs, input("terms", strings.Join(steps, ", ")))
	}
	inputs = append(inputs, input("lookups", fmt.Sprintf("%d of %d", o.Lookups, spf.MaxLookups)))
	if o.Voids > 0 {
		inputs = append(inputs, input("void lookups", fmt.Sprintf("%d of %d", o.Voids, spf.MaxVoids)))
	}
	if o.Explanation != "" {
		inputs = append(inputs, input("explanation", o.Explanation))
	}
	return inputs
}

// receivedSPF is the header field that keeps the result (RFC 7208 §9.1).
func receivedSPF(q spf.Query, o spf.Outcome, identity, who string) mail.Field {
	lines := []string{
		string(o.Result) + " (" + mail.CleanComment(clean(q.Receiver+": "+strings.TrimSuffix(o.Text, "."))) + ")",
		"client-ip=" + q.Client.String() + "; envelope-from=" + quoted(senderOf(q)) + "; helo=" + value(q.Hello) + ";",
		"identity=" + identity + "; receiver=" + value(q.Receiver),
	}
	if o.Term != "" {
		lines[2] += "; mechanism=" + quoted(o.Term)
	}
	return mail.FoldedField("Received-SPF", lines...)
}

func senderOf(q spf.Query) string {
	local := q.Local
	if local == "" {
		local = "postmaster"
	}
	return local + "@" + q.Domain
}
