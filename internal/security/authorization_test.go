package security

import (
	"encoding/base64"
	"net/http"
	"testing"

	"github.com/signet-go/signet/internal/vocab"
)

func header(values ...string) http.Header { return http.Header{"Authorization": values} }

func TestReadBearer(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		header http.Header
		want   vocab.Bearer
		state  State
	}{
		{"none", http.Header{}, "", Missing},
		{"token", header("Bearer abc.DEF-1_2~3+4/5=="), "abc.DEF-1_2~3+4/5==", Given},
		{"scheme in any case", header("bEARER abc"), "abc", Given},
		{"spaces around", header("Bearer   abc  "), "abc", Given},
		{"another scheme", header("Basic abc"), "", Missing},
		{"scheme alone", header("Bearer"), "", Malformed},
		{"empty token", header("Bearer "), "", Malformed},
		{"padding alone", header("Bearer =="), "", Malformed},
		{"two tokens", header("Bearer a b"), "", Malformed},
		{"not a token", header("Bearer a,b"), "", Malformed},
		{"two headers", header("Bearer a", "Bearer b"), "", Malformed},
		{"the second of two headers", header("Basic YTpi", "Bearer b"), "", Malformed},
		{"two headers of other schemes", header("Basic YTpi", "Digest x"), "", Malformed},
		{"tab", header("Bearer\ta"), "", Malformed},
		{"space and tab", header("Bearer \ta"), "", Malformed},
		{"empty header", header(""), "", Malformed},
	}
	for _, tt := range tests {
		got, state := ReadBearer(tt.header)
		if state != tt.state || state == Given && got != tt.want {
			t.Errorf("%s: ReadBearer(%q) = %q, %d; want %q, %d", tt.name, tt.header["Authorization"], string(got), state, string(tt.want), tt.state)
		}
	}
}

func TestReadBasic(t *testing.T) {
	t.Parallel()
	encode := func(s string) http.Header { return header("Basic " + base64.StdEncoding.EncodeToString([]byte(s))) }
	tests := []struct {
		name   string
		header http.Header
		want   vocab.Basic
		state  State
	}{
		{"name and password", encode("ada:secret"), vocab.Basic{Username: "ada", Password: "secret"}, Given},
		{"colon in the password", encode("ada:a:b"), vocab.Basic{Username: "ada", Password: "a:b"}, Given},
		{"beyond ASCII", encode("adå:π"), vocab.Basic{Username: "adå", Password: "π"}, Given},
		{"both empty", encode(":"), vocab.Basic{}, Given},
		{"without padding", header("Basic YTpi"), vocab.Basic{Username: "a", Password: "b"}, Given},
		{"no colon", encode("ada"), vocab.Basic{}, Malformed},
		{"not base64", header("Basic !!"), vocab.Basic{}, Malformed},
		{"control character", encode("a\x00:b"), vocab.Basic{}, Malformed},
		{"not UTF-8", encode("a\xff:b"), vocab.Basic{}, Malformed},
		{"another scheme", header("Bearer abc"), vocab.Basic{}, Missing},
	}
	for _, tt := range tests {
		got, state := ReadBasic(tt.header)
		if state != tt.state || got != tt.want {
			t.Errorf("%s: ReadBasic(%q) = %+v, %d; want %+v, %d", tt.name, tt.header["Authorization"], got, state, tt.want, tt.state)
		}
	}
}

func FuzzReadBasic(f *testing.F) {
	f.Add("Basic YTpi")
	f.Fuzz(func(t *testing.T, value string) {
		got, state := ReadBasic(header(value))
		r := &http.Request{Header: header(value)}
		name, password, ok := r.BasicAuth()
		if state == Given && ok && (name != got.Username || password != got.Password) {
			t.Errorf("ReadBasic(%q) = %+v; net/http reads %q, %q", value, got, name, password)
		}
	})
}
