package file

import (
	"bytes"
	"io"
	"mime"
	"net/http"
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

// FuzzRange sends parts of a file: whatever is asked for, a single part is what
// the header says, and an answer is never much larger than the file.
func FuzzRange(f *testing.F) {
	for _, text := range []string{"bytes=0-", "bytes=-5", "bytes=9-3", "bytes=0-0,2-2", "bytes=99-", "bytes=", "items=0-1", "bytes=-0", "bytes=0-18446744073709551616", "bytes=" + strings.Repeat("0-,", 40)} {
		f.Add(text)
	}
	content := bytes.Repeat([]byte("0123456789"), 10)
	f.Fuzz(func(t *testing.T, text string) {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header["Range"] = []string{text}
		w := httptest.NewRecorder()
		err := Send(w, r, 200, &vocab.File{Content: bytes.NewReader(content), Name: "a.txt"}, "")
		if err != nil {
			known, ok := err.(*vocab.Error)
			if !ok || known.Status() != http.StatusRequestedRangeNotSatisfiable || w.Body.Len() > 0 {
				t.Errorf("Range %q: %v with %d bytes; want 416 and none", text, err, w.Body.Len())
			}
			return
		}
		if w.Code != 200 && w.Code != 206 || w.Body.Len() > len(content)+maxRanges*256 {
			t.Errorf("Range %q = %d with %d bytes", text, w.Code, w.Body.Len())
		}
		if part := w.Header().Get("Content-Range"); part == "" && w.Code == 200 && !bytes.Equal(w.Body.Bytes(), content) {
			t.Errorf("Range %q = 200 with %q; want all", text, w.Body)
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
