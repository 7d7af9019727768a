package signet_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"iter"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/signet-go/signet"
)

func TestRawBody(t *testing.T) {
	t.Parallel()
	type anything struct {
		Body signet.RawBody `body:"" validate:"max=5"`
	}
	type needed struct {
		Body signet.RawBody `body:"" validate:"required"`
	}
	type image struct {
		Body signet.RawBody `body:"" contentType:"image/png,text/*"`
	}
	type signed struct {
		Raw  signet.RawBody `body:""`
		Item thing          `body:""`
	}
	type signedForm struct {
		Raw  signet.RawBody `body:""`
		Name string         `form:"name"`
	}
	var kept []signet.RawBody
	app, book := newApp(signet.MaxBody(30))
	app.Handle(func(in *anything) string { kept = append(kept, in.Body); return string(in.Body) }, app.POST("/any"))
	app.Handle(func(in *needed) string { return string(in.Body) }, app.POST("/needed"))
	app.Handle(func(in *image) string { return string(in.Body) }, app.POST("/image"))
	app.Handle(func(in *signed) string { return in.Item.Name + string(in.Raw) }, app.POST("/signed"))
	app.Handle(func(in *signedForm) string { return in.Name + string(in.Raw) }, app.POST("/form"))
	valid(t, app)
	for _, tt := range []struct {
		name, path, body, header string
		status                   int
		words                    string
	}{
		{"any type", "/any", "ab", "Content-Type: x/y", 200, `"ab"`},
		{"no type", "/any", "cd", "Content-Type: ", 200, `"cd"`},
		{"empty", "/any", "", "Content-Type: x/y", 200, `""`},
		{"constraint", "/any", "abcdef", "Content-Type: x/y", 422, `"type":"bytes_too_long","loc":["body"]`},
		{"over the limit", "/any", strings.Repeat("x", 31), "Content-Type: x/y", 413, "30 bytes"},
		{"required", "/needed", "", "Content-Type: x/y", 422, `"type":"missing","loc":["body"]`},
		{"chosen type", "/image", "x", "Content-Type: Image/PNG; q=1", 200, "x"},
		{"chosen group", "/image", "x", "Content-Type: text/csv", 200, "x"},
		{"other type", "/image", "x", "Content-Type: image/gif", 415, "image/png or text/*"},
		{"beside JSON", "/signed", `{"name":"a"}`, "Content-Type: application/json", 200, `"a{\"name\":\"a\"}"`},
		{"beside broken JSON", "/signed", `{`, "Content-Type: application/json", 422, `json_invalid`},
		{"beside a form", "/form", `name=a`, "Content-Type: application/x-www-form-urlencoded", 200, `"aname=a"`},
		{"coded", "/any", "ab", "Content-Encoding: br", 415, "Content-Encoding"},
		{"identity", "/any", "ab", "Content-Encoding: identity", 200, "ab"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			do(t, app, "POST", tt.path, tt.body, tt.header).wantStatus(t, tt.status, tt.words)
		})
	}
	if string(kept[0]) != "ab" || string(kept[1]) != "cd" {
		t.Errorf("bodies that were kept are now %q; want ab and cd", kept)
	}
	book.quiet(t)
}

type (
	copied struct {
		Body io.Reader `body:""`
	}
	copies struct {
		Body *multipart.Reader `body:""`
	}
	parcels struct {
		Parts iter.Seq2[*signet.Part, error] `body:""`
	}
)

func copyBody(in *copied) (int64, error) { return io.Copy(io.Discard, in.Body) }

func walkParts(in *parcels) (string, error) {
	var b strings.Builder
	for p, err := range in.Parts {
		if err != nil {
			return "", err
		}
		text, err := io.ReadAll(p)
		if err != nil {
			return "", fmt.Errorf("read %s: %w", p.Name, err)
		}
		fmt.Fprintf(&b, "%s %s %s %d;", p.Name, p.Filename, p.ContentType, len(text))
	}
	return b.String(), nil
}

func countParts(in *copies) (n int, err error) {
	for {
		if _, err = in.Body.NextPart(); err == io.EOF {
			return n, nil
		}
		if err != nil {
			return 0, err
		}
		n++
	}
}

func TestStreamedBodies(t *testing.T) {
	t.Parallel()
	app, book := newApp(signet.MaxBody(100))
	app.Handle(copyBody, app.POST("/copy"), app.POST("/large", signet.MaxUpload(400)))
	app.Handle(walkParts, app.POST("/parts", signet.MaxUpload(1000)))
	app.Handle(countParts, app.POST("/reader", signet.MaxUpload(1000)))
	valid(t, app)
	two, header := encodeParts(t, formPart{"a", "../f", "text/plain", "12345"}, formPart{name: "b", content: "x"})
	long, longHeader := encodeParts(t, formPart{name: "a", content: strings.Repeat("x", 1000)})
	for _, tt := range []struct {
		name, path, body, header string
		status                   int
		words                    string
	}{
		{"reader", "/copy", strings.Repeat("x", 100), "Content-Type: x/y", 200, "100"},
		{"reader without a body", "/copy", "", "", 200, "0"},
		{"reader over the limit", "/copy", strings.Repeat("x", 101), "Content-Type: x/y", 413, "100 bytes"},
		{"reader with MaxUpload", "/large", strings.Repeat("x", 400), "Content-Type: x/y", 200, "400"},
		{"reader over MaxUpload", "/large", strings.Repeat("x", 401), "Content-Type: x/y", 413, "400 bytes"},
		{"parts", "/parts", two, header, 200, `"a f text/plain 5;b   1;"`},
		{"parts over the limit", "/parts", long, longHeader, 413, "1000 bytes"},
		{"parts cut off", "/parts", two[:len(two)/2], header, 400, "cut off"},
		{"parts of no form", "/parts", "{}", "Content-Type: application/json", 415, "multipart/form-data"},
		{"parts without a boundary", "/parts", "{}", "Content-Type: multipart/form-data", 400, "boundary"},
		{"multipart.Reader", "/reader", two, header, 200, "2"},
		{"multipart.Reader over the limit", "/reader", long, longHeader, 413, "1000 bytes"},
		{"multipart.Reader cut off", "/reader", two[:len(two)/2], header, 400, "cut off"},
		{"multipart.Reader without a body", "/reader", "", header, 400, "cut off"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			do(t, app, "POST", tt.path, tt.body, tt.header).wantStatus(t, tt.status, tt.words)
			r := httptest.NewRequest("POST", tt.path, iotest.OneByteReader(strings.NewReader(tt.body)))
			r.Header.Set("Content-Type", strings.TrimPrefix(tt.header, "Content-Type: "))
			w := httptest.NewRecorder()
			app.ServeHTTP(w, r)
			if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.words) {
				t.Errorf("POST %s byte by byte = %d %s; want %d %s", tt.path, w.Code, w.Body, tt.status, tt.words)
			}
		})
	}
	book.quiet(t)
}

// However a multipart body is broken, whoever reads it, the answer is a 400.
func TestBrokenMultipart(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	app.Handle(walkParts, app.POST("/parts"))
	app.Handle(countParts, app.POST("/reader"))
	app.Handle(func(*struct {
		A string `form:"a"`
	}) {
	}, app.POST("/form"))
	app.Handle(func(*struct {
		A *signet.UploadFile `file:"a"`
	}) {
	}, app.POST("/file"))
	valid(t, app)
	const part = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n"
	for _, tt := range []struct{ name, body, words string }{
		{"another boundary", "--y\r\n\r\n\r\n--y--\r\n", "cut off"},
		{"no boundary", "garbage", "cut off"},
		{"a long line", strings.Repeat("x", 1<<16), "cut off"},
		{"ends behind a boundary", part + "\r\n1\r\n--x\r\n", "cut off"},
		{"ends in a header", part + "\r\n1\r\n" + part[:30], "cut off"},
		{"ends behind a header", part + "\r\n1\r\n" + part, "cut off"},
		{"ends in a part", part + "\r\n1", "cut off"},
		{"ends in the last boundary", part + "\r\n1\r\n--x-", "cut off"},
		{"no last boundary", part + "\r\n1\r\n--x", "cut off"},
		{"no header", part + "nocolon\r\n\r\n1\r\n--x--\r\n", "cut off"},
		{"header flood", part + strings.Repeat("X-Y: z\r\n", 20_000) + "\r\n1\r\n--x--\r\n", "too many headers"},
	} {
		for _, path := range []string{"/parts", "/reader", "/form", "/file"} {
			do(t, app, "POST", path, tt.body, "Content-Type: multipart/form-data; boundary=x").wantStatus(t, 400, tt.words)
		}
	}
	for _, end := range []string{"", "\r\n", " \t", " \r\n", "\r\nwhat follows is nobody's"} {
		do(t, app, "POST", "/form", part+"\r\n1\r\n--x--"+end, "Content-Type: multipart/form-data; boundary=x").wantStatus(t, 204)
	}
	book.quiet(t)
}

// A client that goes away while a handler reads is no failure of the server.
func TestStreamedBodyCutOff(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	app.Handle(copyBody, app.POST("/copy"))
	r := httptest.NewRequest("POST", "/copy", io.MultiReader(strings.NewReader("ab"), iotest.ErrReader(io.ErrUnexpectedEOF)))
	w := httptest.NewRecorder()
	app.ServeHTTP(w, r)
	if w.Code != 400 {
		t.Errorf("POST /copy, cut off = %d %s; want 400", w.Code, w.Body)
	}
	book.quiet(t)
}

func zipped(t testing.TB, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := io.WriteString(w, text)
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGzipRequests(t *testing.T) {
	t.Parallel()
	type body struct {
		Item thing `body:""`
	}
	type note struct {
		Text string `form:"text"`
	}
	app, book := newApp(signet.MaxBody(1000), signet.MaxUpload(3000))
	gzips := app.Group("/gzip", signet.GzipRequests())
	app.Handle(func(in *body) string { return in.Item.Name }, app.POST("/json"), gzips.POST("/json"))
	app.Handle(func(in *note) string { return in.Text }, app.POST("/form"), gzips.POST("/form"))
	app.Handle(saveAlbum, gzips.POST("/album"))
	app.Handle(copyBody, gzips.POST("/copy"))
	app.Handle(func(*http.Request) string { return "ok" }, app.POST("/other"))
	valid(t, app)
	const coded = "Content-Encoding: gzip"
	const asJSON, asForm = "Content-Type: application/json", "Content-Type: application/x-www-form-urlencoded"
	files, multi := encodeParts(t, title, cover, raw)
	for _, tt := range []struct {
		name, path, body string
		headers          []string
		status           int
		words            string
	}{
		{"JSON", "/gzip/json", zipped(t, `{"name":"a"}`), []string{coded, asJSON}, 200, `"a"`},
		{"x-gzip", "/gzip/json", zipped(t, `{"name":"a"}`), []string{"Content-Encoding: X-GZIP", asJSON}, 200, `"a"`},
		{"plain", "/gzip/json", `{"name":"a"}`, []string{asJSON}, 200, `"a"`},
		{"form", "/gzip/form", zipped(t, `text=a`), []string{coded, asForm}, 200, `"a"`},
		{"files", "/gzip/album", zipped(t, files), []string{coded, multi}, 200, `front`},
		{"stream", "/gzip/copy", zipped(t, strings.Repeat("x", 999)), []string{coded}, 200, `999`},
		{"exactly the limit", "/gzip/form", zipped(t, "text="+strings.Repeat("x", 995)), []string{coded, asForm}, 200, `x`},
		{"bomb", "/gzip/json", zipped(t, strings.Repeat(" ", 10<<20)+"{}"), []string{coded, asJSON}, 413, "1000 bytes"},
		{"small bomb", "/gzip/form", zipped(t, "text="+strings.Repeat("x", 996)), []string{coded, asForm}, 413, "1000 bytes"},
		{"bomb of files", "/gzip/album", zipped(t, strings.Replace(files, "front", strings.Repeat("x", 1<<20), 1)), []string{coded, multi}, 413, "3000 bytes"},
		{"bomb for a stream", "/gzip/copy", zipped(t, strings.Repeat("x", 1<<20)), []string{coded}, 413, "3000 bytes"},
		{"not gzip", "/gzip/json", `{"name":"a"}`, []string{coded, asJSON}, 400, "not gzip"},
		{"cut off", "/gzip/json", zipped(t, `{"name":"a"}`)[:20], []string{coded, asJSON}, 400, "not gzip"},
		{"other coding", "/gzip/json", `{"name":"a"}`, []string{"Content-Encoding: br", asJSON}, 415, "other than gzip"},
		{"two codings", "/gzip/json", `{"name":"a"}`, []string{"Content-Encoding: gzip, gzip", asJSON}, 415, "other than gzip"},
		{"two headers", "/gzip/json", `{"name":"a"}`, []string{coded, coded, asJSON}, 415, "other than gzip"},
		{"no coding at all", "/json", `{"name":"a"}`, []string{"Content-Encoding: identity", asJSON}, 200, `"a"`},
		{"JSON that is not what its coding says", "/json", `{"name":"a"}`, []string{coded, asJSON}, 415, "send it without"},
		{"JSON without the option", "/json", zipped(t, `{"name":"a"}`), []string{coded, asJSON}, 415, "send it without"},
		{"form without the option", "/form", zipped(t, `text=a`), []string{coded, asForm}, 415, "send it without"},
		{"nobody reads the body", "/other", zipped(t, `text=a`), []string{coded}, 200, "ok"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := do(t, app, "POST", tt.path, tt.body, tt.headers...)
			a.wantStatus(t, tt.status, tt.words)
			if accept := a.header.Get("Accept-Encoding"); (tt.status == 415) != (accept != "") {
				t.Errorf("%s has Accept-Encoding %q; a 415 says what is taken, nothing else does", a.call, accept)
			}
		})
	}
	book.quiet(t)
}
