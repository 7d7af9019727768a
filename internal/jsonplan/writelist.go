package jsonplan

import (
	"unsafe"

	"github.com/signet-go/signet/internal/model"
)

// listWriter writes a slice as an array, a nil one as an empty one.
type listWriter struct {
	size uintptr
	elem writer
}

func (s *session) listWriter(t *model.Type) (writer, error) {
	w := &listWriter{size: t.Elem.Go.Size()}
	s.writers.add(t, w)
	var err error
	w.elem, err = s.writer(t.Elem)
	return w, err
}

func (w *listWriter) write(b []byte, p unsafe.Pointer, nest int) ([]byte, error) {
	if nest >= deepest {
		return b, errTooDeep
	}
	h := (*sliceHeader)(p)
	return writeItems(b, h.data, h.len, w.size, w.elem, nest+1)
}

// arrayWriter writes a Go array.
type arrayWriter struct {
	len  int
	size uintptr
	elem writer
}

func (s *session) arrayWriter(t *model.Type) (writer, error) {
	w := &arrayWriter{len: t.Len, size: t.Elem.Go.Size()}
	s.writers.add(t, w)
	var err error
	w.elem, err = s.writer(t.Elem)
	return w, err
}

func (w *arrayWriter) write(b []byte, p unsafe.Pointer, nest int) ([]byte, error) {
	return writeItems(b, p, w.len, w.size, w.elem, nest)
}

func writeItems(b []byte, data unsafe.Pointer, n int, size uintptr, elem writer, nest int) ([]byte, error) {
	var err error
	b = append(b, '[')
	for i := range n {
		if i > 0 {
			b = append(b, ',')
		}
		if b, err = elem.write(b, unsafe.Add(data, uintptr(i)*size), nest); err != nil {
			return b, in(i, err)
		}
	}
	return append(b, ']'), nil
}
