package docs

const introduction = `# Events

<!-- Made from package sim/trace by go generate ./docs. Do not edit it here. -->

Whatever happens in a world is an event, and whatever Mailflow shows, in the terminal, in the browser, in a grade, is made from
events and from nothing else. An event is never changed once it has been told. With ` + "`mailflow run NAME --format jsonl`" + ` every
event is one line of JSON:

{{envelope}}
Every event has the same envelope:

| field | meaning |
| --- | --- |
| ` + "`seq`" + ` | numbers the recorded events of a run from 1, in the order in which they happened; recorded at a coarser level they are fewer, and numbered otherwise |
| ` + "`at`" + ` | virtual time since the start of the world, in nanoseconds |
| ` + "`level`" + ` | how close one must look to see it: {{levels}} |
| ` + "`kind`" + ` | what happened; it says what the body holds |
| ` + "`node`" + ` | the host on which it happened; left out where it happened to the world as a whole |
| ` + "`role`" + ` | the part of the host that acted: {{roles}} |
| ` + "`peer`" + ` | the other host |
| ` + "`conn`" + ` | the connection, named the same at both of its ends |
| ` + "`message`" + ` | the message it is about, named the same at every hop |
| ` + "`cause`" + ` | the ` + "`seq`" + ` of the event that led to this one |
| ` + "`reason`" + ` | why, where something was decided: ` + "`text`" + ` in words, the ` + "`setting`" + ` or record that ruled, the ` + "`rfc`" + ` |
| ` + "`body`" + ` | the rest, by kind, as described below |

Apart from the first four and the body, each is left out where it does not apply. An event is told by the host that does the thing: a command
by the client that sends it, a reply by the server.

A scenario can ask for events by kind and field, in ` + "`expect`" + ` and ` + "`say`" + `: see [the scenario format](scenario-format.md#pattern).

### Octets

What went over a line need not be text. Where it is valid UTF-8 its JSON form is a string; where it is not, it is an object with the octets in
base64, ` + "`{\"base64\": \"/w==\"}`" + `.
`

// families are the headings, by the first part of the kinds below them.
var families = map[string]string{
	"run":         "The run",
	"action":      "What people and fate do",
	"note":        "What the lesson says",
	"question":    "What the lesson asks",
	"expectation": "What the lesson promises",
	"node":        "Hosts",
	"link":        "Lines",
	"conn":        "Connections",
	"tls":         "Encryption",
	"dns":         "Names",
	"smtp":        "SMTP and LMTP",
	"imap":        "IMAP",
	"pop3":        "POP3",
	"protocol":    "What no protocol allows",
	"auth":        "Logins",
	"message":     "Messages",
	"relay":       "Decisions about recipients",
	"guard":       "Checks of incoming mail",
	"campaign":    "Campaigns of spammers",
	"blocklist":   "Blocklists",
	"mailbox":     "Mailboxes",
}
