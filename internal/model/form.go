package model

import (
	"fmt"
	"reflect"
	"time"
)

// form is a type with tags that change how it travels.
type form struct {
	typ     *Type
	layout  string
	decimal bool
}

// formed returns t as the tags timeFormat and format:"decimal" have it: a type
// of its own for the times or the decimals that t holds.
func (r *Reader) formed(t *Type, tag reflect.StructTag) (*Type, error) {
	layout, timed := tag.Lookup("timeFormat")
	if timed {
		if err := checkLayout(layout); err != nil {
			return nil, fmt.Errorf("tag timeFormat:%q: %w", layout, err)
		}
		into, ok := r.into(t, form{layout: layout})
		if !ok {
			return nil, fmt.Errorf("tag timeFormat:%q: is for time.Time and what holds it, not for %v; remove it", layout, t.Go)
		}
		return into, nil
	}
	if tag.Get("format") == "decimal" {
		if into, ok := r.into(t, form{decimal: true}); ok {
			return into, nil
		}
	}
	return t, nil
}

// deepestForm ends the way into a list that holds itself.
const deepestForm = 8

// into gives the innermost type of t the form f; ok is false where it has none
// to take.
func (r *Reader) into(t *Type, f form) (_ *Type, ok bool) {
	path := []*Type{t}
	for t.Kind >= Slice && t.Elem != nil && len(path) < deepestForm {
		t = t.Elem
		path = append(path, t)
	}
	if f.layout != "" && t.Kind != Time || f.decimal && (t.Kind != Text || !t.UnmarshalsText) {
		return nil, false
	}
	var inner *Type
	for i := len(path) - 1; i >= 0; i-- {
		f.typ = path[i]
		known := r.formeds[f]
		if known == nil {
			known = f.apply(inner)
			r.formeds[f] = known
		}
		inner = known
	}
	return inner, true
}

// apply copies the type of the form: around inner, or as the innermost type.
func (f form) apply(inner *Type) *Type {
	t := *f.typ
	switch {
	case inner != nil:
		t.Elem = inner
	case f.decimal:
		t.Kind = Decimal
	default:
		t.Layout = f.layout
	}
	return &t
}

// The words of timeFormat beside layouts.
const (
	Unix      = "unix"      // seconds since 1970
	UnixMilli = "unixMilli" // milliseconds since 1970
)

// checkLayout refuses a layout that tells two times apart by nothing.
func checkLayout(layout string) error {
	if layout == Unix || layout == UnixMilli {
		return nil
	}
	when := time.Date(2013, 11, 29, 17, 48, 39, 0, time.UTC)
	if when.Format(layout) == layout {
		return fmt.Errorf("shows nothing of a time: write the layout of package time, such as 2006-01-02 15:04, or unix or unixMilli")
	}
	if _, err := time.Parse(layout, when.Format(layout)); err != nil {
		return fmt.Errorf("cannot be read back: %w", err)
	}
	return nil
}
