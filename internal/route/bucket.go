package route

import "slices"

// candidate is one entry in a bucket.
type candidate struct {
	index   int // in the table's entries
	pattern *Pattern
	guard   Guard
	exact   bool // what the walk captured are the wildcards' values
	mount   bool // takes every method
	plain   bool // no wildcard has a convertor
	wilds   int  // wildcards of the pattern; kept here, as plain is, so that a look-up need not touch it

	// contested: an overflow entry that an earlier entry of the tree overlaps.
	contested bool
}

// bucket holds the entries of one shape in the order of registration.
type bucket struct {
	entries []candidate

	// For a bucket of many entries that are matched byte by byte: the same entries
	// by the text they end with, and the lengths of these texts.
	endings map[string][]candidate
	lengths []int
}

const (
	crowded   = 8  // the number of entries from which a bucket is indexed by endings
	maxEnding = 16 // bytes; so a look-up tries at most 17 endings
)

func (b *bucket) add(c candidate) {
	c.wilds = len(c.pattern.wildcards)
	c.plain = !slices.ContainsFunc(c.pattern.wildcards, func(w Wildcard) bool { return w.Convertor != Str })
	b.entries = append(b.entries, c)
	if len(b.entries) == crowded {
		b.endings = map[string][]candidate{}
		for _, c := range b.entries {
			b.addEnding(c)
		}
	} else if len(b.entries) > crowded {
		b.addEnding(c)
	}
}

func (b *bucket) addEnding(c candidate) {
	text := ""
	if !c.exact { // otherwise the walk compares the texts
		text = c.pattern.last()
		text = text[max(0, len(text)-maxEnding):]
	}
	b.endings[text] = append(b.endings[text], c)
	if !slices.Contains(b.lengths, len(text)) {
		b.lengths = append(b.lengths, len(text))
	}
}

// try offers the bucket's entries to the search, which has captured the path's
// wild segments.
func (b *bucket) try(s *search) {
	if b.endings == nil {
		s.offer(b.entries)
		return
	}
	for _, n := range b.lengths {
		if n <= len(s.path) {
			s.offer(b.endings[s.path[len(s.path)-n:]])
		}
	}
}

// offer takes the first candidate that matches and whose guard accepts, unless an
// earlier one has been found. Refusals are noted.
func (s *search) offer(candidates []candidate) {
	for i := range candidates {
		c := &candidates[i]
		if c.index >= s.best {
			return
		}
		if s.survey && c.mount || !s.fits(c) {
			continue
		}
		if c.guard != nil && !s.survey && !c.guard.Accepts(s.request) {
			s.refuse(c)
			continue
		}
		s.take(c)
		return
	}
}

// fits compares the candidate with the path, or only with what the walk captured
// if that settles it. It leaves the values in s.captured.
func (s *search) fits(c *candidate) bool {
	if !c.exact {
		return c.pattern.Match(s.path, s.checked[:])
	}
	if c.plain { // the walk has cut at the slashes
		return !slices.Contains(s.captured[:c.wilds], "")
	}
	for i, w := range c.pattern.wildcards {
		if !w.Convertor.accepts(s.captured[i]) {
			return false
		}
	}
	return true
}

func (s *search) take(c *candidate) {
	from := &s.checked
	if c.exact {
		from = &s.captured
	}
	s.best, s.count, s.contested = c.index, c.wilds, c.contested
	copy(s.values[:s.count], from[:s.count])
}

// refuse keeps the refusals in the order of registration, each once: a look-up for
// HEAD may meet a mount twice.
func (s *search) refuse(c *candidate) {
	i, found := slices.BinarySearchFunc(s.refused, c.index, func(r refusal, index int) int { return r.index - index })
	if !found {
		s.refused = slices.Insert(s.refused, i, refusal{c.index, c.guard})
	}
}
