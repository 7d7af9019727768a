package signet_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/signet-go/signet"
)

type pageQuery struct {
	Skip  int `query:"skip" default:"0" validate:"gte=0"`
	Limit int `query:"limit" default:"2" validate:"gte=0"`
}

func names(in *pageQuery) signet.Page[thing] {
	all := []thing{{"a"}, {"b"}, {"c"}, {"d"}, {"e"}}
	from := min(in.Skip, len(all))
	return signet.NewPage(all[from:min(from+in.Limit, len(all))], len(all), in.Skip, in.Limit)
}

func TestPage(t *testing.T) {
	t.Parallel()
	type name struct {
		Name string `json:"name"`
	}
	type outcome struct {
		OK   *signet.Page[thing] `status:"200"`
		None *struct{}           `status:"204"`
	}
	app, book := newApp()
	app.Handle(names, app.GET("/v"), app.GET("/model", signet.ResponseModel[signet.Page[name]]()), app.GET("/few", signet.Include("items.name")))
	app.Handle(func(in *pageQuery) (*signet.Page[thing], error) { p := names(in); return &p, nil }, app.GET("/p"))
	app.Handle(func(in *pageQuery) envelopeOf[signet.Page[thing]] {
		return envelopeOf[signet.Page[thing]]{"e", names(in)}
	}, app.GET("/e"))
	app.Handle(func(in *pageQuery) envelopeOf[*signet.Page[thing]] {
		p := names(in)
		return envelopeOf[*signet.Page[thing]]{"e", &p}
	}, app.GET("/ep"))
	app.Handle(func(in *pageQuery) outcome { p := names(in); return outcome{OK: &p} }, app.GET("/o"))
	app.Handle(func(in *pageQuery) struct{ signet.Page[thing] } { return struct{ signet.Page[thing] }{names(in)} }, app.GET("/embedded"))
	valid(t, app)
	const links = `<?q=1&skip=0&limit=2>; rel="first", <?q=1&skip=0&limit=2>; rel="prev", <?q=1&skip=4&limit=2>; rel="next", <?q=1&skip=4&limit=2>; rel="last"`
	for path, body := range map[string]string{"/v": "", "/p": "", "/e": "", "/ep": "", "/o": "", "/model": "", "/embedded": "", "/few": `{"items":[{"name":"c"},{"name":"d"}]}`} {
		if body == "" {
			body = `{"items":[{"name":"c"},{"name":"d"}],"total":5}`
		}
		got := do(t, app, "GET", path+"?q=1&skip=2", "")
		got.want(t, 200, body)
		if link := got.header.Get("Link"); link != links {
			t.Errorf("GET %s: Link is %s; want %s", path, link, links)
		}
	}
	got := do(t, app, "GET", "/v?limit=0", "")
	got.want(t, 200, `{"items":[],"total":5}`)
	if link, ok := got.header["Link"]; ok {
		t.Errorf("limit=0: Link is %q; want none", link)
	}
	book.quiet(t)
}

// TestPageKeepsLinks: a handler's own links stay, a nil page in an envelope has none.
func TestPageKeepsLinks(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	app.Handle(func(reply *signet.Reply) signet.Page[int] {
		reply.Header().Set("Link", `</docs>; rel="help"`)
		return signet.Page[int]{Next: "c 2"}
	}, app.GET("/cursor"))
	app.Handle(func() envelopeOf[*signet.Page[int]] { return envelopeOf[*signet.Page[int]]{} }, app.GET("/nil"))
	valid(t, app)
	got := do(t, app, "GET", "/cursor?cursor=c1", "")
	got.want(t, 200, `{"items":[],"next":"c 2"}`)
	if want := `[</docs>; rel="help" <?>; rel="first", <?cursor=c+2>; rel="next"]`; fmt.Sprint(got.header["Link"]) != want {
		t.Errorf("Link is %s; want %s", got.header["Link"], want)
	}
	do(t, app, "GET", "/nil", "").want(t, 200, "null")
	book.quiet(t)
}

func TestPageInTheDocument(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	app.Handle(names, app.GET("/names"))
	_, doc := documentOf(t, app)
	answer := at(doc, "paths", "/names", "get", "responses", "200")
	if ref := at(answer, "content", "application/json", "schema", "$ref"); ref != "#/components/schemas/PageOfthing" && ref != "#/components/schemas/PageOfThing" {
		t.Errorf("the schema is %v", ref)
	}
	text, err := json.Marshal(at(answer, "headers", "Link"))
	if want := `{"description":"Other pages (RFC 8288), relative to this one: first, prev, next, last, as far as they are known.","schema":{"type":"string"},"style":"simple"}`; err != nil || string(text) != want {
		t.Errorf("the header Link is %s, %v; want %s", text, err, want)
	}
}
