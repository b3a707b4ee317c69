package transcript

import (
	"fmt"
	"strings"
)

// statuses says what the subject and detail of an enhanced status code mean:
// RFC 3463 §3, with RFC 7372 §3 (X.7.20 and up), RFC 7505 §4 (X.1.10, X.7.27)
// and RFC 4954 §6 (X.7.8, X.7.9, X.7.11).
var statuses = map[string]string{
	"0.0": "no further detail",

	"1.0":  "something about the address",
	"1.1":  "no such mailbox",
	"1.2":  "no such mail system",
	"1.3":  "not a valid address",
	"1.4":  "the address could be more than one mailbox",
	"1.5":  "the address is good",
	"1.6":  "the mailbox has moved",
	"1.7":  "not a valid sender address",
	"1.8":  "the sender's mail system does not exist",
	"1.10": "the domain takes no mail at all (null MX)",

	"2.0": "something about the mailbox",
	"2.1": "the mailbox is switched off",
	"2.2": "the mailbox is full",
	"2.3": "the message is too long for the mailbox",
	"2.4": "the mailing list cannot be expanded",

	"3.0": "something about the mail system",
	"3.1": "the mail system is full",
	"3.2": "the mail system takes no messages now",
	"3.3": "the mail system lacks something that was asked for",
	"3.4": "the message is too big for the mail system",
	"3.5": "the mail system is set up wrongly",

	"4.0": "something about the network",
	"4.1": "no answer from the host",
	"4.2": "the connection broke",
	"4.3": "the directory or DNS could not be asked",
	"4.4": "no way to deliver it there",
	"4.5": "too much mail at once",
	"4.6": "the mail goes round in circles",
	"4.7": "the time for delivery is over",

	"5.0": "something about the protocol",
	"5.1": "the command does not fit here",
	"5.2": "the command cannot be understood",
	"5.3": "too many recipients",
	"5.4": "the command's parameters are wrong",
	"5.5": "another version of the protocol is needed",

	"6.0": "something about the content",
	"6.1": "the content's kind is not taken",
	"6.2": "the content would have to be converted, which is forbidden",
	"6.3": "the content would have to be converted, which is impossible",
	"6.4": "the content was converted with losses",
	"6.5": "the conversion failed",

	"7.0":  "something about security or policy",
	"7.1":  "not allowed to deliver this",
	"7.2":  "not allowed to write to this list",
	"7.5":  "the encryption failed",
	"7.8":  "the user or the password is wrong",
	"7.9":  "the login method is too weak",
	"7.11": "this login method needs encryption",
	"7.20": "no DKIM signature passed",
	"7.23": "SPF says no",
	"7.25": "the address has no proper name in DNS",
	"7.26": "several checks of the sender failed",
	"7.27": "the sender's domain takes no mail (null MX)",
}

// meaning writes an enhanced status code and says what it means.
func meaning(enhanced string) string {
	_, detail, _ := strings.Cut(enhanced, ".")
	if m, ok := statuses[detail]; ok && detail != "0.0" {
		return enhanced + ": " + m
	}
	return enhanced
}

// status writes a reply code with its enhanced code, if there is one. A good
// reply needs no more words; a bad one is told what its code means.
func status(code int, enhanced string) string {
	switch {
	case enhanced == "":
		return fmt.Sprint(code)
	case code < 400:
		return fmt.Sprintf("%d %s", code, enhanced)
	}
	return fmt.Sprintf("%d %s", code, meaning(enhanced))
}
