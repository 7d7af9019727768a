package signet_test

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/signet-go/signet"
)

// hexes writes JSON in hexadecimal digits. It refuses the text "unwritable".
type hexes struct{}

func (hexes) Encode(w io.Writer, v any) error {
	text, err := json.Marshal(v)
	if err == nil && strings.Contains(string(text), "unwritable") {
		err = errors.New("no digits for that")
	}
	if err == nil {
		_, err = hex.NewEncoder(w).Write(text)
	}
	return err
}

func (hexes) Decode(r io.Reader, v any) error {
	return json.NewDecoder(hex.NewDecoder(r)).Decode(v)
}

func inHex(text string) string { return hex.EncodeToString([]byte(text)) }

type codedThing struct {
	Body struct {
		Name  string `json:"name" validate:"min=2"`
		Count int    `json:"count" default:"3"`
	} `body:""`
}

func codecApp(opts ...signet.Option) (*signet.App, *logbook) {
	app, book := newApp(append([]signet.Option{signet.Codec("text/x-hex", hexes{})}, opts...)...)
	app.Handle(func(in *codedThing) any { return in.Body }, app.POST("/echo"))
	app.Handle(func() (row, error) { return rows[0], nil },
		app.GET("/row"), app.GET("/name", signet.ResponseModel[rowName]()), app.GET("/made", signet.Status(201)))
	app.Handle(func() error { return nil }, app.GET("/none"))
	app.Handle(func() error { return signet.NewError(409, "taken") }, app.GET("/error"))
	app.Handle(func(r *signet.Reply) string { r.Header().Set("Content-Type", "application/hal+json"); return "x" }, app.GET("/own"))
	app.Handle(func() string { return "unwritable" }, app.GET("/unwritable"))
	return app, book
}

// A client whose type nobody reads learns which types are read.
func TestCodecUnknownType(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, media string
		opts        []signet.Option
		want        string
	}{
		{"one codec", "text/csv", nil, `"must be JSON or text/x-hex: say which by its Content-Type"`},
		{"no type", "", nil, `"must be JSON or text/x-hex: say which by its Content-Type"`},
		{"two codecs", "text/csv", []signet.Option{signet.Codec("application/cbor", hexes{})}, `"must be JSON, text/x-hex or application/cbor: say which by its Content-Type"`},
		{"another encoding", "application/json; charset=latin1", nil, `"must be encoded as UTF-8, and the Content-Type header says that it is not"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			app, _ := codecApp(tt.opts...)
			do(t, app, "POST", "/echo", "a", "Content-Type: "+tt.media).wantStatus(t, 422, tt.want)
		})
	}
}

func TestCodecAnswers(t *testing.T) {
	t.Parallel()
	const rowText = `{"id":1,"name":"a"}`
	tests := []struct {
		name, path, accept string
		status             int
		body, media, vary  string
	}{
		{"no Accept", "/row", "", 200, rowText, "application/json", "Accept"},
		{"asked for", "/row", "text/x-hex", 200, inHex(rowText), "text/x-hex", "Accept"},
		{"liked best", "/row", "application/json;q=0.1, text/*", 200, inHex(rowText), "text/x-hex", "Accept"},
		{"liked equally", "/row", "text/x-hex, application/json", 200, rowText, "application/json", "Accept"},
		{"anything but JSON", "/row", "application/json;q=0, */*", 200, inHex(rowText), "text/x-hex", "Accept"},
		{"narrowed", "/name", "text/x-hex", 200, inHex(`{"name":"a"}`), "text/x-hex", "Accept"},
		{"status", "/made", "text/x-hex", 201, inHex(rowText), "text/x-hex", "Accept"},
		{"none fits", "/row", "image/png", 406, `{"detail":"the answer can be application/json, text/x-hex"}`, "application/json", "Accept"},
		{"nothing to choose", "/none", "image/png", 204, "", "", ""},
		{"errors are JSON", "/error", "text/x-hex", 409, `{"detail":"taken"}`, "application/json", ""},
		{"the handler's own type", "/own", "text/x-hex", 200, `"x"`, "application/hal+json", "Accept"},
	}
	app, book := codecApp()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := do(t, app, "GET", tt.path, "", "Accept: "+tt.accept)
			a.want(t, tt.status, tt.body)
			if media, vary := a.header.Get("Content-Type"), a.header.Get("Vary"); media != tt.media || vary != tt.vary {
				t.Errorf("%s: Content-Type %q, Vary %q; want %q, %q", a.call, media, vary, tt.media, tt.vary)
			}
		})
	}
	book.quiet(t)
	do(t, app, "GET", "/unwritable", "", "Accept: text/x-hex").want(t, 500, `{"detail":"Internal Server Error"}`)
	book.once(t, "encode as text/x-hex: no digits for that")
}

func TestCodecBodies(t *testing.T) {
	t.Parallel()
	app, book := codecApp()
	tests := []struct {
		name, media, body string
		status            int
		want              string
	}{
		{"decoded, with defaults", "text/x-hex", inHex(`{"name":"ab"}`), 200, `{"name":"ab","count":3}`},
		{"parameters do not matter", "Text/X-Hex; v=1", inHex(`{"name":"ab","count":1}`), 200, `{"name":"ab","count":1}`},
		{"checked", "text/x-hex", inHex(`{"name":"a","count":"x"}`), 422, "string_too_short body.name,int_parsing body.count"},
		{"required", "text/x-hex", inHex(`{}`), 422, "missing body.name"},
		{"not of its type", "text/x-hex", "xyz", 422, "value_error body"},
		{"unknown type", "text/csv", "a", 422, "model_attributes_type body"},
		{"JSON all the same", "application/json", `{"name":"ab"}`, 200, `{"name":"ab","count":3}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := do(t, app, "POST", "/echo", tt.body, "Content-Type: "+tt.media)
			if tt.status == 200 {
				a.want(t, 200, tt.want)
				return
			}
			a.wantStatus(t, tt.status)
			if got := strings.Join(a.mistakes(t), ","); got != tt.want {
				t.Errorf("%s: mistakes %s; want %s", a.call, got, tt.want)
			}
		})
	}
	book.quiet(t)
}

// Without a codec Accept is nobody's business.
func TestNoCodec(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	app.Handle(func() int { return 1 }, app.GET("/"))
	a := do(t, app, "GET", "/", "", "Accept: image/png")
	a.want(t, 200, "1")
	if vary := a.header.Get("Vary"); vary != "" {
		t.Errorf("Vary: %q; want none", vary)
	}
}

func TestCodecsAreDescribed(t *testing.T) {
	t.Parallel()
	app, _ := codecApp()
	var document struct {
		Paths map[string]map[string]struct {
			RequestBody struct{ Content map[string]any }
			Responses   map[string]struct{ Content map[string]any }
		}
	}
	if err := json.Unmarshal([]byte(do(t, app, "GET", "/openapi.json", "").body), &document); err != nil {
		t.Fatal(err)
	}
	const model = `{"application/json":{"schema":{"$ref":"#/components/schemas/rowName"}},"text/x-hex":{"schema":{"$ref":"#/components/schemas/rowName"}}}`
	if got, _ := json.Marshal(document.Paths["/name"]["get"].Responses["200"].Content); string(got) != model {
		t.Errorf("GET /name is described as %s; want %s", got, model)
	}
	if _, ok := document.Paths["/name"]["get"].Responses["406"]; !ok {
		t.Error("GET /name has no 406; want one")
	}
	if _, ok := document.Paths["/none"]["get"].Responses["406"]; ok {
		t.Error("GET /none has a 406; want none, for it answers without a body")
	}
	if got := document.Paths["/echo"]["post"].RequestBody.Content; len(got) != 2 || got["text/x-hex"] == nil {
		t.Errorf("the body of POST /echo is described as %v; want JSON and text/x-hex", got)
	}
}
