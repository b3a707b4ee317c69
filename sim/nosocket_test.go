package sim_test

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The simulator cannot send real mail. Two proofs: no line of ours names what
// opens a socket, and no such thing is in a program that runs a lesson.

// harmless are the things of the packages nearest to the operating system that
// the simulator uses: types, errors, and functions that only compute.
var harmless = map[string][]string{
	"net": {
		"Addr", "Conn", "Error", "Listener", "PacketConn",
		"IP", "OpError", "TCPAddr", "UDPAddr",
		"ErrClosed", "TCPAddrFromAddrPort", "UDPAddrFromAddrPort",
	},
	"syscall": {"ECONNREFUSED", "ECONNRESET", "EHOSTUNREACH", "EADDRINUSE"},
	"os":      {"ErrDeadlineExceeded"},
}

// reaching are beginnings of the names by which libraries dial, listen or ask
// by themselves.
var reaching = []string{"Dial", "Listen", "Lookup", "Exchange", "Resolve", "FileConn", "FileListener", "FilePacketConn"}

func TestNoLineOpensASocket(t *testing.T) {
	listed := compiled(t)
	uses := 0
	for _, p := range listed {
		if !strings.HasPrefix(p.ImportPath, "mailflow/sim") || talksToDisk(p.ImportPath) {
			continue
		}
		var files []string
		for _, name := range p.GoFiles {
			files = append(files, filepath.Join(p.Dir, name))
		}
		found, n := reaches(t, p.ImportPath, files, nil, listed)
		uses += n
		for _, problem := range found {
			t.Error(problem)
		}
	}
	if uses == 0 {
		t.Error("no use of package net was seen: the test is blind")
	}
}

// talksToDisk names what is no part of a running world: makers of generated
// files and helpers of tests.
func talksToDisk(path string) bool {
	return path == "mailflow/sim/scenario/internal/gen" || path == "mailflow/sim/internal/talk"
}

// What opens a socket is noticed, however it is written.
func TestSocketsAreNoticed(t *testing.T) {
	listed := compiled(t)
	for _, body := range []string{
		`net.Dial("tcp", "192.0.2.1:25")`,
		`net.Listen("tcp", ":25")`,
		`net.ListenPacket("udp", ":53")`,
		`net.LookupMX("beta.example")`,
		`(&net.Dialer{}).Dial("tcp", "192.0.2.1:25")`,
		`net.DefaultResolver.LookupHost(nil, "beta.example")`,
		`var f = net.DialTCP; _ = f`,
		`tls.Dial("tcp", "192.0.2.1:465", nil)`,
		`dns.Exchange(nil, "192.0.2.1:53")`,
		`new(dns.Client).Exchange(nil, "192.0.2.1:53")`,
		`(&dns.Server{}).ListenAndServe()`,
		`smtp.Dial("192.0.2.1:25")`,
		`smtp.NewServer(nil).ListenAndServe()`,
		`imapclient.DialTLS("192.0.2.1:993", nil)`,
		`syscall.Socket(0, 0, 0)`,
		`os.Open("/dev/tcp")`,
	} {
		name, _, _ := strings.Cut(strings.TrimLeft(body, "(&"), ".")
		name = strings.TrimPrefix(strings.TrimPrefix(name, "new("), "var f = ")
		path := map[string]string{
			"net": "net", "tls": "crypto/tls", "dns": "github.com/miekg/dns", "smtp": "github.com/emersion/go-smtp",
			"imapclient": "github.com/emersion/go-imap/v2/imapclient", "syscall": "syscall", "os": "os",
		}[name]
		if !slices.ContainsFunc(listed, func(p compiledPackage) bool { return p.ImportPath == path }) {
			continue // not even linked
		}
		src := fmt.Sprintf("package p\nimport %q\nfunc f() { %s }\n", path, body)
		if found, _ := reaches(t, "p", []string{"p.go"}, src, listed); len(found) == 0 {
			t.Errorf("nobody noticed %s", body)
		}
	}
}

// reaches lists what in a package could reach out of the world, and counts the
// uses of the packages nearest to the operating system.
func reaches(t *testing.T, path string, files []string, src any, listed []compiledPackage) (found []string, uses int) {
	t.Helper()
	fset := token.NewFileSet()
	var parsed []*ast.File
	for _, name := range files {
		f, err := parser.ParseFile(fset, name, src, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, f)
		for _, group := range f.Comments {
			for _, c := range group.List {
				if strings.HasPrefix(c.Text, "//go:linkname") {
					found = append(found, fset.Position(c.Pos()).String()+": a link to what others hide")
				}
			}
		}
	}
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
	cfg := types.Config{Importer: importer.ForCompiler(fset, "gc", exports(listed))}
	if _, err := cfg.Check(path, fset, parsed, info); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	for id, obj := range info.Uses {
		if obj.Pkg() == nil {
			continue
		}
		from, name := obj.Pkg().Path(), obj.Name()
		allowed, near := harmless[from]
		if near {
			uses++
		}
		if near && atTop(obj) && !slices.Contains(allowed, name) || outside(from) && isFunc(obj) && startsWith(name, reaching) {
			found = append(found, fmt.Sprintf("%s: %s.%s", fset.Position(id.Pos()), from, name))
		}
	}
	slices.Sort(found)
	return found, uses
}

// atTop reports whether something is of a package as such, and neither a method
// nor a field.
func atTop(obj types.Object) bool { return obj.Parent() == obj.Pkg().Scope() }

func isFunc(obj types.Object) bool { _, ok := obj.(*types.Func); return ok }

// outside reports whether a package is not ours: of ours, vnet dials and listens
// in the world.
func outside(path string) bool { return path != "p" && !strings.HasPrefix(path, "mailflow/") }

func startsWith(name string, beginnings []string) bool {
	return slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(name, b) })
}

// compiledPackage is what the go command says of a package.
type compiledPackage struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
}

// compiled lists the packages of the simulator and all that they need.
func compiled(t *testing.T) (list []compiledPackage) {
	t.Helper()
	cmd := exec.Command("go", "list", "-deps", "-export", "-json=ImportPath,Dir,Export,GoFiles", "./...")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p compiledPackage
		if err := dec.Decode(&p); err == io.EOF {
			return list
		} else if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
}

// exports finds what a compiled package offers.
func exports(listed []compiledPackage) importer.Lookup {
	return func(path string) (io.ReadCloser, error) {
		i := slices.IndexFunc(listed, func(p compiledPackage) bool { return p.ImportPath == path })
		if i < 0 {
			return nil, fmt.Errorf("%s is not among the packages that the simulator needs", path)
		}
		return os.Open(listed[i].Export)
	}
}

// sockets are the functions of the standard library without which no program
// opens a socket.
var sockets = []string{
	"net.socket", "net.internetSocket", "net.unixSocket", "net.sysSocket", "net.newFD", "net.(*netFD).",
	"net.(*sysDialer).", "net.(*sysListener).", "net.(*Dialer).", "net.(*ListenConfig).", "net.(*Resolver).",
	"syscall.socket", "syscall.connect", "syscall.bind", "syscall.Socket", "syscall.Connect", "syscall.Bind", "syscall.Listen", "syscall.sendto",
}

// A program that runs a lesson has not even got the code.
func TestAProgramThatRunsALessonCannotOpenASocket(t *testing.T) {
	if testing.Short() {
		t.Skip("builds two programs")
	}
	if kept := linked(t, "./testdata/sealed"); len(kept) > 0 {
		t.Errorf("the linker kept\n%s", strings.Join(kept, "\n"))
	}
	if kept := linked(t, "./testdata/leaky"); len(kept) == 0 {
		t.Error("a program that dials was not noticed")
	}
}

// linked builds a program, runs it, and lists what it has of the functions that
// open sockets.
func linked(t *testing.T, pkg string) (kept []string) {
	t.Helper()
	program := filepath.Join(t.TempDir(), "program")
	for _, args := range [][]string{{"go", "build", "-o", program, pkg}, {program}} {
		if out, err := exec.Command(args[0], args[1:]...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
	}
	out, err := exec.Command("go", "tool", "nm", program).Output()
	if err != nil {
		t.Fatalf("go tool nm: %v", err)
	}
	symbols := 0
	for line := range strings.Lines(string(out)) {
		f := strings.Fields(line)
		if len(f) < 3 {
			continue
		}
		symbols++
		if name := f[2]; slices.ContainsFunc(sockets, func(s string) bool {
			return name == s || strings.HasSuffix(s, ".") && strings.HasPrefix(name, s)
		}) {
			kept = append(kept, name)
		}
	}
	if symbols < 1000 {
		t.Fatalf("%s has only %d symbols: the test is blind", pkg, symbols)
	}
	return kept
}
