package jsonplan

import (
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// aliasLimit is the size of the largest body whose strings share one copy of
// it. Of a larger body each string is copied, so that one that is kept does not
// keep all of it.
const aliasLimit = 64 << 10

// Decoder decodes a whole body into one value.
type Decoder struct {
	plans *Compiler
	root  *member
	null  bool // null is a value, although one has to be sent
}

// Decoder compiles the decoder of a type. f is the field that holds the value:
// it says whether a body has to be sent, its default and its constraints. Without
// f a body is required unless the type is a pointer or an Opt.
func (c *Compiler) Decoder(t *model.Type, f *model.Field) (*Decoder, error) {
	if f == nil {
		optional := t.Kind == model.Pointer || t.Kind == model.Opt
		f = &model.Field{Type: t, Required: !optional, Nullable: optional}
	}
	d := &Decoder{plans: c, null: t.Kind == model.Opt}
	err := c.compile(func(s *session) (err error) {
		whole := *f
		whole.Name, whole.Offset, whole.Hops = "", 0, nil // the body itself is the value
		d.root, err = s.member(&whole, t)
		return err
	})
	if err != nil {
		return nil, err
	}
	return d, nil
}

// Decode decodes body into the zero value at p and appends the mistakes to
// errs; their places begin with "body". With mistakes the value is half filled
// and of no use. Nothing keeps body: the caller may change it afterwards.
//
// Strings of a body up to 64 KiB share one copy of it, those of a larger one
// are copied one by one.
//
// An empty body is an absent value, and so is null where a value has to be
// sent; the mistake is missing, at the body itself.
func (d *Decoder) Decode(body []byte, p unsafe.Pointer, errs []vocab.FieldError) []vocab.FieldError {
	x := d.plans.begin(body, errs)
	d.root.readBody(x, p, d.null)
	return d.plans.end(x)
}

// readBody reads the whole text. The false of a reader needs no look here: the
// mistakes say it all.
func (m *member) readBody(d *decoding, p unsafe.Pointer, null bool) {
	if d.s == "" {
		_ = m.absent(d, p, nil)
		return
	}
	if m.required && !null && d.next() == 'n' {
		if d.literal("null") && d.end() {
			d.add(missing, nil)
		}
		return
	}
	if m.read(d, p) {
		d.end()
	}
}

// begin starts the decode of a body that its owner may change afterwards.
func (c *Compiler) begin(body []byte, errs []vocab.FieldError) *decoding {
	d := c.decodings.Get().(*decoding)
	if len(body) > aliasLimit {
		d.begin(c, unsafe.String(unsafe.SliceData(body), len(body)), errs)
		d.copies = true
		return d
	}
	d.begin(c, string(body), errs)
	return d
}

func (c *Compiler) end(d *decoding) []vocab.FieldError {
	errs := d.finish()
	c.decodings.Put(d)
	return errs
}

// Property is one property of the body: Input's field of the struct that
// the caller passes at position Base.
type Property struct {
	Base  int
	Input *model.Input
}

// Properties decodes a body that is an object whose members belong to fields
// of several structs.
type Properties struct {
	plans  *Compiler
	object *object
}

// Properties compiles the decoder of a body with the listed properties. Two of
// one name are the caller's mistake.
func (c *Compiler) Properties(list []Property) (*Properties, error) {
	d := &Properties{plans: c, object: &object{bare: true}}
	fields := make([]*model.Field, len(list))
	for i, property := range list {
		// A property is a member behind one hop: the pointer to its struct.
		f := property.Input.Field
		hop := model.Hop{Offset: uintptr(property.Base) * unsafe.Sizeof(unsafe.Pointer(nil))}
		f.Hops = []model.Hop{hop}
		fields[i] = &f
	}
	err := c.compile(func(s *session) error { return s.fillMembers(d.object, fields) })
	if err != nil {
		return nil, err
	}
	return d, nil
}

// Decode decodes body into the structs that bases point to and appends the
// mistakes to errs, as [Decoder.Decode] does.
//
// A body that is empty, null or no object has no properties: each one that is
// required is missing, at its own place. If none is required, an empty body and
// null are fine, and anything else is no object, which is one mistake.
func (d *Properties) Decode(body []byte, bases []unsafe.Pointer, errs []vocab.FieldError) []vocab.FieldError {
	x := d.plans.begin(body, errs)
	d.read(x, unsafe.Pointer(unsafe.SliceData(bases)))
	return d.plans.end(x)
}

func (d *Properties) read(x *decoding, p unsafe.Pointer) {
	switch {
	case x.s == "":
		d.object.absent(x, p, make([]uint64, len(d.object.lacking)), nil)
	case x.next() == '{':
		if d.object.read(x, p) {
			x.end()
		}
	default:
		d.readOther(x, p)
	}
}

// readOther reads a body that is no object.
func (d *Properties) readOther(x *decoding, p unsafe.Pointer) {
	null := x.next() == 'n'
	if !x.mismatch(modelAttributesType, d.object.secret) && x.why != "" || !x.end() {
		return
	}
	mismatch := x.errs[x.from]
	x.errs = x.errs[:x.from]
	d.object.absent(x, p, make([]uint64, len(d.object.lacking)), nil)
	if len(x.errs) == x.from && !null {
		x.errs = append(x.errs, mismatch)
	}
}
