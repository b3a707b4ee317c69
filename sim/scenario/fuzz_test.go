package scenario

import (
	"errors"
	"os"
	"strings"
	"testing"
)

// Whatever the input: no panic, every problem has a place that exists, and what
// is accepted is complete.
func FuzzParse(f *testing.F) {
	for _, src := range good(f) {
		f.Add(src)
	}
	for _, file := range badFiles(f) {
		src, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	for _, src := range []string{" \r0", "---", "a: |\n", "title: \u2028"} { // line ends that move positions
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		s, err := Parse("fuzz.yaml", src)
		if err == nil {
			checkRoundTrip(t, s)
			return
		}
		var problems Problems
		if !errors.As(err, &problems) || len(problems) == 0 {
			t.Fatalf("an error without problems: %v", err)
		}
		for _, p := range problems {
			checkPlace(t, src, p)
		}
	})
}

// Whatever is changed: no panic, every problem names the file or the change, and
// what is accepted is complete.
func FuzzChange(f *testing.F) {
	for _, text := range []string{
		"seed=7", "network.los=1", "sites[alpha].hosts[mail].mta.retry.schedule[1]=1m", "script[1].send.to=[bob, adam]", "sites[root.example].title=x",
		"sites[beta].users[bob].devices[computer].access=pop3", "expect[1].event.x=~[", "sites[beta].mx=[{host: .}]", "sites[beta]={domain: x.example}",
		"script[1].send.to[1]=&a b", "sites[beta].dns.records[www]=[]", "sites=[]", "[=", "a]=b", "sites[1].users[1]={}",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		change, err := NewChange("--set", text)
		if err != nil {
			return
		}
		s, err := Parse("fuzz.yaml", []byte(changeable), change)
		if err == nil {
			checkRoundTrip(t, s)
			return
		}
		var problems Problems
		if !errors.As(err, &problems) || len(problems) == 0 {
			t.Fatalf("an error without problems: %v", err)
		}
		for _, p := range problems {
			switch {
			case p.File == "fuzz.yaml":
				checkPlace(t, []byte(changeable), p)
			case !strings.HasPrefix(p.File, "--set "):
				t.Errorf("nobody can find this: %s", p)
			}
		}
	})
}
