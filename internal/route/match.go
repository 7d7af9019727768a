package route

import (
	"net/http"
	"net/url"
	"strings"
)

// An Outcome is how a look-up ended.
type Outcome uint8

const (
	NotFound         Outcome = iota
	Found                    // Match.Entry answers
	FoundAsHead              // Match.Entry was registered for GET and answers a HEAD
	AutoOptions              // an OPTIONS that no entry answers: 204 with Match.Allow
	MethodNotAllowed         // 405 with Match.Allow
	Redirect                 // 307 to Match.Location
	GuardRefused             // entries match, but the guards in Match.Refused said no
)

// outcomeNames is indexed by Outcome.
var outcomeNames = [...]string{"not found", "found", "found as HEAD", "options", "method not allowed", "redirect", "guard refused"}

func (o Outcome) String() string { return outcomeNames[o] }

// A Match is what [Table.Match] found. The zero value is ready; using one again
// and again spares allocations. It must not be copied, and serves one look-up at
// a time.
type Match struct {
	Entry    int     // index in the table's entries; after Found and FoundAsHead
	Allow    string  // sorted; after AutoOptions and MethodNotAllowed
	Location string  // a path with query, escaped, on this host; after Redirect
	Refused  []Guard // in the order of registration; after GuardRefused

	search search
}

// Values returns the values of the entry's wildcards by position. The slice is
// overwritten by the next look-up.
func (m *Match) Values() []string { return m.search.values[:m.search.count] }

// Reset forgets the request, so that a pooled Match keeps nothing of it alive.
func (m *Match) Reset() {
	clear(m.Refused)
	m.Entry, m.Allow, m.Location, m.Refused = 0, "", "", m.Refused[:0]
	m.search.reset()
}

// search is the state of one look-up. To an httprouter tree it is the
// http.ResponseWriter, so that the tree can be asked without an allocation.
type search struct {
	request *http.Request // for guards
	path    string        // decoded; see mask
	mask    string        // what stands for an escaped slash in path, or empty

	// A survey asks whether a method has the path at all: guards are not asked,
	// and mounts, which take any method, are passed over.
	survey bool

	best      int // the smallest index found, or none
	contested bool
	count     int // of values
	values    [maxWildcards]string
	refused   []refusal

	captured [maxWildcards]string // by the walk: the wild segments
	checked  [maxWildcards]string // by Pattern.Match
	widest   int                  // how many places of these three have ever been written

	probe http.Request // what the tree is asked
	url   url.URL      // of probe
}

// refusal is a guard of a matching entry that did not accept the request.
type refusal struct {
	index int
	guard Guard
}

// begin prepares for a request. False means that no path matches it.
func (s *search) begin(r *http.Request) bool {
	s.request, s.path, s.mask = r, r.URL.Path, ""
	s.refused = s.refused[:0]
	if s.probe.URL != &s.url {
		s.probe.Method, s.probe.URL = treeMethod, &s.url
	}
	s.restart()
	if s.path == "" { // GET http://host; RFC 9110, 4.2.3: the same as /
		s.path = "/"
	}
	if r.URL.RawPath == "" || !holdsSlash(r.URL.RawPath) {
		return true
	}
	escaped := r.URL.EscapedPath() // RawPath, unless it is no encoding of Path
	if !holdsSlash(escaped) {
		return true
	}
	s.mask = freeMask(s.path)
	s.path = masked(escaped, s.mask)
	return s.mask != ""
}

// reset forgets the request. Only what a search can have written is cleared: all
// of it is a kilobyte, and most patterns have a wildcard or two.
func (s *search) reset() {
	for i := range s.widest {
		s.values[i], s.captured[i], s.checked[i] = "", "", ""
	}
	clear(s.refused)
	s.request, s.path, s.mask, s.url.Path, s.refused = nil, "", "", "", s.refused[:0]
	s.restart()
}

// restart forgets what was found, but not what was refused.
func (s *search) restart() {
	s.best, s.contested, s.count, s.survey = none, false, 0, false
}

// unmask puts the escaped slashes back into the values.
func (s *search) unmask() {
	if s.mask == "" {
		return
	}
	for i, v := range s.values[:s.count] {
		s.values[i] = strings.ReplaceAll(v, s.mask, "/")
	}
}

func (*search) Header() http.Header         { return nil }
func (*search) Write(b []byte) (int, error) { return len(b), nil }
func (*search) WriteHeader(int)             {}

func holdsSlash(escaped string) bool {
	return strings.Contains(escaped, "%2F") || strings.Contains(escaped, "%2f")
}

// masks are the bytes that UTF-8 never uses. No pattern's text holds them, and of
// the convertors only str and path take them: so one of them can stand for an
// escaped slash.
const masks = "\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8\xf7\xf6\xf5\xc1\xc0"

// freeMask returns a mask that the path does not hold. A path that holds all of
// them gets none, and is not found.
func freeMask(path string) string {
	for i := range len(masks) {
		if strings.IndexByte(path, masks[i]) < 0 {
			return masks[i : i+1]
		}
	}
	return ""
}

// masked decodes a path, with the mask for each escaped slash. The path is known to
// be escaped correctly.
func masked(escaped, mask string) string {
	var b strings.Builder
	b.Grow(len(escaped))
	for {
		before, after, more := strings.Cut(escaped, "%")
		b.WriteString(before)
		if !more {
			return b.String()
		}
		if c := nibble(after[0])<<4 | nibble(after[1]); c == '/' {
			b.WriteString(mask)
		} else {
			b.WriteByte(c)
		}
		escaped = after[2:]
	}
}

// nibble is the value of a hexadecimal digit.
func nibble(c byte) byte {
	if digit(c) {
		return c - '0'
	}
	return c | 0x20 - 'a' + 10
}
