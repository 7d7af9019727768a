package route

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, text, template string
		wildcards            []Wildcard
		simple               bool
	}{
		{"root", "/", "/", nil, true},
		{"text", "/items/", "/items/", nil, true},
		{"not cleaned", "//a/../b", "//a/../b", nil, true},
		{"beyond ASCII", "/café", "/café", nil, true},
		{"colon and star are text", "/a:b/*c", "/a:b/*c", nil, true},
		{"wildcard", "/{id}", "/{id}", []Wildcard{{"id", Str}}, true},
		{"every convertor", "/{a:str}/{b:int}/{c:float}/{d:uuid}/{e:path}", "/{a}/{b}/{c}/{d}/{e}",
			[]Wildcard{{"a", Str}, {"b", Int}, {"c", Float}, {"d", UUID}, {"e", Path}}, true},
		{"underscore and digits", "/{_a1}", "/{_a1}", []Wildcard{{"_a1", Str}}, true},
		{"two in a segment", "/{a}-{b:int}", "/{a}-{b}", []Wildcard{{"a", Str}, {"b", Int}}, false},
		{"text behind", "/{f}.json", "/{f}.json", []Wildcard{{"f", Str}}, false},
		{"text in front", "/v{n}/x", "/v{n}/x", []Wildcard{{"n", Str}}, false},
		{"path in the middle", "/{p:path}/meta", "/{p}/meta", []Wildcard{{"p", Path}}, false},
		{"path in a segment", "/a{p:path}", "/a{p}", []Wildcard{{"p", Path}}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p, err := Parse(tt.text)
			if err != nil {
				t.Fatalf("Parse(%q): %v", tt.text, err)
			}
			if p.String() != tt.text || p.Template() != tt.template || !slices.Equal(p.Wildcards(), tt.wildcards) || p.simple != tt.simple {
				t.Errorf("Parse(%q) = %q, template %q, %v, simple %t; want template %q, %v, simple %t",
					tt.text, p, p.Template(), p.Wildcards(), p.simple, tt.template, tt.wildcards, tt.simple)
			}
		})
	}
}

func TestParseMistakes(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, text, want string }{
		{"empty", "", `offset 0: must begin with a slash; write "/"`},
		{"no slash", "items/{id}", `offset 0: must begin with a slash; write "/items/{id}"`},
		{"twice", "/{id}/{id:int}", `offset 6: wildcard "id" occurs twice; rename one`},
		{"near convertor", "/{id:itn}", `offset 1: unknown convertor "itn" of wildcard "id"; did you mean int? There are str, int, float, uuid, path`},
		{"long convertor", "/{id:string}", `offset 1: unknown convertor "string" of wildcard "id"; did you mean str? There are str, int, float, uuid, path`},
		{"capital convertor", "/{id:UUID}", `offset 1: unknown convertor "UUID" of wildcard "id"; did you mean uuid? There are str, int, float, uuid, path`},
		{"far convertor", "/{id:boolean}", `offset 1: unknown convertor "boolean" of wildcard "id"; use one of str, int, float, uuid, path`},
		{"no convertor", "/{id:}", `offset 1: unknown convertor "" of wildcard "id"; use one of str, int, float, uuid, path`},
		{"not closed", "/a/{id", `offset 3: { without }; close the wildcard, as in {id}`},
		{"not closed in its segment", "/{id/x}", `offset 1: { without }; close the wildcard, as in {id}`},
		{"nested", "/{a{b}}", `offset 1: { without }; close the wildcard, as in {id}`},
		{"not opened", "/id}", `offset 3: } without {; a brace cannot be part of the text`},
		{"no name", "/a/{}", `offset 3: wildcard without a name; write {id}`},
		{"no name but convertor", "/{:int}", `offset 1: wildcard without a name; write {id}`},
		{"name", "/{item-id}", `offset 1: wildcard name "item-id"; use a letter or _ first, then letters, digits and _`},
		{"digit first", "/{1st}", `offset 1: wildcard name "1st"; use a letter or _ first, then letters, digits and _`},
		{"adjacent", "/{a}{b}", `offset 4: wildcard "b" follows another one directly; put text between them`},
		{"query", "/a?b=c", `offset 2: a path has no ?; declare query parameters as fields of the request`},
		{"fragment", "/a#b", `offset 2: a path has no #; fragments are not sent to a server`},
		{"control character", "/a\tb", `offset 2: control character U+0009; remove it`},
		{"bytes", "/a\xffb", `offset 2: invalid UTF-8; write the path in UTF-8`},
		{"seventeen", "/{a1}/{a2}/{a3}/{a4}/{a5}/{a6}/{a7}/{a8}/{a9}/{b1}/{b2}/{b3}/{b4}/{b5}/{b6}/{b7}/{b8}",
			`offset 81: more than 16 wildcards; split the path or take the rest as {name:path}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := Parse(tt.text)
			if err == nil || !strings.HasSuffix(err.Error(), ": "+tt.want) {
				t.Errorf("Parse(%q) = %v; want … %s", tt.text, err, tt.want)
			}
		})
	}
}

func TestPatternMatch(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, pattern, path string
		want                []string // nil: no match
	}{
		{"text", "/a", "/a", []string{}},
		{"text is anchored", "/a", "/ab", nil},
		{"text is anchored at a slash", "/a", "/a/", nil},
		{"empty is no value", "/a/{x}", "/a/", nil},
		{"one segment", "/a/{x}", "/a/b/c", nil},
		{"newline", "/{x}", "/a\n", []string{"a\n"}},
		{"int", "/{x:int}", "/0123", []string{"0123"}},
		{"int without sign", "/{x:int}", "/-1", nil},
		{"float", "/{x:float}", "/1.50", []string{"1.50"}},
		{"float that is whole", "/{x:float}", "/1", []string{"1"}},
		{"float ends with a digit", "/{x:float}", "/1.", nil},
		{"float begins with a digit", "/{x:float}", "/.5", nil},
		{"uuid", "/{x:uuid}", "/" + uuidText, []string{uuidText}},
		{"uuid without dashes", "/{x:uuid}", "/" + strings.ReplaceAll(uuidText, "-", ""), []string{strings.ReplaceAll(uuidText, "-", "")}},
		{"uuid in capitals, some dashes", "/{x:uuid}", "/0B5C7A3E-1F2D4C6B8A9E-0123456789AB", []string{"0B5C7A3E-1F2D4C6B8A9E-0123456789AB"}},
		{"uuid with a dash elsewhere", "/{x:uuid}", "/0b5c-7a3e1f2d4c6b8a9e0123456789ab", nil},
		{"uuid too short", "/{x:uuid}", "/" + uuidText[1:], nil},
		{"path", "/f/{x:path}", "/f/a/b", []string{"a/b"}},
		{"path may be empty", "/f/{x:path}", "/f/", []string{""}},
		{"path needs its slash", "/f/{x:path}", "/f", nil},
		{"path keeps its slash", "/f/{x:path}", "/f//a", []string{"/a"}},
		{"path in the middle", "/f/{x:path}/m/{y}", "/f/a/m/b/m/c", []string{"a/m/b", "c"}},
		{"empty path in the middle", "/f/{x:path}/m", "/f//m", []string{""}},
		{"two paths, the first takes most", "/{x:path}/-/{y:path}", "/a/-/b/-/c", []string{"a/-/b", "c"}},
		{"the first takes most", "/{x}-{y}", "/1-2-3", []string{"1-2", "3"}},
		{"as much as the rest leaves", "/{x}-{y:int}-{z}", "/a-1-2-b", []string{"a-1", "2", "b"}},
		{"backwards", "/{x}x{y:int}x{z}", "/1x2xyx4", []string{"1", "2", "yx4"}},
		{"float takes its fraction", "/{x:float}.{y}", "/1.5.2", []string{"1.5", "2"}},
		{"float leaves its fraction", "/{x:float}.{y}", "/1.5", []string{"1", "5"}},
		{"extension", "/{x}.json", "/a.b.json", []string{"a.b"}},
		{"only an extension", "/{x}.json", "/.json", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := mustParse(t, tt.pattern)
			var values [maxWildcards]string
			ok := p.Match(tt.path, values[:])
			if got := values[:len(p.wildcards)]; ok != (tt.want != nil) || ok && !slices.Equal(got, tt.want) {
				t.Errorf("Parse(%q).Match(%q) = %t, %q; want %q", tt.pattern, tt.path, ok, got, tt.want)
			}
		})
	}
}

func TestPatternMatchIsRegexp(t *testing.T) {
	t.Parallel()
	g := generator{rand.New(rand.NewPCG(3, 7))}
	hits := 0
	for range cases(2_000, 50_000) {
		p := mustParse(t, g.pattern())
		re := regexp.MustCompile(expression(p))
		for range 10 {
			path := g.target()
			if g.IntN(2) == 0 {
				path = g.targetOf(p)
			}
			path = strings.NewReplacer("%2F", "/", "%20", " ", "%0A", "\n", "%C3%A9", "é", "%FF", "\xff").Replace(path)
			var values [maxWildcards]string
			want := re.FindStringSubmatch(path)
			if ok := p.Match(path, values[:]); ok != (want != nil) || ok && !slices.Equal(values[:len(p.wildcards)], want[1:]) {
				t.Fatalf("Parse(%q).Match(%q) = %t, %q; regexp says %q", p, path, ok, values, want)
			}
			if want != nil {
				hits++
			}
		}
	}
	if hits < 1_000 {
		t.Errorf("%d hits; the generator is too narrow", hits)
	}
}

func TestPatternMatchLongPath(t *testing.T) {
	t.Parallel()
	p := mustParse(t, "/{a}-{b}-{c}-{d}-{e}.x")
	var values [maxWildcards]string
	if path := "/" + strings.Repeat("-", 1<<20); p.Match(path, values[:]) {
		t.Errorf("Parse(%q).Match(a million dashes) = true", p)
	}
	if path := "/" + strings.Repeat("-", 1<<20) + ".x"; !p.Match(path, values[:]) {
		t.Errorf("Parse(%q).Match(a million dashes and .x) = false", p)
	}
}

func TestExpand(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, pattern string
		values        []string
		want, wantErr string
	}{
		{"text", "/a b/é", nil, "/a%20b/%C3%A9", ""},
		{"value", "/{x}", []string{"a b?"}, "/a%20b%3F", ""},
		{"slash in a value", "/{x}", []string{"a/b"}, "/a%2Fb", ""},
		{"slash in a path", "/f/{x:path}", []string{"a b/c"}, "/f/a%20b/c", ""},
		{"empty path", "/f/{x:path}", []string{""}, "/f/", ""},
		{"never a host", "/{x:path}", []string{"/evil.example"}, "/%2Fevil.example", ""},
		{"backslash", "/{x}", []string{`\evil.example`}, "/%5Cevil.example", ""},
		{"mixed", "/{x}-{y}.json", []string{"a", "b"}, "/a-b.json", ""},
		{"mixed with a slash", "/{x}-{y}", []string{"a/b", "c"}, "/a%2Fb-c", ""},
		{"empty", "/{x}", []string{""}, "", `wildcard "x": the value is empty; give one`},
		{"not an int", "/{x:int}", []string{"a"}, "", `wildcard "x": "a" is no int`},
		{"empty int", "/{x:int}", []string{""}, "", `wildcard "x": "" is no int`},
		{"ambiguous", "/{x}-{y}", []string{"a", "b-c"}, "", `the values ["a" "b-c"] cannot be told apart in a path; change a value or put a slash between the wildcards`},
		{"too few", "/{x}/{y}", []string{"a"}, "", `1 values for 2 wildcards; give one for each`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := mustParse(t, tt.pattern).Expand(tt.values)
			if got != tt.want || (err == nil) != (tt.wantErr == "") || err != nil && !strings.HasSuffix(err.Error(), ": "+tt.wantErr) {
				t.Errorf("Parse(%q).Expand(%q) = %q, %v; want %q, %q", tt.pattern, tt.values, got, err, tt.want, tt.wantErr)
			}
		})
	}
}
