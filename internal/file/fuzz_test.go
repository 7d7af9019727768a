package file

import (
	"io"
	"mime"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/signet-go/signet/internal/vocab"
)

// FuzzDisposition compares with the standard library's reader: the exact name
// comes back, nothing else is in the header, and no name is a path.
func FuzzDisposition(f *testing.F) {
	for _, name := range []string{
		"a.txt", "", ".", "..", "../../etc/passwd", `C:\a\b.txt`, "naïve €.txt", "a\"b.txt", `a\"b`, "a%41.txt", "a;b=c.txt", "a\r\nX: y", "\xff\xfe",
		"photo\u202egnp.exe", "a\x00b", "日本語", " a ", "'", "a\u0085b", strings.Repeat("ä", 200),
	} {
		f.Add(name, false)
	}
	f.Fuzz(func(t *testing.T, name string, inline bool) {
		header := Disposition(inline, name)
		kind, parameters, err := mime.ParseMediaType(header)
		if err != nil {
			t.Fatalf("Disposition(%t, %q) = %q, which ParseMediaType refuses: %v", inline, name, header, err)
		}
		if want := map[bool]string{true: "inline", false: "attachment"}[inline]; kind != want || len(parameters) != 1 {
			t.Errorf("Disposition(%t, %q) = %q: %s with %v; want %s and one name", inline, name, header, kind, parameters, want)
		}
		if got := parameters["filename"]; got != Basename(name) || got == "" || strings.ContainsAny(got, "/\\\r\n\x00") {
			t.Errorf("Disposition(%t, %q) = %q: the name is %q; want %q", inline, name, header, got, Basename(name))
		}
		for i := range len(header) {
			if header[i] < ' ' || header[i] > '~' {
				t.Fatalf("Disposition(%t, %q) = %q: byte %d is no ASCII text", inline, name, header, i)
			}
		}
	})
}

// FuzzSite asks for any path: nothing but what is in the file system, and not
// hidden, is ever sent, and no path makes the server fail.
func FuzzSite(f *testing.F) {
	files := fstest.MapFS{"index.html": {Data: []byte("ok")}, "a/b.txt": {Data: []byte("ok")}, ".env": {Data: []byte("no")}, "a/.git/x": {Data: []byte("no")}, ".well-known/a": {Data: []byte("ok")}}
	for _, name := range []string{"", "a/b.txt", ".env", "../x", "a/../.env", "a//b.txt", "a/.git/x", `a\b.txt`, "a\x00", "/etc/passwd", ".well-known/../.env", "./.env", "a/"} {
		f.Add(name)
	}
	site, err := NewSite(files)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, name string) {
		r := httptest.NewRequest("GET", "/", nil)
		answer, err := site.Find(r, name)
		if err != nil {
			if known, ok := err.(*vocab.Error); !ok || known.Status() != 404 {
				t.Errorf("Find(%q) = %v; want a file or 404", name, err)
			}
			return
		}
		w := httptest.NewRecorder()
		if err := answer.Stream(w, r, 200); err != nil {
			t.Fatalf("Find(%q) sends %v", name, err)
		}
		if body, _ := io.ReadAll(w.Body); w.Code == 200 && string(body) != "ok" {
			t.Errorf("Find(%q) sends %q", name, body)
		}
	})
}
