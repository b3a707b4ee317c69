package sim_test

import (
	"encoding/json"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// allowed is the policy of imports: who may know whom. Arrows only go down.
// Changing this table is a decision about the house, not a way to mend a build;
// write it down in docs/decisions.
//
// A package that is missing here may import nothing of ours.
var allowed = map[string][]string{
	// Ground.
	"sim/trace":        nil,
	"sim/vtime":        nil,
	"sim/mail":         {"sim/trace"},
	"sim/mail/compose": {"sim/mail"},
	"sim/mail/dsn":     {"sim/mail"},
	"sim/pki":          nil,
	"sim/scenario":     {"sim/trace", "sim/scenario/internal/form"},
	"sim/store":        {"sim/trace", "sim/mail"},
	"sim/accounts":     {"sim/trace"},

	// Network.
	"sim/vnet":   {"sim/trace", "sim/vtime"},
	"sim/secure": {"sim/trace", "sim/vnet"},

	// Protocols.
	"sim/dns":  {"sim/trace", "sim/vtime", "sim/vnet"},
	"sim/smtp": {"sim/trace", "sim/accounts", "sim/vtime", "sim/vnet", "sim/secure", "sim/mail"},
	"sim/imap": {"sim/trace", "sim/accounts", "sim/vtime", "sim/vnet", "sim/secure", "sim/mail", "sim/store"},
	"sim/pop3": {"sim/trace", "sim/accounts", "sim/vtime", "sim/vnet", "sim/secure", "sim/mail", "sim/store"},

	// Policy.
	"sim/guard":     {"sim/trace", "sim/mail", "sim/dns", "sim/guard/spf"},
	"sim/guard/spf": {"sim/dns"},

	// Roles. A role never imports another role.
	"sim/mua": {"sim/trace", "sim/vtime", "sim/vnet", "sim/secure", "sim/mail", "sim/mail/compose", "sim/dns", "sim/smtp", "sim/imap", "sim/pop3"},
	"sim/msa": {"sim/trace", "sim/accounts", "sim/vtime", "sim/vnet", "sim/mail", "sim/dns", "sim/smtp"},
	"sim/mta": {"sim/trace", "sim/accounts", "sim/vtime", "sim/vnet", "sim/mail", "sim/mail/dsn", "sim/dns", "sim/smtp", "sim/guard"},
	"sim/mda": {"sim/trace", "sim/accounts", "sim/vtime", "sim/vnet", "sim/mail", "sim/smtp", "sim/imap", "sim/pop3", "sim/store"},
	// Those who abuse mail, and those who watch over it.
	"sim/attacker": {"sim/trace", "sim/vtime", "sim/vnet", "sim/mail", "sim/mail/compose", "sim/dns", "sim/smtp"},
	"sim/fetcher":  {"sim/trace", "sim/vtime", "sim/vnet", "sim/mail", "sim/dns", "sim/smtp", "sim/pop3"},
	"sim/watcher":  {"sim/trace", "sim/vtime", "sim/vnet", "sim/mail", "sim/mail/compose", "sim/dns", "sim/smtp"},

	// Consumers of events.
	"sim/record":       {"sim/trace"},
	"sim/transcript":   {"sim/trace"},
	"sim/mailbox":      {"sim/trace", "sim/mail"},
	"sim/report/chart": nil,
	"sim/report":       {"sim/trace", "sim/transcript", "sim/report/chart"},
	"sim/grade":        {"sim/trace", "sim/scenario", "sim/mail", "sim/mailbox"},

	// Readers of headers.
	"sim/trail": {"sim/mail", "sim/transcript"},

	// The world: the only package that knows every kind of node.
	"sim": {
		"sim/trace", "sim/accounts", "sim/vtime", "sim/vnet", "sim/mail", "sim/mail/compose", "sim/pki", "sim/scenario", "sim/dns", "sim/guard",
		"sim/mua", "sim/msa", "sim/mta", "sim/mda", "sim/attacker", "sim/watcher", "sim/fetcher", "sim/record", "sim/grade",
	},

	// Above the world.
	"scenarios":   nil,
	"ui/wire":     {"sim/trace"},
	"ui/wire/gen": {"sim/trace", "ui/wire"},
	"ui":          {"sim/trace", "sim/record", "sim/transcript", "ui/wire"},
	"ui/course":   {"sim", "sim/trace", "sim/record", "sim/scenario", "scenarios", "ui", "ui/wire"},
	"cmd/mailflow": {
		"sim", "sim/trace", "sim/record", "sim/transcript", "sim/scenario", "sim/mail", "sim/mailbox", "sim/report", "sim/trail", "scenarios", "ui", "ui/course",
	},

	// Makers of generated files, run by go generate, and helpers of tests.
	"sim/scenario/internal/form": nil,
	"sim/scenario/internal/gen":  {"sim/scenario", "sim/scenario/internal/form", "sim/trace"},
	"sim/internal/talk":          {"sim/trace", "sim/vtime", "sim/vnet", "sim/record", "sim/pki"},
}

// homes names the packages that may import each library. A library that is not
// here must not be imported at all.
var homes = map[string][]string{
	"github.com/emersion/go-smtp":    {"sim/smtp"},
	"github.com/emersion/go-sasl":    {"sim/smtp"},
	"github.com/emersion/go-imap/v2": {"sim/imap"},
	"github.com/emersion/go-message": {"sim/mail/compose", "sim/imap"},
	"github.com/miekg/dns":           {"sim/dns"},
	"github.com/gorilla/websocket":   {"ui"},
	"go.yaml.in/yaml/v4":             {"sim/scenario/internal/form", "sim/scenario/internal/gen"},
	"github.com/alecthomas/kong":     {"cmd/mailflow"},
	"github.com/cli/browser":         {"cmd/mailflow"},
	"golang.org/x/term":              {"cmd/mailflow"},
	"gonum.org/v1/plot":              {"sim/report/chart"},
}

// reserved packages of the standard library have few homes too: what opens
// sockets and files, and what makes time virtual.
var reserved = map[string][]string{
	"testing/synctest": {"sim/vtime"},
	"testing":          {"sim/vtime", "sim/internal/talk"},
	"net/http":         {"ui"},
	"os":               {"sim/vnet", "sim/internal/talk", "cmd/mailflow", "ui/wire/gen", "sim/scenario/internal/gen"},
	"os/exec":          nil,
	"os/signal":        {"cmd/mailflow"},
	"syscall":          {"sim/vnet", "cmd/mailflow"},
	"unsafe":           nil,
	"plugin":           nil,
	"C":                nil,
}

type pkg struct {
	ImportPath string
	Name       string
	Imports    []string
	Standard   bool
}

func packages(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Name,Imports", "./...")
	cmd.Dir = ".."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var list []pkg
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := dec.Decode(&p); err == io.EOF {
			return list
		} else if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
}

func TestArrowsOnlyGoDown(t *testing.T) {
	for _, p := range packages(t) {
		for _, problem := range judge(p) {
			t.Error(problem)
		}
	}
}

// judge lists what is wrong with the imports of a package.
func judge(p pkg) (problems []string) {
	name := strings.TrimPrefix(p.ImportPath, "mailflow/")
	for _, imp := range p.Imports {
		ours, isOurs := strings.CutPrefix(imp, "mailflow/")
		library, where := libraryOf(imp)
		switch {
		case isOurs || imp == "mailflow":
			if !slices.Contains(allowed[name], ours) {
				problems = append(problems, name+" imports "+ours+": there is no such arrow in the house")
			}
		case strings.Contains(strings.Split(imp, "/")[0], "."):
			if !slices.Contains(where, name) {
				problems = append(problems, name+" imports "+imp+": "+library+" is at home in "+strings.Join(where, ", "))
			}
		default:
			if homes, ok := reserved[imp]; ok && !slices.Contains(homes, name) {
				problems = append(problems, name+" imports "+imp+", which only "+strings.Join(homes, ", ")+" may")
			}
		}
	}
	return problems
}

// libraryOf finds the library that an import belongs to, and its homes.
func libraryOf(imp string) (string, []string) {
	for lib, where := range homes {
		if imp == lib || strings.HasPrefix(imp, lib+"/") {
			return lib, where
		}
	}
	return imp, nil
}

// The policy notices what it forbids.
func TestThePolicyHasTeeth(t *testing.T) {
	for _, p := range []pkg{
		{ImportPath: "mailflow/sim/mta", Imports: []string{"mailflow/sim/mda"}},
		{ImportPath: "mailflow/sim/trace", Imports: []string{"mailflow/sim/vnet"}},
		{ImportPath: "mailflow/sim/vnet", Imports: []string{"mailflow/sim/smtp"}},
		{ImportPath: "mailflow/sim", Imports: []string{"mailflow/ui"}},
		{ImportPath: "mailflow/sim/newcomer", Imports: []string{"mailflow/sim/trace"}},
		{ImportPath: "mailflow/sim/mta", Imports: []string{"github.com/miekg/dns"}},
		{ImportPath: "mailflow/sim/smtp", Imports: []string{"github.com/someone/else"}},
		{ImportPath: "mailflow/sim/mta", Imports: []string{"net/http"}},
		{ImportPath: "mailflow/sim/mta", Imports: []string{"testing/synctest"}},
	} {
		if len(judge(p)) != 1 {
			t.Errorf("%s may import %v", p.ImportPath, p.Imports)
		}
	}
}
