package model

import (
	"encoding"
	"encoding/json"
	"fmt"
	"math/big"
	"net/url"
	"reflect"
	"slices"
	"time"

	"github.com/signet-go/signet/internal/vocab"
)

// Type is what is known about a Go type.
type Type struct {
	Go     reflect.Type
	Kind   Kind
	Bits   int     // Int, Uint, Float: 8 to 64
	Len    int     // Array
	Key    *Type   // Map
	Elem   *Type   // Slice, Array, Map, Pointer, Opt, Secret, Set
	Object *Object // Struct
	Union  *Variants

	// Layout is how a Time travels, as its field's tag timeFormat says: a layout
	// of package time, unix or unixMilli; empty is RFC 3339.
	Layout string

	// Opt: where the value and the vocab.Presence lie.
	OptValue, OptState uintptr

	// What the type does by itself; a method with a pointer receiver counts.
	UnmarshalsJSON, MarshalsJSON bool
	UnmarshalsText, MarshalsText bool

	// Validates says that *Go has Validate() error.
	Validates bool

	// Selected tells a type that a selection has narrowed from the type that was
	// read: what its name in the document adds to the Go type's. Empty for types
	// that were read.
	Selected string
}

// Validator is what a type implements to check itself after its fields.
type Validator interface{ Validate() error }

// Base returns the type inside pointers, Opts and Secrets.
func (t *Type) Base() *Type {
	for t.wraps() && t.Elem != nil { // nil only while a recursive type is being read
		t = t.Elem
	}
	return t
}

// wraps reports whether a value of the type is there to hold another one.
func (t *Type) wraps() bool { return t.Kind == Pointer || t.Kind == Opt || t.Kind == Secret }

// Secret reports whether a Secret lies around the base.
func (t *Type) Secret() bool {
	for ; t.wraps() && t.Elem != nil; t = t.Elem {
		if t.Kind == Secret {
			return true
		}
	}
	return false
}

// HoldsSecret reports whether a value of the type may have a secret in it: a
// Secret, or a field of the format password.
func (t *Type) HoldsSecret() bool { return t.holdsSecret(map[*Type]bool{}) }

// holdsSecret takes a type that is being looked at to add nothing.
func (t *Type) holdsSecret(seen map[*Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	switch t.Kind {
	case Secret:
		return true
	case Slice, Array, Map, Pointer, Opt, Set:
		return t.Elem.holdsSecret(seen)
	case Struct:
		return slices.ContainsFunc(t.Object.Fields, func(f *Field) bool {
			return f.Doc.Format == "password" || f.Type.holdsSecret(seen)
		})
	case Union:
		return slices.ContainsFunc(t.Union.List, func(v Variant) bool { return v.Type.holdsSecret(seen) })
	}
	return false
}

// Nullable reports whether null is a value of the type.
func (t *Type) Nullable() bool { return t.Kind == Pointer || t.Kind == Opt || t.Kind == Any }

var (
	timeType       = reflect.TypeFor[time.Time]()
	durationType   = reflect.TypeFor[time.Duration]()
	urlType        = reflect.TypeFor[url.URL]()
	numberType     = reflect.TypeFor[json.Number]()
	bytesType      = reflect.TypeFor[[]byte]()
	rawType        = reflect.TypeFor[json.RawMessage]()
	dateType       = reflect.TypeFor[vocab.Date]()
	timeOfDayType  = reflect.TypeFor[vocab.TimeOfDay]()
	isoType        = reflect.TypeFor[vocab.Duration]()
	validatorType  = reflect.TypeFor[Validator]()
	jsonInType     = reflect.TypeFor[json.Unmarshaler]()
	jsonOutType    = reflect.TypeFor[json.Marshaler]()
	textInType     = reflect.TypeFor[encoding.TextUnmarshaler]()
	textOutType    = reflect.TypeFor[encoding.TextMarshaler]()
	uuidBytes      = reflect.TypeFor[[16]byte]()
	nothingType    = reflect.TypeFor[struct{}]()
	exactTypeKinds = [...]struct {
		typ  reflect.Type
		kind Kind
	}{
		{timeType, Time}, {durationType, Duration}, {isoType, Duration}, {dateType, Date}, {timeOfDayType, TimeOfDay},
		{urlType, URL}, {numberType, Number}, {rawType, Custom}, {uploadType, Upload},
		{reflect.TypeFor[big.Int](), BigInt}, {reflect.TypeFor[big.Float](), BigFloat}, {reflect.TypeFor[big.Rat](), BigRat},
	}
)

// read describes t; the caller holds the reader's lock. The description is
// entered before its parts are read, so that a recursive type finds itself.
func (r *Reader) read(t reflect.Type) (*Type, error) {
	if known, ok := r.types[t]; ok {
		return known, nil
	}
	typ := &Type{Go: t}
	r.types[t] = typ
	r.reading = append(r.reading, t)
	r.depth++
	err := r.describe(typ)
	if r.depth--; r.depth == 0 {
		r.settle(err)
	}
	if err != nil {
		return nil, err
	}
	return typ, nil
}

// settle ends an outermost read. After a failure it forgets all that was
// entered: a type that refers to the failed one is half read.
func (r *Reader) settle(err error) {
	if err != nil {
		for _, t := range r.reading {
			delete(r.types, t)
		}
	}
	r.reading = r.reading[:0]
}

func (r *Reader) describe(t *Type) error {
	t.learnMethods()
	if layout, ok := vocab.OptOf(t.Go); ok {
		return r.describeOpt(t, layout)
	}
	if elem, ok := vocab.SecretOf(t.Go); ok {
		return r.describeSecret(t, elem)
	}
	for _, exact := range exactTypeKinds {
		if t.Go == exact.typ {
			t.Kind = exact.kind
			return nil
		}
	}
	switch {
	case t.Go.Kind() == reflect.Struct && vocab.IsWhole(t.Go):
		return fmt.Errorf("%s is a whole answer and no part of JSON: return it, or make it the body of an envelope", vocab.NameOf(t.Go))
	case t.Go.Kind() == reflect.Pointer || t.Go.Kind() == reflect.Interface:
		// A pointer has its element's methods; the element speaks for itself.
	case t.UnmarshalsText && t.Go.ConvertibleTo(uuidBytes) && t.Go.Kind() == reflect.Array:
		t.Kind = UUID
		return nil
	case t.UnmarshalsText || t.MarshalsText && !t.UnmarshalsJSON && !t.MarshalsJSON:
		t.Kind = Text
		return nil
	case t.UnmarshalsJSON || t.MarshalsJSON && t.Go.Kind() != reflect.Struct:
		t.Kind = Custom
		return nil
	}
	return r.describeKind(t)
}

func (t *Type) learnMethods() {
	if t.Go.Kind() == reflect.Interface {
		return
	}
	pointer := reflect.PointerTo(t.Go)
	t.UnmarshalsJSON = pointer.Implements(jsonInType)
	t.MarshalsJSON = pointer.Implements(jsonOutType)
	t.UnmarshalsText = pointer.Implements(textInType)
	t.MarshalsText = pointer.Implements(textOutType)
	t.Validates = pointer.Implements(validatorType)
}

func (r *Reader) describeOpt(t *Type, layout vocab.OptLayout) (err error) {
	t.Kind, t.OptValue, t.OptState = Opt, layout.Value, layout.State
	t.Elem, err = r.read(layout.Elem)
	return err
}

func (r *Reader) describeSecret(t *Type, elem reflect.Type) (err error) {
	t.Kind, t.Validates = Secret, false
	t.Elem, err = r.read(elem)
	if err == nil && t.Elem.wraps() {
		return fmt.Errorf("%v: put the Secret inside: a pointer or an Opt of a Secret", t.Go)
	}
	return err
}

func (r *Reader) describeKind(t *Type) (err error) {
	switch k := t.Go.Kind(); k {
	case reflect.Bool:
		t.Kind = Bool
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		t.Kind, t.Bits = Int, t.Go.Bits()
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		t.Kind, t.Bits = Uint, t.Go.Bits()
	case reflect.Float32, reflect.Float64:
		t.Kind, t.Bits = Float, t.Go.Bits()
	case reflect.String:
		t.Kind = String
	case reflect.Slice:
		if t.Go.ConvertibleTo(bytesType) && t.Go.Elem().Kind() == reflect.Uint8 {
			t.Kind = Bytes
			return nil
		}
		t.Kind = Slice
		t.Elem, err = r.read(t.Go.Elem())
	case reflect.Array:
		t.Kind, t.Len = Array, t.Go.Len()
		t.Elem, err = r.read(t.Go.Elem())
	case reflect.Map:
		if t.Go.Elem() == nothingType {
			return r.describeSet(t)
		}
		t.Kind = Map
		return r.describeMap(t)
	case reflect.Struct:
		t.Kind = Struct
		t.Object, err = r.readObject(t)
	case reflect.Pointer:
		t.Kind = Pointer
		t.Elem, err = r.read(t.Go.Elem())
	case reflect.Interface:
		if u, ok := r.unions[t.Go]; ok {
			return r.describeUnion(t, u)
		}
		t.Kind = Any
	default:
		if _, streamed := vocab.StreamOf(t.Go); streamed {
			return fmt.Errorf("%s is a stream, which nothing can hold: return it as the whole result of a handler", vocab.NameOf(t.Go))
		}
		return fmt.Errorf("%v cannot travel: a %v has no wire form", t.Go, k)
	}
	return err
}

func (r *Reader) describeSet(t *Type) (err error) {
	t.Kind = Set
	if t.Elem, err = r.read(t.Go.Key()); err != nil {
		return err
	}
	if !t.Elem.Kind.Scalar() {
		return fmt.Errorf("%v: a set holds scalars, and %v is %v; use a slice", t.Go, t.Elem.Go, t.Elem.Kind)
	}
	return nil
}

func (r *Reader) describeMap(t *Type) (err error) {
	if t.Key, err = r.read(t.Go.Key()); err != nil {
		return err
	}
	switch t.Key.Kind {
	case String, Int, Uint, Bool, Float, UUID, Date, Text:
	default:
		return fmt.Errorf("%v: a map key is a string, a number, a UUID, a date or has UnmarshalText; %v is %v", t.Go, t.Go.Key(), t.Key.Kind)
	}
	t.Elem, err = r.read(t.Go.Elem())
	return err
}
