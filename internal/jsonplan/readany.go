package jsonplan

import (
	"encoding/json"
	"strconv"
	"unsafe"
)

// anyReader reads any value into an any, as encoding/json does: numbers become
// float64, arrays []any, objects map[string]any.
type anyReader struct{}

func (anyReader) read(d *decoding, p unsafe.Pointer) bool {
	v, ok := d.any()
	*(*any)(p) = v
	return ok
}

func (d *decoding) any() (v any, ok bool) {
	switch b := d.next(); b {
	case '"':
		text, ok := d.text()
		return d.keep(text), ok
	case '{':
		return d.anyObject()
	case '[':
		return d.anyArray()
	case 't':
		return true, d.literal("true")
	case 'f':
		return false, d.literal("false")
	case 'n':
		return nil, d.literal("null")
	default:
		if !startsNumber(b) {
			return nil, d.unexpected()
		}
	}
	text, ok := d.number()
	if !ok {
		return nil, false
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return nil, d.add(finiteNumber, json.Number(d.keep(text)))
	}
	return n, true
}

func (d *decoding) anyArray() (any, bool) {
	items := []any{}
	if !d.open() {
		return nil, false
	}
	for more := !d.empty(']'); more; {
		before := len(d.errs)
		v, ok := d.any()
		d.place(before, len(items))
		if !ok {
			return nil, false
		}
		items = append(items, v)
		if more, ok = d.more(']'); !ok {
			return nil, false
		}
	}
	return items, true
}

func (d *decoding) anyObject() (any, bool) {
	members := map[string]any{}
	if !d.open() {
		return nil, false
	}
	for more := !d.empty('}'); more; {
		d.next()
		at := d.i
		name, ok := d.name()
		if !ok {
			return nil, false
		}
		name = d.keep(name)
		before, size := len(d.errs), len(members)
		v, ok := d.any()
		d.place(before, name)
		if !ok {
			return nil, false
		}
		if members[name] = v; len(members) == size {
			return nil, d.repeated(at, name)
		}
		if more, ok = d.more('}'); !ok {
			return nil, false
		}
	}
	return members, true
}
