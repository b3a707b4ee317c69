package transcript

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"mailflow/sim/trace"
)

// The phrases that many sentences share.

// node names the event's node.
func node(e trace.Event) string {
	if e.Node == "" {
		return "the world"
	}
	return e.Node
}

// peer names the other end, seen from the event's node.
func peer(e trace.Event) string {
	switch e.Peer {
	case "":
		return "its peer"
	case e.Node:
		return self(e)
	}
	return e.Peer
}

// self names the other end where a host talks with itself: over LMTP one of its
// roles hands mail to another.
func self(e trace.Event) string {
	const store, queue = "its own message store", "its own queue"
	switch b := e.Body.(type) {
	case trace.SMTPCommand:
		if b.Protocol == trace.LMTP {
			return store
		}
	case trace.SMTPContent:
		if b.Protocol == trace.LMTP {
			return store
		}
	case trace.SMTPReply:
		if b.Protocol == trace.LMTP {
			return queue
		}
	case trace.ConnOpened:
		if b.Service == "lmtp" {
			return store
		}
	}
	return "itself"
}

// message names the event's message.
func message(e trace.Event) string {
	if e.Message == "" {
		return "a message"
	}
	return "message " + e.Message
}

// sender names an envelope sender.
func sender(address string) string {
	if address == "" {
		return "the null sender"
	}
	return cut(address, maxValue)
}

// quote sets somebody's own words apart from ours.
func quote[S ~string](s S) string {
	return "“" + cut(strings.TrimSpace(string(s)), maxValue) + "”"
}

// maxListed is how many things a sentence counts up before it only counts.
const maxListed = 4

// list joins things as one says them: a, b and c.
func list(items []string) string {
	switch n := len(items); {
	case n == 0:
		return "nobody"
	case n == 1:
		return cut(items[0], maxValue)
	case n <= maxListed:
		return all(items)
	default:
		return fmt.Sprintf("%s and %d more", commas(items[:maxListed-1]), n-maxListed+1)
	}
}

// all is list without a limit.
func all(items []string) string {
	if len(items) < 2 {
		return commas(items)
	}
	last := len(items) - 1
	return commas(items[:last]) + " and " + cut(items[last], maxValue)
}

func commas(items []string) string {
	short := make([]string, len(items))
	for i, s := range items {
		short[i] = cut(s, maxValue)
	}
	return strings.Join(short, ", ")
}

// count says a number with its noun: 1 octet, 2 octets.
func count[N int | int64 | uint32](n N, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return thousands(int64(n)) + " " + noun + "s"
}

// thousands writes 1234567 as 1,234,567.
func thousands(n int64) string {
	s := strconv.FormatInt(n, 10)
	first := 0
	if n < 0 {
		first = 1
	}
	for i := len(s) - 3; i > first; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Span says how long something takes, in its two largest units.
func Span(d time.Duration) string {
	switch {
	case d < 0:
		return "-" + Span(-d)
	case d < time.Millisecond:
		return strconv.FormatInt(d.Microseconds(), 10) + " µs"
	case d < time.Second:
		return strconv.FormatInt(d.Milliseconds(), 10) + " ms"
	case d < time.Minute:
		return strconv.FormatFloat(float64(d.Milliseconds())/1000, 'f', -1, 64) + " s"
	case d < time.Hour:
		return units(d, time.Minute, "min", time.Second, "s")
	case d < 24*time.Hour:
		return units(d, time.Hour, "h", time.Minute, "min")
	case d < 48*time.Hour:
		return units(d, 24*time.Hour, "day", time.Hour, "h")
	default:
		return units(d, 24*time.Hour, "days", time.Hour, "h")
	}
}

func units(d, large time.Duration, largeName string, small time.Duration, smallName string) string {
	s := fmt.Sprintf("%d %s", d/large, largeName)
	if rest := d % large / small; rest > 0 {
		s += fmt.Sprintf(" %d %s", rest, smallName)
	}
	return s
}

// port is the part of an address:port after the last colon.
func port(remote string) string {
	return remote[strings.LastIndexByte(remote, ':')+1:]
}

// withDetail adds what is known more exactly, if anything is.
func withDetail(s, detail string) string {
	if detail == "" {
		return s
	}
	return s + ": " + cut(detail, 3*maxValue)
}
