package jsonplan

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// unionReader reads an interface: a property of the object says which struct to
// make.
type unionReader struct {
	typ      reflect.Type // of the interface
	property string
	variants map[string]*variantReader
	secret   bool
	notFound *vocab.Fault
	expected string // tags, for the client
}

// variantReader reads one variant.
type variantReader struct {
	tag     string
	typ     reflect.Type // of the struct
	pointer bool         // what goes into the interface
	object  *object
}

func (s *session) union(t *model.Type) (reader, error) {
	r := &unionReader{
		typ:      t.Go,
		property: t.Union.Property,
		variants: make(map[string]*variantReader, len(t.Union.List)),
		secret:   t.HoldsSecret(),
	}
	s.readers.add(t, r)
	var mistakes []error
	var tags []string
	for _, v := range t.Union.List {
		b := &variantReader{tag: v.Tag, typ: v.Type.Go, pointer: v.Pointer}
		var err error
		if b.object, err = s.variantObject(v.Type, r.property); err != nil {
			mistakes = append(mistakes, inside(fmt.Sprintf("%v: variant %q", t.Go, v.Tag), err))
		}
		r.variants[v.Tag] = b
		tags = append(tags, "'"+v.Tag+"'")
	}
	r.expected = strings.Join(tags, ", ")
	r.notFound = &vocab.Fault{
		Type: "union_tag_not_found",
		Msg:  fmt.Sprintf("must have the property %q, which says what it is", r.property),
		Ctx:  map[string]any{"discriminator": "'" + r.property + "'"},
	}
	return r, errors.Join(mistakes...)
}

// variantObject reads a struct as object does, but knows the property even if
// the struct has no field of that name.
func (s *session) variantObject(t *model.Type, property string) (*object, error) {
	o := &object{}
	fields := sentFields(t)
	if own := t.Object.Field(property); own != nil {
		if own.Type.Kind != model.String {
			return o, fmt.Errorf("field %s is %v, but %q holds the tag, which is text; make it a string or leave it out", own.GoName, own.Type.Go, property)
		}
		if !own.Doc.ReadOnly {
			return o, s.fillObject(o, t, fields)
		}
	}
	tag := &model.Field{Name: property, GoName: property, Type: &model.Type{Go: reflect.TypeFor[any](), Kind: model.Any}}
	if err := s.fillObject(o, t, append(fields[:len(fields):len(fields)], tag)); err != nil {
		return o, err
	}
	o.members[len(fields)].value = unread{} // it was read ahead
	return o, nil
}

func (r *unionReader) read(d *decoding, p unsafe.Pointer) bool {
	if d.next() != '{' {
		return d.mismatch(modelAttributesType, r.secret)
	}
	tag, found, ok := d.ahead(r.property)
	switch {
	case !ok:
		return false
	case !found:
		return d.mismatch(r.notFound, r.secret)
	}
	b := r.variants[tag]
	if b == nil {
		return d.mismatch(r.invalid(d.keep(tag)), r.secret)
	}
	before := len(d.errs)
	value := reflect.New(b.typ)
	ok = b.object.read(d, value.UnsafePointer())
	if len(d.errs) > before {
		d.place(before, b.tag)
	}
	if !b.pointer {
		value = value.Elem()
	}
	reflect.NewAt(r.typ, p).Elem().Set(value)
	return ok
}

const tagInvalid = "union_tag_invalid"

func (r *unionReader) invalid(tag string) *vocab.Fault {
	return &vocab.Fault{
		Type: tagInvalid,
		Msg:  fmt.Sprintf("must have one of %s as %q", r.expected, r.property),
		Ctx:  map[string]any{"discriminator": "'" + r.property + "'", "tag": tag, "expected_tags": r.expected},
	}
}

// aheadFactor times the length of the text is how far all looks ahead may go
// together: a tag that stands last in each of many objects inside each other
// would else cost the square of their number.
const aheadFactor = 64

// ahead finds the tag in the object at the cursor, wherever it stands, and
// stays where it is. A scalar that is no string is a tag as it is written, an
// array or object only its brackets. ok is false where the text breaks the rules
// on the way.
func (d *decoding) ahead(property string) (tag string, found, ok bool) {
	c := d.scanner
	if found, ok = c.find(property); found && ok {
		c.next()
		start := c.i
		if c.i < len(c.s) && c.s[c.i] == '"' {
			tag, ok = c.text()
		} else if ok = c.skip(); ok {
			tag = brief(c.s[start:c.i])
		}
	}
	if !ok {
		return "", false, d.fail(c.at, c.why)
	}
	if d.looked += c.i - d.i; d.looked > aheadFactor*len(d.s) {
		return "", false, d.fail(d.i, "the member "+property+" stands last in too many objects inside each other; put it first")
	}
	return tag, found, true
}

// brief is a value without what an array or object holds: that may be secret, as
// nobody has looked.
func brief(value string) string {
	switch value[0] {
	case '[':
		return "[…]"
	case '{':
		return "{…}"
	}
	return value
}

// find moves to the value of a member of the object at the cursor. Unlike
// toMember it says where the text breaks the rules.
func (c *scanner) find(name string) (found, ok bool) {
	if !c.open() {
		return false, false
	}
	for more := !c.empty('}'); more; {
		sent, ok := c.name()
		if !ok {
			return false, false
		}
		if sent == name {
			return true, true
		}
		if !c.skip() {
			return false, false
		}
		if more, ok = c.more('}'); !ok {
			return false, false
		}
	}
	return false, true
}
