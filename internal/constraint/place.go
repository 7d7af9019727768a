package constraint

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unsafe"

	"github.com/signet-go/signet/internal/vocab"
)

// place is where a path of Go names leads from a struct: Name, Inner.Name,
// List[0], Map[key].Name. It is found without validator, to which a struct on
// the way and the same struct as an operand would be one type.
type place struct {
	typ   reflect.Type
	steps []step
	ends  bool // the path may end before: at a nil, beyond a list, at a key that is not there
}

// step leads from a value to a part of it, nil if that is not there.
type step func(p unsafe.Pointer) unsafe.Pointer

// follow finds the place at the end of a path.
func follow(owner reflect.Type, path string) (place, error) {
	at := place{typ: owner}
	for path != "" {
		if path[0] == '[' {
			key, rest, closed := strings.Cut(path[1:], "]")
			if !closed {
				return at, fmt.Errorf("%q has no ]; write Field[key]", path)
			}
			if err := at.item(key); err != nil {
				return at, err
			}
			path = rest
			continue
		}
		path = strings.TrimPrefix(path, ".")
		end := nameEnd(path)
		if err := at.field(path[:end]); err != nil {
			return at, err
		}
		path = path[end:]
	}
	return at, nil
}

// nameEnd is the length of the name with which a path begins.
func nameEnd(path string) int {
	if end := strings.IndexAny(path, ".["); end >= 0 {
		return end
	}
	return len(path)
}

func (at *place) then(t reflect.Type, s step) { at.typ, at.steps = t, append(at.steps, s) }

// enter goes through pointers, Opts and Secrets.
func (at *place) enter() {
	for {
		elem, s := inside(at.typ)
		if s == nil {
			return
		}
		at.then(elem, s)
		at.ends = true
	}
}

// inside returns the step into a pointer, an Opt or a Secret, nil for any other type.
func inside(t reflect.Type) (reflect.Type, step) {
	if layout, ok := vocab.OptOf(t); ok {
		return layout.Elem, func(p unsafe.Pointer) unsafe.Pointer {
			if *(*vocab.Presence)(unsafe.Add(p, layout.State)) != vocab.Present {
				return nil
			}
			return unsafe.Add(p, layout.Value)
		}
	}
	if elem, ok := vocab.SecretOf(t); ok {
		return elem, func(p unsafe.Pointer) unsafe.Pointer { return *(*unsafe.Pointer)(p) }
	}
	if t.Kind() == reflect.Pointer {
		return t.Elem(), func(p unsafe.Pointer) unsafe.Pointer { return *(*unsafe.Pointer)(p) }
	}
	return nil, nil
}

func (at *place) field(name string) error {
	at.enter()
	t := at.typ
	if t.Kind() != reflect.Struct {
		return fmt.Errorf("%v has no field %s", t, name)
	}
	sf, ok := t.FieldByName(name)
	if !ok {
		return fmt.Errorf("%v has no field %s%s", t, name, suggestField(t, name))
	}
	if hopsPointer(t, sf) {
		return fmt.Errorf("%s lies behind an embedded pointer, which may be nil; write a Validate method", name)
	}
	var offset uintptr
	for _, index := range sf.Index {
		part := t.Field(index)
		offset, t = offset+part.Offset, part.Type
	}
	at.then(sf.Type, func(p unsafe.Pointer) unsafe.Pointer { return unsafe.Add(p, offset) })
	return nil
}

// hopsPointer reports whether a promoted field is reached through an embedded
// pointer.
func hopsPointer(t reflect.Type, sf reflect.StructField) bool {
	for _, i := range sf.Index[:len(sf.Index)-1] {
		if t = t.Field(i).Type; t.Kind() == reflect.Pointer {
			return true
		}
	}
	return false
}

// item goes to an item of a list or a value of a map. What an interface holds
// is only known per request: an item of it is an interface again.
func (at *place) item(key string) error {
	at.enter()
	t := at.typ
	at.ends = true
	switch t.Kind() {
	case reflect.Slice, reflect.Array:
		i, err := strconv.Atoi(key)
		if err != nil || i < 0 {
			return fmt.Errorf("%q is no index of %v", key, t)
		}
		at.then(t.Elem(), func(p unsafe.Pointer) unsafe.Pointer {
			list := reflect.NewAt(t, p).Elem()
			if i >= list.Len() {
				return nil
			}
			return list.Index(i).Addr().UnsafePointer()
		})
	case reflect.Map:
		k, err := mapKey(t.Key(), key)
		if err != nil {
			return err
		}
		at.then(t.Elem(), func(p unsafe.Pointer) unsafe.Pointer {
			return copied(reflect.NewAt(t, p).Elem().MapIndex(k))
		})
	case reflect.Interface:
		at.then(reflect.TypeFor[any](), func(p unsafe.Pointer) unsafe.Pointer {
			return itemOfAny(reflect.NewAt(t, p).Elem().Elem(), key)
		})
	default:
		return fmt.Errorf("%v has no items; remove [%s]", t, key)
	}
	return nil
}

func itemOfAny(v reflect.Value, key string) unsafe.Pointer {
	if !v.IsValid() {
		return nil
	}
	at := place{typ: v.Type()}
	if at.item(key) != nil {
		return nil
	}
	p := at.reach(copied(v))
	if p == nil {
		return nil
	}
	item := reflect.NewAt(at.typ, p).Elem().Interface()
	return unsafe.Pointer(&item)
}

// copied puts a value where it has an address; nil if there is none.
func copied(v reflect.Value) unsafe.Pointer {
	if !v.IsValid() {
		return nil
	}
	at := reflect.New(v.Type())
	at.Elem().Set(v)
	return at.UnsafePointer()
}

// reach returns the place in the struct at p, nil if the path ends before.
func (at *place) reach(p unsafe.Pointer) unsafe.Pointer {
	for _, s := range at.steps {
		if p = s(p); p == nil {
			return nil
		}
	}
	return p
}

func mapKey(t reflect.Type, text string) (key reflect.Value, err error) {
	key = reflect.New(t).Elem()
	switch k := t.Kind(); {
	case k == reflect.String:
		key.SetString(text)
	case key.CanInt():
		var i int64
		i, err = strconv.ParseInt(text, 10, t.Bits())
		key.SetInt(i)
	case key.CanUint():
		var u uint64
		u, err = strconv.ParseUint(text, 10, t.Bits())
		key.SetUint(u)
	default:
		err = fmt.Errorf("kind %v", k)
	}
	if err != nil {
		return key, fmt.Errorf("%q is no key of %v that a tag can name; write a Validate method", text, t)
	}
	return key, nil
}
