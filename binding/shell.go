package binding

import (
	"reflect"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// shell is what lies around a value: pointers, Opts and Secrets, which are
// pointers in memory; the outermost first.
type shell []layer

type layer struct {
	elem         reflect.Type // of a pointer; nil for an Opt
	value, state uintptr      // of an Opt
}

func shellOf(t *model.Type) shell {
	var s shell
	for ; ; t = t.Elem {
		switch t.Kind {
		case model.Pointer, model.Secret:
			s = append(s, layer{elem: t.Elem.Go})
		case model.Opt:
			s = append(s, layer{value: t.OptValue, state: t.OptState})
		default:
			return s
		}
	}
}

// open makes the value inside present and returns its address: pointers get a
// new zero value, Opts are marked.
func (s shell) open(p unsafe.Pointer) unsafe.Pointer {
	for i := range s {
		l := &s[i]
		if l.elem != nil {
			fresh := reflect.New(l.elem).UnsafePointer()
			*(*unsafe.Pointer)(p) = fresh
			p = fresh
			continue
		}
		*(*vocab.Presence)(unsafe.Add(p, l.state)) = vocab.Present
		p = unsafe.Add(p, l.value)
	}
	return p
}

// look returns the address of the value inside, nil if there is none.
func (s shell) look(p unsafe.Pointer) unsafe.Pointer {
	for i := range s {
		l := &s[i]
		if l.elem != nil {
			if p = *(*unsafe.Pointer)(p); p == nil {
				return nil
			}
			continue
		}
		if *(*vocab.Presence)(unsafe.Add(p, l.state)) != vocab.Present {
			return nil
		}
		p = unsafe.Add(p, l.value)
	}
	return p
}
