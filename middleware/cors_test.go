package middleware

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestCORSPreflight(t *testing.T) {
	t.Parallel()
	routes := func(r *http.Request) []string {
		if r.URL.Path == "/items" {
			return []string{"GET", "DELETE"}
		}
		return nil
	}
	list := []string{"https://a.example"}
	tests := []struct {
		name    string
		options CORSOptions
		path    string
		headers []string
		want    string // status, headers but for types and lengths, body
	}{
		{"listed origin", CORSOptions{Origins: list}, "/", []string{"Origin: https://a.example", "Access-Control-Request-Method: GET"},
			`200
Access-Control-Allow-Headers: Accept, Accept-Language, Content-Language, Content-Type
Access-Control-Allow-Methods: GET, HEAD, POST
Access-Control-Allow-Origin: https://a.example
Access-Control-Max-Age: 600
Vary: Access-Control-Request-Headers
Vary: Access-Control-Request-Method
Vary: Origin
OK`},
		{"nothing fits", CORSOptions{Origins: list}, "/", []string{"Origin: https://b.example", "Access-Control-Request-Method: PUT", "Access-Control-Request-Headers: x-a"},
			`400
Access-Control-Allow-Headers: Accept, Accept-Language, Content-Language, Content-Type
Access-Control-Allow-Methods: GET, HEAD, POST
Access-Control-Max-Age: 600
Vary: Access-Control-Request-Headers
Vary: Access-Control-Request-Method
Vary: Origin
Disallowed CORS origin, method, headers`},
		{"zero options", CORSOptions{}, "/", []string{"Origin: https://b.example", "Access-Control-Request-Method: GET"},
			`400
Access-Control-Allow-Headers: Accept, Accept-Language, Content-Language, Content-Type
Access-Control-Allow-Methods: GET, HEAD, POST
Access-Control-Max-Age: 600
Vary: Access-Control-Request-Headers
Vary: Access-Control-Request-Method
Vary: Origin
Disallowed CORS origin`},
		{"any of all", CORSOptions{Origins: []string{"*"}, AllowMethods: []string{"*"}, AllowHeaders: []string{"*"}, MaxAge: -1}, "/",
			[]string{"Origin: https://b.example", "Access-Control-Request-Method: PATCH", "Access-Control-Request-Headers: X-Example, x-b"},
			`200
Access-Control-Allow-Headers: X-Example, x-b
Access-Control-Allow-Methods: DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT
Access-Control-Allow-Origin: *
Access-Control-Max-Age: 0
Vary: Access-Control-Request-Headers
Vary: Access-Control-Request-Method
OK`},
		{"any with credentials", CORSOptions{Origins: []string{"*"}, Credentials: true, AllowHeaders: []string{"X-A"}, MaxAge: time.Hour}, "/",
			[]string{"Origin: https://b.example", "Access-Control-Request-Method: GET", "Access-Control-Request-Headers: x-a,content-type"},
			`200
Access-Control-Allow-Credentials: true
Access-Control-Allow-Headers: Accept, Accept-Language, Content-Language, Content-Type, X-A
Access-Control-Allow-Methods: GET, HEAD, POST
Access-Control-Allow-Origin: https://b.example
Access-Control-Max-Age: 3600
Vary: Access-Control-Request-Headers
Vary: Access-Control-Request-Method
Vary: Origin
OK`},
		{"method of the path", CORSOptions{Origins: []string{"*"}, Methods: routes}, "/items", []string{"Origin: https://b.example", "Access-Control-Request-Method: DELETE"},
			`200
Access-Control-Allow-Headers: Accept, Accept-Language, Content-Language, Content-Type
Access-Control-Allow-Methods: GET, DELETE
Access-Control-Allow-Origin: *
Access-Control-Max-Age: 600
Vary: Access-Control-Request-Headers
Vary: Access-Control-Request-Method
OK`},
		{"method of the path that is not allowed", CORSOptions{Origins: []string{"*"}, Methods: routes, AllowMethods: []string{"GET", "PUT"}}, "/items", []string{"Origin: https://b.example", "Access-Control-Request-Method: DELETE"},
			`400
Access-Control-Allow-Headers: Accept, Accept-Language, Content-Language, Content-Type
Access-Control-Allow-Methods: GET
Access-Control-Allow-Origin: *
Access-Control-Max-Age: 600
Vary: Access-Control-Request-Headers
Vary: Access-Control-Request-Method
Disallowed CORS method`},
		{"path without methods", CORSOptions{Origins: []string{"*"}, Methods: routes, AllowMethods: []string{"PUT"}}, "/none", []string{"Origin: https://b.example", "Access-Control-Request-Method: PUT"},
			`200
Access-Control-Allow-Headers: Accept, Accept-Language, Content-Language, Content-Type
Access-Control-Allow-Methods: PUT
Access-Control-Allow-Origin: *
Access-Control-Max-Age: 600
Vary: Access-Control-Request-Headers
Vary: Access-Control-Request-Method
OK`},
		{"private network", CORSOptions{Origins: []string{"*"}, PrivateNetwork: true}, "/", []string{"Origin: https://b.example", "Access-Control-Request-Method: GET", "Access-Control-Request-Private-Network: true"},
			`200
Access-Control-Allow-Headers: Accept, Accept-Language, Content-Language, Content-Type
Access-Control-Allow-Methods: GET, HEAD, POST
Access-Control-Allow-Origin: *
Access-Control-Allow-Private-Network: true
Access-Control-Max-Age: 600
Vary: Access-Control-Request-Headers
Vary: Access-Control-Request-Method
OK`},
	}
	for _, tt := range tests {
		rec := do(CORS(tt.options)(answerText("handler")), request("OPTIONS", tt.path, tt.headers...))
		if got := rec.Header().Get("Content-Type"); got != "text/plain; charset=utf-8" {
			t.Errorf("%s: Content-Type = %q; want text", tt.name, got)
		}
		rec.Header().Del("Content-Type")
		rec.Header().Del("Content-Length")
		if got := printed(rec); got != tt.want {
			t.Errorf("%s: OPTIONS %s %q =\n%s\nwant\n%s", tt.name, tt.path, tt.headers, got, tt.want)
		}
	}
}

func TestCORSHeaders(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		options CORSOptions
		asked   []string
		want    string
	}{
		{"none", CORSOptions{}, nil, ""},
		{"safelisted", CORSOptions{}, []string{"Content-Type, ACCEPT"}, ""},
		{"other", CORSOptions{}, []string{"x-a"}, "headers"},
		{"listed, two lines", CORSOptions{AllowHeaders: []string{"X-A", "x-b"}}, []string{"X-B", "x-a"}, ""},
		{"one of two", CORSOptions{AllowHeaders: []string{"X-A"}}, []string{"x-a,x-b"}, "headers"},
		{"any, but no name", CORSOptions{AllowHeaders: []string{"*"}}, []string{"x a"}, "headers"},
		{"private network", CORSOptions{}, nil, "private-network"},
	}
	for _, tt := range tests {
		tt.options.Origins = []string{"*"}
		r := request("OPTIONS", "/", "Origin: https://a.example", "Access-Control-Request-Method: GET")
		for _, line := range tt.asked {
			r.Header.Add("Access-Control-Request-Headers", line)
		}
		if tt.want == "private-network" {
			r.Header.Set("Access-Control-Request-Private-Network", "true")
		}
		got, _ := strings.CutPrefix(do(CORS(tt.options)(answerText("")), r).Body.String(), "Disallowed CORS ")
		if got != tt.want && !(got == "OK" && tt.want == "") {
			t.Errorf("%s: preflight for %q is refused for %q; want %q", tt.name, tt.asked, got, tt.want)
		}
	}
}

func TestCORSAnswers(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		options CORSOptions
		method  string
		headers []string
		want    string // headers that matter, joined
	}{
		{"no origin", CORSOptions{Origins: []string{"https://a.example"}}, "GET", nil, "Vary: Origin"},
		{"no origin, any", CORSOptions{Origins: []string{"*"}}, "GET", nil, ""},
		{"listed", CORSOptions{Origins: []string{"https://a.example"}, ExposeHeaders: []string{"X-A", "X-B"}}, "GET", []string{"Origin: https://a.example"},
			"Access-Control-Allow-Origin: https://a.example|Access-Control-Expose-Headers: X-A, X-B|Vary: Origin"},
		{"another", CORSOptions{Origins: []string{"https://a.example"}, Credentials: true}, "GET", []string{"Origin: https://b.example"}, "Vary: Origin"},
		{"two origins", CORSOptions{Origins: []string{"https://a.example"}}, "GET", []string{"Origin: https://a.example", "Origin: https://a.example"}, "Vary: Origin"},
		{"any", CORSOptions{Origins: []string{"*"}}, "GET", []string{"Origin: https://a.example", "Cookie: a=b"}, "Access-Control-Allow-Origin: *"},
		{"any with credentials", CORSOptions{Origins: []string{"*"}, Credentials: true}, "GET", []string{"Origin: https://a.example"},
			"Access-Control-Allow-Credentials: true|Access-Control-Allow-Origin: https://a.example|Vary: Origin"},
		{"any with credentials is not null", CORSOptions{Origins: []string{"*"}, Credentials: true}, "GET", []string{"Origin: null"}, "Vary: Origin"},
		{"null is listed", CORSOptions{Origins: []string{"null"}}, "GET", []string{"Origin: null"}, "Access-Control-Allow-Origin: null|Vary: Origin"},
		{"any with credentials is an origin", CORSOptions{Origins: []string{"*"}, Credentials: true}, "GET", []string{"Origin: https://a.example/x"}, "Vary: Origin"},
		{"a func allows", CORSOptions{AllowOrigin: func(_ *http.Request, o string) bool { return o == "https://f.example" }}, "GET", []string{"Origin: https://f.example"},
			"Access-Control-Allow-Origin: https://f.example|Vary: Origin"},
		{"OPTIONS that is no preflight", CORSOptions{Origins: []string{"*"}}, "OPTIONS", []string{"Origin: https://a.example"}, "Access-Control-Allow-Origin: *"},
	}
	for _, tt := range tests {
		rec := do(CORS(tt.options)(answerText("handler")), request(tt.method, "/", tt.headers...))
		rec.Header().Del("Content-Type")
		lines := strings.Split(printed(rec), "\n")
		got := strings.Join(lines[1:len(lines)-1], "|")
		if got != tt.want || rec.Body.String() != "handler" {
			t.Errorf("%s: %s %q = %q, body %q; want %q and the handler's body", tt.name, tt.method, tt.headers, got, rec.Body, tt.want)
		}
	}
}

func TestOrigins(t *testing.T) {
	t.Parallel()
	set, err := readOrigins([]string{"https://A.example:443", "http://b.example:8080", "https://*.c.example", "http://localhost:*", "http://*.d.example:*", "http://[::1]"})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		origin string
		want   bool
	}{
		{"https://a.example", true},
		{"https://a.example:443", false}, // no browser writes that
		{"http://a.example", false},
		{"https://a.example.evil", false},
		{"https://a.example:444", false},
		{"http://b.example:8080", true},
		{"https://x.c.example", true},
		{"https://x.y.c.example", true},
		{"https://c.example", false},
		{"https://.c.example", false},
		{"https://xc.example", false},
		{"https://evil.example/.c.example", false},
		{"https://evil.example?.c.example", false},
		{"https://x@y.c.example", false},
		{"https://x.c.example:1", false},
		{"http://localhost", true},
		{"http://localhost:3000", true},
		{"http://localhost:", false},
		{"http://localhost:3000.evil.example", false},
		{"http://x.d.example:81", true},
		{"http://[::1]", true},
		{"null", false},
		{"", false},
	}
	for _, tt := range tests {
		if got := set.has(tt.origin); got != tt.want {
			t.Errorf("has(%q) = %v; want %v", tt.origin, got, tt.want)
		}
	}
}

// FuzzOrigin: whatever is taken for an origin prints as it was written, and has
// nothing that could end a header or a host.
func FuzzOrigin(f *testing.F) {
	for _, seed := range []string{"https://a.example", "http://[::1]:80", "null", "https://a.example:", "http://A.b", "https://a.example/", "https://é"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		o, ok := parseOrigin(text)
		if !ok {
			return
		}
		if !strings.EqualFold(o.String(), text) || strings.ContainsAny(o.host+o.port, " \r\n/?#@\\") {
			t.Errorf("parseOrigin(%q) = %q", text, o)
		}
		p, err := readOriginPattern(text)
		if err != nil || !p.match(o) && p.port == o.port {
			t.Errorf("readOriginPattern(%q) = %v, %v; want one that matches itself", text, p, err)
		}
	})
}
