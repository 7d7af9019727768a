package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/signet-go/signet/signettest"
)

var update = flag.Bool("update", false, "rewrite the golden documents in testdata")

const (
	lamp     = `{"name":"lamp","price":30}`
	deskLamp = `{"name":"desk lamp","price":45.5}`
	chair    = `{"name":"chair","price":80}`
)

// mistaken is one mistake in a body and another, as the README shows it.
const mistaken = `{"detail":[` +
	`{"type":"string_too_short","loc":["body","name"],"msg":"must have at least 3 characters","input":"tv","ctx":{"min_length":3}},` +
	`{"type":"float_parsing","loc":["body","price"],"msg":"must be a number","input":"free"}]}`

// allow is the header Allow of /items.
const allow = "GET, HEAD, OPTIONS, POST"

func TestAnswers(t *testing.T) {
	t.Parallel()
	client := signettest.New(t, newApp())
	for _, tt := range []struct {
		name, method, target string
		body                 any

		status int
		answer string
		allow  string
	}{
		{"list", "GET", "/items", nil, 200, `[` + lamp + `,` + deskLamp + `,` + chair + `]`, ""},
		{"filter", "GET", "/items?q=lamp", nil, 200, `[` + lamp + `,` + deskLamp + `]`, ""},
		{"filter that fits nothing", "GET", "/items?q=sofa", nil, 200, `[]`, ""},
		{"empty filter", "GET", "/items?q=", nil, 200, `[` + lamp + `,` + deskLamp + `,` + chair + `]`, ""},
		{"limit", "GET", "/items?limit=1", nil, 200, `[` + lamp + `]`, ""},
		{"filter and limit", "GET", "/items?q=lamp&limit=1", nil, 200, `[` + lamp + `]`, ""},
		{"largest limit", "GET", "/items?limit=100", nil, 200, `[` + lamp + `,` + deskLamp + `,` + chair + `]`, ""},
		{"alias", "GET", "/products?q=chair", nil, 200, `[` + chair + `]`, ""},
		{"limit too low", "GET", "/items?limit=0", nil, 422,
			`{"detail":[{"type":"greater_than_equal","loc":["query","limit"],"msg":"must be at least 1","input":"0","ctx":{"ge":1}}]}`, ""},
		{"limit too high, by the alias", "GET", "/products?limit=101", nil, 422,
			`{"detail":[{"type":"less_than_equal","loc":["query","limit"],"msg":"must be at most 100","input":"101","ctx":{"le":100}}]}`, ""},
		{"limit that is no number", "GET", "/items?limit=few", nil, 422,
			`{"detail":[{"type":"int_parsing","loc":["query","limit"],"msg":"must be a whole number","input":"few"}]}`, ""},

		{"create", "POST", "/items", `{"name":"sofa","price":450}`, 201, `{"name":"sofa","price":450}`, ""},
		{"create with a note", "POST", "/items", `{"name":"sofa","price":450,"note":"red"}`, 201, `{"name":"sofa","price":450,"note":"red"}`, ""},
		{"create with null for a note", "POST", "/items", `{"name":"sofa","price":450,"note":null}`, 201, `{"name":"sofa","price":450}`, ""},
		{"create with two mistakes", "POST", "/items", `{"name":"tv","price":"free"}`, 422, mistaken, ""},
		{"create without a name", "POST", "/items", `{"price":0}`, 422,
			`{"detail":[{"type":"missing","loc":["body","name"],"msg":"is required","input":null},` +
				`{"type":"greater_than","loc":["body","price"],"msg":"must be greater than 0","input":0,"ctx":{"gt":0}}]}`, ""},
		{"create without a body", "POST", "/items", nil, 422,
			`{"detail":[{"type":"missing","loc":["body"],"msg":"is required","input":null}]}`, ""},

		{"unknown path", "GET", "/nowhere", nil, 404, `{"detail":"Not Found"}`, ""},
		{"unknown method", "DELETE", "/items", nil, 405, `{"detail":"Method Not Allowed"}`, allow},
		{"no create by the alias", "POST", "/products", `{}`, 405, `{"detail":"Method Not Allowed"}`, "GET, HEAD, OPTIONS"},
		{"options", "OPTIONS", "/items", nil, 204, ``, allow},
		{"head", "HEAD", "/items", nil, 200, ``, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := client.For(t).Do(tt.method, tt.target, tt.body)
			if got.Status != tt.status || got.Text() != tt.answer || got.Header.Get("Allow") != tt.allow {
				t.Errorf("%s %s %v\n gives %d %s, Allow %q\n want  %d %s, Allow %q", tt.method, tt.target, tt.body,
					got.Status, got.Text(), got.Header.Get("Allow"), tt.status, tt.answer, tt.allow)
			}
		})
	}
}

func TestPages(t *testing.T) {
	t.Parallel()
	client := signettest.New(t, newApp())
	t.Run("json", func(t *testing.T) {
		document := page(t, client, "/openapi.json", "application/json")
		var readable bytes.Buffer
		if err := json.Indent(&readable, []byte(document), "", "  "); err != nil {
			t.Fatalf("GET /openapi.json: %v", err)
		}
		compareGolden(t, "testdata/openapi.json", readable.String()+"\n")
	})
	t.Run("yaml", func(t *testing.T) {
		compareGolden(t, "testdata/openapi.yaml", page(t, client, "/openapi.yaml", "application/yaml"))
	})
	t.Run("docs", func(t *testing.T) {
		html := page(t, client, "/docs", "text/html; charset=utf-8")
		for _, want := range []string{"<title>Quickstart", `"./openapi.json"`, `src="./docs/`} {
			if !strings.Contains(html, want) {
				t.Errorf("GET /docs lacks %s; it is:\n%s", want, html)
			}
		}
	})
}

// page is the text that the app serves there, as the media type.
func page(t *testing.T, client *signettest.Client, path, mediaType string) string {
	t.Helper()
	got := client.For(t).GET(path).Want(200)
	if served := got.Header.Get("Content-Type"); served != mediaType {
		t.Errorf("GET %s: Content-Type = %q; want %q", path, served, mediaType)
	}
	return got.Text()
}

// compareGolden compares the text with the file; with -update it writes it.
func compareGolden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; write it with go test ./examples/quickstart -update", err)
	}
	if got != string(want) {
		t.Errorf("%s is not what the app serves; look at the difference after go test ./examples/quickstart -update; served:\n%s", file, got)
	}
}
