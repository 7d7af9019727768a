package middleware

import "strings"

// negotiate returns the index of the offer that Accept-Encoding gives the
// highest weight (RFC 9110, 12.5.3), of equals the first; -1 if the content is
// better sent as it is. Without the header it is: clients that say nothing are
// rarely able to decode.
func negotiate(accept, offers []string) int {
	best, weight := -1, 0
	for i, offer := range offers {
		if q, _ := weightOf(accept, offer); q > weight {
			best, weight = i, q
		}
	}
	if q, named := weightOf(accept, "identity"); named && q > weight {
		return -1
	}
	return best
}

// weightOf returns the weight of a coding in thousandths, and whether it is
// named, not only covered by "*". Of several entries the last counts; one that
// cannot be read is passed over.
func weightOf(accept []string, coding string) (weight int, named bool) {
	for _, line := range accept {
		for entry := range strings.SplitSeq(line, ",") {
			name, params, _ := strings.Cut(entry, ";")
			name = strings.Trim(name, " \t")
			match := strings.EqualFold(name, coding) || coding == "gzip" && strings.EqualFold(name, "x-gzip")
			if !match && (name != "*" || named) {
				continue
			}
			if q, ok := readWeight(params); ok {
				weight, named = q, named || match
			}
		}
	}
	return weight, named
}

// readWeight reads "q=0.5" in thousandths; without text it is 1.
func readWeight(s string) (int, bool) {
	s = strings.Trim(s, " \t")
	if s == "" {
		return 1000, true
	}
	name, value, found := strings.Cut(s, "=")
	if !found || !strings.EqualFold(strings.Trim(name, " \t"), "q") {
		return 0, false
	}
	value = strings.Trim(value, " \t")
	whole, fraction, _ := strings.Cut(value, ".")
	if whole != "0" && whole != "1" || len(fraction) > 3 || !digits(fraction) {
		return 0, false
	}
	q, unit := 0, 100
	if whole == "1" {
		q = 1000
	}
	for i := range len(fraction) {
		q += int(fraction[i]-'0') * unit
		unit /= 10
	}
	return q, q <= 1000
}
