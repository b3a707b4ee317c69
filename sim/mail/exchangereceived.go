package mail

import (
	"net/netip"
	"strings"
)

// exchangeReceived writes two fields, for a message passes through two of its
// services: the front end takes it from the network, the transport takes it
// from the front end. Each has the form
//
//	from HELO (ip) by host (ip) with Microsoft SMTP Server
//	(version=…, cipher=…) id BUILD via SERVICE; date
//
// where the id is the number of the build, the same for every message. What
// Exchange wrote itself gets its first field at the next hop.
func exchangeReceived(h Hop) []Field {
	if !h.Client.IsValid() {
		return nil
	}
	from := CleanToken(h.HelloName)
	if from == "" {
		from = AddressLiteral(h.Client)
	}
	return []Field{
		exchangeField(h, CleanToken(h.By), h.Server, ""),
		exchangeField(h, from, h.Client, "Frontend Transport"),
	}
}

// exchangeFiled is the third field, written when the last of the services puts
// the message into a mailbox.
func exchangeFiled(h Hop) []Field {
	h.TLSVersion, h.TLSCipher = "", ""
	return []Field{exchangeField(h, CleanToken(h.By), h.Server, "Mailbox Transport")}
}

const exchangeBuild = "15.2.1544.14"

func exchangeField(h Hop, from string, at netip.Addr, via string) Field {
	tls := "with Microsoft SMTP Server"
	if h.TLSVersion != "" {
		version := strings.NewReplacer("TLS ", "TLS", ".", "_").Replace(h.TLSVersion)
		tls += " (version=" + CleanToken(version) + ", cipher=" + CleanToken(h.TLSCipher) + ")"
	}
	id := "id " + exchangeBuild
	if via != "" {
		id += " via " + via
	}
	return FoldedField("Received",
		"from "+from+" ("+at.String()+")",
		"by "+CleanToken(h.By)+" ("+h.Server.String()+")",
		tls,
		id+"; "+h.At.Format("Mon, 2 Jan 2006 15:04:05 -0700"))
}

// exchangeWrote knows the name of the server. Others of the same maker wrote
// SMTPSVC behind it.
func exchangeWrote(s Stamp) bool {
	with := s.Clause("with").Value
	return strings.HasPrefix(with, "Microsoft SMTP Server") || with == "mapi"
}

func exchangeFacts(s Stamp) (Hop, error) {
	from, by := s.Clause("from"), s.Clause("by")
	h := Hop{HelloName: from.Value, By: by.Value, At: s.At}
	if err := exchangeIP(from, &h.Client); err != nil {
		return Hop{}, err
	}
	if err := exchangeIP(by, &h.Server); err != nil {
		return Hop{}, err
	}
	for _, c := range s.Clause("with").Comments {
		for pair := range strings.SplitSeq(c, ",") {
			switch name, value, _ := strings.Cut(strings.TrimSpace(pair), "="); name {
			case "version":
				h.TLSVersion = strings.NewReplacer("TLS", "TLS ", "_", ".").Replace(value)
			case "cipher":
				h.TLSCipher = value
			}
		}
	}
	return h, nil
}

// exchangeIP reads the address in a clause's parenthesis; old internal hops
// have it in brackets.
func exchangeIP(c Clause, ip *netip.Addr) error {
	if len(c.Comments) == 0 {
		return nil
	}
	var h Hop
	if err := bracketed(&h, "["+strings.Trim(c.Comments[0], "[]")+"]"); err != nil {
		return err
	}
	*ip = h.Client
	return nil
}
