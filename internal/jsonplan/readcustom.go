package jsonplan

import (
	"encoding/json"
	"reflect"
	"unsafe"
)

var rawMessage = reflect.TypeFor[json.RawMessage]()

// customReader hands a value to the type's own UnmarshalJSON, null included, as
// encoding/json does. A type that can only write JSON is read by encoding/json.
type customReader struct {
	typ reflect.Type
	own bool
	raw bool // json.RawMessage keeps whatever it gets
}

func (r customReader) read(d *decoding, p unsafe.Pointer) bool {
	d.next()
	start := d.i
	if !d.skip() {
		return false
	}
	span := d.s[start:d.i]
	if err := r.unmarshal([]byte(span), p); err != nil {
		return d.add(valueError(err), d.input(span, false))
	}
	return true
}

func (r customReader) unmarshal(data []byte, p unsafe.Pointer) error {
	if r.raw {
		*(*json.RawMessage)(p) = data
		return nil
	}
	v := reflect.NewAt(r.typ, p).Interface()
	if !r.own {
		return json.Unmarshal(data, v)
	}
	return v.(json.Unmarshaler).UnmarshalJSON(data)
}
