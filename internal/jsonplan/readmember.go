package jsonplan

import (
	"errors"
	"math"
	"reflect"
	"slices"
	"unsafe"

	"github.com/signet-go/signet/internal/constraint"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// member reads one field of a struct.
type member struct {
	name        string
	step        any // name, as places have it
	typ         *model.Type
	offset      uintptr
	hops        []model.Hop
	value       reader
	rules       *constraint.Rules
	fill        filler // nil without a default
	required    bool
	secret      bool // its mistakes show nothing of it
	holdsSecret bool // is one or has one inside
}

// member compiles a field. With an error it still is fit to be tried out, as
// defaults of other fields are.
func (s *session) member(f *model.Field, t *model.Type) (*member, error) {
	m := &member{name: f.Name, step: f.Name, typ: t, offset: f.Offset, hops: f.Hops, required: f.Required}
	m.secret = f.Doc.Format == "password"
	m.holdsSecret = m.secret || t.HoldsSecret()
	var err error
	if m.value, err = s.memberReader(f, t); err != nil {
		m.value = unread{}
		return m, err // a default would fail for the same reason
	}
	m.rules, err = s.checks.Field(f)
	if f.HasDefault {
		where := ""
		if f.Name != "" { // the caller names a whole body
			where = "field " + f.GoName + ": "
		}
		fill, mistake := s.filler(where, f, m.rules)
		m.fill, err = fill, errors.Join(err, mistake)
	}
	return m, err
}

// memberReader returns the reader of a field, which may treat null and quotes
// in its own way.
func (s *session) memberReader(f *model.Field, t *model.Type) (reader, error) {
	read := s.reader
	if f.Quoted {
		read = s.quoted
	}
	if t.Kind == model.Pointer && !f.Nullable {
		elem, err := read(t.Elem)
		return &pointerReader{elem: elem, typ: t.Elem.Go, filled: true}, err
	}
	return read(t)
}

// read reads the member's value into the struct at p and checks it.
func (m *member) read(d *decoding, p unsafe.Pointer) bool {
	p = m.at(p)
	d.next()
	start, before := d.i, len(d.errs)
	ok := m.value.read(d, p)
	if ok && m.rules != nil {
		if len(d.errs) == before {
			ok = m.check(d, p, d.s[start:d.i])
		} else {
			m.nameChoices(d, before)
			ok = m.checkParts(d, p, d.s[start:d.i], before)
		}
	}
	if len(d.errs) > before {
		m.place(d, before)
	}
	return ok
}

// nameChoices says of values that could not be read, and of which only certain
// ones are taken, what these are: that helps more than the type does.
func (m *member) nameChoices(d *decoding, before int) {
	for i := before; i < len(d.errs); i++ {
		e := &d.errs[i]
		rules := m.rules
		for range e.Loc { // from the field to the item
			if rules != nil {
				rules = rules.Items()
			}
		}
		if f := rules.Choice(); f != nil {
			e.Type, e.Msg, e.Ctx = f.Type, f.Msg, f.Ctx
		}
	}
}

// at returns where the field is, and allocates embedded structs on the way.
func (m *member) at(p unsafe.Pointer) unsafe.Pointer {
	for _, hop := range m.hops {
		next := (*unsafe.Pointer)(unsafe.Add(p, hop.Offset))
		if *next == nil {
			*next = reflect.New(hop.Elem).UnsafePointer()
		}
		p = *next
	}
	return unsafe.Add(p, m.offset)
}

// check runs the field's constraints on a value that is there and not null.
func (m *member) check(d *decoding, p unsafe.Pointer, span string) bool {
	p, ok := base(m.typ, p)
	if !ok {
		return true
	}
	d.found = m.rules.Check(p, d.found[:0])
	if len(d.found) == 0 {
		return true
	}
	placeInSets(m.value, span, d.found)
	return d.report(span, m.hides)
}

func (m *member) hides([]any) bool { return m.holdsSecret }

// checkParts runs the constraints of what a list or map holds, some of which
// could not be read, so that a wrong type does not hide the mistakes beside it.
// The mistakes since before are of those parts, or of the whole.
func (m *member) checkParts(d *decoding, p unsafe.Pointer, span string, before int) bool {
	t := m.typ.Base()
	p, _ = base(m.typ, p)
	switch {
	case p != nil && (t.Kind == model.Map || t.Kind == model.Set): // it holds only what could be read
		d.found = m.rules.CheckParts(p, d.found[:0])
		placeInSets(m.value, span, d.found)
		return d.report("", m.hides)
	case m.rules.Items() == nil:
		return true
	}
	return m.checkItems(d, t, p, span, before)
}

func (m *member) checkItems(d *decoding, t *model.Type, p unsafe.Pointer, span string, before int) bool {
	data, n := items(t, p)
	if n == 0 {
		return true
	}
	unread := make(map[int]bool, len(d.errs)-before)
	for _, e := range d.errs[before:] {
		unread[rankItem(e)] = true
	}
	more, size := true, t.Elem.Go.Size()
	for i := 0; i < n && more; i++ {
		if unread[i] {
			continue
		}
		if d.found = m.rules.Items().Check(unsafe.Add(data, uintptr(i)*size), d.found[:0]); len(d.found) > 0 {
			for k := range d.found {
				d.found[k].Path = slices.Insert(d.found[k].Path, 0, any(i))
			}
			placeInSets(m.value, span, d.found)
			more = d.report("", m.hides)
		}
	}
	slices.SortStableFunc(d.errs[before:], func(a, b vocab.FieldError) int { return rankItem(a) - rankItem(b) })
	return more
}

// rankItem returns the index of the item that a mistake lies in; those of the
// list itself come last.
func rankItem(e vocab.FieldError) int {
	if len(e.Loc) > 0 {
		if index, ok := e.Loc[len(e.Loc)-1].(int); ok {
			return index
		}
	}
	return math.MaxInt
}

// items returns where the items of a list lie and how many there are; none for
// a value of another kind.
func items(t *model.Type, p unsafe.Pointer) (data unsafe.Pointer, n int) {
	switch {
	case p == nil:
		return nil, 0
	case t.Kind == model.Slice:
		h := (*sliceHeader)(p)
		return h.data, h.len
	case t.Kind == model.Array:
		return p, t.Len
	}
	return nil, 0
}

func (m *member) place(d *decoding, before int) {
	if m.name != "" {
		d.place(before, m.step)
	}
	if m.secret {
		d.hush(before)
	}
}

// absent treats a member that was not sent.
func (m *member) absent(d *decoding, p unsafe.Pointer, around any) bool {
	if m.fill != nil {
		if err := m.fill(d.depth+1, m.at(p)); err != nil {
			return d.fail(d.i, "the default of a member is "+err.Error())
		}
		return true
	}
	return !m.required || d.add(missing, around)
}

// base follows pointers, Opts and Secrets to the value that constraints are about; ok is
// false if there is none.
func base(t *model.Type, p unsafe.Pointer) (_ unsafe.Pointer, ok bool) {
	for ; p != nil; t = t.Elem {
		switch t.Kind {
		case model.Pointer, model.Secret:
			p = *(*unsafe.Pointer)(p)
		case model.Opt:
			if !optPresent(t, p) {
				return nil, false
			}
			p = unsafe.Add(p, t.OptValue)
		default:
			return p, true
		}
	}
	return nil, false
}
