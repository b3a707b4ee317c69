package ui

import (
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// gate lets in only what was asked for by the server's own page. Any page in
// the same browser can send requests to this machine; it cannot choose the
// Host that they name, nor their Origin. A page whose own name was made to
// point here (DNS rebinding) gives itself away by the Host.
type gate struct {
	hosts []string // lower case, without ports and brackets
}

func newGate(hosts []string) gate {
	g := gate{hosts: []string{"localhost", "127.0.0.1", "::1"}}
	for _, h := range hosts {
		g.hosts = append(g.hosts, hostname(h))
	}
	return g
}

// refusal is a plain answer of no.
type refusal struct {
	status int
	text   string
}

func (r *refusal) write(w http.ResponseWriter) {
	if r.status == http.StatusMethodNotAllowed {
		w.Header().Set("Allow", "GET, HEAD")
	}
	http.Error(w, r.text, r.status)
}

// check returns nil for a request that may pass.
func (g gate) check(r *http.Request) *refusal {
	if !slices.Contains(g.hosts, hostname(r.Host)) {
		return &refusal{http.StatusMisdirectedRequest,
			fmt.Sprintf("This server does not answer to the name %q. Call it by the address that it printed when it started.", r.Host)}
	}
	origin := r.Header.Values("Origin")
	if len(origin) > 1 || len(origin) == 1 && !sameHost(origin[0], r.Host) {
		return &refusal{http.StatusForbidden, "Only this server's own page may talk to it."}
	}
	if r.URL.Path == "/ws" && len(origin) == 0 {
		return &refusal{http.StatusForbidden, "Only a browser may open this socket: the request names no Origin."}
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return &refusal{http.StatusMethodNotAllowed, "Only GET and HEAD are answered here."}
	}
	return nil
}

// sameHost reports whether an Origin is that of a page from this very host
// and port: RFC 6454 §5. Whether it came by http or https is settled by the
// port, in front of which a proxy may stand.
func sameHost(origin, host string) bool {
	u, err := url.Parse(origin)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return false
	}
	return strings.EqualFold(u.Host, host)
}

// hostname is the host of host:port, comparable.
func hostname(host string) string {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	return strings.ToLower(strings.TrimSuffix(host, "."))
}

// setPolicy tells the browser what the page may do: load its own files and
// talk to its own server, and nothing else.
func setPolicy(h http.Header) {
	h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "+
		"img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
}
