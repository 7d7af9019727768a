package jsonplan

import (
	"fmt"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
)

// objectWriter writes a struct as an object.
type objectWriter struct {
	head    string // "kind":"cat" in front of the members of a variant
	members []memberWriter
}

// memberWriter writes one field of a struct.
type memberWriter struct {
	key    string // ,"name":
	offset uintptr
	hops   []model.Hop
	omit   func(p unsafe.Pointer) bool // nil: the member is always there
	form   form
	value  writer
	name   string
}

// form names the writers that are worth a short cut.
type form uint8

const (
	anyForm form = iota
	textForm
	intForm // 64 bits wide
	boolForm
)

func (s *session) objectWriter(t *model.Type) (writer, error) {
	w := &objectWriter{}
	s.writers.add(t, w)
	for _, f := range t.Object.Fields {
		if f.Doc.WriteOnly {
			continue
		}
		value, err := s.writer(f.Type)
		if err != nil {
			return nil, fmt.Errorf("%v: field %s: %w", t.Go, f.GoName, err)
		}
		w.members = append(w.members, newMemberWriter(f, f, value))
	}
	return w, nil
}

// newMemberWriter returns the writer of the field from as to says: its name and
// when it is left out.
func newMemberWriter(from, to *model.Field, value writer) memberWriter {
	m := memberWriter{
		key:    string(append(appendText([]byte{','}, to.Name), ':')),
		offset: from.Offset,
		hops:   from.Hops,
		omit:   omission(to, from.Type),
		value:  value,
		name:   to.Name,
	}
	switch {
	case to.Quoted:
		m.value = quotedWriter{value, from.Type}
	case value == writer(stringWriter{}):
		m.form = textForm
	case value == writer(intWriter{64}):
		m.form = intForm
	case value == writer(boolWriter{}):
		m.form = boolForm
	}
	return m
}

func (w *objectWriter) write(b []byte, p unsafe.Pointer, nest int) ([]byte, error) {
	var err error
	start := len(b) + 1
	b = append(append(b, '{'), w.head...)
	for i := range w.members {
		m := &w.members[i]
		at := m.at(p)
		if at == nil || m.omit != nil && m.omit(at) {
			continue
		}
		if len(b) == start {
			b = append(b, m.key[1:]...)
		} else {
			b = append(b, m.key...)
		}
		switch m.form {
		case textForm:
			b = appendText(b, *(*string)(at))
		case intForm:
			b = appendInt(b, *(*int64)(at))
		case boolForm:
			b = appendBool(b, *(*bool)(at))
		default:
			if b, err = m.value.write(b, at, nest); err != nil {
				return b, in(m.name, err)
			}
		}
	}
	return append(b, '}'), nil
}

// at returns where the field is; nil if an embedded pointer on the way is nil.
func (m *memberWriter) at(p unsafe.Pointer) unsafe.Pointer {
	for _, hop := range m.hops {
		if p = *(*unsafe.Pointer)(unsafe.Add(p, hop.Offset)); p == nil {
			return nil
		}
	}
	return unsafe.Add(p, m.offset)
}
