package constraint

import (
	"encoding"
	"fmt"
	"net/url"
	"reflect"
	"time"
	"unsafe"

	"github.com/signet-go/signet/internal/vocab"
)

// view shows validator a type that it cannot compare as one that it can.
type view struct {
	typ      reflect.Type
	presence bool // it only shows whether the value is there
	show     func(v reflect.Value) any
}

var (
	dateType      = reflect.TypeFor[vocab.Date]()
	timeOfDayType = reflect.TypeFor[vocab.TimeOfDay]()
	urlType       = reflect.TypeFor[url.URL]()
	marshalerType = reflect.TypeFor[encoding.TextMarshaler]()
)

// viewOf returns the view of a type, nil if validator sees it as it is; what a
// pointer, an Opt or a Secret holds may have a view, they have none. A date
// is a time, a time of day a duration, what has a text form its text, and any
// other object only whether it is there.
func viewOf(t reflect.Type) *view {
	if elem, _ := inside(t); elem != nil {
		return nil
	}
	switch {
	case t == dateType:
		return &view{timeType, false, func(v reflect.Value) any {
			d := v.Interface().(vocab.Date)
			if d.IsZero() {
				return time.Time{}
			}
			return d.In(time.UTC)
		}}
	case t == timeOfDayType:
		return &view{durationType, false, func(v reflect.Value) any { return v.Interface().(vocab.TimeOfDay).Since() }}
	case t.Kind() != reflect.Struct && t.Kind() != reflect.Array || t.ConvertibleTo(timeType):
		return nil
	case t == urlType:
		return &view{stringType, false, func(v reflect.Value) any { u := v.Interface().(url.URL); return u.String() }}
	case t.Implements(marshalerType):
		return &view{stringType, false, func(v reflect.Value) any { return shownText(v) }}
	case t.Kind() == reflect.Struct:
		return &view{reflect.TypeFor[bool](), true, func(v reflect.Value) any { return !v.IsZero() }}
	}
	return nil
}

// shownText is the text form of a value, empty for the zero value so that it
// counts as absent.
func shownText(v reflect.Value) string {
	if v.IsZero() {
		return ""
	}
	text, err := v.Interface().(encoding.TextMarshaler).MarshalText()
	if err != nil {
		return fmt.Sprint(v.Interface())
	}
	return string(text)
}

// shown is a type as validator is shown it, with views inside pointers and Opts
// in place; an Opt is a pointer, nil unless there is a value.
type shown struct {
	typ   reflect.Type
	value func(p unsafe.Pointer) reflect.Value
}

func show(t reflect.Type) shown {
	if v := viewOf(t); v != nil {
		return shown{v.typ, func(p unsafe.Pointer) reflect.Value { return reflect.ValueOf(v.show(reflect.NewAt(t, p).Elem())) }}
	}
	elem, s := inside(t)
	if s == nil {
		return shown{t, func(p unsafe.Pointer) reflect.Value { return reflect.NewAt(t, p).Elem() }}
	}
	inner := show(elem)
	typ := reflect.PointerTo(inner.typ)
	return shown{typ, func(p unsafe.Pointer) reflect.Value {
		if p = s(p); p == nil {
			return reflect.Zero(typ)
		}
		if inner.typ == elem {
			return reflect.NewAt(elem, p)
		}
		box := reflect.New(inner.typ)
		box.Elem().Set(inner.value(p))
		return box
	}}
}
