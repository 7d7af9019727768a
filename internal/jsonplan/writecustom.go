package jsonplan

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"unicode/utf8"
	"unsafe"
)

// customWriter writes what the type's MarshalJSON returns, after a look at it.
// A type that can only read JSON is written by encoding/json, with its nil
// slices as null.
type customWriter struct {
	typ reflect.Type
	own bool
}

func (w customWriter) write(b []byte, p unsafe.Pointer, _ int) ([]byte, error) {
	v := reflect.NewAt(w.typ, p).Interface()
	if w.own {
		data, err := v.(json.Marshaler).MarshalJSON()
		if err != nil {
			return b, fmt.Errorf("MarshalJSON of %v: %w", w.typ, err)
		}
		return w.compact(b, data)
	}
	var data bytes.Buffer
	plain := json.NewEncoder(&data)
	plain.SetEscapeHTML(false)
	if err := plain.Encode(v); err != nil {
		return b, err
	}
	return w.compact(b, data.Bytes())
}

var errNotUTF8 = errors.New("is not valid UTF-8")

func (w customWriter) compact(b, data []byte) ([]byte, error) {
	into := bytes.NewBuffer(b)
	err := json.Compact(into, data)
	if err == nil && !utf8.Valid(into.Bytes()[len(b):]) {
		err = errNotUTF8
	}
	if err != nil {
		return b, fmt.Errorf("the JSON that %v writes: %w", w.typ, err)
	}
	return into.Bytes(), nil
}
