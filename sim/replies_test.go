package sim_test

import (
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"mailflow/sim/mail"
)

// unsaid are the replies of a dialect that no server of ours gives, each with
// the reason. Whoever lets a server say one takes it off this list.
var unsaid = map[string]string{
	"ShuttingDown":    "a host that goes down falls silent in the middle of a word",
	"TLSUnavailable":  "a certificate cannot break here",
	"AuthUnavailable": "the passwords are on the same host",
	"StorageFull":     "disks are endless; mailboxes are full on their own account",
}

// placeholder is what a wording leaves open.
var placeholder = regexp.MustCompile(`\\\{[a-z]+\\\}`)

// Every reply of an SMTP or LMTP server stands in one of the dialogues, as a
// server said it.
func TestEveryReplyStandsInADialogue(t *testing.T) {
	said := dialogues(t)
	replies := reflect.ValueOf(mail.Postfix.Replies)
	for i := range replies.NumField() {
		name, reply := replies.Type().Field(i).Name, replies.Field(i).Interface().(mail.Reply)
		wording := placeholder.ReplaceAllString(regexp.QuoteMeta(strings.TrimSuffix(reply.Wire(), "\r\n")), ".*")
		wording = strings.Replace(wording, " ", "[ -]", 1) // EHLO goes on after the first line
		found := regexp.MustCompile(`(?m)^S: ` + wording + `$`).MatchString(said)
		switch why := unsaid[name]; {
		case why == "" && !found:
			t.Errorf("no dialogue shows %s, %s", name, wording)
		case why != "" && found:
			t.Errorf("a dialogue shows %s, though %s", name, why)
		}
	}
}

// commands are those of SMTP and LMTP, with the first digits of the answers that
// they can get.
var commands = map[string]string{
	"EHLO": "25", "HELO": "25", "LHLO": "25", "STARTTLS": "25", "AUTH": "235", "MAIL": "25", "RCPT": "25", "DATA": "35", "BDAT": "25",
	"NOOP": "2", "RSET": "2", "QUIT": "2", "VRFY": "25", "HELP": "5", "EXPN": "5", "SEND": "5", "SOML": "5", "SAML": "5", "TURN": "5",
}

// Every command stands in one of the dialogues, with a yes and with a no.
func TestEveryCommandStandsInADialogue(t *testing.T) {
	said := dialogues(t)
	for _, verb := range slices.Sorted(maps.Keys(commands)) {
		for _, digit := range commands[verb] {
			if !regexp.MustCompile(`(?mi)^C[:>] "?` + verb + `\b.*\n((E|H): .*\n)*S: ` + string(digit)).MatchString(said) {
				t.Errorf("no dialogue shows %s answered with %c", verb, digit)
			}
		}
	}
}

// dialogues is the text of all dialogues of SMTP and LMTP.
func dialogues(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	for _, pattern := range []string{
		"smtp/testdata/*.txt", "msa/testdata/*.dialogue", "mta/testdata/*.dialogue", "mta/testdata/*/*.dialogue",
		"mda/testdata/*.dialogue", "mda/testdata/*/*.dialogue",
	} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Errorf("there are no dialogues %s", pattern)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			all.Write(text)
		}
	}
	return all.String()
}
