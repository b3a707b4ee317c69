package mua

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"strconv"

	"mailflow/sim/dns"
	"mailflow/sim/imap"
	"mailflow/sim/pop3"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// failure is why something was not done.
type failure struct {
	about  trace.About // the last thing that happened, and the reason
	reply  string      // the server's words, if it was the server that said no
	broken bool        // the connection is of no more use
	draft  *draft      // what was not sent
	unsure bool        // nobody knows whether the server did it
}

const wrongPassword = "The server does not know this user with this password."

// because makes a failure of something that nobody else said no to.
func because(m trace.Mark, text, setting, rfc string) *failure {
	return &failure{about: trace.About{Message: m.Message, Cause: m.Cause, Reason: trace.Why(text, setting, rfc)}}
}

// nameless is a server whose address the DNS does not tell.
func nameless(m trace.Mark, s server, err error) *failure {
	switch {
	case errors.Is(err, dns.ErrNotFound):
		return because(m, "The DNS knows no host called "+s.Host+".", s.setting, "RFC 2308 §2.1")
	case errors.Is(err, dns.ErrNoData):
		return because(m, "The DNS knows no address of "+s.Host+" that this host could reach.", s.setting, "")
	}
	return because(m, "The DNS did not tell the address of "+s.Host+", and without one there is no connection.", s.setting, "")
}

// broken is a connection that did not come about, or did not last.
func broken(m trace.Mark, s server, err error) *failure {
	var dial *vnet.DialError
	if errors.As(err, &dial) {
		m.Cause = dial.Seq
	}
	why := trust(s.Host, err)
	if why == nil {
		why = trace.Why(network(s, err), s.setting, "")
	}
	return &failure{about: trace.About{Message: m.Message, Cause: m.Cause, Reason: why}, broken: true}
}

func network(s server, err error) string {
	switch {
	case errors.Is(err, vnet.ErrRefused):
		return "At " + s.Host + " nothing listens on port " + strconv.Itoa(s.Port) + "."
	case errors.Is(err, vnet.ErrUnreachable):
		return "The network knows no way to " + s.Host + "."
	case errors.Is(err, vnet.ErrTimeout):
		return s.Host + " does not answer."
	case errors.Is(err, smtp.ErrReply), errors.Is(err, pop3.ErrProtocol), errors.Is(err, imap.ErrProtocol):
		return "What " + s.Host + " says is not the protocol that the program speaks."
	}
	return "The connection to " + s.Host + " broke off."
}

// trust says why a TLS handshake failed; nil if it was something else that did.
func trust(name string, err error) *trace.Reason {
	var (
		wrongName x509.HostnameError
		nobody    x509.UnknownAuthorityError
		invalid   x509.CertificateInvalidError
		noTLS     tls.RecordHeaderError
		alert     tls.AlertError
	)
	switch {
	case errors.As(err, &wrongName):
		return trace.Why("The server shows a certificate for another name than "+name+
			": it may be somebody else, so the program tells it nothing.", "tls", "RFC 7817 §3")
	case errors.As(err, &nobody):
		return trace.Why("Nobody whom the program trusts has vouched for the server's certificate.", "tls", "RFC 8314 §5.3")
	case errors.As(err, &invalid):
		return trace.Why("The server's certificate is not valid, or not at this time.", "tls", "RFC 8314 §5.3")
	case errors.As(err, &noTLS):
		return trace.Why("The server does not speak TLS where the program begins with it.", "tls", "RFC 8314 §3")
	case errors.As(err, &alert):
		return trace.Why("The server broke the TLS handshake off.", "tls", "")
	}
	return nil
}
