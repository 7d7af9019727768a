package security

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
)

func TestReadAPIKey(t *testing.T) {
	t.Parallel()
	cookies := func(lines ...string) http.Header { return http.Header{"Cookie": lines} }
	tests := []struct {
		name   string
		in     Place
		query  string
		header http.Header
		want   string
		state  State
	}{
		{"header", InHeader, "", http.Header{"X-Key": {"k"}}, "k", Given},
		{"no header", InHeader, "x-key=k", cookies("x-key=k"), "", Missing},
		{"empty header", InHeader, "", http.Header{"X-Key": {""}}, "", Malformed},
		{"two headers", InHeader, "", http.Header{"X-Key": {"k", "l"}}, "", Malformed},
		{"query", InQuery, "a=1&x-key=k&b", nil, "k", Given},
		{"query with escapes", InQuery, "x%2Dkey=k%20+l", nil, "k  l", Given},
		{"no query", InQuery, "", http.Header{"X-Key": {"k"}}, "", Missing},
		{"name without a value", InQuery, "x-key", nil, "", Malformed},
		{"two in the query", InQuery, "x-key=k&x-key=l", nil, "", Malformed},
		{"broken escape", InQuery, "x-key=%zz", nil, "", Missing},
		{"semicolon", InQuery, "x-key=k;a=b", nil, "", Missing},
		{"cookie", InCookie, "", cookies("a=1;x-key=k; b=2"), "k", Given},
		{"cookie in a later line", InCookie, "", cookies("a=1", `x-key="k"`), "k", Given},
		{"cookie in quotes that hold nothing", InCookie, "", cookies(`x-key=""`), "", Malformed},
		{"two cookies", InCookie, "", cookies("x-key=k; x-key=k"), "", Malformed},
		{"cookie whose name ends so", InCookie, "", cookies("not-x-key=k"), "", Missing},
	}
	for _, tt := range tests {
		r := httptest.NewRequest("GET", "/", nil)
		r.URL.RawQuery, r.Header = tt.query, tt.header
		got, state := ReadAPIKey(r, tt.in, "x-key")
		if string(got) != tt.want || state != tt.state {
			t.Errorf("%s: ReadAPIKey(%q, %q) = %q, %d; want %q, %d", tt.name, tt.query, tt.header, string(got), state, tt.want, tt.state)
		}
	}
}

// FuzzReadAPIKeyFromQuery compares with net/url.
func FuzzReadAPIKeyFromQuery(f *testing.F) {
	f.Add("a=1&key=k")
	f.Add("key=%6b+&k%65y")
	f.Fuzz(func(t *testing.T, query string) {
		values, _ := url.ParseQuery(query)
		r := &http.Request{URL: &url.URL{RawQuery: query}}
		got, state := ReadAPIKey(r, InQuery, "key")
		want := values["key"]
		if (state == Missing) != (len(want) == 0) || state == Given && (len(want) != 1 || string(got) != want[0]) {
			t.Errorf("ReadAPIKey(%q) = %q, %d; net/url reads %q", query, string(got), state, want)
		}
	})
}
