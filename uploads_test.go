package signet_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/signet-go/signet"
)

// album takes files in all ways.
type album struct {
	Title  string                        `form:"title"`
	Cover  signet.UploadFile             `file:"cover" contentType:"image/*,text/plain"`
	Back   *signet.UploadFile            `file:"back"`
	Inlay  signet.Opt[signet.UploadFile] `file:"inlay"`
	Raw    []byte                        `file:"raw" validate:"max=20"`
	Photos []*signet.UploadFile          `file:"photo" validate:"max=2"`
	Notes  [][]byte                      `file:"note"`
	Meta   *subject                      `form:"meta"`
}

func saveAlbum(in *album) (map[string]any, error) {
	cover, err := in.Cover.Open()
	if err != nil {
		return nil, err
	}
	defer cover.Close()
	text, err := io.ReadAll(cover)
	if err != nil {
		return nil, err
	}
	out := map[string]any{"cover": string(text), "name": in.Cover.Filename, "type": in.Cover.ContentType, "size": in.Cover.Size, "raw": string(in.Raw)}
	if in.Back != nil {
		out["back"] = in.Back.Filename
	}
	if inlay, ok := in.Inlay.Get(); ok {
		out["inlay"] = inlay.Filename
	}
	for i, p := range in.Photos {
		content, err := p.Bytes()
		if err != nil {
			return nil, err
		}
		out[fmt.Sprint("photo", i)] = string(content)
	}
	if in.Notes != nil {
		out["notes"] = len(in.Notes)
	}
	if in.Meta != nil {
		out["meta"] = in.Meta.Title
	}
	return out, nil
}

var (
	title = formPart{name: "title", content: "T"}
	cover = formPart{"cover", "c.txt", "text/plain", "front"}
	raw   = formPart{"raw", "r.bin", "", "bytes"}
)

func TestUploads(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	app.Handle(saveAlbum, app.POST("/album"))
	valid(t, app)
	plain := []formPart{title, cover, raw}
	for _, tt := range []struct {
		name     string
		parts    []formPart
		want     string // the result beside that of plain
		mistakes []string
	}{
		{"required", plain, `{}`, nil},
		{"any order", []formPart{raw, cover, title}, `{}`, nil},
		{"optional", append(plain, formPart{"back", "b", "", ""}, formPart{"inlay", "i", "", "x"}), `{"back":"b","inlay":"i"}`, nil},
		{"input without a choice", append(plain, formPart{"back", "", "application/octet-stream", ""}, formPart{"photo", "", "", ""}), `{}`, nil},
		{"several", append(plain, formPart{"photo", "1", "", "one"}, formPart{"photo", "2", "", "two"}, formPart{"note", "n", "", ""}), `{"photo0":"one","photo1":"two","notes":1}`, nil},
		{"the last one wins", append([]formPart{{"cover", "other", "text/plain", "x"}}, plain...), `{}`, nil},
		{"JSON part", append(plain, formPart{"meta", "", "application/json", `{"title":"ab"}`}), `{"meta":"ab"}`, nil},
		{"JSON part of a browser", append(plain, formPart{"meta", "blob", "application/json", `{"title":"ab"}`}), `{"meta":"ab"}`, nil},
		{"unknown parts", append(plain, formPart{"x", "f", "", "y"}, formPart{"y", "", "", "y"}), `{}`, nil},
		{"nothing", []formPart{}, "", []string{"missing body.title", "missing body.cover", "missing body.raw"}},
		{"text for a file", []formPart{title, {"cover", "", "", "hi"}, raw}, "", []string{"value_error body.cover"}},
		{"text for one of several", append(plain, formPart{"photo", "1", "", "one"}, formPart{"photo", "", "", "two"}), "", []string{"value_error body.photo.1"}},
		{"file for text", []formPart{{"title", "t.txt", "", "T"}, cover, raw}, "", []string{"value_error body.title"}},
		{"wrong type", []formPart{title, {"cover", "c.pdf", "application/pdf", "hi"}, raw}, "", []string{"value_error body.cover"}},
		{"too long", []formPart{title, cover, {"raw", "r", "", strings.Repeat("x", 21)}}, "", []string{"bytes_too_long body.raw"}},
		{"too many", append(plain, formPart{"photo", "1", "", ""}, formPart{"photo", "2", "", ""}, formPart{"photo", "3", "", ""}), "", []string{"too_long body.photo"}},
		{"mistakes everywhere", []formPart{cover, {"meta", "", "", `{"title":"a"}`}}, "", []string{"missing body.title", "missing body.raw", "string_too_short body.meta.title"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			body, header := encodeParts(t, tt.parts...)
			a := do(t, app, "POST", "/album", body, header)
			if tt.mistakes != nil {
				a.wantMistakes(t, tt.mistakes...)
				return
			}
			a.wantStatus(t, 200, `"cover":"front"`, `"name":"c.txt"`, `"size":5`, `"type":"text/plain"`)
			for _, member := range strings.Split(strings.Trim(tt.want, "{}"), ",") {
				a.wantStatus(t, 200, member)
			}
		})
	}
	book.quiet(t)
}

// As with FastAPI, a urlencoded form has the fields that are no files.
func TestUploadURLEncoded(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	app.Handle(saveAlbum, app.POST("/album"))
	do(t, app, "POST", "/album", "title=T&raw=x&back=", "Content-Type: application/x-www-form-urlencoded").
		wantMistakes(t, "missing body.cover", "value_error body.raw")
	do(t, app, "POST", "/album", `{"title":"T"}`).wantMistakes(t, "missing body.title", "missing body.cover", "missing body.raw")
}

func TestFileNames(t *testing.T) {
	t.Parallel()
	type one struct {
		F signet.UploadFile `file:"f"`
	}
	app, _ := newApp()
	app.Handle(func(in *one) string { return in.F.Filename }, app.POST("/name"))
	valid(t, app)
	for _, tt := range []struct{ disposition, want string }{
		{`filename="a.txt"`, "a.txt"},
		{`filename="../../etc/passwd"`, "passwd"},
		{`filename="/etc/passwd"`, "passwd"},
		{`filename="..\\..\\boot.ini"`, "boot.ini"},
		{`filename="C:\\fakepath\\me.png"`, "me.png"},
		{`filename="a/..\\b\\../c"`, "c"},
		{`filename=".."`, ""},
		{`filename="a/.."`, ""},
		{`filename="/"`, ""},
		{`filename="\\"`, ""},
		{"filename=\"a\x00b\x1f.txt\"", "ab.txt"},
		{"filename=\"gpj\u202etxt.exe\"", "gpjtxt.exe"},
		{`filename*=UTF-8''..%2F..%2Fna%C3%AFve.txt`, "naïve.txt"},
		{`filename*=UTF-8''a%00b`, "ab"},
		{"filename=\"\xff.txt\"", "\uFFFD.txt"},
	} {
		t.Run(tt.want, func(t *testing.T) {
			body := "--x\r\nContent-Disposition: form-data; name=f; " + tt.disposition + "\r\n\r\nhi\r\n--x--\r\n"
			a := do(t, app, "POST", "/name", body, "Content-Type: multipart/form-data; boundary=x")
			if a.status == 400 && strings.ContainsAny(tt.disposition, "\x00\x1f") {
				return // the parser refuses the header at once
			}
			a.want(t, 200, fmt.Sprintf("%q", tt.want))
		})
	}
}

func TestUploadLimits(t *testing.T) {
	t.Parallel()
	app, book := newApp(signet.MaxBody(300), signet.MaxUpload(2000))
	app.Handle(saveAlbum, app.POST("/album"))
	valid(t, app)
	overhead, _ := encodeParts(t, title, cover, raw, formPart{"photo", "p", "", ""})
	fill := func(n int) formPart { return formPart{"photo", "p", "", strings.Repeat("x", n)} }
	for _, tt := range []struct {
		name   string
		parts  []formPart
		status int
		words  string
	}{
		{"exactly the upload limit", []formPart{title, cover, raw, fill(2000 - len(overhead))}, 200, "front"},
		{"one byte more", []formPart{title, cover, raw, fill(2001 - len(overhead))}, 413, "2000 bytes"},
		{"fields over theirs", []formPart{{name: "title", content: strings.Repeat("x", 301)}, cover, raw}, 413, "fields of the form are larger than 300 bytes"},
		{"headers count as fields", []formPart{title, {"cover", strings.Repeat("x", 300), "text/plain", "c"}, raw}, 413, "300 bytes"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			body, header := encodeParts(t, tt.parts...)
			do(t, app, "POST", "/album", body, header).wantStatus(t, tt.status, tt.words)
			// Without a length that says so in advance, it is the same.
			r := httptest.NewRequest("POST", "/album", io.MultiReader(strings.NewReader(body)))
			r.Header.Set("Content-Type", strings.TrimPrefix(header, "Content-Type: "))
			w := httptest.NewRecorder()
			app.ServeHTTP(w, r)
			if w.Code != tt.status {
				t.Errorf("POST /album of unknown length = %d %s; want %d", w.Code, w.Body, tt.status)
			}
		})
	}
	book.quiet(t)
}

type spooled struct {
	Name string              `form:"name" validate:"max=3"`
	F    []signet.UploadFile `file:"f"`
}

// open returns how many files this process has open in a folder, removed ones
// included.
func open(t *testing.T, dir string) (n int) {
	t.Helper()
	list, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip("no /proc here")
	}
	for _, e := range list {
		if to, err := os.Readlink("/proc/self/fd/" + e.Name()); err == nil && strings.HasPrefix(to, dir) {
			n++
		}
	}
	return n
}

// Large files go to the temporary folder, and nothing is left there, whatever
// happens.
func TestSpooling(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	big := strings.Repeat("0123456789abcdef", 1<<16+1) // 1 MiB and a bit
	var kept []signet.UploadFile
	var during int
	act := func(*http.Request) error { return nil }
	app, book := newApp()
	app.Handle(func(in *spooled, r *http.Request) (string, error) {
		kept, during = in.F, open(t, dir)
		for _, f := range in.F {
			content, err := f.Bytes()
			if err != nil {
				return "", err
			}
			if string(content) != big && string(content) != "small" {
				t.Errorf("%s has %d other bytes", f.Filename, len(content))
			}
		}
		return "ok", act(r)
	}, app.POST("/spool"))
	valid(t, app)
	send := func(t *testing.T, r io.Reader, header string) (w *httptest.ResponseRecorder) {
		t.Helper()
		request := httptest.NewRequest("POST", "/spool", r)
		request.Header.Set("Content-Type", strings.TrimPrefix(header, "Content-Type: "))
		w = httptest.NewRecorder()
		defer func() {
			if v := recover(); v != nil && v != http.ErrAbortHandler {
				panic(v)
			}
		}()
		app.ServeHTTP(w, request)
		return w
	}
	nothingLeft := func(t *testing.T) {
		t.Helper()
		if list, err := os.ReadDir(dir); err != nil || len(list) > 0 {
			t.Errorf("the temporary folder holds %v, %v; want nothing", list, err)
		}
		if n := open(t, dir); n != 0 {
			t.Errorf("%d temporary files are still open", n)
		}
		for _, f := range kept {
			if _, err := f.Open(); !errors.Is(err, signet.ErrUploadGone) {
				t.Errorf("Open() after the answer = %v; want ErrUploadGone", err)
			}
		}
	}
	file := func(content string) formPart { return formPart{"f", "f", "", content} }
	body, header := encodeParts(t, file(big), file("small"), file(big), formPart{name: "name", content: "x"})
	long, longHeader := encodeParts(t, file(big), formPart{name: "name", content: "long"})
	for _, tt := range []struct {
		name   string
		body   io.Reader
		header string
		act    func(*http.Request) error
		status int
	}{
		{"answer", strings.NewReader(body), header, nil, 200},
		{"error", strings.NewReader(body), header, func(*http.Request) error { return signet.NewError(409, "no") }, 409},
		{"panic", strings.NewReader(body), header, func(*http.Request) error { panic("no") }, 500},
		{"abort", strings.NewReader(body), header, func(*http.Request) error { panic(http.ErrAbortHandler) }, 200},
		{"422", strings.NewReader(long), longHeader, nil, 422},
		{"cut off", strings.NewReader(body[:len(body)/2+1000]), header, nil, 400},
		{"client gone", io.MultiReader(strings.NewReader(body[:len(body)-50]), iotest.ErrReader(context.Canceled)), header, nil, 400},
	} {
		t.Run(tt.name, func(t *testing.T) {
			kept, during, act = nil, 0, func(*http.Request) error { return nil }
			if tt.act != nil {
				act = tt.act
			}
			if w := send(t, tt.body, tt.header); w.Code != tt.status {
				t.Errorf("POST /spool = %d %s; want %d", w.Code, w.Body, tt.status)
			}
			if ran := tt.status != 422 && tt.status != 400; ran && runtime.GOOS == "linux" && during != 1 {
				t.Errorf("%d temporary files were open during the request; want 1", during)
			}
			nothingLeft(t)
		})
	}
	book.once(t, "panic: no")
}

// A client that hangs up in the middle of a file leaves nothing either.
func TestUploadHangUp(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	ended := make(chan struct{})
	app, book := newApp(signet.Use(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			defer close(ended)
			next.ServeHTTP(w, r)
		})
	}))
	app.Handle(func(*spooled) { t.Error("the handler ran") }, app.POST("/spool"))
	valid(t, app)
	server := httptest.NewServer(app)
	defer server.Close()
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	body, header := encodeParts(t, formPart{"f", "f", "", strings.Repeat("x", 4<<20)})
	fmt.Fprintf(conn, "POST /spool HTTP/1.1\r\nHost: x\r\n%s\r\nContent-Length: %d\r\n\r\n%s", header, len(body), body[:3<<20])
	conn.Close()
	<-ended
	if list, err := os.ReadDir(dir); err != nil || len(list) > 0 || open(t, dir) != 0 {
		t.Errorf("the temporary folder holds %v, %v, open files %d; want nothing", list, err, open(t, dir))
	}
	book.quiet(t)
}
