package record

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"

	"mailflow/sim/trace"
)

// maxLine bounds one line of a trace that is read, in octets. The largest
// events hold a whole message.
const maxLine = 64 << 20

// WriteJSONL writes one JSON object a line. Equal traces give equal octets.
func WriteJSONL(w io.Writer, events iter.Seq[trace.Event]) error {
	buf := bufio.NewWriterSize(w, 64<<10)
	for e := range events {
		line, err := e.MarshalJSON()
		if err != nil {
			return fmt.Errorf("record: event %d: %w", e.Seq, err)
		}
		buf.Write(line) // the first error stays and comes back from Flush
		buf.WriteByte('\n')
	}
	if err := buf.Flush(); err != nil {
		return fmt.Errorf("record: %w", err)
	}
	return nil
}

// ReadJSONL reads a whole trace. Empty lines are skipped. What is wrong is
// reported with the number of its line: a line that is not an event, or an
// event out of order, as a trace put together from two would have it.
func ReadJSONL(r io.Reader) ([]trace.Event, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 0, 64<<10), maxLine)
	var events []trace.Event
	n := 0
	for lines.Scan() {
		n++
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		var e trace.Event
		if err := json.Unmarshal(line, &e); err != nil {
			return nil, fmt.Errorf("record: line %d: %w", n, err)
		}
		if err := follows(events, e); err != nil {
			return nil, fmt.Errorf("record: line %d: %w", n, err)
		}
		events = append(events, e)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("record: line %d: %w", n+1, err)
	}
	return events, nil
}

// follows checks what holds in every trace: numbers rise, time never runs
// backwards, and a cause comes first.
func follows(events []trace.Event, e trace.Event) error {
	if e.Cause >= e.Seq {
		return fmt.Errorf("event %d names event %d as its cause, which comes no earlier", e.Seq, e.Cause)
	}
	if len(events) == 0 {
		return nil
	}
	last := events[len(events)-1]
	if e.Seq <= last.Seq {
		return fmt.Errorf("event %d follows event %d", e.Seq, last.Seq)
	}
	if e.At < last.At {
		return fmt.Errorf("event %d happens earlier than event %d before it", e.Seq, last.Seq)
	}
	return nil
}
