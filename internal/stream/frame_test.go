package stream

import (
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestFrame(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		frame Frame
		want  string
	}{
		{"data", Frame{Data: []byte(`{"a":1}`)}, "data: {\"a\":1}\n\n"},
		{"everything, in order", Frame{Comment: "c", Event: "e", Data: []byte("d"), ID: "7", Retry: 1500 * time.Millisecond}, ": c\nevent: e\ndata: d\nid: 7\nretry: 1500\n\n"},
		{"empty data", Frame{Data: []byte{}}, "data: \n\n"},
		{"three kinds of line ends", Frame{Data: []byte("a\nb\r\nc\rd")}, "data: a\ndata: b\ndata: c\ndata: d\n\n"},
		{"a line end at the end", Frame{Data: []byte("a\r\n")}, "data: a\ndata: \n\n"},
		{"comment of two lines", Frame{Comment: "a\nb"}, ": a\n: b\n\n"},
		{"id alone", Frame{ID: "1"}, "id: 1\n\n"},
		{"a retry below a millisecond", Frame{Retry: time.Nanosecond}, "retry: 1\n\n"},
		{"nothing", Frame{}, ":\n\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := tt.frame.Check(); err != nil {
				t.Fatalf("Check(%+v) = %v; want nil", tt.frame, err)
			}
			if got := string(tt.frame.Append([]byte("> "))); got != "> "+tt.want {
				t.Errorf("Append(%+v) = %q; want %q", tt.frame, got, "> "+tt.want)
			}
		})
	}
}

func TestFrameCheck(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		frame Frame
		want  string
	}{
		{"a second field in the type", Frame{Event: "a\ndata: b"}, `event type "a\ndata: b" has a line break`},
		{"carriage return in the type", Frame{Event: "a\r"}, `event type "a\r" has a line break`},
		{"a second field in the id", Frame{ID: "a\rb"}, `event id "a\rb" has a line break or NUL`},
		{"NUL in the id", Frame{ID: "a\x00"}, `event id "a\x00" has a line break or NUL`},
		{"negative retry", Frame{Retry: -time.Second}, "retry of an event is negative: -1s"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := tt.frame.Check(); err == nil || err.Error() != tt.want {
				t.Errorf("Check(%+v) = %v; want %s", tt.frame, err, tt.want)
			}
		})
	}
}

// parsed is what a client makes of one event (WHATWG HTML, 9.2.6).
type parsed struct {
	event, data, id, retry string
	hasData                bool
}

// parse reads text as a client does. It returns the number of events that have
// ended, and the fields of all.
func parse(text string) (p parsed, ends int) {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	var data []string
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
		name, value, _ := strings.Cut(line, ":")
		value = strings.TrimPrefix(value, " ")
		switch {
		case line == "":
			ends++
		case name == "event":
			p.event += value
		case name == "data":
			data = append(data, value)
		case name == "id":
			p.id += value
		case name == "retry":
			p.retry += value
		case name != "":
			p.event = "unknown field " + name
		}
	}
	p.data, p.hasData = strings.Join(data, "\n"), len(data) > 0
	return p, ends
}

// FuzzFrame: a client reads of every event what was put into it, and nothing else.
func FuzzFrame(f *testing.F) {
	f.Add("c", "e", "d", true, "1", int64(5))
	f.Add("", "", "a\n\nb\r", true, "", int64(0))
	f.Add("x\n\ndata: y", "", "", false, "", int64(0))
	f.Add("", "a\n", ":", true, " id", int64(-1))
	f.Fuzz(func(t *testing.T, comment, event, data string, hasData bool, id string, retry int64) {
		frame := Frame{Comment: comment, Event: event, ID: id, Retry: time.Duration(retry)}
		if hasData {
			frame.Data = []byte(data)
		}
		if frame.Check() != nil {
			return
		}
		text := string(frame.Append(nil))
		got, ends := parse(text)
		want := parsed{event: event, id: id, hasData: hasData}
		if hasData {
			want.data = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(data)
		}
		if retry > 0 {
			want.retry = strconv.FormatInt(max(1, retry/1e6), 10)
		}
		if got != want || ends != 1 {
			t.Errorf("a client reads %+v in %d events from %q; want %+v in one", got, ends, text, want)
		}
	})
}
