package signet_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"mime/multipart"
	"net/textproto"
	"net/url"
	"strings"
	"testing"

	"github.com/signet-go/signet"
)

// formPart is one part of a multipart body; with a file name it is a file.
type formPart struct{ name, filename, contentType, content string }

// encodeParts returns a multipart body and its Content-Type header.
func encodeParts(t testing.TB, parts ...formPart) (body, header string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, p := range parts {
		h := textproto.MIMEHeader{}
		disposition := fmt.Sprintf(`form-data; name=%q`, p.name)
		if p.filename != "" {
			disposition += fmt.Sprintf("; filename=%q", p.filename)
		}
		h.Set("Content-Disposition", disposition)
		if p.contentType != "" {
			h.Set("Content-Type", p.contentType)
		}
		content, err := w.CreatePart(h)
		if err == nil {
			_, err = content.Write([]byte(p.content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String(), "Content-Type: " + w.FormDataContentType()
}

// profile has one field of each kind that a form takes.
type profile struct {
	Name    string             `form:"name" validate:"max=10"`
	Age     *int               `form:"age" validate:"gte=18"`
	Nick    signet.Opt[string] `form:"nick,alias"`
	Tags    []string           `form:"tag"`
	Level   int                `form:"level" default:"3"`
	Subject *subject           `form:"subject"`
	Points  map[string]int     `form:"points" default:"{}"`
	Page    int                `query:"page" default:"1"`
}

type subject struct {
	Title string `json:"title" validate:"min=2"`
	Year  int    `json:"year" default:"2000"`
}

func (p *profile) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s nick=%s tags=%q level=%d page=%d", p.Name, p.Nick.Or("-"), p.Tags, p.Level, p.Page)
	if p.Age != nil {
		fmt.Fprintf(&b, " age=%d", *p.Age)
	}
	if p.Subject != nil {
		fmt.Fprintf(&b, " subject=%v", *p.Subject)
	}
	if len(p.Points) > 0 {
		fmt.Fprintf(&b, " points=%v", p.Points)
	}
	return b.String()
}

func saveProfile(_ context.Context, in *profile) (string, error) { return in.String(), nil }

// formCases hold in both encodings.
var formCases = []struct {
	name, form string
	want       string   // the result
	mistakes   []string // or the mistakes
}{
	{"all", "name=Ada&age=36&nick=lace&tag=a&tag=b&level=7", `Ada nick=lace tags=["a" "b"] level=7 page=1 age=36`, nil},
	{"defaults", "name=Ada", `Ada nick=- tags=[] level=3 page=1`, nil},
	{"empty is absent", "name=Ada&age=&nick=&level=", `Ada nick=- tags=[] level=3 page=1`, nil},
	{"empty items are items", "name=Ada&tag=&tag=b", `Ada nick=- tags=["" "b"] level=3 page=1`, nil},
	{"the last one wins", "name=Eve&name=Ada", `Ada nick=- tags=[] level=3 page=1`, nil},
	{"second name", "name=Ada&alias=al", `Ada nick=al tags=[] level=3 page=1`, nil},
	{"empty first name", "name=Ada&alias=al&nick=", `Ada nick=al tags=[] level=3 page=1`, nil},
	{"escapes", "name=%C3%84+b%26", `Ä b& nick=- tags=[] level=3 page=1`, nil},
	{"JSON part", `name=Ada&subject={"title":"math"}`, `Ada nick=- tags=[] level=3 page=1 subject={math 2000}`, nil},
	{"JSON null", `name=Ada&subject=null`, `Ada nick=- tags=[] level=3 page=1`, nil},
	{"JSON map", `name=Ada&points={"a":1}`, `Ada nick=- tags=[] level=3 page=1 points=map[a:1]`, nil},
	{"unknown fields", "name=Ada&x=1&y=2", `Ada nick=- tags=[] level=3 page=1`, nil},
	{"nothing but others", "x=1", "", []string{"missing body.name"}},
	{"empty required", "name=", "", []string{"missing body.name"}},
	{"all mistakes", `name=12345678901&age=17&level=x&subject={"title":"m","year":"x"}&points=[]`, "", []string{
		"string_too_long body.name", "greater_than_equal body.age", "int_parsing body.level",
		"string_too_short body.subject.title", "int_parsing body.subject.year", "dict_type body.points"}},
	{"broken JSON", `name=Ada&subject={"title`, "", []string{"json_invalid body.subject.1"}},
}

func TestForms(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	app.Handle(saveProfile, app.POST("/profile"))
	valid(t, app)
	for _, tt := range formCases {
		t.Run(tt.name, func(t *testing.T) {
			check := func(a answer) {
				t.Helper()
				if tt.mistakes != nil {
					a.wantMistakes(t, tt.mistakes...)
					return
				}
				a.want(t, 200, fmt.Sprintf("%q", tt.want))
			}
			check(do(t, app, "POST", "/profile", tt.form, "Content-Type: application/x-www-form-urlencoded"))
			values, err := parseInOrder(tt.form)
			if err != nil {
				t.Fatal(err)
			}
			body, header := encodeParts(t, values...)
			check(do(t, app, "POST", "/profile", body, header))
		})
	}
	book.quiet(t)
}

// parseInOrder reads a urlencoded form as parts.
func parseInOrder(form string) (parts []formPart, err error) {
	for pair := range strings.SplitSeq(form, "&") {
		name, value, _ := strings.Cut(pair, "=")
		if value, err = url.QueryUnescape(value); err != nil {
			return nil, err
		}
		parts = append(parts, formPart{name: name, content: value})
	}
	return parts, nil
}

func TestFormMedia(t *testing.T) {
	t.Parallel()
	type optional struct {
		Q *string `form:"q"`
	}
	app, book := newApp(signet.MaxBody(200))
	app.Handle(saveProfile, app.POST("/profile"))
	app.Handle(func(in *optional) string { return "ok" }, app.POST("/optional"))
	valid(t, app)
	for _, tt := range []struct {
		name, path, body, header string
		status                   int
		words                    string
	}{
		{"JSON where fields are required", "/profile", `{"name":"Ada"}`, "Content-Type: application/json", 422, "urlencoded or multipart"},
		{"JSON where none is", "/optional", `{"q":"Ada"}`, "Content-Type: application/json", 415, "urlencoded or multipart"},
		{"no type", "/optional", `q=1`, "Content-Type: ", 415, "must be a form"},
		{"no body, no type", "/optional", ``, "Content-Type: ", 200, "ok"},
		{"no body of a form", "/optional", ``, "Content-Type: multipart/form-data; boundary=x", 200, "ok"},
		{"charset", "/optional", `q=1`, "Content-Type: Application/x-www-form-urlencoded ; charset=UTF-8", 200, "ok"},
		{"no boundary", "/optional", `--x--`, "Content-Type: multipart/form-data", 400, "boundary"},
		{"empty boundary", "/optional", `--x--`, `Content-Type: multipart/form-data; boundary=""`, 400, "boundary"},
		{"broken type", "/optional", `--x--`, `Content-Type: multipart/form-data; boundary="x`, 400, "boundary"},
		{"another boundary", "/optional", "--y\r\n\r\n--y--", "Content-Type: multipart/form-data; boundary=x", 400, "not a multipart form"},
		{"cut off", "/optional", "--x\r\nContent-Disposition: form-data; name=\"q\"\r\n\r\nab", "Content-Type: multipart/form-data; boundary=x", 400, "cut off"},
		{"no name", "/optional", "--x\r\nContent-Disposition: form-data\r\n\r\nab\r\n--x--\r\n", "Content-Type: multipart/form-data; boundary=x", 400, "no name"},
		{"no disposition", "/optional", "--x\r\n\r\nab\r\n--x--\r\n", "Content-Type: multipart/form-data; boundary=x", 400, "no name"},
		{"broken header", "/optional", "--x\r\nnonsense\r\n\r\nab\r\n--x--\r\n", "Content-Type: multipart/form-data; boundary=x", 400, "not a multipart form"},
		{"exactly the limit", "/optional", "q=" + strings.Repeat("x", 198), "Content-Type: application/x-www-form-urlencoded", 200, "ok"},
		{"one byte more", "/optional", "q=" + strings.Repeat("x", 199), "Content-Type: application/x-www-form-urlencoded", 413, "200 bytes"},
		{"broken escape", "/optional", "q=%zz", "Content-Type: application/x-www-form-urlencoded", 422, `form_invalid`},
		{"semicolon", "/optional", "a;q=1", "Content-Type: application/x-www-form-urlencoded", 422, `"loc":["body"]`},
		{"compressed", "/optional", "q=1", "Content-Encoding: gzip", 415, "Content-Encoding"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			do(t, app, "POST", tt.path, tt.body, tt.header).wantStatus(t, tt.status, tt.words)
		})
	}
	book.quiet(t)
}

func TestStrictForms(t *testing.T) {
	t.Parallel()
	app, _ := newApp(signet.Strict())
	app.Handle(saveProfile, app.POST("/profile"))
	valid(t, app)
	a := do(t, app, "POST", "/profile", "name=Ada&x=1&%79=2&x=3&tag=a", "Content-Type: application/x-www-form-urlencoded")
	a.wantMistakes(t, "extra_forbidden body.x", "extra_forbidden body.y")
	a.wantStatus(t, 422, `"input":"1"`)
	body, header := encodeParts(t, formPart{name: "name", content: "Ada"}, formPart{name: "x", content: "1"}, formPart{name: "y", filename: "f", content: "2"})
	do(t, app, "POST", "/profile", body, header).wantMistakes(t, "extra_forbidden body.x", "extra_forbidden body.y")
}

func TestFormFloods(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	app.Handle(saveProfile, app.POST("/profile"))
	valid(t, app)
	do(t, app, "POST", "/profile", strings.Repeat("a=&", 10_001), "Content-Type: application/x-www-form-urlencoded").
		wantStatus(t, 422, "more than 10000 parameters")
	parts := make([]formPart, 1000)
	for i := range parts {
		parts[i] = formPart{name: "name", content: "Ada"}
	}
	body, header := encodeParts(t, parts...)
	do(t, app, "POST", "/profile", body, header).wantStatus(t, 200)
	body, header = encodeParts(t, append(parts, parts[0])...)
	do(t, app, "POST", "/profile", body, header).wantStatus(t, 400, "1000 parts")
	book.quiet(t)
}

// The place of a mistake that concerns the whole struct is the body.
func TestFormAsAWhole(t *testing.T) {
	t.Parallel()
	type change struct {
		Old string `form:"old"`
		New string `form:"new" validate:"nefield=Old"`
	}
	app, _ := newApp()
	app.Handle(in[change], app.POST("/password"))
	valid(t, app)
	do(t, app, "POST", "/password", "old=a&new=a", "Content-Type: application/x-www-form-urlencoded").wantMistakes(t, "value_error body.new")
}

// The document says what the bodies of this file's handlers may be.
func TestFormDocument(t *testing.T) {
	app, book := newApp()
	type image struct {
		Body signet.RawBody `body:"" contentType:"image/png,image/jpeg" validate:"required" description:"The picture."`
	}
	type signed struct {
		Raw  signet.RawBody `body:""`
		Item thing          `body:""`
	}
	app.Handle(saveProfile, app.POST("/profile"))
	app.Handle(saveAlbum, app.POST("/album"))
	app.Handle(in[image], app.POST("/image"))
	app.Handle(in[signed], app.POST("/signed"))
	app.Handle(in[copied], app.POST("/copy"))
	app.Handle(in[parcels], app.POST("/parts"))
	app.Handle(in[signet.OAuth2PasswordForm], app.POST("/token"))
	valid(t, app)
	var document struct {
		Paths map[string]struct {
			Post struct {
				RequestBody json.RawMessage `json:"requestBody"`
			} `json:"post"`
		} `json:"paths"`
		Components struct {
			Schemas map[string]json.RawMessage `json:"schemas"`
		} `json:"components"`
	}
	if err := json.Unmarshal([]byte(do(t, app, "GET", "/openapi.json", "").body), &document); err != nil {
		t.Fatal(err)
	}
	maps.DeleteFunc(document.Components.Schemas, func(name string, _ json.RawMessage) bool { return strings.HasSuffix(name, "Error") })
	text, err := json.MarshalIndent(document, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/forms.json", append(text, '\n'))
	book.quiet(t)
}
