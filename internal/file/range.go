package file

import (
	"fmt"
	"math"
	"net/http"
	"strconv"
	"strings"
)

// maxRanges is how many ranges one answer has. More of them cost a client a few
// bytes each and the server a part each; such a request gets the whole file,
// which RFC 9110, 14.2 allows.
const maxRanges = 16

// withRange returns a request whose Range http.ServeContent reads as RFC 9110, 14
// means it: only GET has ranges, units other than bytes are not ours, and numbers
// may be larger than any file. ServeContent itself sends -0 as a part that ends
// before it begins.
func withRange(r *http.Request, size int64) *http.Request {
	asked := r.Header.Get("Range")
	if asked == "" {
		return r
	}
	plain := *r
	plain.Header = r.Header.Clone()
	plain.Header.Del("Range")
	if text := readRanges(asked, size); text != "" && r.Method == http.MethodGet {
		plain.Header.Set("Range", text)
	}
	return &plain
}

// readRanges returns those ranges that a file of the size has, "" for all of the
// file. What breaks the grammar, or has nothing of the file, becomes a range
// after the end: whether that is a 416 depends on conditions that come first.
func readRanges(text string, size int64) string {
	unit, set, _ := strings.Cut(text, "=")
	if !strings.EqualFold(unit, "bytes") || strings.Count(set, ",") >= maxRanges {
		return ""
	}
	none := fmt.Sprintf("bytes=%d-", size)
	var parts []string
	for spec := range strings.SplitSeq(set, ",") {
		if spec = strings.Trim(spec, " \t"); spec == "" {
			continue // a list may have empty elements
		}
		first, last, ok := readRange(spec, size)
		if !ok {
			return none
		}
		if first < size && first <= last {
			parts = append(parts, fmt.Sprintf("%d-%d", first, last))
		}
	}
	if parts == nil {
		return none
	}
	return "bytes=" + strings.Join(parts, ",")
}

// readRange returns the first and the last byte of one range. Of a file that has
// none of it, first is the size, or more.
func readRange(spec string, size int64) (first, last int64, ok bool) {
	from, to, ok := strings.Cut(spec, "-")
	if !ok {
		return 0, 0, false
	}
	if from == "" {
		length, ok := readPosition(to)
		return size - min(length, size), size - 1, ok
	}
	first, ok = readPosition(from)
	last = math.MaxInt64
	if ok && to != "" {
		last, ok = readPosition(to)
	}
	return first, min(last, size-1), ok && first <= last
}

// readPosition reads digits; what is too large for an int64 is beyond every file.
func readPosition(digits string) (int64, bool) {
	if digits == "" || strings.Trim(digits, "0123456789") != "" { // ParseInt takes signs, and stops where a number is too large
		return 0, false
	}
	n, _ := strconv.ParseInt(digits, 10, 64) // the largest int64 for what is larger
	return n, true
}
