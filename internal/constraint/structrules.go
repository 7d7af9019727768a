package constraint

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unsafe"

	"github.com/go-playground/validator/v10"

	"github.com/signet-go/signet/internal/model"
)

// StructRules are the constraints that need a whole struct: words that look at
// other fields, and the type's own Validate.
type StructRules struct {
	typ       reflect.Type
	validator *validator.Validate
	fields    []crossField
	self      bool
}

// crossField is a field with words that look at its neighbours.
type crossField struct {
	name   string
	hops   []model.Hop
	parent uintptr // of the struct that declares the field, from the last hop
	offset uintptr // of the field, from the last hop
	shown  shown
	near   neighbours
	absent test // comparisons do not run on what is not there
	checks []crossCheck
	input  func(p unsafe.Pointer) any
}

// Struct compiles the words of the fields' validate tags that look at other
// fields; validates says that *t has Validate() error. The result is nil when
// there is neither. Fields inside embedded structs look at their neighbours
// there, as in validator. All mistakes come joined, each naming its field.
func (c *Compiler) Struct(t reflect.Type, fields []*model.Field, validates bool) (*StructRules, error) {
	r := &StructRules{typ: t, validator: c.validator, self: validates}
	var mistakes []error
	for _, f := range fields {
		if err := r.addField(f, fields); err != nil {
			mistakes = append(mistakes, fmt.Errorf("field %s: tag validate:%q: %w", f.GoName, f.Validate, err))
		}
	}
	if len(mistakes) > 0 {
		return nil, errors.Join(mistakes...)
	}
	if len(r.fields) == 0 && !validates {
		return nil, nil
	}
	return r, nil
}

func (r *StructRules) addField(f *model.Field, fields []*model.Field) error {
	words, err := parseTag(f.Validate)
	if err != nil {
		return nil // Field reports it
	}
	_, cross := splitCross(words.words)
	if len(cross) == 0 {
		return nil
	}
	owner, declared, err := declaration(r.typ, f.GoName)
	if err != nil {
		return err
	}
	base := f.Type.Base()
	reached, input := reach(f.Type), newSubject(base).input()
	x := crossField{name: f.Name, hops: f.Hops, parent: f.Offset - declared.Offset, offset: f.Offset,
		shown: show(f.Type.Go), absent: absence(f, reached)}
	x.input = func(p unsafe.Pointer) any {
		if reached != nil {
			p = reached(p)
		}
		if p == nil {
			return nil
		}
		return input(p)
	}
	c := crossCompiler{field: f, owner: owner, fields: fields, near: &x.near}
	for _, text := range cross {
		check, err := c.compile(text)
		if err != nil {
			return err
		}
		x.checks = append(x.checks, check)
	}
	x.near.seal()
	r.fields = append(r.fields, x)
	return nil
}

// declaration finds the struct that declares a field named as model names it:
// through the embedded structs on the way.
func declaration(t reflect.Type, goName string) (owner reflect.Type, declared reflect.StructField, err error) {
	for name := range strings.SplitSeq(goName, ".") {
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		sf, ok := t.FieldByName(name)
		if !ok {
			return nil, sf, fmt.Errorf("%v has no field %s", t, goName)
		}
		owner, declared, t = t, sf, sf.Type
	}
	return owner, declared, nil
}

// absence reports what counts as absent: nothing behind a pointer or Opt, and
// the zero value of what need not be sent and has no default.
func absence(f *model.Field, reached func(unsafe.Pointer) unsafe.Pointer) test {
	if reached != nil {
		return func(p unsafe.Pointer) bool { return reached(p) == nil }
	}
	words := strings.Split(f.Tag.Get("validate"), ",")
	optional := !f.Required && !f.HasDefault
	if optional || f.Type.Kind == model.Any || slices.Contains(words, "omitempty") {
		return isZero(f.Type)
	}
	return func(unsafe.Pointer) bool { return false }
}

// Check appends what is wrong with the struct at p, whose fields must be valid
// by themselves. Path begins with the wire name of a field; it is empty for
// what the type's Validate says without a place.
func (r *StructRules) Check(p unsafe.Pointer, found []Violation) []Violation {
	before := len(found)
	for i := range r.fields {
		x := &r.fields[i]
		if c, at := x.check(r.validator, p); c != nil {
			v := Violation{Path: []any{x.name}, Fault: c.fault}
			if c.fault.Type != "missing" {
				v.Input = x.input(at)
			}
			found = append(found, v)
		}
	}
	if r.self && len(found) == before {
		found = validateSelf(r.typ, p, found, nil)
	}
	return found
}

// check returns the first word that fails, with the field's place in memory. A
// field of an embedded struct that is nil is not checked.
func (x *crossField) check(v *validator.Validate, p unsafe.Pointer) (*crossCheck, unsafe.Pointer) {
	for _, hop := range x.hops {
		if p = *(*unsafe.Pointer)(unsafe.Add(p, hop.Offset)); p == nil {
			return nil, nil
		}
	}
	at := unsafe.Add(p, x.offset)
	var value, near any
	for i := range x.checks {
		c := &x.checks[i]
		if !c.always && x.absent(at) {
			continue
		}
		if near == nil {
			value, near = x.value(at), x.near.gather(unsafe.Add(p, x.parent))
		}
		if v.VarWithValueCtx(context.Background(), value, near, c.text) != nil {
			return c, at
		}
	}
	return nil, nil
}

func (x *crossField) value(at unsafe.Pointer) any {
	if v := x.shown.value(at).Interface(); v != nil {
		return v
	}
	return (*any)(nil) // validator fails a bare nil whatever the word
}
