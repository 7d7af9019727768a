package main

import (
	"net/http"
	"strings"
	"testing"

	"github.com/signet-go/signet/signettest"
)

const testKey = "0123456789abcdef"

// open returns a client of a fresh service that sends the key.
func open(t *testing.T) *signettest.Client {
	t.Helper()
	return signettest.New(t, newApp(testKey), signettest.Header("X-API-Key", testKey))
}

// created adds a resource and returns its path below /v1.
func created(client *signettest.Client, body string) (r Resource, path string) {
	client.POST("/v1/resources", body).Want(201).JSON(&r)
	text, _ := r.ID.MarshalText()
	return r, "/v1/resources/" + string(text)
}

func TestCreate(t *testing.T) {
	t.Parallel()
	client := open(t)
	r, path := created(client, `{"name":"lamp","price":"30"}`)
	if r.Name != "lamp" || r.Price != 30 || r.Note != nil || r.Tags == nil || r.Created.IsZero() || r.Changed != r.Created {
		t.Errorf("POST /v1/resources: got %+v; want a lamp with a fresh date and no tags", r)
	}
	var again Resource
	client.GET(path).Want(200).JSON(&again)
	if again.ID != r.ID {
		t.Errorf("GET %s: got %v; want %v", path, again.ID, r.ID)
	}
}

// TestMistakes: a body that does not fit is answered with all of its mistakes.
func TestMistakes(t *testing.T) {
	t.Parallel()
	client := open(t)
	_, path := created(client, `{"name":"lamp","price":30}`)
	for _, tt := range []struct {
		name, method, path, body string
		want                     []string // places
	}{
		{"two members", "POST", "/v1/resources", `{"name":"tv","price":0}`, []string{`["body","name"]`, `["body","price"]`}},
		{"missing members", "POST", "/v1/resources", `{}`, []string{`["body","name"]`, `["body","price"]`}},
		{"a tag twice", "PUT", path, `{"name":"lamp","price":1,"tags":["a","a"]}`, []string{`["body","tags"]`}},
		{"changes to null", "PATCH", path, `{"name":null,"tags":null}`, []string{`["body","name"]`, `["body","tags"]`}},
		{"a change of too short a name", "PATCH", path, `{"name":"tv"}`, []string{`["body","name"]`}},
		{"an id that is no UUID", "GET", "/v1/resources/7", ``, []string{`["path","resource_id"]`}},
		{"the same by the other name", "GET", "/v1/stock/7", ``, []string{`["path","resource_uuid"]`}},
		{"paging", "GET", "/v1/resources?skip=-1&limit=101", ``, []string{`["query","skip"]`, `["query","limit"]`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var body any
			if tt.body != "" {
				body = tt.body
			}
			answer := client.For(t).Do(tt.method, tt.path, body).Want(422).Text()
			if got := strings.Count(answer, `"loc":`); got != len(tt.want) {
				t.Errorf("%s %s: got %d mistakes, want %d: %s", tt.method, tt.path, got, len(tt.want), answer)
			}
			for _, place := range tt.want {
				if !strings.Contains(answer, place) {
					t.Errorf("%s %s: got %s; want a mistake at %s", tt.method, tt.path, answer, place)
				}
			}
		})
	}
}

func TestList(t *testing.T) {
	t.Parallel()
	client := open(t)
	var ids []string
	for _, name := range []string{"lamp", "desk lamp", "chair"} {
		r, _ := created(client, `{"name":"`+name+`","price":1}`)
		text, _ := r.ID.MarshalText()
		ids = append(ids, string(text))
	}
	summaries := func(which ...int) string {
		var list []string
		for _, i := range which {
			list = append(list, `{"id":"`+ids[i]+`","name":"`+[]string{"lamp", "desk lamp", "chair"}[i]+`"}`)
		}
		return "[" + strings.Join(list, ",") + "]"
	}
	for _, tt := range []struct{ path, want string }{
		{"/v1/resources", summaries(0, 1, 2)},
		{"/latest/resources", summaries(0, 1, 2)},
		{"/v1/things", summaries(0, 1, 2)},
		{"/v1/resources?q=lamp", summaries(0, 1)},
		{"/v1/resources?q=lamp&skip=1", summaries(1)},
		{"/v1/resources?limit=1", summaries(0)},
		{"/v1/resources?skip=7", "[]"},
	} {
		client.GET(tt.path).Want(200).WantJSON(tt.want)
	}
	var details []Resource
	client.GET("/v1/resources/details?q=chair").Want(200).JSON(&details)
	if len(details) != 1 || details[0].Price != 1 || details[0].Created.IsZero() {
		t.Errorf("GET /v1/resources/details?q=chair: got %+v; want the chair with all members", details)
	}
}

func TestChange(t *testing.T) {
	t.Parallel()
	client := open(t)
	_, path := created(client, `{"name":"lamp","price":30,"note":"red","tags":["light"]}`)
	for _, tt := range []struct {
		name, body string
		want       New
	}{
		{"nothing", `{}`, New{Name: "lamp", Price: 30, Note: ptr("red"), Tags: []string{"light"}}},
		{"one member", `{"price":25}`, New{Name: "lamp", Price: 25, Note: ptr("red"), Tags: []string{"light"}}},
		{"a member to null", `{"note":null}`, New{Name: "lamp", Price: 25, Tags: []string{"light"}}},
		{"a list to an empty one", `{"tags":[]}`, New{Name: "lamp", Price: 25, Tags: []string{}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got Resource
			client.For(t).PATCH(path, tt.body).Want(200).JSON(&got)
			if !same(got.New, tt.want) {
				t.Errorf("PATCH %s: got %+v, want %+v", tt.body, got.New, tt.want)
			}
			if got.Changed.Before(got.Created) {
				t.Errorf("PATCH %s: changed at %v, before %v", tt.body, got.Changed, got.Created)
			}
		})
	}
	var replaced Resource
	client.PUT(path, `{"name":"chair","price":80}`).Want(200).JSON(&replaced)
	if !same(replaced.New, New{Name: "chair", Price: 80, Tags: []string{}}) {
		t.Errorf("PUT %s: got %+v; want only what was sent", path, replaced)
	}
}

func ptr(text string) *string { return &text }

func same(a, b New) bool {
	notes := a.Note == b.Note || a.Note != nil && b.Note != nil && *a.Note == *b.Note
	return a.Name == b.Name && a.Price == b.Price && notes && strings.Join(a.Tags, ",") == strings.Join(b.Tags, ",")
}

func TestNotFound(t *testing.T) {
	t.Parallel()
	client := open(t)
	_, path := created(client, `{"name":"lamp","price":30}`)
	client.DELETE(path).Want(204)
	const none = `{"detail":"no such resource"}`
	client.DELETE(path).Want(404).WantJSON(none)
	client.GET(path).Want(404).WantJSON(none)
	client.GET(strings.Replace(path, "resources", "stock", 1)).Want(404).WantJSON(none)
	client.PATCH(path, `{}`).Want(404).WantJSON(none)
	client.PUT(path, `{"name":"lamp","price":30}`).Want(404).WantJSON(none)
}

// png is the smallest picture that is one.
const png = "\x89PNG\r\n\x1a\n"

func TestPicture(t *testing.T) {
	t.Parallel()
	client := open(t)
	_, path := created(client, `{"name":"lamp","price":30}`)
	path += "/picture"
	upload := func(content string) signettest.Form {
		return signettest.Form{signettest.File("picture", "../../lamp.png", "image/png", content)}
	}
	client.GET(path).Want(404).WantJSON(`{"detail":"the resource has no picture"}`)
	client.PUT(path, upload("<svg onload=alert(1)>")).Want(415)
	client.PUT(path, upload(png+strings.Repeat("x", maxPicture))).Want(413)
	client.PUT(path, upload(png)).Want(204)
	resp := client.GET(path).Want(200)
	if resp.Text() != png || resp.Header.Get("Content-Type") != "image/png" {
		t.Errorf("GET %s: got %q of type %q; want what was sent, as image/png", path, resp.Text(), resp.Header.Get("Content-Type"))
	}
	if part := client.GET(path, signettest.Header("Range", "bytes=1-3")).Want(206).Text(); part != "PNG" {
		t.Errorf("GET %s, bytes 1 to 3: got %q, want PNG", path, part)
	}
	client.GET(path, signettest.Header("If-Modified-Since", resp.Header.Get("Last-Modified"))).Want(304)
}

// TestKey: everything but the health route asks for the key, before it looks at
// the rest of the request.
func TestKey(t *testing.T) {
	t.Parallel()
	stranger := signettest.New(t, newApp(testKey))
	stranger.GET("/health").Want(200).WantJSON(`{"status":"up"}`)
	for _, path := range []string{"/v1/resources", "/latest/resources", "/v1/stock/7"} {
		resp := stranger.GET(path).Want(401)
		if resp.Header.Get("WWW-Authenticate") == "" {
			t.Errorf("GET %s without a key: no WWW-Authenticate; a 401 says how to do better", path)
		}
		stranger.GET(path, signettest.Header("X-API-Key", "wrong")).Want(401).WantJSON(`{"detail":"the API key is not valid"}`)
	}
	stranger.POST("/v1/resources", `{`).Want(401)

	closed := signettest.New(t, newApp(""))
	closed.GET("/v1/resources", signettest.Header("X-API-Key", "")).Want(http.StatusUnauthorized)
	signettest.Guarded(t, newApp(testKey), "GET /health")
}
