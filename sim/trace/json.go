package trace

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"time"
)

// wireEvent is the JSON form of an Event. The order of its fields is the order
// in the output, so that traces can be compared as text.
type wireEvent struct {
	Seq     Seq             `json:"seq"`
	At      int64           `json:"at"` // ns
	Level   Level           `json:"level"`
	Kind    Kind            `json:"kind"`
	Node    string          `json:"node,omitempty"`
	Role    Role            `json:"role,omitempty"`
	Peer    string          `json:"peer,omitempty"`
	Conn    string          `json:"conn,omitempty"`
	Message string          `json:"message,omitempty"`
	Cause   Seq             `json:"cause,omitempty"`
	Reason  *Reason         `json:"reason,omitempty"`
	Body    json.RawMessage `json:"body"`
}

// MarshalJSON implements [json.Marshaler].
func (e Event) MarshalJSON() ([]byte, error) {
	if e.Body == nil {
		return nil, fmt.Errorf("trace: event %d has no body", e.Seq)
	}
	body, err := marshal(e.Body)
	if err != nil {
		return nil, err
	}
	return marshal(wireEvent{
		Seq: e.Seq, At: int64(e.At), Level: e.Level(), Kind: e.Kind(), Node: e.Node,
		Role: e.Role, Peer: e.Peer, Conn: e.Conn, Message: e.Message, Cause: e.Cause,
		Reason: e.Reason, Body: body,
	})
}

// UnmarshalJSON implements [json.Unmarshaler]. A kind that does not exist is an
// error, and so is a field that its body does not have.
func (e *Event) UnmarshalJSON(b []byte) error {
	var w wireEvent
	if err := strict(b, &w); err != nil {
		return fmt.Errorf("trace: event: %w", err)
	}
	spec, ok := specs[w.Kind]
	if !ok {
		return fmt.Errorf("trace: event %d: there is no kind %q", w.Seq, w.Kind)
	}
	body := reflect.New(reflect.TypeOf(spec.Body))
	if err := strict(w.Body, body.Interface()); err != nil {
		return fmt.Errorf("trace: event %d, body of %s: %w", w.Seq, w.Kind, err)
	}
	*e = Event{
		Seq: w.Seq, At: time.Duration(w.At), Node: w.Node,
		About: About{Role: w.Role, Peer: w.Peer, Conn: w.Conn, Message: w.Message, Cause: w.Cause, Reason: w.Reason},
		Body:  body.Elem().Interface().(Body),
	}
	return nil
}

// marshal writes JSON without escaping < and >, which stand in every address.
// Whoever puts JSON into HTML must escape it there.
func marshal(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), nil
}

func strict(b []byte, v any) error {
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	return dec.Decode(v)
}
