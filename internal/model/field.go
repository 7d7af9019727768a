package model

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
)

// Field is one field of a struct, with embedded structs flattened. For a JSON
// object Name is the member's name; for a request struct see Param.
type Field struct {
	Name   string  // on the wire
	GoName string  // for messages: Page.Skip for a field of the embedded Page
	Type   *Type   //
	Offset uintptr // from the struct, or from what the last hop points to
	Hops   []Hop   // embedded pointers on the way; JSON objects only
	Tag    reflect.StructTag

	Required bool // must be sent (WIRE: "missing")
	Nullable bool // null may be sent

	OmitEmpty bool // json:",omitempty"
	OmitZero  bool // json:",omitzero"
	Quoted    bool // json:",string"

	// What a selection leaves out of answers beside these: null, what equals the
	// default, an Opt that is absent.
	OmitNull, OmitDefault, OmitAbsent bool

	Default    string // text of a scalar, JSON of anything else
	HasDefault bool

	// Validate is the validate tag without required, omitempty and omitnil,
	// which presence has settled.
	Validate string

	Doc Doc
}

// Hop is an embedded pointer: allocate Elem at Offset when it is nil, go on in it.
type Hop struct {
	Offset uintptr
	Elem   reflect.Type
}

// Doc is what a field tells the document and nobody else.
type Doc struct {
	Title       string
	Description string
	Format      string
	Example     string
	Deprecated  bool
	Hidden      bool
	ReadOnly    bool
	WriteOnly   bool
}

// readFacts reads everything that does not depend on the source.
func (f *Field) readFacts(sf reflect.StructField) {
	f.Tag = sf.Tag
	f.Default, f.HasDefault = sf.Tag.Lookup("default")
	f.Doc = Doc{
		Title:       sf.Tag.Get("title"),
		Description: sf.Tag.Get("description"),
		Format:      sf.Tag.Get("format"),
		Example:     sf.Tag.Get("example"),
		Deprecated:  sf.Tag.Get("deprecated") == "true",
		Hidden:      sf.Tag.Get("hidden") == "true",
		ReadOnly:    sf.Tag.Get("readOnly") == "true",
		WriteOnly:   sf.Tag.Get("writeOnly") == "true",
	}
}

// readType reads the type of the field.
func (r *Reader) readType(f *Field, sf reflect.StructField) error {
	t, err := r.read(sf.Type)
	return r.takeType(f, t, err)
}

// takeType gives the field a type that was read, with what its tags say of the
// form in which it travels.
func (r *Reader) takeType(f *Field, t *Type, err error) error {
	if err == nil {
		t, err = r.formed(t, f.Tag)
	}
	if err == nil {
		err = f.checkFlags()
	}
	if err != nil {
		return fmt.Errorf("field %s: %w", f.GoName, err)
	}
	f.Type = t
	if t.Secret() && f.Doc.Format == "" {
		f.Doc.Format = "password"
	}
	return nil
}

// checkFlags refuses words that would be taken for false in silence.
func (f *Field) checkFlags() error {
	for _, flag := range []string{"deprecated", "hidden", "readOnly", "writeOnly"} {
		if text, ok := f.Tag.Lookup(flag); ok && text != "true" && text != "false" {
			return fmt.Errorf("tag %s:%q: write true or leave it out", flag, text)
		}
	}
	if f.Doc.ReadOnly && f.Doc.WriteOnly {
		return errors.New("has both readOnly and writeOnly: it would neither be read nor written")
	}
	return nil
}

// settlePresence applies the rule of presence: a value is required unless its
// type or a tag makes it optional. inBody says that slices and maps have to be
// sent, as in a JSON object.
func (f *Field) settlePresence(inBody bool) {
	required, rest := cutRequired(f.Tag.Get("validate"))
	f.Validate = rest
	collection := f.Type.Kind == Slice || f.Type.Kind == Map || f.Type.Kind == Bytes || f.Type.Kind == Set
	optional := f.Type.Kind == Pointer || f.Type.Kind == Opt || f.HasDefault ||
		f.OmitEmpty || f.OmitZero || collection && !inBody
	f.Required = required || !optional
	f.Nullable = f.Type.Kind == Opt || f.Type.Kind == Any || f.Type.Kind == Pointer && !required
}

// cutRequired takes required, omitempty and omitnil out of the part of a
// validate tag that speaks of the field itself, which ends at dive.
func cutRequired(tag string) (required bool, rest string) {
	if tag == "" || tag == "-" {
		return false, ""
	}
	words := strings.Split(tag, ",")
	kept := words[:0]
	dived := false
	for _, w := range words {
		switch {
		case dived:
			kept = append(kept, w)
		case w == "required":
			required = true
		case w == "omitempty" || w == "omitnil" || w == "":
		default:
			dived = w == "dive"
			kept = append(kept, w)
		}
	}
	return required, strings.Join(kept, ",")
}
