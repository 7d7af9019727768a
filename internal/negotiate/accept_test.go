package negotiate

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var offers = []string{"application/json", "application/cbor", "text/csv"}

func TestChoose(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		accept []string
		want   int
	}{
		{"missing", nil, 0},
		{"empty", []string{"", " , "}, 0},
		{"anything", []string{"*/*"}, 0},
		{"its type", []string{"application/cbor"}, 1},
		{"any case", []string{"Application/CBOR"}, 1},
		{"a family", []string{"text/*"}, 2},
		{"by weight", []string{"application/json;q=0.5, application/cbor"}, 1},
		{"by weight over lines", []string{"application/json; q=0.5", "text/csv;q=0.501"}, 2},
		{"equal weights: the first offer", []string{"text/csv, application/cbor"}, 1},
		{"the specific one counts", []string{"*/*, application/json;q=0.1, application/*;q=0.2"}, 2},
		{"excluded by q=0", []string{"application/json;q=0, */*;q=0.1"}, 1},
		{"all excluded", []string{"*/*;q=0"}, -1},
		{"none fits", []string{"image/png"}, -1},
		{"charset does not matter", []string{"application/json; charset=utf-8"}, 0},
		{"another parameter does", []string{"application/json;version=2, text/csv;q=0.1"}, 2},
		{"after q come extensions", []string{"application/cbor;q=1;version=2"}, 1},
		{"broken weights are passed over", []string{"application/json;q=2, application/cbor;q=1.001, text/csv;q=0.1"}, 2},
		{"too many decimals", []string{"application/json;q=0.9999"}, -1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Choose(tt.accept, offers); got != tt.want {
				t.Errorf("Choose(%q, %q) = %d; want %d", tt.accept, offers, got, tt.want)
			}
		})
	}
}

var rangePattern = regexp.MustCompile(`(?i)^[ \t]*([^;]*?)[ \t]*((?:;[ \t]*(?:charset[ \t]*(?:=[^;]*)?)?[ \t]*)*)(?:;[ \t]*q[ \t]*=[ \t]*(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)[ \t]*(?:;.*)?)?$`)

// plain is Choose as the RFC says it: the ranges by rank, then the best offer.
func plain(accept string) int {
	if strings.Trim(accept, " \t,") == "" {
		return 0
	}
	best, most := -1, 0.0
	for i, offer := range offers {
		family := strings.SplitN(offer, "/", 2)[0] + "/*"
		for _, wanted := range []string{offer, family, "*/*"} {
			at := slices.IndexFunc(strings.Split(accept, ","), func(entry string) bool {
				m := rangePattern.FindStringSubmatch(entry)
				return m != nil && strings.EqualFold(m[1], wanted)
			})
			if at < 0 {
				continue
			}
			q := 1.0
			if text := rangePattern.FindStringSubmatch(strings.Split(accept, ",")[at])[3]; text != "" {
				q, _ = strconv.ParseFloat(text, 64)
			}
			if q > most {
				best, most = i, q
			}
			break
		}
	}
	return best
}

func FuzzChoose(f *testing.F) {
	for _, seed := range []string{"", "*/*", "text/*;q=0.5, application/json; q=0", "application/cbor;q=1.000;x=1", "text/csv; charset=utf-8;q=.5", "a/b;v=1, */*;q=0.001"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, accept string) {
		for _, c := range []byte(accept) {
			if c < ' ' || c > '~' {
				return // no header has it
			}
		}
		if got, want := Choose([]string{accept}, offers), plain(accept); got != want {
			t.Errorf("Choose(%q) = %d; the plain reading is %d", accept, got, want)
		}
	})
}
