package route

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"/", "/{a}", "/{a:int}-{b}", "/x/{p:path}/y", "/{a}{b}", "/a?b", "/}", "/{", "/é\xff", "/{a:}", "/a:b/*c"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := Parse(text)
		if err != nil {
			if !strings.Contains(err.Error(), "offset ") {
				t.Errorf("Parse(%q): %v: no offset", text, err)
			}
			return
		}
		if p.String() != text {
			t.Errorf("Parse(%q).String() = %q", text, p)
		}
		values := make([]string, len(p.wildcards))
		for i, w := range p.wildcards {
			values[i] = sample(w.Convertor%Path, w.Convertor%Path)
		}
		if path, err := p.Expand(values); err == nil {
			u, err := url.ParseRequestURI(path)
			if err != nil || u.Path[0] != '/' || strings.HasPrefix(path, "//") || !strings.Contains(path, "%2F") && !p.matches(u.Path) {
				t.Errorf("Parse(%q).Expand(%q) = %q, which it does not match: %v", text, values, path, err)
			}
		}
		again, err := Parse(p.Template())
		if err != nil || again.Template() != p.Template() {
			t.Errorf("Parse(%q): %v", p.Template(), err)
		}
		NewTable([]Entry{{nil, p, nil}, {[]string{"GET"}, again, nil}}, Options{})
	})
}

func FuzzMatch(f *testing.F) {
	const routes = "/a/{x}\n/a/b\n/{p:path}\n/{x}-{y}.json\n/{x:int}/{y:uuid}\n/f/{p:path}/m\n/v{n:float}/*\n/a:b\n/{a}/{b}/{c}"
	for _, path := range []string{"/", "", "//", "/a/b", "/a/c/", "/1-2.json", "/f/a/m/m", "/v1.5/*", "/\xff", "/a%2Fb", "/a\\b/", "*", "//x/y/"} {
		f.Add(routes, path, "", "GET")
	}
	f.Add("0", "", "%2F", "0")
	f.Add("/a/{x}/\n/{x}", "/a/b/c", "/a%2Fb/c", "HEAD")
	f.Add("/a/{x}\n/{x}", "/a/b", "/other%2Fpath", "GET") // RawPath is no encoding of Path
	f.Fuzz(func(t *testing.T, routes, path, rawPath, method string) {
		if strings.ContainsAny(path+routes, "\ufffd\ue123") || path != "*" && path != "" && path[0] != '/' {
			t.Skip("the oracle's mask, or no path of a request")
		}
		var entries []Entry
		for i, text := range strings.Split(routes, "\n") {
			if p, err := Parse(text); err == nil && len(text) < 100 && len(entries) < 12 {
				entries = append(entries, Entry{[][]string{{"GET"}, {"POST", "GET"}, nil, {"GET"}}[i%4], p, nil})
			}
		}
		r := &http.Request{Method: method, URL: &url.URL{Path: path, RawPath: rawPath}}
		if path == "*" && method == "OPTIONS" {
			return
		}
		if freeMask(path) == "" {
			return
		}
		var m Match
		got, want := answerOf(NewTable(entries, Options{}), r, &m), linear{entries, Options{}}.match(r)
		if !got.equal(want) {
			t.Errorf("%s %q %q among %q: Match = %+v; want %+v", method, path, rawPath, routes, got, want)
		}
	})
}
