package ui

import (
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

var testPage = fstest.MapFS{
	"index.html":         {Data: []byte("<!doctype html>")},
	"assets/app-1.js":    {Data: []byte("plain")},
	"assets/app-1.js.br": {Data: []byte("brotli")},
	"assets/app-1.js.gz": {Data: []byte("gzip")},
	"assets/i.woff2":     {Data: []byte("font")},
	"odd.xyz":            {Data: []byte("odd")},
}

func get(t *testing.T, s *Server, method, path string, header ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, "http://localhost:8025"+path, nil)
	for i := 0; i < len(header); i += 2 {
		if header[i] == "Host" {
			r.Host = header[i+1]
		}
		r.Header.Add(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestPage(t *testing.T) {
	s, err := New(Config{Simulator: fake{}, Page: testPage})
	if err != nil {
		t.Fatal(err)
	}
	if !s.Built() {
		t.Error("the page counts as not built")
	}
	const immutable = "public, max-age=31536000, immutable"
	tests := []struct {
		path, accept                    string
		status                          int
		body, kind, cache, coding, vary string
	}{
		{"/", "", 200, "<!doctype html>", "text/html; charset=utf-8", "no-cache", "", ""},
		{"/index.html", "gzip, br", 200, "<!doctype html>", "text/html; charset=utf-8", "no-cache", "", ""},
		{"/assets/app-1.js", "", 200, "plain", "text/javascript; charset=utf-8", immutable, "", "Accept-Encoding"},
		{"/assets/app-1.js", "gzip, deflate, br, zstd", 200, "brotli", "text/javascript; charset=utf-8", immutable, "br", "Accept-Encoding"},
		{"/assets/app-1.js", "gzip", 200, "gzip", "text/javascript; charset=utf-8", immutable, "gzip", "Accept-Encoding"},
		{"/assets/app-1.js", "br;q=0, GZIP; q=0.5", 200, "gzip", "text/javascript; charset=utf-8", immutable, "gzip", "Accept-Encoding"},
		{"/assets/app-1.js", "br;q=0.000, gzip;q=0", 200, "plain", "text/javascript; charset=utf-8", immutable, "", "Accept-Encoding"},
		{"/assets/i.woff2", "br", 200, "font", "font/woff2", immutable, "", ""},
		{"/odd.xyz", "", 200, "odd", "application/octet-stream", "no-cache", "", ""},
		{"/assets/app-1.js.br", "", 404, "", "text/plain; charset=utf-8", "", "", ""},
		{"/assets/", "", 404, "", "text/plain; charset=utf-8", "", "", ""},
		{"/assets/../index.html", "", 404, "", "text/plain; charset=utf-8", "", "", ""},
		{"/nothing", "", 404, "", "text/plain; charset=utf-8", "", "", ""},
	}
	for _, tt := range tests {
		r := get(t, s, "GET", tt.path, "Accept-Encoding", tt.accept)
		got := body(t, r)
		h := r.Header
		if r.StatusCode != tt.status || tt.status == 200 && got != tt.body || h.Get("Content-Type") != tt.kind ||
			h.Get("Cache-Control") != tt.cache || h.Get("Content-Encoding") != tt.coding || h.Get("Vary") != tt.vary {
			t.Errorf("%s (%s): %d %q %v", tt.path, tt.accept, r.StatusCode, got, h)
		}
	}
}

func TestPageIsNotSentTwice(t *testing.T) {
	s, err := New(Config{Simulator: fake{}, Page: testPage})
	if err != nil {
		t.Fatal(err)
	}
	first := get(t, s, "GET", "/")
	again := get(t, s, "GET", "/", "If-None-Match", first.Header.Get("ETag"))
	if again.StatusCode != http.StatusNotModified || body(t, again) != "" {
		t.Errorf("status %d", again.StatusCode)
	}
	br := get(t, s, "GET", "/assets/app-1.js", "Accept-Encoding", "br").Header.Get("ETag")
	if gz := get(t, s, "GET", "/assets/app-1.js", "Accept-Encoding", "gzip").Header.Get("ETag"); br == gz {
		t.Errorf("two codings have one ETag, %s", br)
	}
	head := get(t, s, "HEAD", "/")
	if head.StatusCode != 200 || body(t, head) != "" {
		t.Errorf("HEAD: %d", head.StatusCode)
	}
}

func TestWithoutThePage(t *testing.T) {
	s, err := New(Config{Simulator: fake{}, Page: fstest.MapFS{}})
	if err != nil {
		t.Fatal(err)
	}
	if s.Built() {
		t.Error("an empty page counts as built")
	}
	r := get(t, s, "GET", "/")
	if text := body(t, r); r.StatusCode != http.StatusServiceUnavailable || !strings.Contains(text, "make build") {
		t.Errorf("%d %q", r.StatusCode, text)
	}
}

func TestTheProgramsOwnPageCanBeRead(t *testing.T) {
	s, err := New(Config{Simulator: fake{}})
	if err != nil {
		t.Fatal(err)
	}
	want := http.StatusServiceUnavailable
	if s.Built() {
		want = http.StatusOK
	}
	if r := get(t, s, "GET", "/"); r.StatusCode != want {
		t.Errorf("built: %v, status %d", s.Built(), r.StatusCode)
	}
}

func TestGate(t *testing.T) {
	s, err := New(Config{Simulator: fake{}, Page: testPage, Hosts: []string{"Teacher.School.example", "192.0.2.7:80", "[2001:db8::7]"}})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		method string
		header []string
		status int
	}{
		{"GET", []string{"Host", "localhost"}, 200},
		{"GET", []string{"Host", "LOCALHOST.:9"}, 200},
		{"GET", []string{"Host", "127.0.0.1:8025"}, 200},
		{"GET", []string{"Host", "[::1]:8025"}, 200},
		{"GET", []string{"Host", "[::1]"}, 200},
		{"GET", []string{"Host", "teacher.school.example:8025"}, 200},
		{"GET", []string{"Host", "192.0.2.7:8025"}, 200},
		{"GET", []string{"Host", "[2001:db8::7]:8025"}, 200},
		{"GET", []string{"Host", "evil.example:8025"}, 421},
		{"GET", []string{"Host", "localhost.evil.example"}, 421},
		{"GET", []string{"Host", "192.0.2.8"}, 421},
		{"GET", []string{"Host", ""}, 421},
		{"GET", []string{"Host", "localhost", "Origin", "http://localhost"}, 200},
		{"GET", []string{"Host", "localhost", "Origin", "http://evil.example"}, 403},
		{"GET", []string{"Host", "localhost", "Origin", "null"}, 403},
		{"POST", nil, 405},
		{"OPTIONS", nil, 405},
		{"HEAD", nil, 200},
	}
	for _, tt := range tests {
		r := get(t, s, tt.method, "/", tt.header...)
		if r.StatusCode != tt.status {
			t.Errorf("%s %q: %d, want %d: %s", tt.method, tt.header, r.StatusCode, tt.status, body(t, r))
		}
		for name, want := range map[string]string{
			"Content-Security-Policy":      "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
			"X-Content-Type-Options":       "nosniff",
			"Referrer-Policy":              "no-referrer",
			"Cross-Origin-Opener-Policy":   "same-origin",
			"Cross-Origin-Resource-Policy": "same-origin",
		} {
			if got := r.Header.Get(name); got != want {
				t.Errorf("%s %q: %s is %q", tt.method, tt.header, name, got)
			}
		}
	}
}

// unreadable is a page on a broken disk.
type unreadable struct{ fstest.MapFS }

func (unreadable) ReadFile(string) ([]byte, error) { return nil, fs.ErrPermission }

func TestAnUnreadablePageIsAnError(t *testing.T) {
	if _, err := New(Config{Simulator: fake{}, Page: unreadable{testPage}}); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("%v", err)
	}
}
