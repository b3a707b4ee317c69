package ui

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

// The pattern also matches dist.txt, which is always there: so the program
// can be built before the page is.
//
//go:embed all:dist*
var built embed.FS

const notBuilt = "The page was not built into this program. Run `make build` and start it again."

// page is the built web app, held in memory: some files of a few hundred
// kilobytes in all.
type page struct {
	files map[string]*file // by path, with a slash in front
}

// file is one file of the page.
type file struct {
	kind     string // media type
	cache    string // Cache-Control
	variants []variant
}

// variant is a file in one content coding.
type variant struct {
	coding string // "br", "gzip", or empty
	etag   string
	data   []byte
}

// codings lists the compressed forms that the build writes beside a file, the
// best first.
var codings = []struct{ suffix, coding string }{{".br", "br"}, {".gz", "gzip"}, {"", ""}}

// mediaTypes is a table of our own: the system's may lack an entry, or have
// another one.
var mediaTypes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".html":  "text/html; charset=utf-8",
	".ico":   "image/x-icon",
	".js":    "text/javascript; charset=utf-8",
	".json":  "application/json",
	".map":   "application/json",
	".png":   "image/png",
	".svg":   "image/svg+xml",
	".txt":   "text/plain; charset=utf-8",
	".wasm":  "application/wasm",
	".woff2": "font/woff2",
}

// loadPage reads the page from fsys, or from the program if fsys is nil.
func loadPage(fsys fs.FS) (*page, error) {
	if fsys == nil {
		fsys, _ = fs.Sub(built, "dist") // fails only for a name that is no path
	}
	p := &page{files: map[string]*file{}}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && name == ".":
			return fs.SkipAll // not built
		case err != nil || d.IsDir() || compressed(name):
			return err
		}
		p.files["/"+name], err = loadFile(fsys, name)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}
	if index := p.files["/index.html"]; index != nil {
		p.files["/"] = index
	}
	return p, nil
}

func compressed(name string) bool {
	ext := path.Ext(name)
	return ext == ".br" || ext == ".gz"
}

func loadFile(fsys fs.FS, name string) (*file, error) {
	f := &file{kind: mediaTypes[path.Ext(name)], cache: "no-cache"}
	if f.kind == "" {
		f.kind = "application/octet-stream"
	}
	if strings.HasPrefix(name, "assets/") { // the build puts a hash into these names
		f.cache = "public, max-age=31536000, immutable"
	}
	for _, c := range codings {
		data, err := fs.ReadFile(fsys, name+c.suffix)
		if errors.Is(err, fs.ErrNotExist) && c.coding != "" {
			continue
		}
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(data)
		f.variants = append(f.variants, variant{c.coding, `"` + hex.EncodeToString(sum[:12]) + `"`, data})
	}
	return f, nil
}

func (p *page) built() bool { return p.files["/"] != nil }

// ServeHTTP implements [http.Handler] for GET and HEAD.
func (p *page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f := p.files[r.URL.Path]
	switch {
	case !p.built():
		http.Error(w, notBuilt, http.StatusServiceUnavailable)
		return
	case f == nil:
		http.Error(w, "There is nothing here. The page is at /.", http.StatusNotFound)
		return
	}
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("Cache-Control", f.cache)
	if len(f.variants) > 1 {
		h.Set("Vary", "Accept-Encoding")
	}
	v := f.choose(r.Header.Values("Accept-Encoding"))
	if v.coding != "" {
		h.Set("Content-Encoding", v.coding)
	}
	h.Set("ETag", v.etag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(v.data))
}

// choose takes the best coding that the browser accepts: RFC 9110 §12.5.3.
// Weights other than zero are not compared; no browser prefers the larger.
func (f *file) choose(accept []string) variant {
	accepted := map[string]bool{"": true}
	for item := range strings.SplitSeq(strings.ToLower(strings.Join(accept, ",")), ",") {
		coding, weight, _ := strings.Cut(item, ";")
		weight = strings.ReplaceAll(weight, " ", "")
		accepted[strings.TrimSpace(coding)] = strings.Trim(strings.TrimPrefix(weight, "q="), "0.") != "" || weight == ""
	}
	for _, v := range f.variants {
		if v.coding == "" || accepted[v.coding] {
			return v
		}
	}
	panic("ui: a file of the page has no plain form")
}
