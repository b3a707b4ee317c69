package compose

import (
	"fmt"
	"strings"
	"testing"

	"mailflow/sim/mail"
)

func TestTheTextOfALetter(t *testing.T) {
	const parts = "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
	for octets, want := range map[string]string{
		"":                                 "",
		"Subject: a\r\n\r\none\r\ntwo\r\n": "one\ntwo\n",
		"Content-Transfer-Encoding: quoted-printable\r\n\r\nH=C3=A4\r\n":                                        "Hä\n",
		"Content-Transfer-Encoding: BASE64\r\n\r\neA==\r\n":                                                     "x",
		"Content-Type: text/html\r\n\r\n<p>no\r\n":                                                              "",
		"Content-Type: nonsense;;;\r\n\r\nyes\r\n":                                                              "yes\n",
		parts + "Content-Type: text/html\r\n\r\nno\r\n--x\r\nContent-Type: text/plain\r\n\r\nyes\r\n--x--\r\n":  "yes",
		parts + "Content-Type: multipart/alternative; boundary=y\r\n\r\n--y\r\n\r\ninner\r\n--y--\r\n--x--\r\n": "inner",
		parts + "cut off": "",
		"Content-Type: multipart/mixed\r\n\r\nno boundary\r\n": "",
		"\r\nbad \xff octet": "bad ? octet",
	} {
		if got := TextOf(mail.Parse(octets)); got != want {
			t.Errorf("%q says %q, want %q", octets, got, want)
		}
	}
}

// Parts within parts within parts are not opened for ever.
func TestPartsWithoutEnd(t *testing.T) {
	var deep strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&deep, "Content-Type: multipart/mixed; boundary=x%d\r\n\r\n--x%d\r\n", i, i)
	}
	if got := TextOf(mail.Parse(deep.String() + "\r\nx")); got != "" {
		t.Errorf("says %q", got)
	}
}

func FuzzTextOf(f *testing.F) {
	f.Add("Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\na\r\n--x--\r\n")
	f.Add("Content-Transfer-Encoding: base64\r\n\r\n????")
	f.Fuzz(func(t *testing.T, octets string) {
		if got := TextOf(mail.Parse(octets)); len(got) > 3*longestText {
			t.Errorf("%d octets", len(got))
		}
	})
}
