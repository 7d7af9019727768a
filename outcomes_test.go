package signet_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/signet-go/signet"
)

type (
	putThing struct {
		ID   string `query:"id"`
		Body thing  `body:""`
	}
	located struct {
		Location string `header:"Location"`
		Body     thing  `body:""`
	}
	putResult struct {
		Created  *located   `status:"201" description:"It is new."`
		Replaced *thing     `status:"200"`
		Same     *struct{}  `status:"304"`
		Queued   *struct{}  `status:"202"`
		Taken    *[]string  `status:"409"`
		Renamed  *shapeItem `status:"203"`
	}
)

func put(in *putThing, reply *signet.Reply) (*putResult, error) {
	reply.Status(299)
	reply.Header().Set("X-Kept", "yes")
	switch in.ID {
	case "new":
		return &putResult{Created: &located{"/things/new", in.Body}}, nil
	case "same":
		return &putResult{Same: &struct{}{}}, nil
	case "queued":
		return &putResult{Queued: &struct{}{}}, nil
	case "taken":
		return &putResult{Taken: &[]string{"a"}}, nil
	case "several":
		return &putResult{Replaced: &in.Body, Taken: &[]string{"a"}}, nil
	case "none":
		return &putResult{}, nil
	case "nil":
		return nil, nil
	case "error":
		return nil, signet.NewError(404, "no such thing")
	}
	return &putResult{Replaced: &in.Body}, nil
}

func TestOutcomes(t *testing.T) {
	t.Parallel()
	app, book := newApp()
	app.Handle(put, app.PUT("/things"))
	valid(t, app)
	for _, tt := range []struct {
		id     string
		status int
		body   string
	}{
		{"new", 201, `{"name":"n"}`},
		{"old", 200, `{"name":"n"}`},
		{"same", 304, ""},
		{"queued", 202, ""},
		{"taken", 409, `["a"]`},
		{"error", 404, `{"detail":"no such thing"}`},
	} {
		got := do(t, app, "PUT", "/things?id="+tt.id, `{"name":"n"}`)
		got.want(t, tt.status, tt.body)
		if location := got.header.Get("Location"); (location == "/things/new") != (tt.id == "new") {
			t.Errorf("%s: Location is %q", tt.id, location)
		}
		if kept := got.header.Get("X-Kept"); (kept == "yes") != (tt.id != "error") {
			t.Errorf("%s: X-Kept is %q", tt.id, kept)
		}
		if media := got.header.Get("Content-Type"); (media == "") != (tt.body == "") {
			t.Errorf("%s: Content-Type is %q", tt.id, media)
		}
	}
	book.quiet(t)
	for id, word := range map[string]string{"several": "both Replaced and Taken", "none": "none of the fields Created, Replaced", "nil": "nil *signet_test.putResult"} {
		app, book := newApp()
		app.Handle(put, app.PUT("/things"))
		do(t, app, "PUT", "/things?id="+id, `{"name":"n"}`).want(t, 500, `{"detail":"Internal Server Error"}`)
		book.once(t, word)
	}
}

func TestOutcomesByValue(t *testing.T) {
	t.Parallel()
	type result struct {
		OK   *shapeOwner `status:"200"`
		Gone *struct{}   `status:"410"`
	}
	app, book := newApp()
	app.Handle(func() (result, error) { return result{OK: &shapeOwner{ID: 1}}, nil }, app.GET("/ok", signet.OmitNull()))
	app.Handle(func() result { return result{Gone: &struct{}{}} }, app.GET("/gone"))
	valid(t, app)
	do(t, app, "GET", "/ok", "").want(t, 200, `{"id":1,"secret":""}`)
	do(t, app, "GET", "/gone", "").want(t, 410, "")
	book.quiet(t)
}

func TestOutcomesInTheDocument(t *testing.T) {
	t.Parallel()
	app, _ := newApp()
	app.Handle(put, app.PUT("/things", signet.Response(409, nil, "Others have it."), signet.Raises(signet.NewError(404, "no such thing"))))
	_, doc := documentOf(t, app)
	responses := at(doc, "paths", "/things", "put", "responses")
	for status, want := range map[string]string{
		"201": `{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/thing"}}},"description":"It is new.","headers":{"Location":{"schema":{"type":"string"},"style":"simple"}}}`,
		"200": `{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/thing"}}},"description":"OK"}`,
		"202": `{"description":"Accepted"}`,
		"304": `{"description":"Not Modified"}`,
		"409": `{"content":{"application/json":{"schema":{"items":{"type":"string"},"type":"array"}}},"description":"Others have it."}`,
	} {
		got, err := json.Marshal(at(responses, status))
		if err != nil || string(got) != want {
			t.Errorf("%s is %s, %v; want %s", status, got, err, want)
		}
	}
	if n := len(responses.(map[string]any)); n != 8 {
		t.Errorf("%d responses; want 6 outcomes, 404 and 422", n)
	}
	if text, _ := json.Marshal(doc); strings.Contains(string(text), "putResult") {
		t.Error("the document shows the struct of outcomes, which never travels")
	}
}
