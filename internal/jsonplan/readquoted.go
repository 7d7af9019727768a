package jsonplan

import (
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/scalar"
)

// quotedReader reads a field tagged json:",string": a string that holds the
// JSON of a scalar. A value without the quotes is fine too unless types are
// strict.
type quotedReader struct {
	scalarReader // of the value, always lax: in quotes the type is lost
	plain        reader
	text         bool
	strict       bool
}

func (s *session) quoted(t *model.Type) (reader, error) {
	switch t.Kind {
	case model.Pointer:
		elem, err := s.quoted(t.Elem)
		return &pointerReader{elem: elem, typ: t.Elem.Go}, err
	case model.Opt:
		elem, err := s.quoted(t.Elem)
		return &optReader{elem: elem, value: t.OptValue, state: t.OptState}, err
	}
	codec, err := scalar.For(t, false)
	if err != nil {
		return nil, err
	}
	plain, err := s.scalar(t)
	return quotedReader{scalarReader{codec, true}, plain, t.Kind == model.String, s.options.StrictTypes}, err
}

func (r quotedReader) read(d *decoding, p unsafe.Pointer) bool {
	if d.next() != '"' {
		if r.strict || r.text {
			return d.mismatch(stringType, false)
		}
		return r.plain.read(d, p)
	}
	text, ok := d.text()
	if !ok || !r.text {
		return ok && r.parse(d, r.codec.FromString, text, true, p)
	}
	inner := scanner{s: text}
	if inner.next() == '"' {
		if v, ok := inner.text(); ok && inner.end() {
			*(*string)(p) = d.keep(v)
			return true
		}
	}
	return d.add(quotedType, d.keep(text))
}
