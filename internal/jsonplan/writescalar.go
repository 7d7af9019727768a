package jsonplan

import (
	"reflect"
	"strconv"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/scalar"
)

// scalarWriterOf returns the writer of a scalar; what is usual is written
// without asking the codec.
func scalarWriterOf(t *model.Type) (writer, error) {
	switch t.Kind {
	case model.String:
		return stringWriter{}, nil
	case model.Bool:
		return boolWriter{}, nil
	case model.Int:
		return intWriter{t.Bits}, nil
	}
	codec, err := scalar.For(t, false)
	if err != nil {
		return nil, err
	}
	return codecWriter{codec.AppendJSON}, nil
}

type stringWriter struct{}

func (stringWriter) write(b []byte, p unsafe.Pointer, _ int) ([]byte, error) {
	return appendText(b, *(*string)(p)), nil
}

type boolWriter struct{}

func (boolWriter) write(b []byte, p unsafe.Pointer, _ int) ([]byte, error) {
	return appendBool(b, *(*bool)(p)), nil
}

func appendBool(b []byte, v bool) []byte {
	if v {
		return append(b, "true"...)
	}
	return append(b, "false"...)
}

type intWriter struct{ bits int }

func (w intWriter) write(b []byte, p unsafe.Pointer, _ int) ([]byte, error) {
	switch w.bits {
	case 8:
		return appendInt(b, int64(*(*int8)(p))), nil
	case 16:
		return appendInt(b, int64(*(*int16)(p))), nil
	case 32:
		return appendInt(b, int64(*(*int32)(p))), nil
	}
	return appendInt(b, *(*int64)(p)), nil
}

func appendInt(b []byte, n int64) []byte { return strconv.AppendInt(b, n, 10) }

// codecWriter writes a scalar by its codec.
type codecWriter struct{ append scalar.Append }

func (w codecWriter) write(b []byte, p unsafe.Pointer, _ int) ([]byte, error) {
	return w.append(b, p)
}

// quotedWriter writes a scalar inside a string: json:",string".
type quotedWriter struct {
	value writer
	typ   *model.Type
}

func (w quotedWriter) write(b []byte, p unsafe.Pointer, nest int) ([]byte, error) {
	if _, ok := base(w.typ, p); !ok {
		return append(b, "null"...), nil
	}
	start := len(b)
	b, err := w.value.write(append(b, '"'), p, nest)
	if err != nil || w.typ.Base().Go.Kind() != reflect.String {
		return append(b, '"'), err
	}
	return appendText(b[:start], string(b[start+1:])), nil
}
