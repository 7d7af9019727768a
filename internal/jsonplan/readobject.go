package jsonplan

import (
	"errors"
	"math/bits"
	"slices"
	"strconv"
	"unsafe"

	"github.com/signet-go/signet/internal/constraint"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// object reads a struct from a JSON object.
type object struct {
	names   names
	members []member
	lacking []uint64 // bits of the members whose absence means something
	rules   *constraint.StructRules
	secret  bool // has a secret, at any depth
	bare    bool // its own absence is an absence of members: nothing to echo
}

func (s *session) object(t *model.Type) (reader, error) {
	o := &object{}
	s.readers.add(t, o)
	if err := s.fillObject(o, t, sentFields(t)); err != nil {
		return nil, err
	}
	return o, nil
}

// sentFields are the fields that a client may send.
func sentFields(t *model.Type) []*model.Field {
	return slices.DeleteFunc(slices.Clone(t.Object.Fields), func(f *model.Field) bool { return f.Doc.ReadOnly })
}

// fillObject compiles the members and what the whole struct is checked for.
func (s *session) fillObject(o *object, t *model.Type, fields []*model.Field) error {
	err := s.fillMembers(o, fields)
	if err == nil { // what a cross-field tag says of a broken field is no news
		o.rules, err = s.checks.Struct(t.Go, fields, t.Validates)
	}
	if err != nil {
		return inside(t.Go.String(), err)
	}
	return nil
}

// fillMembers compiles all members, also behind one with a mistake.
func (s *session) fillMembers(o *object, fields []*model.Field) error {
	var mistakes []error
	list := make([]string, len(fields))
	o.members = make([]member, len(fields))
	o.lacking = make([]uint64, (len(fields)+63)/64)
	for k, f := range fields {
		list[k] = f.Name
		m, err := s.member(f, f.Type)
		if err != nil {
			mistakes = append(mistakes, inside("field "+f.GoName, err))
		}
		o.members[k] = *m
		if m.required || m.fill != nil {
			o.lacking[k>>6] |= 1 << (k & 63)
		}
		o.secret = o.secret || m.holdsSecret
	}
	o.names = newNames(list)
	return errors.Join(mistakes...)
}

func (o *object) read(d *decoding, p unsafe.Pointer) bool {
	if d.next() != '{' {
		return d.mismatch(modelAttributesType, o.secret)
	}
	start, before := d.i, len(d.errs)
	var few [4]uint64 // most structs have no more than 256 members
	seen := few[:]
	if len(o.lacking) > len(few) {
		seen = make([]uint64, len(o.lacking))
	}
	ok := o.readMembers(d, p, seen) && o.absent(d, p, seen, &start)
	if len(d.errs) == before {
		return ok && (o.rules == nil || o.check(d, p, d.s[start:d.i]))
	}
	slices.SortStableFunc(d.errs[before:], o.compare)
	return ok
}

// readMembers reads what was sent, in its own order, and marks it in seen.
func (o *object) readMembers(d *decoding, p unsafe.Pointer, seen []uint64) bool {
	if !d.open() {
		return false
	}
	for more := !d.empty('}'); more; {
		d.next()
		at := d.i
		name, ok := d.name()
		if !ok {
			return false
		}
		k := o.names.find(name)
		if k < 0 {
			ok = o.unknown(d, name)
		} else if bit := uint64(1) << (k & 63); seen[k>>6]&bit != 0 {
			ok = d.repeated(at, name)
		} else {
			seen[k>>6] |= bit
			ok = o.members[k].read(d, p)
		}
		if !ok {
			return false
		}
		if more, ok = d.more('}'); !ok {
			return false
		}
	}
	return true
}

func (d *decoding) repeated(at int, name string) bool {
	return d.fail(at, "the member "+strconv.Quote(name)+" stands there twice")
}

// unknown reads a member that no field has.
func (o *object) unknown(d *decoding, name string) bool {
	if !d.strict {
		return d.skip()
	}
	d.next()
	start := d.i
	return d.skip() && d.add(extraForbidden, d.input(d.s[start:d.i], o.secret), d.keep(name))
}

// absent looks at the members that were not seen: it fills defaults and reports
// what is required. start is where the object begins in the text, nil for one
// that was not sent.
func (o *object) absent(d *decoding, p unsafe.Pointer, seen []uint64, start *int) bool {
	var around any
	for w, lacking := range o.lacking {
		for lacking &^= seen[w]; lacking != 0; lacking &= lacking - 1 {
			m := &o.members[w<<6+bits.TrailingZeros64(lacking)]
			if around == nil && start != nil && m.fill == nil && d.echo && !o.bare {
				around = d.input(d.s[*start:d.i], o.secret)
			}
			before := len(d.errs)
			ok := m.absent(d, p, around)
			d.place(before, m.step)
			if !ok {
				return false
			}
		}
	}
	return true
}

// check runs the constraints of the whole struct, whose members are all right.
func (o *object) check(d *decoding, p unsafe.Pointer, span string) bool {
	d.found = o.rules.Check(p, d.found[:0])
	if len(d.found) == 0 {
		return true
	}
	return d.report(span, func(path []any) bool {
		if len(path) == 0 {
			return o.secret
		}
		name, _ := path[0].(string)
		k := o.names.find(name)
		return k < 0 || o.members[k].holdsSecret
	})
}

// compare orders mistakes, whose outermost step so far is a member's name, as
// the struct orders its fields; unknown members come last.
func (o *object) compare(a, b vocab.FieldError) int { return o.rank(a) - o.rank(b) }

func (o *object) rank(e vocab.FieldError) int {
	if len(e.Loc) == 0 {
		return len(o.members)
	}
	name, _ := e.Loc[len(e.Loc)-1].(string)
	if k := o.names.find(name); k >= 0 {
		return k
	}
	return len(o.members)
}
