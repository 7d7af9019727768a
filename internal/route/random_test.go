package route

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
)

// headerIs is a guard on the request's header X.
type headerIs string

func (h headerIs) Accepts(r *http.Request) bool { return r.Header.Get("X") == string(h) }
func (h headerIs) Key() string                  { return "X=" + string(h) }

func mustParse(t testing.TB, text string) *Pattern {
	t.Helper()
	p, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// generator makes patterns and paths that are alike enough to meet.
type generator struct{ *rand.Rand }

func (g generator) pick(words ...string) string { return words[g.IntN(len(words))] }

func (g generator) pattern() string {
	var b strings.Builder
	n := 0
	wildcard := func(convertors ...string) string {
		n++
		return fmt.Sprintf("{w%d%s}", n, g.pick(convertors...))
	}
	for range 1 + g.IntN(4) {
		b.WriteByte('/')
		switch g.IntN(12) {
		case 0, 1, 2, 3:
			b.WriteString(g.pick("a", "b", "ab", "7", "a:b", "*x", "é", ""))
		case 4, 5, 6, 7:
			b.WriteString(wildcard("", "", ":int", ":float", ":uuid", ":str"))
		case 8:
			b.WriteString("v" + wildcard("", ":int", ":float"))
		case 9:
			b.WriteString(wildcard("", ":int", ":float", ":uuid") + g.pick(".", "-", "a") + wildcard("", ":int", ":float", ":uuid"))
		case 10:
			b.WriteString(wildcard("", ":int") + g.pick(".b", "-7", "é"))
		default:
			b.WriteString(g.pick("", "", "a") + wildcard(":path"))
			if g.IntN(2) == 0 {
				return b.String()
			}
		}
	}
	return b.String()
}

const uuidText = "0b5c7a3e-1f2d-4c6b-8a9e-0123456789ab"

func (g generator) segment() string {
	switch g.IntN(9) {
	case 0:
		return strings.Repeat("7", 32)
	case 1:
		return uuidText
	case 2:
		return "v" + g.pick("1", "1.5", "x")
	case 3:
		return g.pick("7", "a", "1.5", "x-7") + g.pick(".", "-", "a", ".b") + g.pick("7", "b", "1.5", uuidText)
	case 4:
		return g.pick("%2F", "a%2Fb", "%2f7", "%FF", "%20", "%0A", "%C3%A9", "")
	default:
		return g.pick("a", "b", "ab", "7", "1.5", "a:b", "*x", "%C3%A9", "x")
	}
}

// target is a request's escaped path.
func (g generator) target() string {
	var b strings.Builder
	for range 1 + g.IntN(4) {
		b.WriteString("/" + g.segment())
	}
	if g.IntN(6) == 0 {
		b.WriteString(g.pick("/", "/", "//", "?q=1", "/?a=b&c"))
	}
	return b.String()
}

// targetOf is an escaped path that the pattern probably matches.
func (g generator) targetOf(p *Pattern) string {
	values := make([]string, len(p.wildcards))
	for i, w := range p.wildcards {
		values[i] = sample(w.Convertor%Path, w.Convertor%Path)
		if w.Convertor == Path {
			values[i] = g.pick("", "a", "a/b", "/x", "7/a")
		} else if w.Convertor == Str {
			values[i] = g.pick("a", "b", "7", "v1", "a/b", "1.5", "x-7", "é")
		}
	}
	path, err := p.Expand(values)
	if err != nil {
		return g.target()
	}
	if g.IntN(8) == 0 {
		path = oneSlash(toggleSlash(path))
	}
	return path
}

func (g generator) entries(t testing.TB) []Entry {
	var entries []Entry
	for range 1 + g.IntN(14) {
		e := Entry{Pattern: mustParse(t, g.pattern())}
		switch g.IntN(10) {
		case 0:
		case 1:
			e.Methods = []string{"GET", g.pick("POST", "HEAD", "PURGE")}
		case 2:
			e.Methods = []string{g.pick("POST", "HEAD", "OPTIONS", "PURGE")}
		default:
			e.Methods = []string{"GET"}
		}
		if g.IntN(8) == 0 {
			e.Guard = headerIs(g.pick("1", "2"))
		}
		entries = append(entries, e)
	}
	return entries
}

func (g generator) request(t testing.TB, entries []Entry) *http.Request {
	target := g.target()
	if g.IntN(3) > 0 {
		target = g.targetOf(entries[g.IntN(len(entries))].Pattern)
	}
	u, err := url.ParseRequestURI(target)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Request{
		Method: g.pick("GET", "GET", "GET", "GET", "POST", "HEAD", "OPTIONS", "PURGE", "BREW"),
		URL:    u,
		Header: http.Header{"X": {g.pick("1", "2", "3")}},
	}
}

// cases is how many random cases a test runs.
func cases(short, long int) int {
	if os.Getenv("CI_LONG") != "" {
		return long
	}
	if race {
		return short / 5
	}
	return short
}

func TestTableIsLinear(t *testing.T) {
	t.Parallel()
	g := generator{rand.New(rand.NewPCG(1, 7))}
	var outcomes [len(outcomeNames)]int
	var m Match
	const perSet = 50
	for set := range cases(50_000, 1_000_000) / perSet {
		entries := g.entries(t)
		options := Options{g.IntN(8) == 0, g.IntN(8) == 0, g.IntN(8) == 0}
		table, oracle := NewTable(entries, options), linear{entries, options}
		for range perSet {
			r := g.request(t, entries)
			got, want := answerOf(table, r, &m), oracle.match(r)
			if !got.equal(want) {
				t.Fatalf("set %d: %v\n%s %s %v: Match = %+v, want %+v", set, describe(entries), r.Method, r.URL, options, got, want)
			}
			outcomes[want.outcome]++
			if m.Reset(); remembers(&m.search) {
				t.Fatalf("set %d: %v\n%s %s: after Reset the search holds %+v", set, describe(entries), r.Method, r.URL, m.search)
			}
		}
	}
	for o, n := range outcomes {
		if n < 100 {
			t.Errorf("%v came %d times; the generator is too narrow", Outcome(o), n)
		}
	}
	t.Log(outcomes)
}

// remembers reports whether a search keeps anything of a request alive.
func remembers(s *search) bool {
	var none [maxWildcards]string
	return s.request != nil || s.path != "" || s.url != url.URL{} || len(s.refused) > 0 ||
		s.values != none || s.captured != none || s.checked != none
}

func describe(entries []Entry) string {
	var b strings.Builder
	for i, e := range entries {
		fmt.Fprintf(&b, "%d: %v %s %v\n", i, e.Methods, e.Pattern, e.Guard)
	}
	return b.String()
}

// TestTreeTakesShapes has no assertion of its own: httprouter panics on a shape
// that does not fit beside the others.
func TestTreeTakesShapes(t *testing.T) {
	t.Parallel()
	g := generator{rand.New(rand.NewPCG(2, 7))}
	for range cases(1_000, 50_000) {
		var candidates []candidate
		for i := range 40 {
			candidates = append(candidates, candidate{index: i, pattern: mustParse(t, g.pattern())})
		}
		newIndex(candidates)
	}
}

// expression says a pattern as a regular expression, as Starlette does.
func expression(p *Pattern) string {
	var b strings.Builder
	b.WriteString("(?s)^")
	for _, piece := range p.pieces {
		if !piece.wild() {
			b.WriteString(regexp.QuoteMeta(piece.text))
			continue
		}
		b.WriteString("(" + map[Convertor]string{
			Str:   `[^/]+`,
			Int:   `[0-9]+`,
			Float: `[0-9]+(?:\.[0-9]+)?`,
			UUID:  `[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}`,
			Path:  `.*`,
		}[piece.convertor] + ")")
	}
	b.WriteString("$")
	return b.String()
}
