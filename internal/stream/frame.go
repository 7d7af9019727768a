package stream

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Media types of the two forms.
const (
	EventsType = "text/event-stream; charset=utf-8"
	LinesType  = "application/jsonl"
)

// Frame is one server-sent event; empty fields are left out.
type Frame struct {
	Comment string
	Event   string
	Data    []byte // nil: no data; empty: one empty line
	ID      string
	Retry   time.Duration
}

// Check returns what the format cannot carry: a line break would begin another
// field, and clients ignore an id with NUL.
func (f *Frame) Check() error {
	switch {
	case strings.ContainsAny(f.Event, "\r\n"):
		return fmt.Errorf("event type %q has a line break", f.Event)
	case strings.ContainsAny(f.ID, "\r\n\x00"):
		return fmt.Errorf("event id %q has a line break or NUL", f.ID)
	case f.Retry < 0:
		return errors.New("retry of an event is negative: " + f.Retry.String())
	}
	return nil
}

// Append appends the event with the empty line that ends it. The caller has
// checked it.
func (f *Frame) Append(b []byte) []byte {
	start := len(b)
	if f.Comment != "" {
		b = appendLines(b, ": ", []byte(f.Comment))
	}
	if f.Event != "" {
		b = appendField(b, "event: ", f.Event)
	}
	if f.Data != nil {
		b = appendLines(b, "data: ", f.Data)
	}
	if f.ID != "" {
		b = appendField(b, "id: ", f.ID)
	}
	if f.Retry > 0 {
		b = append(b, "retry: "...)
		b = append(strconv.AppendInt(b, max(1, f.Retry.Milliseconds()), 10), '\n')
	}
	if len(b) == start {
		b = append(b, ":\n"...)
	}
	return append(b, '\n')
}

func appendField(b []byte, name, value string) []byte {
	b = append(b, name...)
	b = append(b, value...)
	return append(b, '\n')
}

// appendLines appends a field for each line of value. Lines end with \n, \r\n
// or \r, as clients read them.
func appendLines(b []byte, name string, value []byte) []byte {
	for {
		b = append(b, name...)
		end := bytes.IndexAny(value, "\r\n")
		if end < 0 {
			return append(append(b, value...), '\n')
		}
		b = append(append(b, value[:end]...), '\n')
		if value[end] == '\r' && end+1 < len(value) && value[end+1] == '\n' {
			end++
		}
		value = value[end+1:]
	}
}
