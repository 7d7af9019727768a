//go:build goexperiment.jsonv2

package jsonplan

import (
	"encoding/json/jsontext"
	"testing"
)

// FuzzSyntaxJSONText compares the scanner with the strict one of the standard
// library. The depth is far below jsontext's own limit.
func FuzzSyntaxJSONText(f *testing.F) {
	for _, seed := range syntaxSeeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		const limit = 64
		got, c := scans(text, limit)
		want := jsontext.Value(text).IsValid(jsontext.AllowDuplicateNames(true))
		if want && levels(text) > limit {
			want = false
		}
		if got != want {
			t.Errorf("skip(%q) = %t (%s at %d); want %t", text, got, c.why, c.at, want)
		}
	})
}
