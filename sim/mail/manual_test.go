package mail

import (
	"os"
	"strings"
	"testing"
)

// The manual shows what each dialect really writes.
func TestTheManualShowsEachForm(t *testing.T) {
	page, err := os.ReadFile("../../docs/received.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range Dialects {
		form := strings.ReplaceAll(Header(d.Received(fullHop(d))).String(), "\r\n", "\n")
		if !strings.Contains(string(page), "\n```\n"+form+"```\n") {
			t.Errorf("docs/received.md lacks the form of %s:\n%s", d.Product, form)
		}
	}
}
