package model

import (
	"errors"
	"fmt"
	"net/http"
	"reflect"

	"github.com/signet-go/signet/internal/vocab"
)

// Envelope is a result struct that holds more than a body: fields tagged
// header, cookie, status and body, symmetric to a request struct.
type Envelope struct {
	Go      reflect.Type // the struct
	Headers []*Field     // scalars, slices of scalars, pointers and Opts of them; Name is the header's
	Cookies []*Field     // as Headers, or http.Cookie and *http.Cookie
	Status  *Field       // an int; zero means the route's status; may be nil
	Body    *Field       // any JSON value; may be nil: an answer without a body
}

// IsEnvelope reports whether t, a struct or a pointer to one, has a field
// tagged header, cookie, status or body.
func IsEnvelope(t reflect.Type) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return false
	}
	for i := range t.NumField() {
		sf := t.Field(i)
		if envelopeTag(sf.Tag) != "" {
			return true
		}
		if sf.Anonymous && sf.Type.Kind() == reflect.Struct && IsEnvelope(sf.Type) {
			return true
		}
	}
	return false
}

func envelopeTag(tag reflect.StructTag) string {
	for _, name := range []string{"header", "cookie", "status", "body"} {
		if _, ok := tag.Lookup(name); ok {
			return name
		}
	}
	return ""
}

// ReadEnvelope describes an envelope; all mistakes of its fields come joined.
func (r *Reader) ReadEnvelope(t reflect.Type) (*Envelope, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	e := &Envelope{Go: t}
	return e, r.parts(t, Field{}, e)
}

func (r *Reader) parts(t reflect.Type, outer Field, e *Envelope) error {
	var mistakes []error
	for i := range t.NumField() {
		sf := t.Field(i)
		f := outer.inner(sf)
		var err error
		switch {
		case envelopeTag(sf.Tag) != "":
			err = r.readPart(sf, f, e)
		case sf.Anonymous && sf.Type.Kind() == reflect.Struct:
			err = r.parts(sf.Type, f, e)
		case sf.IsExported():
			err = fmt.Errorf("field %s: an envelope's field has a tag header, cookie, status or body; put members of the answer into the body's type", f.GoName)
		}
		if err != nil {
			mistakes = append(mistakes, err)
		}
	}
	return errors.Join(mistakes...)
}

func (r *Reader) readPart(sf reflect.StructField, f Field, e *Envelope) (err error) {
	if !sf.IsExported() {
		return fmt.Errorf("field %s: has a tag but is unexported; begin its name with a capital letter", f.GoName)
	}
	kind := envelopeTag(sf.Tag)
	f.Name = sf.Tag.Get(kind)
	f.readFacts(sf)
	if kind == "body" && vocab.IsWhole(sf.Type) {
		f.Type = &Type{Go: sf.Type} // no JSON: nothing more is to be known
	} else if err := r.readType(&f, sf); err != nil {
		return err
	}
	f.settlePresence(false)
	switch kind {
	case "header":
		f.Name = http.CanonicalHeaderKey(f.Name)
		e.Headers = append(e.Headers, &f)
		return f.checkPart(kind)
	case "cookie":
		e.Cookies = append(e.Cookies, &f)
		if f.Type.Base().Go == cookieType {
			return nil
		}
		return f.checkPart(kind)
	case "status":
		if e.Status != nil || f.Type.Kind != Int {
			return fmt.Errorf(`field %s: an envelope has one status field, and it is an int`, f.GoName)
		}
		e.Status = &f
	case "body":
		if e.Body != nil || f.Name != "" {
			return fmt.Errorf(`field %s: an envelope has one body field, tagged body:""`, f.GoName)
		}
		e.Body = &f
	}
	return nil
}

var cookieType = reflect.TypeFor[http.Cookie]()

func (f *Field) checkPart(kind string) error {
	base := f.Type.Base()
	if f.Type.HoldsSecret() {
		return fmt.Errorf("field %s: a %s would carry the asterisks of %v; use its value's type and Reveal", f.GoName, kind, f.Type.Go)
	}
	if base.Kind == Slice {
		base = base.Elem.Base()
	}
	if f.Name == "" || !base.Kind.Scalar() {
		return fmt.Errorf("field %s: a %s has a name and is a scalar or a slice of scalars, not %v", f.GoName, kind, f.Type.Go)
	}
	return nil
}
