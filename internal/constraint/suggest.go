package constraint

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// moreWords are validator's words that have no entry in another table, for
// suggestions only.
const moreWords = `required omitempty omitnil omitzero dive keys endkeys oneof noneof unique
alphaunicode alphanumunicode rgb rgba hsl hsla cmyk urn_rfc8141 urn_rfc2141 file filepath base32 image mimetype
isbn isbn10 isbn13 issn eth_addr btc_addr btc_addr_bech32 ulid md4 md5 sha256 sha384 sha512 multibyte datauri ssn
tcp_addr udp_addr ip_addr unix_addr hostname_label html html_encoded url_encoded dir dirpath iso3166_1_alpha2
iso3166_1_alpha3 iso3166_2 iso4217 bcp47_language_tag bic dns_rfc1035_label cve mongodb cron spicedb ein`

// suggestWord returns a hint at the known word nearest to name, if one is near.
func suggestWord(name string) string {
	words := strings.Fields(moreWords)
	words = slices.AppendSeq(words, maps.Keys(comparisons))
	words = slices.AppendSeq(words, maps.Keys(textWords))
	words = slices.AppendSeq(words, maps.Keys(wideWords))
	words = slices.AppendSeq(words, maps.Keys(crossWords))
	return Suggest(name, words)
}

// suggestField does the same for the exported fields of a struct.
func suggestField(t reflect.Type, name string) string {
	var names []string
	for _, sf := range reflect.VisibleFields(t) {
		if sf.IsExported() {
			names = append(names, sf.Name)
		}
	}
	return Suggest(name, names)
}

// Suggest returns a hint at the known name nearest to a mistyped one, empty if none
// is near. It sorts known.
func Suggest(name string, known []string) string {
	slices.Sort(known)
	best, distance := "", 1+len(name)/3
	for _, k := range known {
		if d := edits(strings.ToLower(name), strings.ToLower(k)); d <= distance && (best == "" || d < distance) {
			best, distance = k, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", best)
}

// edits counts the letters to insert, remove, replace or swap with the next to
// get from a to b.
func edits(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		row[0] = i + 1
		for j := range len(b) {
			cost := last[j]
			if a[i] != b[j] {
				cost++
			}
			row[j+1] = min(cost, row[j]+1, last[j+1]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
