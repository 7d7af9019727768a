package route

import (
	"math/rand/v2"
	"testing"
)

// digits32 is a value of every convertor.
const digits32 = "00000000000000000000000000000000"

func TestOverlap(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, a, b, witness string // no witness: no overlap
	}{
		{"text", "/a", "/a", "/a"},
		{"other text", "/a", "/b", ""},
		{"wildcard and text", "/users/{id}", "/users/me", "/users/me"},
		{"convertor and text", "/users/{id:int}", "/users/me", ""},
		{"a value is not empty", "/users/{id}", "/users/", ""},
		{"crosswise", "/{x}/b", "/a/{y}", "/a/b"},
		{"int and uuid", "/{x:int}", "/{x:uuid}", "/" + digits32},
		{"float and uuid", "/{x:float}", "/{x:uuid}", "/" + digits32},
		{"int and float", "/{x:int}", "/{x:float}", "/1"},
		{"path and text", "/f/{p:path}", "/f/a/b", "/f/a/b"},
		{"path and its prefix", "/f/{p:path}", "/f", ""},
		{"path and its prefix with a slash", "/f/{p:path}", "/f/", "/f/"},
		{"paths", "/{p:path}", "/f/{p:path}", "/f/x"},
		{"lengths", "/{a}/{b}", "/{a}", ""},
		{"extensions", "/{f}.json", "/{f}.csv", ""},
		{"extension behind extension", "/{f}.json", "/{f}.json.json", "/x.json.json"},
		{"mixed crosswise", "/a{x}", "/{x}b", "/ab"},
		{"mixed and text", "/{a}-{b}", "/x-y", "/x-y"},
		{"path in the middle", "/{p:path}/meta", "/files/{x}", "/files/meta"},
		{"far start", "/a/{p:path}/x", "/b/{x}.y", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a, b := mustParse(t, tt.a), mustParse(t, tt.b)
			for _, pair := range [][2]*Pattern{{a, b}, {b, a}} {
				if got, ok := Overlap(pair[0], pair[1]); got != tt.witness || ok != (tt.witness != "") {
					t.Errorf("Overlap(%q, %q) = %q, %t; want %q", pair[0], pair[1], got, ok, tt.witness)
				}
			}
		})
	}
}

func TestShadows(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, a, b string
		want       bool
	}{
		{"same", "/{a}", "/{b}", true},
		{"text under wildcard", "/users/{id}", "/users/me", true},
		{"wildcard under text", "/users/me", "/users/{id}", false},
		{"int under str", "/{a}", "/{a:int}", true},
		{"int under float", "/{a:float}", "/{a:int}", true},
		{"float under int", "/{a:int}", "/{a:float}", false},
		{"uuid under int", "/{a:int}", "/{a:uuid}", false},
		{"all under path", "/f/{p:path}", "/f/{a}/{b}", true},
		{"path under path", "/{p:path}", "/f/{q:path}", true},
		{"path under narrower path", "/f/{q:path}", "/{p:path}", false},
		{"path under wildcard", "/f/{a}", "/f/{p:path}", false},
		{"mixed under wildcard", "/{a}", "/{a}-{b}", true},
		{"mixed under mixed", "/{a}-{b}", "/{a}-{b}-{c}", true},
		{"fewer under more", "/{a}-{b}-{c}", "/{a}-{b}", false},
		{"float under its halves", "/{a:int}.{b:int}", "/{a:float}", false},
		{"middle under path", "/{p:path}", "/a/{q:path}/b", true},
		{"path in the middle, one less", "/{p:path}/b", "/a/b", true},
		{"too intricate to say", "/{p:path}a{q:uuid}", "/b{p:path}a{q:uuid}", false},
		{"intricate but the same", "/{p:path}a{q:uuid}", "/{r:path}a{s:uuid}", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := Shadows(mustParse(t, tt.a), mustParse(t, tt.b)); got != tt.want {
				t.Errorf("Shadows(%q, %q) = %t; want %t", tt.a, tt.b, got, tt.want)
			}
		})
	}
}

// The fast comparison by segments says the same as the automata; a witness matches
// both patterns; and what matches the later pattern matches its shadow.
func TestComparisonsAgree(t *testing.T) {
	t.Parallel()
	g := generator{rand.New(rand.NewPCG(4, 7))}
	var overlapping, shadowing int
	for range cases(4_000, 60_000) {
		a, b := mustParse(t, g.pattern()), mustParse(t, g.pattern())
		witness, overlap := Overlap(a, b)
		if overlap {
			overlapping++
			if !a.matches(witness) || !b.matches(witness) {
				t.Fatalf("Overlap(%q, %q) = %q, which they do not both match", a, b, witness)
			}
		}
		x, y := newAutomaton(a), newAutomaton(b)
		if shortest, met := x.meet(y); met != overlap {
			t.Fatalf("Overlap(%q, %q) = %t; the automata say %q, %t", a, b, overlap, shortest, met)
		}
		shadows := Shadows(a, b)
		if a.simple && b.simple && shadows != x.covers(y) {
			t.Fatalf("Shadows(%q, %q) = %t; the automata disagree", a, b, shadows)
		}
		if shadows {
			shadowing++
		}
		for range 5 {
			path := g.targetOf(b)
			if b.matches(path) && a.matches(path) != shadows && (shadows || !overlap && a.matches(path)) {
				t.Fatalf("Shadows(%q, %q) = %t, Overlap = %t; but %q", a, b, shadows, overlap, path)
			}
		}
	}
	if overlapping < 40 || shadowing < 10 {
		t.Errorf("%d pairs overlap, %d shadow; the generator is too narrow", overlapping, shadowing)
	}
}
