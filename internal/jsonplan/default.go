package jsonplan

import (
	"errors"
	"fmt"
	"reflect"
	"unsafe"

	"github.com/signet-go/signet/internal/constraint"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/scalar"
)

// filler stores a default at p. depth is how deep in arrays and objects the
// value stands: defaults inside defaults end like any other nesting. The
// compiler has tried it out, so only the depth can make it fail.
type filler func(depth int, p unsafe.Pointer) error

// Default compiles the default of a field. The function that it returns fills
// the zero value of f.Type at p; every call makes fresh slices, maps and
// pointers. A default that is no value of the type, or that the field's own
// constraints refuse, is an error here.
func (c *Compiler) Default(f *model.Field) (func(p unsafe.Pointer), error) {
	var fill filler
	err := c.compile(func(s *session) error {
		rules, err := s.checks.Field(f)
		if err != nil {
			return err
		}
		fill, err = s.filler("", f, rules)
		return err
	})
	if err != nil {
		return nil, err
	}
	// At depth 0 the try-out has succeeded, and every call does the same.
	return func(p unsafe.Pointer) { _ = fill(0, p) }, nil
}

// filler compiles a default and tries it out, one that is JSON when all plans
// are ready: by then the callers are gone, so where puts their words in front of
// a mistake.
func (s *session) filler(where string, f *model.Field, rules *constraint.Rules) (filler, error) {
	fill, err := s.fillerOf(f.Type, f.Default)
	if err != nil {
		return nil, fmt.Errorf("default %q: %w", f.Default, err)
	}
	if f.Type.Base().Kind.Scalar() { // needs no plans
		if err := tryOut(f.Type, fill, rules); err != nil {
			return nil, fmt.Errorf("default %q: %w", f.Default, err)
		}
		return fill, nil
	}
	s.later = append(s.later, func() error {
		if err := tryOut(f.Type, fill, rules); err != nil {
			return fmt.Errorf("%sdefault %q: %w", where, f.Default, err)
		}
		return nil
	})
	return fill, nil
}

func tryOut(t *model.Type, fill filler, rules *constraint.Rules) error {
	p := reflect.New(t.Go).UnsafePointer()
	if err := fill(0, p); err != nil {
		return err
	}
	if rules == nil {
		return nil
	}
	if p, ok := base(t, p); ok {
		for _, v := range rules.Check(p, nil) {
			return errors.New(v.Fault.Msg)
		}
	}
	return nil
}

func (s *session) fillerOf(t *model.Type, text string) (filler, error) {
	switch {
	case t.Kind == model.Opt:
		return nil, errors.New("an Opt has none: absence is a state of its own")
	case t.Kind == model.Pointer || t.Kind == model.Secret:
		fill, err := s.fillerOf(t.Elem, text)
		return func(depth int, p unsafe.Pointer) error {
			value := reflect.New(t.Elem.Go).UnsafePointer()
			*(*unsafe.Pointer)(p) = value
			return fill(depth, value)
		}, err
	case t.Kind.Scalar():
		return scalarFiller(t, text)
	}
	r, err := s.reader(t)
	c := s.Compiler
	return func(depth int, p unsafe.Pointer) error { return c.fill(r, text, depth, p) }, err
}

// scalarFiller keeps the value of a scalar that shares nothing when copied, and
// reads any other afresh.
func scalarFiller(t *model.Type, text string) (filler, error) {
	codec, err := scalar.For(t, false)
	if err != nil {
		return nil, err
	}
	if codec.Parse == nil {
		return nil, fmt.Errorf("%v cannot be read from text", t.Go)
	}
	value := reflect.New(t.Go)
	if fault := codec.Parse(text, value.UnsafePointer()); fault != nil {
		return nil, errors.New(fault.Msg)
	}
	switch t.Kind {
	case model.URL, model.Bytes, model.Text, model.Decimal, model.BigInt, model.BigFloat, model.BigRat:
		return func(_ int, p unsafe.Pointer) error {
			codec.Parse(text, p)
			return nil
		}, nil
	}
	return func(_ int, p unsafe.Pointer) error {
		reflect.NewAt(t.Go, p).Elem().Set(value.Elem())
		return nil
	}, nil
}

// fill decodes a default that is JSON.
func (c *Compiler) fill(r reader, text string, depth int, p unsafe.Pointer) error {
	d := c.decodings.Get().(*decoding)
	defer c.decodings.Put(d)
	d.begin(c, text, nil)
	d.depth = depth
	if r.read(d, p) {
		d.end()
	}
	errs := d.finish()
	if len(errs) == 0 {
		return nil
	}
	e := errs[0]
	if e.Loc = e.Loc[1:]; len(e.Loc) == 0 { // without "body"
		return errors.New(e.Msg)
	}
	return e
}
