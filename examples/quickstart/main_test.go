package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
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

// TestQuickstart starts the program, asks for everything that it offers, and
// ends it.
func TestQuickstart(t *testing.T) {
	t.Parallel()
	p := start(t, "127.0.0.1:0")
	t.Run("answers", func(t *testing.T) { checkAnswers(t, p.url) })
	t.Run("pages", func(t *testing.T) { checkPages(t, p.url) })

	rest, err := p.end(t)
	if err != nil {
		t.Errorf("after SIGTERM the program ends with %v; want status 0", err)
	}
	if lines := strings.Count(rest, "\n"); lines != 1 || !strings.Contains(rest, "draining reason=terminated") {
		t.Errorf("after its start the program logs %q; want one line, that it drains", rest)
	}
}

func checkAnswers(t *testing.T, url string) {
	for _, tt := range []struct {
		name, method, target, body string

		status int
		answer string
		allow  string
	}{
		{"list", "GET", "/items", "", 200, `[` + lamp + `,` + deskLamp + `,` + chair + `]`, ""},
		{"filter", "GET", "/items?q=lamp", "", 200, `[` + lamp + `,` + deskLamp + `]`, ""},
		{"filter that fits nothing", "GET", "/items?q=sofa", "", 200, `[]`, ""},
		{"empty filter", "GET", "/items?q=", "", 200, `[` + lamp + `,` + deskLamp + `,` + chair + `]`, ""},
		{"limit", "GET", "/items?limit=1", "", 200, `[` + lamp + `]`, ""},
		{"filter and limit", "GET", "/items?q=lamp&limit=1", "", 200, `[` + lamp + `]`, ""},
		{"largest limit", "GET", "/items?limit=100", "", 200, `[` + lamp + `,` + deskLamp + `,` + chair + `]`, ""},
		{"alias", "GET", "/products?q=chair", "", 200, `[` + chair + `]`, ""},
		{"limit too low", "GET", "/items?limit=0", "", 422,
			`{"detail":[{"type":"greater_than_equal","loc":["query","limit"],"msg":"must be at least 1","input":"0","ctx":{"ge":1}}]}`, ""},
		{"limit too high, by the alias", "GET", "/products?limit=101", "", 422,
			`{"detail":[{"type":"less_than_equal","loc":["query","limit"],"msg":"must be at most 100","input":"101","ctx":{"le":100}}]}`, ""},
		{"limit that is no number", "GET", "/items?limit=few", "", 422,
			`{"detail":[{"type":"int_parsing","loc":["query","limit"],"msg":"must be a whole number","input":"few"}]}`, ""},

		{"create", "POST", "/items", `{"name":"sofa","price":450}`, 201, `{"name":"sofa","price":450}`, ""},
		{"create with a note", "POST", "/items", `{"name":"sofa","price":450,"note":"red"}`, 201, `{"name":"sofa","price":450,"note":"red"}`, ""},
		{"create with null for a note", "POST", "/items", `{"name":"sofa","price":450,"note":null}`, 201, `{"name":"sofa","price":450}`, ""},
		{"create with two mistakes", "POST", "/items", `{"name":"tv","price":"free"}`, 422, mistaken, ""},
		{"create without a name", "POST", "/items", `{"price":0}`, 422,
			`{"detail":[{"type":"missing","loc":["body","name"],"msg":"is required","input":null},` +
				`{"type":"greater_than","loc":["body","price"],"msg":"must be greater than 0","input":0,"ctx":{"gt":0}}]}`, ""},
		{"create without a body", "POST", "/items", ``, 422,
			`{"detail":[{"type":"missing","loc":["body"],"msg":"is required","input":null}]}`, ""},

		{"unknown path", "GET", "/nowhere", "", 404, `{"detail":"Not Found"}`, ""},
		{"unknown method", "DELETE", "/items", "", 405, `{"detail":"Method Not Allowed"}`, allow},
		{"no create by the alias", "POST", "/products", `{}`, 405, `{"detail":"Method Not Allowed"}`, "GET, HEAD, OPTIONS"},
		{"options", "OPTIONS", "/items", "", 204, ``, allow},
		{"head", "HEAD", "/items", "", 200, ``, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			resp, body := ask(t, tt.method, url+tt.target, tt.body)
			if resp.StatusCode != tt.status || body != tt.answer || resp.Header.Get("Allow") != tt.allow {
				t.Errorf("%s %s %s\n gives %d %s, Allow %q\n want  %d %s, Allow %q", tt.method, tt.target, tt.body,
					resp.StatusCode, body, resp.Header.Get("Allow"), tt.status, tt.answer, tt.allow)
			}
		})
	}
}

func checkPages(t *testing.T, url string) {
	t.Run("json", func(t *testing.T) {
		document := page(t, url+"/openapi.json", "application/json")
		var readable bytes.Buffer
		if err := json.Indent(&readable, []byte(document), "", "  "); err != nil {
			t.Fatalf("GET /openapi.json: %v", err)
		}
		compareGolden(t, "testdata/openapi.json", readable.String()+"\n")
	})
	t.Run("yaml", func(t *testing.T) {
		compareGolden(t, "testdata/openapi.yaml", page(t, url+"/openapi.yaml", "application/yaml"))
	})
	t.Run("docs", func(t *testing.T) {
		html := page(t, url+"/docs", "text/html; charset=utf-8")
		for _, want := range []string{"<title>Quickstart", `"./openapi.json"`, `src="./docs/`} {
			if !strings.Contains(html, want) {
				t.Errorf("GET /docs lacks %s; it is:\n%s", want, html)
			}
		}
	})
}

// ask sends a request, with its body as JSON if there is one, and reads the
// answer.
func ask(t *testing.T, method, url, body string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatalf("%s %s: %v", method, url, err)
	}
	return resp, string(answer)
}

func page(t *testing.T, url, mediaType string) string {
	t.Helper()
	resp, body := ask(t, "GET", url, "")
	if got := resp.Header.Get("Content-Type"); resp.StatusCode != 200 || got != mediaType {
		t.Errorf("GET %s gives %d, %s; want 200, %s", url, resp.StatusCode, got, mediaType)
	}
	return body
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
		t.Errorf("%s is not what the program serves; look at the difference after go test ./examples/quickstart -update; served:\n%s", file, got)
	}
}
