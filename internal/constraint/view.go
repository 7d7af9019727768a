package constraint

import (
	"encoding"
	"fmt"
	"net/url"
	"reflect"
	"time"
	"unsafe"

	"github.com/go-playground/validator/v10"

	"github.com/signet-go/signet/internal/vocab"
)

// view shows validator a type that it cannot compare as one that it can.
type view struct {
	kind     reflect.Kind
	presence bool // it only shows whether the value is there
	show     func(v reflect.Value) any
}

var (
	dateType      = reflect.TypeFor[vocab.Date]()
	timeOfDayType = reflect.TypeFor[vocab.TimeOfDay]()
	urlType       = reflect.TypeFor[url.URL]()
	marshalerType = reflect.TypeFor[encoding.TextMarshaler]()
)

// viewOf returns the view of a type, nil if validator sees it as it is. A date
// is a time, a time of day a duration, what has a text form its text, and any
// other object only whether it is there.
func viewOf(t reflect.Type) *view {
	switch {
	case t == dateType:
		return &view{reflect.Struct, false, func(v reflect.Value) any {
			d := v.Interface().(vocab.Date)
			if d.IsZero() {
				return time.Time{}
			}
			return d.In(time.UTC)
		}}
	case t == timeOfDayType:
		return &view{reflect.Int64, false, func(v reflect.Value) any { return v.Interface().(vocab.TimeOfDay).Since() }}
	case t.Kind() != reflect.Struct && t.Kind() != reflect.Array || t.ConvertibleTo(timeType):
		return nil
	case t == urlType:
		return &view{reflect.String, false, func(v reflect.Value) any { u := v.Interface().(url.URL); return u.String() }}
	case t.Implements(marshalerType):
		return &view{reflect.String, false, func(v reflect.Value) any { return shownText(v) }}
	case t.Kind() == reflect.Struct:
		return &view{reflect.Bool, true, func(v reflect.Value) any { return !v.IsZero() }}
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

// addViews registers the views of a type and of what its pointers and Opts hold.
func addViews(v *validator.Validate, t reflect.Type) {
	if layout, ok := vocab.OptOf(t); ok {
		v.RegisterCustomTypeFunc(optView(t, layout), reflect.Zero(t).Interface())
		addViews(v, layout.Elem)
		return
	}
	if t.Kind() == reflect.Pointer {
		addViews(v, t.Elem())
		return
	}
	if view := viewOf(t); view != nil {
		v.RegisterCustomTypeFunc(view.show, reflect.Zero(t).Interface())
	}
}

// optView shows an Opt as a pointer: nil unless there is a value.
func optView(t reflect.Type, layout vocab.OptLayout) validator.CustomTypeFunc {
	return func(v reflect.Value) any {
		at := reflect.New(t)
		at.Elem().Set(v)
		p := at.UnsafePointer()
		if *(*vocab.Presence)(unsafe.Add(p, layout.State)) != vocab.Present {
			return reflect.Zero(reflect.PointerTo(layout.Elem)).Interface()
		}
		return reflect.NewAt(layout.Elem, unsafe.Add(p, layout.Value)).Interface()
	}
}
