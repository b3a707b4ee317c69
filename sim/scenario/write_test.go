package scenario

import (
	"bytes"
	"testing"

	"mailflow/scenarios"
)

// good lists scenarios that are good.
func good(t testing.TB) map[string][]byte {
	files := map[string][]byte{"everything": everything(t)}
	for _, name := range scenarios.Names() {
		src, err := scenarios.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = src
	}
	return files
}

// Whatever is a default can be written out: a completed scenario, written and
// read again, is the same scenario.
func TestWriteIsRead(t *testing.T) {
	for name, src := range good(t) {
		s, err := Parse(name, src)
		if err != nil {
			t.Error(err)
			continue
		}
		checkRoundTrip(t, s)
	}
}

func checkRoundTrip(t *testing.T, s *Scenario) {
	t.Helper()
	once := s.Write()
	again, err := Parse(s.Name, once)
	if err != nil {
		t.Fatalf("what was written cannot be read: %v\n%s", err, once)
	}
	if twice := again.Write(); !bytes.Equal(once, twice) {
		t.Errorf("written:\n%s\nread and written again:\n%s", once, twice)
	}
}
