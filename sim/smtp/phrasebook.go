package smtp

import (
	"strings"

	"mailflow/sim/mail"
)

// phrase finds the dialect's wording for what go-smtp says by itself, which is
// always what the protocol, not a policy, asks for. The zero Reply means that
// go-smtp has learnt something new: the dialogue tests would show it.
func phrase(r *mail.Replies, text string) mail.Reply {
	for _, p := range [...]struct {
		begins string
		reply  *mail.Reply
	}{
		{"Error: bad syntax", &r.BadSyntax},
		{"Bad command", &r.BadSyntax},
		{"Syntax errors, ", &r.Unknown},
		{"This is", &r.Unknown},
		{"SEND", &r.NotImplemented}, {"SOML", &r.NotImplemented}, {"SAML", &r.NotImplemented},
		{"EXPN", &r.NotImplemented}, {"HELP", &r.Help}, {"TURN", &r.NotImplemented},
		{"Domain/address argument", &r.BadHello},
		{"Please introduce yourself", &r.NeedHello},
		{"Was expecting MAIL", &r.BadMail},
		{"Was expecting RCPT", &r.BadRcpt},
		{"Unable to parse MAIL", &r.BadParameter},
		{"Unable to parse RCPT", &r.BadParameter},
		{"Unable to parse SIZE", &r.BadParameter},
		{"Unknown MAIL FROM argument", &r.BadParameter},
		{"Unknown RCPT TO argument", &r.BadParameter},
		{"Unknown BODY value", &r.BadParameter},
		{"BINARYMIME is not", &r.BadParameter},
		{"SMTPUTF8 is not", &r.BadParameter},
		{"REQUIRETLS is not", &r.BadParameter},
		{"RET is not", &r.BadParameter}, {"ENVID is not", &r.BadParameter},
		{"NOTIFY is not", &r.BadParameter}, {"ORCPT is not", &r.BadParameter},
		{"RRVS is not", &r.BadParameter}, {"DELIVERBY is not", &r.BadParameter}, {"MT-PRIORITY is not", &r.BadParameter},
		{"Malformed AUTH parameter", &r.BadParameter},
		{"Max message size exceeded", &r.TooBig},
		{"Maximum message size exceeded", &r.TooBigInData},
		{"Maximum limit of", &r.TooManyRecipients},
		{"Missing RCPT TO command", &r.NeedRcpt},
		{"DATA command should not", &r.BadSyntax},
		{"DATA not allowed", &r.NestedMail},
		{"MAIL not allowed", &r.NestedMail},
		{"Missing chunk size", &r.BadSyntax}, {"Too many arguments", &r.BadSyntax},
		{"Unknown BDAT", &r.BadSyntax}, {"Malformed size", &r.BadSyntax},
		{"Missing parameter", &r.BadSyntax},
		{"Already authenticated", &r.AuthActive},
		{"Unsupported authentication", &r.AuthMechanism},
		{"Invalid base64", &r.AuthFailed},
		{"Authentication failed", &r.AuthFailed},
		{"Cannot VRFY", &r.CannotVerify},
		{"Too many errors", &r.TooManyBad},
		{"Idle timeout", &r.Timeout},
		{"Connection error", &r.ShuttingDown},
	} {
		if strings.HasPrefix(text, p.begins) {
			return *p.reply
		}
	}
	return mail.Reply{}
}
