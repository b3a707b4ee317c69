package imap_test

import (
	"crypto/tls"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"mailflow/sim/imap"
	"mailflow/sim/internal/talk"
)

func TestDialogues(t *testing.T) {
	talk.Scripts(t, "testdata", imap.Port, func(w *talk.World) {
		ann := serve(t, w, letters...)
		ann.SetQuota(3000)
	})
}

// Where there is TLS, nobody says a password in clear.
func TestDialoguesThatBecomeEncrypted(t *testing.T) {
	talk.Scripts(t, "testdata/starttls", imap.Port, func(w *talk.World) {
		s, book := mailbox(t, w, letters...)
		var server *tls.Config
		server, w.Trust = talk.Certificate(t, w.Server.Name())
		if err := imap.Serve(imap.Config{Host: w.Server, Store: s, Accounts: book, StartTLS: true, TLS: server}); err != nil {
			t.Fatal(err)
		}
	})
}

// answers is how each command can end. A command that cannot fail is only BAD
// when it has arguments that it must not have.
var answers = map[string]string{
	"CAPABILITY": "OK BAD", "NOOP": "OK BAD", "LOGOUT": "OK BAD",
	"STARTTLS": "OK NO BAD", "LOGIN": "OK NO BAD", "AUTHENTICATE": "OK NO BAD",
	"ENABLE": "OK BAD", "SELECT": "OK NO BAD", "EXAMINE": "OK NO BAD", "NAMESPACE": "OK BAD",
	"CREATE": "OK NO BAD", "DELETE": "OK NO BAD", "RENAME": "OK NO BAD", "SUBSCRIBE": "OK NO BAD", "UNSUBSCRIBE": "OK NO BAD",
	"LIST": "OK BAD", "LSUB": "OK BAD", "STATUS": "OK NO BAD", "APPEND": "OK NO BAD", "IDLE": "OK BAD",
	"CLOSE": "OK BAD", "UNSELECT": "OK BAD", "EXPUNGE": "OK NO BAD", "SEARCH": "OK BAD", "FETCH": "OK BAD",
	"STORE": "OK NO BAD", "COPY": "OK NO BAD", "MOVE": "OK NO BAD",
	"UID EXPUNGE": "OK NO BAD", "UID SEARCH": "OK BAD", "UID FETCH": "OK BAD", "UID STORE": "OK NO BAD", "UID COPY": "OK NO BAD", "UID MOVE": "OK NO BAD",
}

// Whatever we can say, and every command with all its answers, stands in one of
// the dialogues.
func TestDialoguesShowEverything(t *testing.T) {
	said := talk.Said(t, "testdata", "testdata/starttls")
	for _, text := range talk.Texts(t, map[string]int{"say": 0, "no": 1, "reject": 1, "dismiss": 0}) {
		if !regexp.MustCompile(`(?m)^S[123]?: .*` + text.String()).MatchString(said) {
			t.Errorf("no dialogue shows %s", text)
		}
	}
	shown := map[string]bool{}
	tagged := map[string]string{}
	for line := range strings.Lines(said) {
		words := strings.Fields(strings.ReplaceAll(line, `\r\n`, " "))
		switch {
		case len(words) < 3:
		case words[0] == "C:":
			name := strings.ToUpper(words[2])
			if name == "UID" && len(words) > 3 {
				name += " " + strings.ToUpper(words[3])
			}
			tagged[words[1]] = name
		case words[0] == "S:":
			shown[tagged[words[1]]+" "+words[2]] = true
		}
	}
	for _, command := range slices.Sorted(maps.Keys(answers)) {
		for answer := range strings.FieldsSeq(answers[command]) {
			if !shown[command+" "+answer] {
				t.Errorf("no dialogue shows %s answered with %s", command, answer)
			}
		}
	}
}
