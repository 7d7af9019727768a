package middleware

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func TestNegotiate(t *testing.T) {
	t.Parallel()
	offers := []string{"zstd", "br", "gzip"}
	tests := []struct {
		name   string
		accept []string
		want   string // empty: as it is
	}{
		{"no header", nil, ""},
		{"empty", []string{""}, ""},
		{"unknown", []string{"deflate, compress"}, ""},
		{"one", []string{"gzip"}, "gzip"},
		{"a browser", []string{"gzip, deflate, br, zstd"}, "zstd"},
		{"two lines", []string{"gzip", "br"}, "br"},
		{"upper case and blanks", []string{"  GZIP ; Q=0.5 "}, "gzip"},
		{"old name", []string{"x-gzip"}, "gzip"},
		{"weights", []string{"zstd;q=0.1, br;q=0.3, gzip;q=0.2"}, "br"},
		{"anything", []string{"*"}, "zstd"},
		{"anything but", []string{"zstd;q=0, *"}, "br"},
		{"anything, but named first", []string{"*;q=0.1, gzip"}, "gzip"},
		{"forbidden", []string{"gzip;q=0"}, ""},
		{"forbidden in thousandths", []string{"gzip;q=0.000"}, ""},
		{"identity is better", []string{"identity, gzip;q=0.5"}, ""},
		{"identity is equal", []string{"identity, gzip"}, "gzip"},
		{"identity is forbidden", []string{"identity;q=0, gzip;q=0.1"}, "gzip"},
		{"weight that is none", []string{"gzip;q=2, br;q=x, zstd;q=0.1234"}, ""},
		{"two parameters", []string{"gzip;a=b;q=1"}, ""},
		{"part of a name", []string{"gzipped, ungzip"}, ""},
	}
	for _, tt := range tests {
		got := ""
		if i := negotiate(tt.accept, offers); i >= 0 {
			got = offers[i]
		}
		if got != tt.want {
			t.Errorf("%s: negotiate(%q) = %q; want %q", tt.name, tt.accept, got, tt.want)
		}
	}
}

var entryPattern = regexp.MustCompile(`^[ \t]*([^;]*?)[ \t]*(?:;[ \t]*(?:[qQ][ \t]*=[ \t]*(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?))?[ \t]*)?$`)

// plainNegotiate says the same with maps and floats.
func plainNegotiate(accept string, offers []string) int {
	weights := map[string]float64{}
	for _, entry := range strings.Split(accept, ",") {
		m := entryPattern.FindStringSubmatch(entry)
		if m == nil {
			continue
		}
		q := 1.0
		if m[2] != "" {
			q, _ = strconv.ParseFloat(m[2], 64)
		}
		name := asciiLower(m[1])
		if name == "x-gzip" {
			name = "gzip"
		}
		weights[name] = q
	}
	best, weight := -1, 0.0
	for i, offer := range offers {
		q, named := weights[offer]
		if !named {
			q = weights["*"]
		}
		if q > weight {
			best, weight = i, q
		}
	}
	if weights["identity"] > weight {
		return -1
	}
	return best
}

func asciiLower(s string) string {
	return strings.Map(func(c rune) rune {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		return c
	}, s)
}

func FuzzAcceptEncoding(f *testing.F) {
	for _, seed := range []string{"gzip, br;q=0.5", "*;q=0, gzip", "identity;q=1.0, zstd;q=0.999", "gzip;", ";q=1", "x-gzip;q=0,gzip", "br;q=1.001", "br;q=0."} {
		f.Add(seed)
	}
	offers := []string{"zstd", "br", "gzip"}
	f.Fuzz(func(t *testing.T, accept string) {
		if strings.ContainsFunc(accept, func(c rune) bool { return c < ' ' && c != '\t' || c >= 0x7f }) {
			return // no header; and EqualFold folds more letters than ASCII's
		}
		got, want := negotiate([]string{accept}, offers), plainNegotiate(accept, offers)
		if got != want {
			t.Errorf("negotiate(%q) = %d; want %d", accept, got, want)
		}
	})
}
