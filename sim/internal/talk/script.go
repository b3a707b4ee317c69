package talk

import (
	"bytes"
	"crypto/tls"
	"errors"
	"flag"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// Update is whether the files of tests are to be written anew.
var Update = flag.Bool("update", false, "write down what the servers say in the dialogues")

// pause is how long a server must be silent until it is the client's turn.
const pause = time.Second

// Scripts holds each conversation of dir/*.dialogue with a server that setup
// puts into a world of its own. A line is "C: …" said by the client, "S: …"
// expected from the server, "TLS" where the client begins TLS as w.Trust says,
// "wait 30m" where it is silent for so long, "#" a remark, or empty. Neither side's lines show their CRLF; the client writes
// \x00 for octets that a text cannot hold, and \r\n to send two lines at once.
// When the server has closed the connection, the line is "closed". A second and
// a third client are "C2: …" and "C3: …", and hear "S2: …" and "S3: …".
func Scripts(t *testing.T, dir string, port int, setup func(w *World)) {
	files, err := filepath.Glob(dir + "/*.dialogue")
	if err != nil || len(files) == 0 {
		t.Fatalf("no dialogues: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".dialogue"), func(t *testing.T) {
			wanted, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			said := hold(t, port, setup, string(wanted))
			if *Update {
				if err := os.WriteFile(file, []byte(said), 0o666); err != nil {
					t.Fatal(err)
				}
			} else if said != string(wanted) {
				t.Errorf("%s went differently:\n%s", file, said)
			}
		})
	}
}

// hold speaks the clients' lines of a script and returns the script with what the
// server said.
func hold(t *testing.T, port int, setup func(w *World), script string) string {
	p := &play{script: script}
	p.world = Run(t, 3, func(w *World) {
		p.world = w
		setup(w)
		w.Clients[0].Go(0, func() {
			defer p.leave()
			p.perform(t, port)
		})
	})
	return p.out.String()
}

// play is a script while it is performed. All clients speak from one goroutine,
// one after the other.
type play struct {
	world  *World
	script string
	conns  [3]net.Conn
	ended  [3]bool // the server has hung up
	out    strings.Builder
}

func (p *play) leave() {
	for _, c := range p.conns {
		if c != nil {
			c.Close()
		}
	}
}

var spoken = regexp.MustCompile(`^(C|S|TLS|wait|closed)([123]?):? ?(.*)$`)

func (p *play) perform(t *testing.T, port int) {
	for line := range strings.Lines(p.script) {
		line = strings.TrimSuffix(line, "\n")
		part := spoken.FindStringSubmatch(line)
		if part == nil { // a remark
			p.out.WriteString(line + "\n")
			continue
		}
		who := max(0, strings.Index("123", part[2]))
		if part[2] == "" {
			who = 0
		}
		if p.conns[who] == nil {
			c, err := p.world.Clients[who].Dial(p.world.Address(port), vnet.Dial{Role: trace.MUA})
			if err != nil {
				t.Error(err)
				return
			}
			p.conns[who] = c
			p.listen(who)
		}
		if part[1] == "S" || part[1] == "closed" {
			continue // to be written anew
		}
		p.out.WriteString(line + "\n")
		p.act(who, part[1], part[3])
	}
}

// act does what a line of the client says, and writes down what came of it.
func (p *play) act(who int, verb, text string) {
	c := p.conns[who]
	switch verb {
	case "TLS":
		c.SetDeadline(time.Time{})
		p.conns[who] = tls.Client(c, p.world.Trust)
		return
	case "wait":
		d, _ := time.ParseDuration(text)
		p.world.Clients[who].Sleep(d)
	default:
		c.Write([]byte(strings.NewReplacer(`\x00`, "\x00", `\r\n`, "\r\n").Replace(text) + "\r\n"))
	}
	p.listen(who)
	for other := range p.conns {
		if other != who && p.conns[other] != nil && !p.ended[other] {
			p.listen(other)
		}
	}
}

func (p *play) listen(who int) {
	said := Listen(p.world, p.conns[who])
	p.ended[who] = strings.HasSuffix(said, "closed\n")
	if who > 0 {
		said = regexp.MustCompile(`(?m)^(S|closed)`).ReplaceAllString(said, "${1}"+"123"[who:who+1])
	}
	p.out.WriteString(said)
}

// Listen writes down what a server says until it is silent.
func Listen(w *World, c net.Conn) string {
	var said []byte
	buf := make([]byte, 4096)
	for {
		c.SetReadDeadline(w.Server.Now().Add(pause))
		n, err := c.Read(buf)
		said = append(said, buf[:n]...)
		if err == nil {
			continue
		}
		var b strings.Builder
		for line := range bytes.Lines(said) {
			b.WriteString(strings.TrimRight("S: "+strings.TrimSuffix(string(line), "\r\n"), " ") + "\n")
		}
		if !errors.Is(err, os.ErrDeadlineExceeded) {
			b.WriteString("closed\n")
		}
		return b.String()
	}
}
