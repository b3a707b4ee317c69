package lessons

import (
	"bytes"
	"fmt"
	"html"
	"slices"
	"strings"

	"mailflow/sim/scenario"
	"mailflow/sim/trace"
)

// A map in a page is a still picture of who is there: sites as boxes under the
// Internet, each with its hosts from the name server down to its people. The map
// that moves is the page's; see ui/app/src/layout.

type box struct{ x, y, w, h int }

// holds reports whether another box lies inside.
func (b box) holds(o box) bool {
	return o.x >= b.x && o.y >= b.y && o.x+o.w <= b.x+b.w && o.y+o.h <= b.y+b.h
}

// meets reports whether two boxes have something in common.
func (b box) meets(o box) bool {
	return b.x < o.x+o.w && o.x < b.x+b.w && b.y < o.y+o.h && o.y < b.y+b.h
}

type card struct {
	box
	host   *scenario.Host
	person string
}

type siteBox struct {
	box
	site  *scenario.Site
	cards []card
	line  []int // x, y, x, y …: its line to the Internet
}

type diagram struct {
	width, height int
	sites         []siteBox
}

const (
	margin   = 20
	cardW    = 190
	serverH  = 54
	personH  = 40
	gapY     = 12
	padX     = 18
	headH    = 46 // a site's name
	between  = 30 // sites
	perRow   = 4
	siteW    = cardW + 2*padX
	bandHead = 110 // the words in the box of the Internet
)

// layOut gives everything its place.
func layOut(sc *scenario.Scenario) diagram {
	var internet, others []*scenario.Site
	for _, s := range sc.Sites {
		if s.Kind == scenario.Internet {
			internet = append(internet, s)
		} else {
			others = append(others, s)
		}
	}
	columns := min(max(len(others), 2), perRow)
	d := diagram{width: 2*margin + columns*siteW + (columns-1)*between, height: margin}
	for _, s := range internet {
		d.band(sc, s)
	}
	foot := d.height // of the Internet
	for row := range slices.Chunk(others, perRow) {
		d.height += 2 * between
		tallest := 0
		left := (d.width - len(row)*siteW - (len(row)-1)*between) / 2
		for i, s := range row {
			b := d.column(sc, s, left+i*(siteW+between), d.height)
			b.line = uplink(b.box, d.height-between, foot, left, i)
			d.sites = append(d.sites, b)
			tallest = max(tallest, b.h)
		}
		d.height += tallest
	}
	d.height += margin
	return d
}

// band places what belongs to nobody here on top.
func (d *diagram) band(sc *scenario.Scenario, s *scenario.Site) {
	cards := len(s.Hosts)*(cardW+gapY) - gapY
	d.width = max(d.width, 2*margin+bandHead+cards+padX)
	b := siteBox{box: box{margin, d.height, d.width - 2*margin, serverH + 2*gapY}, site: s}
	left := max(b.x+bandHead, (d.width-cards)/2)
	for i, h := range s.Hosts {
		b.cards = append(b.cards, card{box{left + i*(cardW+gapY), b.y + gapY, cardW, serverH}, h, owner(sc, h)})
	}
	d.sites = append(d.sites, b)
	d.height += b.h
}

// column places a site with its hosts one below the other.
func (d *diagram) column(sc *scenario.Scenario, s *scenario.Site, x, y int) siteBox {
	b := siteBox{box: box{x, y, siteW, headH}, site: s}
	hosts := slices.Clone(s.Hosts)
	slices.SortStableFunc(hosts, func(x, y *scenario.Host) int { return rank(sc, x) - rank(sc, y) })
	for _, h := range hosts {
		c := card{box{x + padX, y + b.h, cardW, serverH}, h, owner(sc, h)}
		if c.person != "" {
			c.h = personH
		}
		b.cards = append(b.cards, c)
		b.h += c.h + gapY
	}
	b.h += padX - gapY
	return b
}

// uplink leads from a site to the Internet: straight up in the first row, and
// through the gap to the left of its column in the others.
func uplink(b box, lane, foot, left, column int) []int {
	middle := b.x + b.w/2
	if lane-between <= foot {
		return []int{middle, b.y, middle, foot}
	}
	gap := left + column*(siteW+between) - between/2
	return []int{middle, b.y, middle, lane, gap, lane, gap, foot}
}

// rank is how far down a host stands: name servers, servers, people.
func rank(sc *scenario.Scenario, h *scenario.Host) int {
	switch {
	case owner(sc, h) != "":
		return 2
	case !slices.ContainsFunc(h.Roles, func(r trace.Role) bool { return r != trace.DNS && r != trace.Resolver }):
		return 0
	}
	return 1
}

// owner is who sits at a host, or "".
func owner(sc *scenario.Scenario, h *scenario.Host) string {
	for _, s := range sc.Sites {
		for _, u := range s.Users {
			for _, v := range u.Devices {
				if v.Host == h.Name && !v.Webmail && !h.Has(trace.MTA) && !h.Has(trace.MSA) && !h.Has(trace.MDA) {
					return u.FullName
				}
			}
		}
	}
	return ""
}

// short is a host's name within its site.
func short(s *scenario.Site, h *scenario.Host) string {
	return strings.TrimSuffix(h.Name, "."+s.Domain)
}

// badges are a role's letters and the class of its colour.
var badges = map[trace.Role]string{
	trace.MUA: "MUA", trace.MSA: "MSA", trace.MTA: "MTA", trace.MDA: "MDA", trace.DNS: "DNS", trace.Resolver: "DNS",
	trace.Attacker: "SPAM", trace.Watcher: "LIST",
}

const style = `text{font-family:Inter,system-ui,sans-serif;fill:#1d2433}.paper{fill:#faf8f4}.site{fill:#fffefc;stroke:#d8d0c1}` +
	`.internet{stroke-dasharray:5 5}.stranger{fill:none;stroke:#c1262f;stroke-dasharray:3 4}.card{fill:#fff;stroke:#d8d0c1}.line{fill:none;stroke:#cfc7b7;stroke-width:2}` +
	`.name{font-size:14px;font-weight:650}.title{font-size:15px;font-weight:650}.soft{font-size:11.5px;fill:#586172}` +
	`.badge{fill-opacity:.13}.letters{font-size:10.5px;font-weight:700}.mono{font-family:ui-monospace,monospace;font-size:11px;fill:#586172}` +
	`.mua{fill:#2563c9}.msa{fill:#086f6f}.mta{fill:#a25305}.mda{fill:#2b7437}.dns{fill:#6d4bc4}.spam{fill:#c1262f}.list{fill:#586172}` +
	`@media(prefers-color-scheme:dark){text{fill:#e9ebef}.paper{fill:#14171c}.site{fill:#191d24;stroke:#3a424e}.stranger{fill:none;stroke:#ff8783}.card{fill:#1f242c;stroke:#3a424e}.line{stroke:#4a5360}` +
	`.soft,.mono{fill:#a4adbb}.mua{fill:#82adf7}.msa{fill:#4fc4be}.mta{fill:#eda552}.mda{fill:#76cb83}.dns{fill:#b5a0f5}.spam{fill:#ff8783}.list{fill:#a4adbb}}`

// drawing is the map as SVG.
func drawing(sc *scenario.Scenario) []byte {
	d := layOut(sc)
	b := &bytes.Buffer{}
	fmt.Fprintf(b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img">`+"\n", d.width, d.height, d.width, d.height)
	fmt.Fprintf(b, "<title>%s</title>\n<style>%s</style>\n", escaped("The map of “"+sc.Title+"”"), style)
	fmt.Fprintf(b, `<rect class="paper" width="%d" height="%d" rx="16"/>`+"\n", d.width, d.height)
	for _, s := range d.sites { // below the boxes
		if s.line != nil {
			fmt.Fprintf(b, `<polyline class="line" points="%s"/>`+"\n", strings.Trim(fmt.Sprint(s.line), "[]"))
		}
	}
	for _, s := range d.sites {
		s.draw(b)
	}
	b.WriteString("</svg>\n")
	return b.Bytes()
}

func (s siteBox) draw(b *bytes.Buffer) {
	class := "site"
	switch {
	case s.site.Kind == scenario.Internet:
		class = "site internet"
	case s.stranger():
		class = "stranger"
	}
	fmt.Fprintf(b, `<rect class="%s" x="%d" y="%d" width="%d" height="%d" rx="16"/>`+"\n", class, s.x, s.y, s.w, s.h)
	if s.site.Kind == scenario.Internet {
		write(b, "soft", s.x+padX, s.y+s.h/2+4, "The Internet")
	} else {
		write(b, "title", s.x+padX, s.y+23, s.site.Domain)
		write(b, "mono", s.x+padX, s.y+38, s.site.Prefix.String())
	}
	for i, c := range s.cards {
		if i > 0 && s.site.Kind != scenario.Internet {
			fmt.Fprintf(b, `<path class="line" d="M%d %dv%d"/>`+"\n", c.x+c.w/2, c.y-gapY, gapY)
		}
		c.draw(b, short(s.site, c.host))
	}
}

// stranger reports whether a site is an attacker's: he belongs to nobody, and has
// no house but a place.
func (s siteBox) stranger() bool {
	return slices.ContainsFunc(s.site.Hosts, func(h *scenario.Host) bool { return h.Has(trace.Attacker) })
}

func (c card) draw(b *bytes.Buffer, name string) {
	fmt.Fprintf(b, `<rect class="card" x="%d" y="%d" width="%d" height="%d" rx="10"/>`+"\n", c.x, c.y, c.w, c.h)
	if c.person != "" {
		middle := c.y + c.h/2
		fmt.Fprintf(b, `<circle class="badge mua" cx="%d" cy="%d" r="13"/>`+"\n", c.x+22, middle)
		fmt.Fprintf(b, `<text class="letters mua" x="%d" y="%d" text-anchor="middle">%s</text>`+"\n", c.x+22, middle+4, escaped(string([]rune(c.person)[:1])))
		write(b, "name", c.x+44, middle+1, fit(c.person, 18))
		write(b, "soft", c.x+44, middle+14, fit(name, 22))
		return
	}
	write(b, "name", c.x+12, c.y+20, fit(name, 12))
	fmt.Fprintf(b, `<text class="mono" x="%d" y="%d" text-anchor="end">%s</text>`+"\n", c.x+c.w-12, c.y+20, c.host.Address)
	x := c.x + 12
	var shown []string
	for _, r := range c.host.Roles {
		letters := badges[r]
		if slices.Contains(shown, letters) {
			continue
		}
		shown = append(shown, letters)
		w := 16 + 7*len(letters)
		class := strings.ToLower(letters)
		fmt.Fprintf(b, `<rect class="badge %s" x="%d" y="%d" width="%d" height="18" rx="6"/>`+"\n", class, x, c.y+28, w)
		fmt.Fprintf(b, `<text class="letters %s" x="%d" y="%d" text-anchor="middle">%s</text>`+"\n", class, x+w/2, c.y+41, letters)
		x += w + 6
	}
}

func write(b *bytes.Buffer, class string, x, y int, text string) {
	fmt.Fprintf(b, `<text class="%s" x="%d" y="%d">%s</text>`+"\n", class, x, y, escaped(text))
}

// fit cuts a text to so many characters.
func fit(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return text
}

func escaped(text string) string { return html.EscapeString(text) }
