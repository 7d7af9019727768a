package signet_test

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/signet-go/signet"
)

const digits = "0123456789"

// archive is a file system whose files cannot seek.
func archive(t *testing.T) fs.FS {
	t.Helper()
	var data bytes.Buffer
	w := zip.NewWriter(&data)
	f, err := w.CreateHeader(&zip.FileHeader{Name: "a/b.txt", Modified: epoch, Method: zip.Deflate})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte(digits)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(data.Bytes()), int64(data.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A file is sent alike, wherever it comes from.
func TestFile(t *testing.T) {
	t.Parallel()
	const changed = "If-Modified-Since: Thu, 01 Jan 2026 03:04:05 GMT"
	const since = "Fri, 02 Jan 2026 03:04:05 GMT"
	const whole, length = "Content-Range: ", "Content-Length: 10"
	tests := []struct {
		name, method string
		headers      []string // TAG stands for the file's own
		status       int
		body         string
		want         []string // headers, "Name: value"
	}{
		{"whole", "GET", nil, 200, digits, []string{length, "Accept-Ranges: bytes", "Content-Type: text/plain; charset=utf-8", "Last-Modified: " + since}},
		{"HEAD", "HEAD", nil, 200, "", []string{length, "Accept-Ranges: bytes"}},
		{"part", "GET", []string{"Range: bytes=2-4"}, 206, "234", []string{"Content-Range: bytes 2-4/10", "Content-Length: 3"}},
		{"end", "GET", []string{"Range: bytes=-3"}, 206, "789", []string{"Content-Range: bytes 7-9/10"}},
		{"beyond every number", "GET", []string{"Range: bytes=8-99999999999999999999"}, 206, "89", []string{"Content-Range: bytes 8-9/10"}},
		{"negative", "GET", []string{"Range: bytes=--1"}, 416, `{"detail":"Requested Range Not Satisfiable"}`, []string{"Content-Range: bytes */10"}},
		{"backwards", "GET", []string{"Range: bytes=5-2"}, 416, `{"detail":"Requested Range Not Satisfiable"}`, []string{"Content-Range: bytes */10", "Etag: ", "Last-Modified: "}},
		{"after the end", "GET", []string{"Range: bytes=10-"}, 416, `{"detail":"Requested Range Not Satisfiable"}`, []string{"Content-Type: application/json"}},
		{"other unit", "GET", []string{"Range: lines=0-1"}, 200, digits, []string{whole}},
		{"flood of parts", "GET", []string{"Range: bytes=" + strings.Repeat("0-0,", 50) + "1-1"}, 200, digits, []string{whole}},
		{"part of HEAD", "HEAD", []string{"Range: bytes=2-4"}, 200, "", []string{whole, length}},
		{"part of POST", "POST", []string{"Range: bytes=2-4"}, 200, digits, []string{whole, length}},
		{"same tag", "GET", []string{"If-None-Match: TAG"}, 304, "", []string{"Etag: TAG", "Content-Type: ", "Content-Length: "}},
		{"same tag, by HEAD", "HEAD", []string{"If-None-Match: TAG"}, 304, "", nil},
		{"same tag, by POST", "POST", []string{"If-None-Match: TAG"}, 200, digits, nil},
		{"other tag", "GET", []string{`If-None-Match: "x"`, "If-Modified-Since: " + since}, 200, digits, nil},
		{"not changed", "GET", []string{"If-Modified-Since: " + since}, 304, "", nil},
		{"changed", "GET", []string{changed}, 200, digits, nil},
		{"no date", "GET", []string{"If-Modified-Since: yesterday"}, 200, digits, nil},
		{"condition holds", "GET", []string{"If-Match: TAG"}, 200, digits, nil},
		{"condition fails", "GET", []string{`If-Match: "x"`}, 412, `{"detail":"Precondition Failed"}`, []string{"Content-Type: application/json"}},
		{"changed since", "GET", []string{"If-Unmodified-Since: Thu, 01 Jan 2026 03:04:05 GMT"}, 412, `{"detail":"Precondition Failed"}`, nil},
		{"rest of the same", "GET", []string{"Range: bytes=8-", "If-Range: TAG"}, 206, "89", nil},
		{"rest of another", "GET", []string{"Range: bytes=8-", `If-Range: "x"`}, 200, digits, []string{whole}},
		{"rest by a weak tag", "GET", []string{"Range: bytes=8-", `If-Range: W/TAG`}, 200, digits, nil},
		{"rest by date", "GET", []string{"Range: bytes=8-", "If-Range: " + since}, 206, "89", nil},
	}
	sources := map[string]func() signet.File{
		"folder": func() signet.File {
			return signet.File{FS: fstest.MapFS{"a/b.txt": {Data: []byte(digits), ModTime: epoch}}, Name: "a/b.txt"}
		},
		"archive": func() signet.File { return signet.File{FS: archive(t), Name: "a/b.txt"} },
		"content": func() signet.File {
			return signet.File{Content: strings.NewReader(digits), Name: "b.txt", ModTime: epoch}
		},
	}
	for source, open := range sources {
		app, book := newApp()
		app.Handle(open, app.GET("/x"), app.POST("/x"))
		valid(t, app)
		tag := do(t, app, "GET", "/x", "").header.Get("ETag")
		for _, tt := range tests {
			t.Run(source+"/"+tt.name, func(t *testing.T) {
				var headers []string
				for _, line := range tt.headers {
					headers = append(headers, strings.Replace(line, "TAG", tag, 1))
				}
				got := do(t, app, tt.method, "/x", "", headers...)
				got.want(t, tt.status, tt.body)
				for _, line := range tt.want {
					name, value, _ := strings.Cut(strings.Replace(line, "TAG", tag, 1), ": ")
					if have := got.header.Get(name); have != value {
						t.Errorf("%s with %q: %s is %q; want %q", got.call, headers, name, have, value)
					}
				}
			})
		}
		book.quiet(t)
	}
}

// No name leads out of the file system, and none ends the header.
func TestFileOfAnyName(t *testing.T) {
	t.Parallel()
	type one struct {
		Name string `query:"name"`
	}
	app, book := newApp()
	files := fstest.MapFS{"a.txt": {Data: []byte("a")}, "b/c.txt": {Data: []byte("c")}}
	app.Handle(func(in *one) signet.File { return signet.File{FS: files, Name: in.Name} }, app.GET("/read"))
	app.Handle(func(in *one) signet.File { return signet.File{FS: files, Name: "a.txt", Filename: in.Name} }, app.GET("/save"))
	valid(t, app)
	for _, name := range []string{"", ".", "..", "../a.txt", "/a.txt", "b", "b/", "b/../a.txt", "b//c.txt", "./a.txt", "%5Ca.txt", "b%5Cc.txt", "a.txt%00", "C:/a.txt", "none", "%ff", strings.Repeat("a", 300), "a.txt/x"} {
		do(t, app, "GET", "/read?name="+name, "").want(t, 404, `{"detail":"Not Found"}`)
	}
	do(t, app, "GET", "/read?name=b/c.txt", "").want(t, 200, "c")
	saved := map[string]string{
		"":                    "",
		"a%0D%0ASet-Cookie:x": `attachment; filename="aSet-Cookie:x"`,
		"a%22b.txt":           `attachment; filename="a_b.txt"; filename*=utf-8''a%22b.txt`,
		"../../etc/passwd":    `attachment; filename="passwd"`,
		"C:%5Cx%5Cy.txt":      `attachment; filename="y.txt"`,
		"%E2%82%AC%20a.txt":   `attachment; filename="_ a.txt"; filename*=utf-8''%E2%82%AC%20a.txt`,
		"a%E2%80%AEgpj.exe":   `attachment; filename="agpj.exe"`,
		"..":                  `attachment; filename="file"`,
	}
	for name, want := range saved {
		got := do(t, app, "GET", "/save?name="+name, "")
		if have := got.header.Get("Content-Disposition"); got.status != 200 || have != want {
			t.Errorf("%s = %d with Content-Disposition %s; want %s", got.call, got.status, have, want)
		}
	}
	book.quiet(t)
}
