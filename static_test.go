package signet_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/signet-go/signet"
)

var epoch = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

// website is a file system with all that a site may hold.
func website() fstest.MapFS {
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"index.html": "home", "app.js": "let a = 1", "app.js.br": "BR", "app.js.gz": "GZ", "docs/index.html": "docs", "empty/x/y": "y",
		".env": "secret", ".well-known/security.txt": "contact", ".git/config": "secret", "a b.txt": "blank", "page.upload": "<html>",
		"a:b/index.html": "colon",
	} {
		files[name] = &fstest.MapFile{Data: []byte(text), ModTime: epoch}
	}
	files["fixed.css"] = &fstest.MapFile{Data: []byte("p{}")}
	return files
}

func TestStatic(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, method, target string
		headers              []string
		status               int
		body                 string
		want                 []string // headers, "Name: value"
	}{
		{"file", "GET", "/s/app.js", nil, 200, "let a = 1", []string{"Content-Type: text/javascript; charset=utf-8", "Vary: Accept-Encoding", "Content-Length: 9", "Accept-Ranges: bytes", "Last-Modified: Fri, 02 Jan 2026 03:04:05 GMT"}},
		{"HEAD", "HEAD", "/s/app.js", nil, 200, "", []string{"Content-Length: 9"}},
		{"name with a blank", "GET", "/s/a%20b.txt", nil, 200, "blank", []string{"Vary: "}},
		{"unknown type is not guessed", "GET", "/s/page.upload", nil, 200, "<html>", []string{"Content-Type: application/octet-stream"}},
		{"brotli", "GET", "/s/app.js", []string{"Accept-Encoding: gzip, br"}, 200, "BR", []string{"Content-Encoding: br", "Content-Type: text/javascript; charset=utf-8", "Vary: Accept-Encoding", "Content-Length: 2"}},
		{"gzip liked better", "GET", "/s/app.js", []string{"Accept-Encoding: br;q=0.5, gzip"}, 200, "GZ", []string{"Content-Encoding: gzip"}},
		{"plain liked better", "GET", "/s/app.js", []string{"Accept-Encoding: gzip;q=0.1, identity"}, 200, "let a = 1", []string{"Content-Encoding: ", "Vary: Accept-Encoding"}},
		{"plain refused", "GET", "/s/app.js", []string{"Accept-Encoding: gzip;q=0.1, identity;q=0"}, 200, "GZ", []string{"Content-Encoding: gzip"}},
		{"anything", "GET", "/s/app.js", []string{"Accept-Encoding: *"}, 200, "BR", []string{"Content-Encoding: br"}},
		{"refused codings", "GET", "/s/app.js", []string{"Accept-Encoding: br;q=0, gzip;q=x"}, 200, "let a = 1", []string{"Content-Encoding: "}},
		{"variant that is not there", "GET", "/s/app.js", []string{"Accept-Encoding: zstd"}, 200, "let a = 1", []string{"Content-Encoding: "}},
		{"range", "GET", "/s/app.js", []string{"Range: bytes=4-4"}, 206, "a", []string{"Content-Range: bytes 4-4/9"}},
		{"range of a variant", "GET", "/s/app.js", []string{"Range: bytes=1-", "Accept-Encoding: br"}, 206, "R", []string{"Content-Encoding: br"}},
		{"range beyond the end", "GET", "/s/app.js", []string{"Range: bytes=9-"}, 416, `{"detail":"Requested Range Not Satisfiable"}`, []string{"Content-Range: bytes */9", "Content-Type: application/json", "Last-Modified: "}},
		{"flood of ranges", "GET", "/s/app.js", []string{"Range: bytes=" + strings.Repeat("0-0,", 99) + "1-1"}, 200, "let a = 1", nil},
		{"not modified since", "GET", "/s/app.js", []string{"If-Modified-Since: Fri, 02 Jan 2026 03:04:05 GMT"}, 304, "", []string{"Content-Type: ", "Vary: Accept-Encoding"}},
		{"precondition", "GET", "/s/app.js", []string{`If-Match: "other"`}, 412, `{"detail":"Precondition Failed"}`, nil},
		{"root", "GET", "/s/", nil, 200, "home", nil},
		{"root without slash", "GET", "/s", nil, 307, "", []string{"Location: /s/"}},
		{"folder", "GET", "/s/docs/", nil, 200, "docs", nil},
		{"folder without slash", "GET", "/s/docs?a=b", nil, 307, "", []string{"Location: ./docs/?a=b"}},
		{"folder that looks like a scheme", "GET", "/s/a:b", nil, 307, "", []string{"Location: ./a:b/"}},
		{"folder without index", "GET", "/s/empty/", nil, 404, `{"detail":"Not Found"}`, nil},
		{"folder without index and slash", "GET", "/s/empty", nil, 404, `{"detail":"Not Found"}`, nil},
		{"file with a slash", "GET", "/s/app.js/", nil, 404, `{"detail":"Not Found"}`, nil},
		{"below a file", "GET", "/s/app.js/x", nil, 404, `{"detail":"Not Found"}`, nil},
		{"miss", "GET", "/s/none", nil, 404, `{"detail":"Not Found"}`, []string{"Content-Type: application/json"}},
		{"well-known", "GET", "/s/.well-known/security.txt", nil, 200, "contact", nil},
		{"other method", "POST", "/s/app.js", nil, 405, `{"detail":"Method Not Allowed"}`, []string{"Allow: GET, HEAD, OPTIONS"}},
	}
	app, book := newApp()
	app.Static("/s", website())
	valid(t, app)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := do(t, app, tt.method, tt.target, "", tt.headers...)
			got.want(t, tt.status, tt.body)
			for _, line := range tt.want {
				name, value, _ := strings.Cut(line, ": ")
				if have := got.header.Get(name); have != value {
					t.Errorf("%s: %s is %q; want %q", got.call, name, have, value)
				}
			}
		})
	}
	t.Cleanup(func() { book.quiet(t) })
}

func TestStaticTags(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	app.Static("/s", website())
	seen := map[string]string{}
	for _, target := range []string{"/s/app.js", "/s/app.js br", "/s/app.js gzip", "/s/fixed.css", "/s/index.html"} {
		path, coding, _ := strings.Cut(target, " ")
		headers := []string{"Accept-Encoding: " + coding}
		etag := do(t, app, "GET", path, "", headers...).header.Get("ETag")
		if etag == "" || strings.HasPrefix(etag, "W/") || seen[etag] != "" {
			t.Errorf("GET %s: ETag is %q, that of %q; want a strong one of its own", target, etag, seen[etag])
		}
		seen[etag] = target
		if again := do(t, app, "GET", path, "", append(headers, "If-None-Match: "+etag)...); again.status != 304 || again.body != "" {
			t.Errorf("%s with its ETag = %d %s; want 304", again.call, again.status, again.body)
		}
		if part := do(t, app, "GET", path, "", append(headers, "Range: bytes=0-0", "If-Range: "+etag)...); part.status != 206 {
			t.Errorf("%s with If-Range = %d; want 206", part.call, part.status)
		}
		if whole := do(t, app, "GET", path, "", append(headers, "Range: bytes=0-0", `If-Range: "x"`)...); whole.status != 200 {
			t.Errorf("%s with another If-Range = %d; want 200", whole.call, whole.status)
		}
	}
}

// escapes are ways to write a path that leaves the root, or that reaches what is hidden.
var escapes = []string{
	"/s/../secret.txt", "/s/%2e%2e/secret.txt", "/s/..%2fsecret.txt", "/s/%2e%2e%2fsecret.txt", "/s/docs/../../secret.txt",
	"/s/..%5csecret.txt", "/s/%5c..%5csecret.txt", "/s/%5c%5chost%5cshare", "/s/..%252fsecret.txt", "/s//secret.txt", "/s//etc/passwd",
	"/s/%2fetc/passwd", "/s/./app.js", "/s/docs/./index.html", "/s/docs//index.html", "/s/docs%2findex.html", "/s/%00", "/s/app.js%00.txt",
	"/s/C:/x", "/s/C:%5cx", "/s/file:///etc/passwd", "/s/.env", "/s/.git/config", "/s/docs/.%2e/.env", "/s/.well-known/../.env", "/s/.well-known/.env",
	"/s/..", "/s/../", "/s/.../secret.txt", "/s/%c0%ae%c0%ae/secret.txt", "/s/%ff", "/s/" + strings.Repeat("a", 300), "/s/" + strings.Repeat("a/", 3000),
	"/s/link.txt", "/s/linked/secret.txt",
}

func TestStaticNeverLeavesItsRoot(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	write := func(name, text string) {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(folder, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range map[string]string{"secret.txt": "secret", "s/app.js": "app", "s/docs/index.html": "docs", "s/.env": "secret", "s/.git/config": "secret", "s/.well-known/.env": "secret"} {
		write(name, text)
	}
	for link, to := range map[string]string{"s/link.txt": "../secret.txt", "s/linked": ".."} {
		if err := os.Symlink(to, filepath.Join(folder, link)); err != nil {
			t.Skip(err)
		}
	}
	root, err := os.OpenRoot(filepath.Join(folder, "s"))
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	app, book := newApp()
	app.Static("/s", root.FS())
	app.Frontend("/f", root.FS())
	valid(t, app)
	for _, target := range escapes {
		for _, prefix := range []string{"/s", "/f"} {
			got := do(t, app, "GET", prefix+strings.TrimPrefix(target, "/s"), "", navigation)
			if got.status != 404 || strings.Contains(got.body, "secret") {
				t.Errorf("%s = %d %s; want 404", got.call, got.status, shorten(got.body))
			}
		}
	}
	do(t, app, "GET", "/s/app.js", "").want(t, 200, "app")
	book.quiet(t)
}

func TestStaticBehindGuards(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	g := app.Group("/g/{tenant}", signet.Depends(func(signet.Bearer) error { return nil }))
	g.Static("/s", website(), signet.Name("assets"), signet.Depends(func(r *signet.Reply) error {
		r.Header().Set("X-From", "dependency")
		return nil
	}))
	valid(t, app)
	do(t, app, "GET", "/g/a/s/app.js", "").wantStatus(t, 401)
	do(t, app, "GET", "/g/a/s/none", "").wantStatus(t, 401)
	got := do(t, app, "GET", "/g/a/s/app.js", "", "Authorization: Bearer t")
	got.want(t, 200, "let a = 1")
	if from := got.header.Get("X-From"); from != "dependency" {
		t.Errorf("%s: X-From is %q; want what the dependency set", got.call, from)
	}
	if url, err := app.URL("assets", "a", "app.js"); url != "/g/a/s/app.js" || err != nil {
		t.Errorf("URL(assets, a, app.js) = %q, %v", url, err)
	}
	for route := range app.Routes() {
		if !route.Hidden {
			t.Errorf("%s %s is in the document", route.Method, route.Pattern)
		}
	}
}
