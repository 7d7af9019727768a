package route

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
)

// TestKinNamesNoneTooFew: whatever overlaps has to be among the candidates.
func TestKinNamesNoneTooFew(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 5))
	segments := []string{"", "a", "b", "{x}", "{x:int}", "a-{x}", "{x:path}", "f{x:path}"}
	for range 3000 {
		var all kin
		for range 12 {
			p := randomPath(t, r, segments)
			candidates := all.of(p)
			if !slices.IsSorted(candidates) {
				t.Fatalf("of(%s) = %v; want ascending numbers", p, candidates)
			}
			for i, earlier := range all.patterns {
				if overlaps(earlier, p) && !slices.Contains(candidates, i) {
					t.Fatalf("of(%s) = %v lacks %d, %s, which overlaps", p, candidates, i, earlier)
				}
			}
			all.add(p)
		}
	}
}

// randomPath makes a pattern of some segments; its wildcards have names of their own.
func randomPath(t *testing.T, r *rand.Rand, segments []string) *Pattern {
	t.Helper()
	text := ""
	for i := range 1 + r.IntN(4) {
		s := []byte(segments[r.IntN(len(segments))])
		if at := slices.Index(s, 'x'); at >= 0 {
			s = slices.Replace(s, at, at+1, []byte("x"+strconv.Itoa(i))...)
		}
		text += "/" + string(s)
	}
	p, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func BenchmarkLargeSet(b *testing.B) {
	var entries []Entry
	for i := range 5000 {
		p, err := Parse("/v1/r" + strconv.Itoa(i) + "/{id}")
		if err != nil {
			b.Fatal(err)
		}
		entries = append(entries, Entry{Methods: []string{"GET"}, Pattern: p})
	}
	b.Run("Problems", func(b *testing.B) {
		for b.Loop() {
			Problems(entries)
		}
	})
	b.Run("NewTable", func(b *testing.B) {
		for b.Loop() {
			NewTable(entries, Options{})
		}
	})
}
