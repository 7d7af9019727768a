// Package negotiate chooses the media type of an answer by the request's Accept
// header (RFC 9110, 12.5.1).
package negotiate

import "strings"

// Choose returns the index of the offer that the values of Accept like best, -1
// if they take none. Without a value every offer is as good, and so the first
// one is taken; it also is of those that are liked equally. Offers are lower-case
// media types without parameters.
//
// Of several ranges the most specific one says what an offer is worth: type,
// then type/*, then */*; of equal ones the first. A range with parameters other than q
// and charset asks for something that no offer is; one that cannot be read is
// passed over.
func Choose(accept, offers []string) int {
	if empty(accept) {
		return 0
	}
	best, weight := -1, 0
	for i, offer := range offers {
		if w := worth(accept, offer); w > weight {
			best, weight = i, w
		}
	}
	return best
}

func empty(accept []string) bool {
	for _, line := range accept {
		if strings.Trim(line, " \t,") != "" {
			return false
		}
	}
	return true
}

// worth is what an offer is worth in thousandths.
func worth(accept []string, offer string) (weight int) {
	closest := 0
	for _, line := range accept {
		for entry := range strings.SplitSeq(line, ",") {
			media, parameters, _ := strings.Cut(entry, ";")
			if near := nearness(strings.Trim(media, " \t"), offer); near > closest {
				if w, ok := weigh(parameters); ok {
					closest, weight = near, w
				}
			}
		}
	}
	return weight
}

// nearness says how specific a range is that an offer fits: 3 for its own type,
// 2 for type/*, 1 for */*, 0 if it does not fit.
func nearness(media, offer string) int {
	main, sub, _ := strings.Cut(media, "/")
	offeredMain, _, _ := strings.Cut(offer, "/")
	switch {
	case strings.EqualFold(media, offer):
		return 3
	case sub == "*" && strings.EqualFold(main, offeredMain):
		return 2
	case media == "*/*":
		return 1
	}
	return 0
}

// weigh reads the parameters of a range: its q in thousandths, 1000 without.
func weigh(parameters string) (weight int, ok bool) {
	weight = 1000
	for parameter := range strings.SplitSeq(parameters, ";") {
		name, value, _ := strings.Cut(parameter, "=")
		switch name = strings.Trim(name, " \t"); {
		case strings.Trim(parameter, " \t") == "" || strings.EqualFold(name, "charset"):
		case strings.EqualFold(name, "q"):
			if weight, ok = thousandths(strings.Trim(value, " \t")); !ok {
				return 0, false
			}
			return weight, true // what follows q are extensions of Accept, not of the type
		default:
			return 0, false
		}
	}
	return weight, true
}

// thousandths reads a number from 0 to 1 with at most three decimals.
func thousandths(text string) (n int, ok bool) {
	whole, decimals, _ := strings.Cut(text, ".")
	if whole != "0" && whole != "1" || len(decimals) > 3 {
		return 0, false
	}
	for _, c := range []byte((decimals + "000")[:3]) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	if whole == "1" {
		return 1000, n == 0
	}
	return n, true
}
