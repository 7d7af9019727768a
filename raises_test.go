package signet_test

import (
	"encoding/json"
	"testing"

	"github.com/signet-go/signet"
)

// errorEntries returns the answers of GET /a/{id} in the document, each as JSON.
func errorEntries(t *testing.T, app *signet.App) map[string]string {
	t.Helper()
	valid(t, app)
	var doc struct {
		Paths map[string]map[string]struct{ Responses map[string]json.RawMessage }
	}
	got := do(t, app, "GET", "/openapi.json", "")
	if err := json.Unmarshal([]byte(got.body), &doc); err != nil {
		t.Fatalf("%s = %s: %v", got.call, shorten(got.body), err)
	}
	list := map[string]string{}
	for status, entry := range doc.Paths["/a/{id}"]["get"].Responses {
		list[status] = string(entry)
	}
	return list
}

const (
	plainError   = `"schema":{"$ref":"#/components/schemas/HTTPError"}`
	problemError = `"schema":{"$ref":"#/components/schemas/Problem"}`
)

// The document shows each error of Raises as the client gets it.
func TestRaisesInTheDocument(t *testing.T) {
	t.Parallel()
	none, gone := signet.NewError(404, "none"), signet.NewError(404, map[string]any{"code": 7})
	busy := signet.NewError(503, "busy", signet.Header("Retry-After", "5"))
	one := `{"description":"none","content":{"application/json":{` + plainError + `,"examples":{"none":{"value":{"detail":"none"}}}}}}`
	tests := []struct {
		name    string
		options []signet.Option
		status  string
		want    string
	}{
		{"one", []signet.Option{signet.Raises(none)}, "404", one},
		{"twice the same", []signet.Option{signet.Raises(none), signet.Raises(none, signet.NewError(404, "none"))}, "404", one},
		{"of a dependency", []signet.Option{signet.Depends(func() error { return nil }, signet.Raises(none))}, "404", one},
		{"several of one status", []signet.Option{signet.Raises(none), signet.Depends(func() error { return nil }, signet.Raises(gone))}, "404",
			`{"description":"none; Not Found","content":{"application/json":{` + plainError +
				`,"examples":{"none":{"value":{"detail":"none"}},"Not Found":{"value":{"detail":{"code":7}}}}}}}`},
		{"alike in words", []signet.Option{signet.Raises(gone, signet.NewError(404, nil))}, "404",
			`{"description":"Not Found","content":{"application/json":{` + plainError +
				`,"examples":{"Not Found":{"value":{"detail":{"code":7}}},"Not Found (2)":{"value":{"detail":"Not Found"}}}}}}`},
		{"headers", []signet.Option{signet.Raises(busy)}, "503",
			`{"description":"busy","headers":{"Retry-After":{"style":"simple","schema":{"examples":["5"],"type":"string"}}},"content":{"application/json":{` + plainError +
				`,"examples":{"busy":{"value":{"detail":"busy"}}}}}}`},
		{"problem", []signet.Option{signet.ProblemJSON(), signet.Raises(signet.NewError(404, "none", signet.Type("https://x/none")))}, "404",
			`{"description":"none","content":{"application/problem+json":{` + problemError +
				`,"examples":{"none":{"value":{"type":"https://x/none","title":"Not Found","status":404,"detail":"none"}}}}}}`},
		{"no body", []signet.Option{signet.Raises(signet.NewError(304, nil, signet.Header("ETag", `"a"`)))}, "304",
			`{"description":"Not Modified","headers":{"ETag":{"style":"simple","schema":{"examples":["\"a\""],"type":"string"}}}}`},
		{"described by hand", []signet.Option{signet.Raises(none), signet.Response(404, nil, "by hand")}, "404", `{"description":"by hand"}`},
		{"beside the client's mistakes", []signet.Option{signet.Raises(signet.NewError(422, "sold out"))}, "422",
			`{"description":"sold out","content":{"application/json":{"schema":{"anyOf":[{"$ref":"#/components/schemas/HTTPError"},{"$ref":"#/components/schemas/HTTPValidationError"}]}` +
				`,"examples":{"sold out":{"value":{"detail":"sold out"}}}}}}`},
		{"credentials", []signet.Option{signet.Raises(signet.NewError(401, "expired"))}, "401",
			`{"description":"expired","headers":{"WWW-Authenticate":{"style":"simple","schema":{"type":"string"}}},"content":{"application/json":{` + plainError +
				`,"examples":{"expired":{"value":{"detail":"expired"}}}}}}`},
		{"mapped", []signet.Option{signet.Raises(busy), signet.OnError(func(*signet.Error) string { return "" }, 503)}, "503",
			`{"description":"busy","headers":{"Retry-After":{"style":"simple","schema":{"examples":["5"],"type":"string"}}},"content":{"application/json":{"schema":{"type":"string"}}}}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			app, _ := newApp(tt.options...)
			app.Handle(func(*Numbered, signet.Bearer) error { return nil }, app.GET("/a/{id}"))
			if got := errorEntries(t, app)[tt.status]; got != tt.want {
				t.Errorf("the document has for %s\n%s\nwant\n%s", tt.status, got, tt.want)
			}
		})
	}
}

type soldOutOrGone struct {
	SoldOut *failed   `status:"409" description:"Sold out."`
	Gone    *struct{} `status:"410"`
}

// A function of OnError that has several answers is described with all of them.
func TestOnErrorWithOutcomesInTheDocument(t *testing.T) {
	t.Parallel()
	app, _ := newApp(signet.Raises(signet.NewError(409, "taken"), signet.NewError(404, "none")),
		signet.OnError(func(*signet.Error) soldOutOrGone { return soldOutOrGone{} }, 404, 409))
	app.Handle(func(*Numbered) error { return nil }, app.GET("/a/{id}"))
	got := errorEntries(t, app)
	want := map[string]string{
		"409": `{"description":"Sold out.","content":{"application/json":{"schema":{"$ref":"#/components/schemas/failed"}}}}`,
		"410": `{"description":"Gone"}`,
	}
	for status, entry := range want {
		if got[status] != entry {
			t.Errorf("the document has for %s\n%s\nwant\n%s", status, got[status], entry)
		}
	}
	if got["404"] != "" {
		t.Errorf("the document has for 404 %s; want nothing, as no answer has that status", got["404"])
	}
}

func TestOnErrorWithOutcomes(t *testing.T) {
	t.Parallel()
	choose := func(e *signet.Error) *soldOutOrGone {
		switch e.Detail() {
		case "sold":
			return &soldOutOrGone{SoldOut: &failed{Code: "x"}}
		case "gone":
			return &soldOutOrGone{Gone: &struct{}{}}
		case "neither":
			return &soldOutOrGone{}
		}
		return nil
	}
	app, book := newApp(signet.OnError(choose))
	app.Handle(func(in *struct {
		Detail string `path:"detail"`
	}) error {
		return signet.NewError(400, in.Detail)
	}, app.GET("/{detail}"))
	valid(t, app)
	do(t, app, "GET", "/sold", "").want(t, 409, `{"code":"x"}`)
	do(t, app, "GET", "/gone", "").want(t, 410, "")
	do(t, app, "GET", "/else", "").want(t, 400, `{"detail":"else"}`)
	book.quiet(t)
	do(t, app, "GET", "/neither", "").want(t, 500, `{"detail":"Internal Server Error"}`)
	book.once(t, "none of the fields SoldOut, Gone")
}
