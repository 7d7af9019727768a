package route

import "strings"

// A shape is what httprouter sees of a pattern, segment by segment: text, ":k"
// for a wildcard, "*r" for a path wildcard and whatever follows it. A segment
// that httprouter cannot say (text and wildcards mixed, or a colon or a star in
// the text) is ":k" as well; a bucket checks it.
type shape struct {
	segments []string
	wilds    int  // how many of the segments are not text
	exact    bool // the wilds are the pattern's wildcards, one for one
}

const (
	shapeWild = ":k"
	shapeRest = "*r"
)

func shapeOf(p *Pattern) shape {
	s := shape{exact: p.simple}
	for _, segment := range p.segments {
		text, literal := segment.literal()
		if literal && !strings.ContainsAny(text, ":*") {
			s.segments = append(s.segments, text)
			continue
		}
		s.wilds++
		s.exact = s.exact && !literal
		if segment.spans() {
			s.segments = append(s.segments, shapeRest)
			break
		}
		s.segments = append(s.segments, shapeWild)
	}
	return s
}

func (s shape) path() string { return "/" + strings.Join(s.segments, "/") }

// open reports whether the shape takes the rest of a path.
func (s shape) open() bool { return s.segments[len(s.segments)-1] == shapeRest }

// shapeTrie knows what an httprouter tree would refuse, so that it never has to.
// The rule: behind one prefix stand texts, or one wildcard, or the rest. Only the
// empty last segment of /users/ can stand beside /users/:k.
type shapeTrie struct {
	texts map[string]*shapeTrie
	wild  *shapeTrie

	// The buckets of the shapes that end here, end in a slash, take the rest.
	leaf, slash, rest *bucket
}

// slot returns the bucket of a shape, empty if the shape is new; or nil if
// httprouter would refuse it beside those that have a bucket.
func (t *shapeTrie) slot(segments []string) *bucket {
	if !t.takes(segments) {
		return nil
	}
	for i, text := range segments {
		switch {
		case text == shapeRest:
			return reserve(&t.rest)
		case text == "" && i == len(segments)-1:
			return reserve(&t.slash)
		case text == shapeWild:
			if t.wild == nil {
				t.wild = &shapeTrie{}
			}
			t = t.wild
		default:
			if t.texts == nil {
				t.texts = map[string]*shapeTrie{}
			}
			if t.texts[text] == nil {
				t.texts[text] = &shapeTrie{}
			}
			t = t.texts[text]
		}
	}
	return reserve(&t.leaf)
}

func (t *shapeTrie) takes(segments []string) bool {
	for i, text := range segments {
		if t == nil {
			return true // a new branch
		}
		switch {
		case text == shapeRest:
			return len(t.texts) == 0 && t.wild == nil && t.slash == nil
		case t.rest != nil:
			return false
		case text == "" && i == len(segments)-1:
			return true
		case text == shapeWild:
			if len(t.texts) > 0 {
				return false
			}
			t = t.wild
		default:
			if t.wild != nil {
				return false
			}
			t = t.texts[text]
		}
	}
	return true
}

// has reports whether the tree leads a path to a bucket. Empty wild segments,
// which httprouter would take, do not count: no pattern takes them.
func (t *shapeTrie) has(path string) bool {
	for {
		if t.rest != nil {
			return true
		}
		segment, after, more := strings.Cut(path[1:], "/")
		if segment == "" && !more {
			return t.slash != nil
		}
		next := t.texts[segment]
		if next == nil && segment != "" {
			next = t.wild
		}
		switch {
		case next == nil:
			return false
		case !more:
			return next.leaf != nil
		}
		t, path = next, path[len(path)-len(after)-1:]
	}
}

func reserve(b **bucket) *bucket {
	if *b == nil {
		*b = &bucket{}
	}
	return *b
}
