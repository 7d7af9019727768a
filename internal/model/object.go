package model

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"unicode"
)

// Object is a struct as a JSON object.
type Object struct {
	Type   *Type
	Fields []*Field // members in order of declaration, embedded structs in place
}

// Field returns the member with a wire name, nil if there is none.
func (o *Object) Field(name string) *Field {
	for _, f := range o.Fields {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// member is a candidate on the way to an Object: two candidates of one name
// are settled by depth, then by who has a name in the tag, as encoding/json does.
type member struct {
	Field
	depth  int
	tagged bool
}

func (r *Reader) readObject(t *Type) (*Object, error) {
	var found []member
	if err := r.members(t.Go, Field{}, 0, map[reflect.Type]bool{}, &found); err != nil {
		return nil, err
	}
	if err := refuseTwins(t.Go, found); err != nil {
		return nil, err
	}
	o := &Object{Type: t}
	for i := range found {
		if dominant(found, i) {
			f := found[i].Field
			f.settlePresence(true)
			o.Fields = append(o.Fields, &f)
		}
	}
	return o, nil
}

// refuseTwins reports two fields of one struct with one name. encoding/json
// would drop both without a word.
func refuseTwins(t reflect.Type, found []member) error {
	var mistakes []error
	for i, a := range found {
		for _, b := range found[:i] {
			if a.Name == b.Name && a.depth == 0 && b.depth == 0 && a.tagged == b.tagged {
				mistakes = append(mistakes, fmt.Errorf("field %s: its name %q is that of field %s of %v too; rename one in its json tag", a.GoName, a.Name, b.GoName, t))
			}
		}
	}
	return errors.Join(mistakes...)
}

// members collects the members of t, which lies where outer says.
func (r *Reader) members(t reflect.Type, outer Field, depth int, seen map[reflect.Type]bool, found *[]member) error {
	if seen[t] {
		return nil // a type that embeds itself through a pointer adds nothing new
	}
	seen[t] = true
	defer delete(seen, t)
	for i := range t.NumField() {
		sf := t.Field(i)
		name, options, _ := strings.Cut(sf.Tag.Get("json"), ",")
		if !validName(name) {
			name = "" // as encoding/json does
		}
		if sf.Tag.Get("json") == "-" || !sf.IsExported() && (!embedsStruct(sf) || name != "") {
			continue
		}
		f := outer.inner(sf)
		if embedsStruct(sf) && name == "" {
			hopped, err := f.enter(sf)
			if err != nil {
				return err
			}
			if err := r.members(hopped, f, depth+1, seen, found); err != nil {
				return err
			}
			continue
		}
		if err := r.readMember(&f, sf, name, options); err != nil {
			return err
		}
		*found = append(*found, member{f, depth, name != ""})
	}
	return nil
}

func (r *Reader) readMember(f *Field, sf reflect.StructField, name, options string) (err error) {
	f.Name = name
	if name == "" {
		f.Name = sf.Name
	}
	for option := range strings.SplitSeq(options, ",") {
		switch option {
		case "omitempty":
			f.OmitEmpty = true
		case "omitzero":
			f.OmitZero = true
		case "string":
			f.Quoted = true
		}
	}
	f.readFacts(sf)
	if err := r.readType(f, sf); err != nil {
		return err
	}
	if f.Type.holdsUpload() {
		return fmt.Errorf("field %s: %w", f.GoName, errUploadInJSON)
	}
	switch f.Type.Base().Kind {
	case Bool, Int, Uint, Float, String:
		f.Quoted = f.Quoted && !f.Type.Secret()
	default:
		f.Quoted = false // encoding/json quotes nothing else
	}
	return nil
}

// validName reports whether encoding/json takes a name from a tag.
func validName(name string) bool {
	for _, c := range name {
		if !strings.ContainsRune("!#$%&()*+-./:;<=>?@[]^_{|}~ ", c) && !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			return false
		}
	}
	return true
}

// inner places sf inside the field that f stands for.
func (f Field) inner(sf reflect.StructField) Field {
	in := Field{GoName: sf.Name, Offset: f.Offset + sf.Offset, Hops: f.Hops}
	if f.GoName != "" {
		in.GoName = f.GoName + "." + sf.Name
	}
	return in
}

// enter steps into an embedded struct, through its pointer if it is one.
func (f *Field) enter(sf reflect.StructField) (reflect.Type, error) {
	if sf.Type.Kind() != reflect.Pointer {
		return sf.Type, nil
	}
	if !sf.IsExported() {
		return nil, fmt.Errorf("field %s: an embedded pointer to an unexported struct cannot be filled; embed the struct itself", f.GoName)
	}
	hops := append([]Hop(nil), f.Hops...)
	f.Hops = append(hops, Hop{Offset: f.Offset, Elem: sf.Type.Elem()})
	f.Offset = 0
	return sf.Type.Elem(), nil
}

// embedsStruct reports whether sf is an embedded struct, or a pointer to one.
func embedsStruct(sf reflect.StructField) bool {
	t := sf.Type
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return sf.Anonymous && t.Kind() == reflect.Struct
}

// dominant reports whether candidate i wins its name.
func dominant(found []member, i int) bool {
	for j := range found {
		a, b := &found[i], &found[j]
		if i == j || a.Name != b.Name || a.depth < b.depth {
			continue
		}
		if b.depth < a.depth || a.tagged == b.tagged || b.tagged {
			return false
		}
	}
	return true
}
