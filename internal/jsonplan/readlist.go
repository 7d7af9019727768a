package jsonplan

import (
	"reflect"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
)

// sliceHeader is how the runtime keeps a slice.
type sliceHeader struct {
	data     unsafe.Pointer
	len, cap int
}

// listReader reads a slice from an array.
type listReader struct {
	typ    reflect.Type
	size   uintptr
	elem   reader
	secret bool
}

func (s *session) list(t *model.Type) (reader, error) {
	r := &listReader{typ: t.Go, size: t.Elem.Go.Size(), secret: t.HoldsSecret()}
	s.readers.add(t, r)
	var err error
	r.elem, err = s.reader(t.Elem)
	return r, err
}

func (r *listReader) read(d *decoding, p unsafe.Pointer) bool {
	if d.next() != '[' {
		return d.mismatch(listType, r.secret)
	}
	if !d.open() {
		return false
	}
	h := (*sliceHeader)(p)
	if d.empty(']') {
		*h = sliceHeader{data: unsafe.Pointer(&struct{}{})} // not nil: it was sent
		return true
	}
	for more := true; more; {
		if h.len == h.cap {
			reflect.NewAt(r.typ, p).Elem().Grow(max(4, h.len))
		}
		index := h.len
		h.len++ // before the element is read: Grow keeps only what the length covers
		ok := readItem(d, r.elem, unsafe.Add(h.data, uintptr(index)*r.size), index)
		if !ok {
			return false
		}
		if more, ok = d.more(']'); !ok {
			return false
		}
	}
	return true
}

func readItem(d *decoding, elem reader, p unsafe.Pointer, index int) bool {
	before := len(d.errs)
	ok := elem.read(d, p)
	if len(d.errs) > before {
		d.place(before, index)
	}
	return ok
}

// arrayReader reads a Go array, whose length is exact.
type arrayReader struct {
	len    int
	size   uintptr
	elem   reader
	secret bool
}

func (s *session) array(t *model.Type) (reader, error) {
	r := &arrayReader{len: t.Len, size: t.Elem.Go.Size(), secret: t.HoldsSecret()}
	s.readers.add(t, r)
	var err error
	r.elem, err = s.reader(t.Elem)
	return r, err
}

func (r *arrayReader) read(d *decoding, p unsafe.Pointer) bool {
	if d.next() != '[' {
		return d.mismatch(listType, r.secret)
	}
	start := d.i
	if !d.open() {
		return false
	}
	count := 0
	for more := !d.empty(']'); more; count++ {
		var ok bool
		if count < r.len {
			ok = readItem(d, r.elem, unsafe.Add(p, uintptr(count)*r.size), count)
		} else {
			ok = d.skip()
		}
		if !ok {
			return false
		}
		if more, ok = d.more(']'); !ok {
			return false
		}
	}
	return count == r.len || d.add(lengthFault(r.len, count), d.input(d.s[start:d.i], r.secret))
}
