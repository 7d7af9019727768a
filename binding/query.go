package binding

import (
	"fmt"
	"slices"
	"strings"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// queryPlan reads the query of all slots, or a urlencoded form, in one scan,
// which notes for each name how often and where it stands. The steps then take what they need, in
// order: so the last value of a scalar wins without a look at the others.
type queryPlan struct {
	plain    names
	objects  names // written name[key]=value; their positions follow those of plain
	steps    []*step
	slots    []int // that read the query
	maxPairs int
	source   model.Source
}

// sighting is what a scan knows of one name.
type sighting struct {
	last      string // its last value, escapes and all
	first     int32  // where its first pair begins
	count     int32
	escaped   bool // of last
	semicolon bool // of last
}

// maxKeyShown is how many bytes of a key that cannot be read a mistake shows.
const maxKeyShown = 100

// fewNames is how many names are scanned for without an allocation.
const fewNames = 16

func compileQuery(steps []*step, maxPairs int) *queryPlan {
	if len(steps) == 0 {
		return nil
	}
	q := &queryPlan{steps: steps, maxPairs: maxPairs, source: model.Query}
	var plain, objects register
	for _, s := range steps {
		if !slices.Contains(q.slots, s.slot) {
			q.slots = append(q.slots, s.slot)
		}
		if s.target.form == deep {
			continue
		}
		for _, name := range s.names {
			s.keys = append(s.keys, plain.add(name))
		}
	}
	for _, s := range steps {
		if s.target.form == deep {
			for _, name := range s.names {
				s.keys = append(s.keys, len(plain.list)+objects.add(name))
			}
		}
	}
	q.plain, q.objects = newNames(plain.list), newNames(objects.list)
	return q
}

func (q *queryPlan) bind(query string, bases []unsafe.Pointer, bad *Invalid) {
	var few [fewNames]sighting
	seen := few[:]
	if n := len(q.plain.list) + len(q.objects.list); n > len(few) {
		seen = make([]sighting, n)
	}
	if query != "" {
		if tooManyPairs(query, q.maxPairs) {
			q.refuse(queryFault(fmt.Sprintf("must not have more than %d parameters", q.maxPairs)), bad)
			return
		}
		if fault := q.scan(query, seen); fault != nil {
			q.refuse(fault, bad)
		}
	}
	for _, s := range q.steps {
		k := s.sighted(seen)
		switch {
		case k < 0:
			s.bindAbsent(bases, bad)
		case s.target.form.takesLast():
			q.bindOne(s, &seen[s.keys[k]], k, bases, bad)
		case s.target.form == deep:
			q.bindObject(s, query, &seen[s.keys[k]], k, bases, bad)
		default:
			q.bindMany(s, query, &seen[s.keys[k]], k, bases, bad)
		}
	}
}

// refuse records a mistake of the query as a whole. It may concern any field,
// so all slots that read the query are invalid.
func (q *queryPlan) refuse(fault *vocab.Fault, bad *Invalid) {
	bad.add(q.slots[0], q.source, 0, q.spelled(fault).At(nil, q.source.Place()))
	for _, slot := range q.slots[1:] {
		bad.fail(slot)
	}
}

// spelled returns a fault of the syntax with the type that the source gives it.
func (q *queryPlan) spelled(fault *vocab.Fault) *vocab.Fault {
	if q.source == model.Query {
		return fault
	}
	return &vocab.Fault{Type: "form_invalid", Msg: fault.Msg, Ctx: fault.Ctx}
}

// scan notes all names that steps look for. It returns a fault where a name
// cannot be told: then any parameter could be meant. A broken value is its
// field's mistake, and nobody's if no field reads it.
func (q *queryPlan) scan(query string, seen []sighting) (fault *vocab.Fault) {
	p := pairs{query: query}
	for p.next() {
		at, broken := q.find(&p)
		if at < 0 {
			if broken == nil && p.semicolon {
				broken = semicolonFault // what stands behind it may be meant as a parameter
			}
			if fault == nil {
				fault = broken
			}
			continue
		}
		s := &seen[at]
		if s.count == 0 {
			s.first = int32(p.start)
		}
		s.count++
		s.last, s.escaped, s.semicolon = p.value, p.escapedValue, p.semicolon
	}
	return fault
}

// find returns the position of the current pair's name, -1 if no step looks for it.
func (q *queryPlan) find(p *pairs) (int, *vocab.Fault) {
	name, fault := p.name()
	if fault != nil {
		return -1, fault
	}
	if at := q.plain.find(name); at >= 0 || len(q.objects.list) == 0 {
		return at, nil
	}
	if open := strings.IndexByte(name, '['); open > 0 {
		name = name[:open]
	}
	if at := q.objects.find(name); at >= 0 {
		return len(q.plain.list) + at, nil
	}
	return -1, nil
}

func (q *queryPlan) bindOne(s *step, seen *sighting, k int, bases []unsafe.Pointer, bad *Invalid) {
	text, fault := valueOf(seen.last, seen.escaped, seen.semicolon)
	if fault != nil {
		r := report{bad: bad, step: s, name: s.names[k]}
		r.fault(q.spelled(fault), seen.last)
		return
	}
	texts := [1]string{text}
	s.bind(s.names[k], texts[:], bases, bad)
}

// valueOf returns the text of a value as it stands in the query.
func valueOf(value string, escaped, semicolon bool) (string, *vocab.Fault) {
	if semicolon {
		return "", semicolonFault
	}
	return unescaped(value, escaped)
}

func (q *queryPlan) bindMany(s *step, query string, seen *sighting, k int, bases []unsafe.Pointer, bad *Invalid) {
	var few [8]string
	texts := few[:0]
	if int(seen.count) > len(few) {
		texts = make([]string, 0, seen.count)
	}
	r := report{bad: bad, step: s, name: s.names[k]}
	p := pairs{query: query, at: int(seen.first)}
	for len(texts) < int(seen.count) && p.next() {
		if at, _ := q.find(&p); at != s.keys[k] {
			continue
		}
		text, fault := valueOf(p.value, p.escapedValue, p.semicolon)
		if fault != nil {
			r.fault(q.spelled(fault), p.value, len(texts))
			return
		}
		texts = append(texts, text)
	}
	s.bind(r.name, texts, bases, bad)
}

func (q *queryPlan) bindObject(s *step, query string, seen *sighting, k int, bases []unsafe.Pointer, bad *Invalid) {
	r := report{bad: bad, step: s, name: s.names[k]}
	root := &node{}
	p := pairs{query: query, at: int(seen.first)}
	for left := seen.count; left > 0 && p.next(); {
		if at, _ := q.find(&p); at != s.keys[k] {
			continue
		}
		left--
		name, _ := p.name() // find has read it
		in, fault := root.enter(r.name, name[len(r.name):])
		if fault != nil {
			r.fault(fault, p.key[:min(len(p.key), maxKeyShown)])
			return
		}
		text, fault := valueOf(p.value, p.escapedValue, p.semicolon)
		if fault != nil {
			r.fault(fault, p.value)
			return
		}
		in.texts = append(in.texts, text)
	}
	s.target.storeObject(&r, root, s.at(bases))
}
