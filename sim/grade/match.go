package grade

import (
	"reflect"
	"strconv"
	"strings"

	"mailflow/sim/scenario"
	"mailflow/sim/trace"
)

// Match reports whether a pattern picks an event.
func Match(p scenario.Pattern, e trace.Event) bool {
	if e.Body == nil || e.Kind() != p.Kind {
		return false
	}
	for i := range p.Where {
		if c := &p.Where[i]; !fits(c, e) {
			return false
		}
	}
	return true
}

// fits reports whether one condition holds: of the field of the body with that
// name or, where there is none, of the event itself.
func fits(c *scenario.Condition, e trace.Event) bool {
	body := reflect.ValueOf(e.Body)
	for i := range body.NumField() {
		if name, _, _ := strings.Cut(body.Type().Field(i).Tag.Get("json"), ","); name == c.Field {
			return holds(c, body.Field(i))
		}
	}
	switch c.Field {
	case "node":
		return c.Holds(e.Node)
	case "role":
		return c.Holds(string(e.Role))
	case "peer":
		return c.Holds(e.Peer)
	case "conn":
		return c.Holds(e.Conn)
	case "message":
		return c.Holds(e.Message)
	case "reason":
		return e.Reason != nil && c.Holds(e.Reason.Text)
	case "rfc":
		return e.Reason != nil && c.Holds(e.Reason.RFC)
	}
	return false
}

// holds compares a value, or any member of a list, or any field of a record in
// a list.
func holds(c *scenario.Condition, v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String:
		return c.Holds(v.String())
	case reflect.Bool:
		return c.Holds(strconv.FormatBool(v.Bool()))
	case reflect.Slice:
		for i := range v.Len() {
			if holds(c, v.Index(i)) {
				return true
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if holds(c, v.Field(i)) {
				return true
			}
		}
	default:
		if v.CanInt() {
			return c.Holds(strconv.FormatInt(v.Int(), 10))
		}
		if v.CanUint() {
			return c.Holds(strconv.FormatUint(v.Uint(), 10))
		}
	}
	return false
}
