package vocab

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"
)

func TestParseDuration(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       time.Duration
		out        string // "" means the text itself
		ok         bool
	}{
		{"hours and minutes", "PT1H30M", 90 * time.Minute, "", true},
		{"fraction of a second", "PT0.25S", 250 * time.Millisecond, "", true},
		{"comma as decimal sign", "PT0,25S", 250 * time.Millisecond, "PT0.25S", true},
		{"days", "P2DT3H", 51 * time.Hour, "", true},
		{"weeks", "P2W", 14 * 24 * time.Hour, "P14D", true},
		{"none", "PT0S", 0, "", true},
		{"negative", "-PT5S", -5 * time.Second, "", true},
		{"plus", "+PT5S", 5 * time.Second, "PT5S", true},
		{"nothing after P", "P", 0, "", false},
		{"nothing after T", "P1DT", 0, "", false},
		{"years have no length", "P1Y", 0, "", false},
		{"wrong order", "PT5S3M", 0, "", false},
		{"unit twice", "PT5S5S", 0, "", false},
		{"minutes before T", "P5M", 0, "", false},
		{"two dots", "PT1.2.3S", 0, "", false},
		{"no number", "PTS", 0, "", false},
		{"Go's own form", "1h30m", 0, "", false},
		{"longer than int64", "P999999999D", 0, "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := ParseDuration(tt.text)
			if (err == nil) != tt.ok || time.Duration(got) != tt.want {
				t.Fatalf("ParseDuration(%q) = %v, %v; want %v, ok %t", tt.text, time.Duration(got), err, tt.want, tt.ok)
			}
			out := tt.out
			if out == "" {
				out = tt.text
			}
			if tt.ok && got.String() != out {
				t.Errorf("ParseDuration(%q).String() = %q; want %q", tt.text, got, out)
			}
		})
	}
}

func FuzzDurationRoundTrip(f *testing.F) {
	for _, seed := range []int64{0, 1, -1, int64(time.Hour), 1 << 62, -1 << 63} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, n int64) {
		text := Duration(n).String()
		back, err := ParseDuration(text)
		// A float64 carries the sum, so beyond 2^53 ns (104 days) the last digits round.
		if diff := back - Duration(n); n > -1<<52 && n < 1<<52 && (err != nil || diff != 0) {
			t.Errorf("ParseDuration(%q) = %d, %v; want %d", text, back, err, n)
		}
	})
}

func TestOptJSON(t *testing.T) {
	t.Parallel()
	type body struct {
		A Opt[int] `json:"a,omitzero"`
		B Opt[int] `json:"b,omitzero"`
		C Opt[int] `json:"c,omitzero"`
	}
	var in body
	if err := json.Unmarshal([]byte(`{"b":null,"c":0}`), &in); err != nil {
		t.Fatal(err)
	}
	if v, ok := in.C.Get(); !in.A.Absent() || !in.B.Null() || !ok || v != 0 {
		t.Errorf("unmarshal {b:null,c:0} = %+v; want absent, null, 0", in)
	}
	out, err := json.Marshal(in)
	if err != nil || string(out) != `{"b":null,"c":0}` {
		t.Errorf("marshal = %s, %v; want the same members back", out, err)
	}
}

func TestOptOf(t *testing.T) {
	t.Parallel()
	type embeds struct{ Opt[int] }
	layout, ok := OptOf(reflect.TypeFor[Opt[string]]())
	if !ok || layout.Elem != reflect.TypeFor[string]() || layout.Value != 0 {
		t.Errorf("OptOf(Opt[string]) = %+v, %t; want elem string at 0", layout, ok)
	}
	for _, typ := range []reflect.Type{reflect.TypeFor[embeds](), reflect.TypeFor[*Opt[int]](), reflect.TypeFor[int]()} {
		if _, ok := OptOf(typ); ok {
			t.Errorf("OptOf(%v) says it is an Opt", typ)
		}
	}
}

func TestZeroDate(t *testing.T) {
	text, err := Date{}.MarshalText()
	if err != nil || string(text) != "0001-01-01" {
		t.Errorf("Date{}.MarshalText() = %q, %v; want 0001-01-01", text, err)
	}
	var back Date
	if err := back.UnmarshalText(text); err != nil || back.String() != string(text) || back.IsZero() {
		t.Errorf("UnmarshalText(%s) = %v, %v; want the day itself, which is not the zero Date", text, back, err)
	}
}

func TestTimeOfDay(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]TimeOfDay{
		"14:30":       {Hour: 14, Minute: 30},
		"14:30:05":    {Hour: 14, Minute: 30, Second: 5},
		"14:30:05.25": {Hour: 14, Minute: 30, Second: 5, Nanosecond: 250_000_000},
	} {
		if got, err := ParseTimeOfDay(text); err != nil || got != want {
			t.Errorf("ParseTimeOfDay(%q) = %+v, %v; want %+v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "24:00", "14", "14:60", "14:30Z"} {
		if got, err := ParseTimeOfDay(text); err == nil {
			t.Errorf("ParseTimeOfDay(%q) = %v; want an error", text, got)
		}
	}
}

func TestErrorIsImmutable(t *testing.T) {
	t.Parallel()
	e := NewError(429, nil, ErrorHeader("Retry-After", "3"))
	e.Header().Set("Retry-After", "9")
	if got := e.Header().Get("Retry-After"); got != "3" || e.Detail() != "Too Many Requests" {
		t.Errorf("after a caller changed its copy: Retry-After %q, detail %v; want 3 and the status' text", got, e.Detail())
	}
}
