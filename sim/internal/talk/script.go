package talk

import (
	"bytes"
	"crypto/tls"
	"errors"
	"flag"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

var update = flag.Bool("update", false, "write down what the servers say in the dialogues")

// pause is how long a server must be silent until it is the client's turn.
const pause = time.Second

// Scripts holds each conversation of dir/*.dialogue with a server that setup
// puts into a world of its own. A line is "C: …" said by the client, "S: …"
// expected from the server, "TLS" where the client begins TLS as w.Trust says,
// "#" a remark, or empty. Neither side's lines show their CRLF; the client writes
// \x00 for octets that a text cannot hold, and \r\n to send two lines at once.
// When the server has closed the connection, the line is "closed".
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
			if *update {
				if err := os.WriteFile(file, []byte(said), 0o666); err != nil {
					t.Fatal(err)
				}
			} else if said != string(wanted) {
				t.Errorf("%s went differently:\n%s", file, said)
			}
		})
	}
}

// hold speaks the client's lines of a script and returns the script with what the
// server said.
func hold(t *testing.T, port int, setup func(w *World), script string) string {
	var out strings.Builder
	Run(t, 1, func(w *World) {
		setup(w)
		w.Clients[0].Go(0, func() {
			c, err := w.Clients[0].Dial(w.Address(port), vnet.Dial{Role: trace.MUA})
			if err != nil {
				t.Error(err)
				return
			}
			defer c.Close()
			speak(&out, w, c, script)
		})
	})
	return out.String()
}

func speak(out *strings.Builder, w *World, c net.Conn, script string) {
	greeted := false
	for line := range strings.Lines(script) {
		line = strings.TrimSuffix(line, "\n")
		text, client := strings.CutPrefix(line, "C: ")
		server := strings.HasPrefix(line, "S:") || line == "closed"
		if (client || server) && !greeted {
			greeted = true
			out.WriteString(Listen(w, c))
		}
		if !server {
			out.WriteString(line + "\n")
		}
		if client {
			c.Write([]byte(strings.NewReplacer(`\x00`, "\x00", `\r\n`, "\r\n").Replace(text) + "\r\n"))
			out.WriteString(Listen(w, c))
		}
		if line == "TLS" {
			c.SetDeadline(time.Time{})
			c = tls.Client(c, w.Trust)
		}
	}
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
