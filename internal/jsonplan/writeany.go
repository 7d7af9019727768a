package jsonplan

import (
	"reflect"
	"unsafe"
)

// anyWriter writes what an interface holds, by the plan of its dynamic type.
type anyWriter struct {
	plans *Compiler
	typ   reflect.Type
}

func (w anyWriter) write(b []byte, p unsafe.Pointer, nest int) ([]byte, error) {
	if w.typ.NumMethod() == 0 {
		return w.plans.appendAny(b, *(*any)(p), nest)
	}
	v := reflect.NewAt(w.typ, p).Elem()
	if v.IsNil() {
		return append(b, "null"...), nil
	}
	return w.plans.appendAny(b, v.Elem().Interface(), nest)
}

// appendAny appends a value of any type.
func (c *Compiler) appendAny(b []byte, v any, nest int) ([]byte, error) {
	if nest >= deepest {
		return b, errTooDeep
	}
	switch v := v.(type) {
	case nil:
		return append(b, "null"...), nil
	case string:
		return appendText(b, v), nil
	case bool:
		return appendBool(b, v), nil
	case int:
		return appendInt(b, int64(v)), nil
	case []any:
		return c.appendAnys(b, v, nest+1)
	case map[string]any:
		return c.appendAnyMap(b, v, nest+1)
	}
	return c.appendDynamic(b, reflect.ValueOf(v), nest+1)
}

func (c *Compiler) appendAnys(b []byte, items []any, nest int) ([]byte, error) {
	b = append(b, '[')
	var err error
	for i, item := range items {
		if i > 0 {
			b = append(b, ',')
		}
		if b, err = c.appendAny(b, item, nest); err != nil {
			return b, in(i, err)
		}
	}
	return append(b, ']'), nil
}

// appendDynamic appends a value by the plan of its type. A value that is not
// behind a pointer is copied first: its methods may have pointer receivers, and
// what an interface holds must not change.
func (c *Compiler) appendDynamic(b []byte, v reflect.Value, nest int) ([]byte, error) {
	t := v.Type()
	if t.Kind() == reflect.Pointer {
		if v.IsNil() {
			return append(b, "null"...), nil
		}
		t = t.Elem()
	} else {
		boxed := reflect.New(t)
		boxed.Elem().Set(v)
		v = boxed
	}
	w, err := c.dynamicWriter(t)
	if err != nil {
		return b, err
	}
	return w.write(b, v.UnsafePointer(), nest)
}

// dynamicWriter returns the writer of a type that was found in an interface,
// compiled the first time.
func (c *Compiler) dynamicWriter(t reflect.Type) (writer, error) {
	if w, ok := c.dynamic.Load(t); ok {
		return w.(writer), nil
	}
	typ, err := c.types.ReadType(t)
	if err != nil {
		return nil, err
	}
	var w writer
	err = c.compile(func(s *session) (err error) {
		w, err = s.writer(typ)
		return err
	})
	if err != nil {
		return nil, err
	}
	c.dynamic.Store(t, w)
	return w, nil
}
