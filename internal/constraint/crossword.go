package constraint

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// crossWord is a validator word that looks at other fields of the struct.
type crossWord struct {
	params params
	typ    string // fault type; empty: value_error
	msg    string // %s stands for the other field or the condition
	always bool   // speaks of presence, so it runs on what is absent too
}

// params says what the parameter of a cross-field word is.
type params uint8

const (
	oneField   params = iota // Name or Inner.Name, compared with
	anyField                 // the same, of any kind
	fieldList                // Name Name
	fieldPairs               // Name value Name value
)

var crossWords = map[string]crossWord{
	"eqfield":       {msg: "must equal %s"},
	"nefield":       {msg: "must not equal %s"},
	"gtfield":       {msg: "must be greater than %s"},
	"gtefield":      {msg: "must be at least %s"},
	"ltfield":       {msg: "must be less than %s"},
	"ltefield":      {msg: "must be at most %s"},
	"eqcsfield":     {msg: "must equal %s"},
	"necsfield":     {msg: "must not equal %s"},
	"gtcsfield":     {msg: "must be greater than %s"},
	"gtecsfield":    {msg: "must be at least %s"},
	"ltcsfield":     {msg: "must be less than %s"},
	"ltecsfield":    {msg: "must be at most %s"},
	"fieldcontains": {msg: "must contain %s"},
	"fieldexcludes": {msg: "must not contain %s"},

	"postcode_iso3166_alpha2_field": {params: anyField, msg: "must be a postal code of %s"},

	"required_if":          {params: fieldPairs, always: true, typ: "missing", msg: "is required when %s"},
	"required_unless":      {params: fieldPairs, always: true, typ: "missing", msg: "is required unless %s"},
	"required_with":        {params: fieldList, always: true, typ: "missing", msg: "is required with %s"},
	"required_with_all":    {params: fieldList, always: true, typ: "missing", msg: "is required with all of %s"},
	"required_without":     {params: fieldList, always: true, typ: "missing", msg: "is required without %s"},
	"required_without_all": {params: fieldList, always: true, typ: "missing", msg: "is required without all of %s"},
	"skip_unless":          {params: fieldPairs, always: true, typ: "missing", msg: "is required when %s"},
	"excluded_if":          {params: fieldPairs, always: true, msg: "must be left out when %s"},
	"excluded_unless":      {params: fieldPairs, always: true, msg: "must be left out unless %s"},
	"excluded_with":        {params: fieldList, always: true, msg: "must be left out with %s"},
	"excluded_with_all":    {params: fieldList, always: true, msg: "must be left out with all of %s"},
	"excluded_without":     {params: fieldList, always: true, msg: "must be left out without %s"},
	"excluded_without_all": {params: fieldList, always: true, msg: "must be left out without all of %s"},
}

// isCross reports whether a word, or an alternative of it, looks at other fields.
func isCross(text string) bool {
	for _, w := range alternatives(text) {
		if _, ok := crossWords[w.name]; ok {
			return true
		}
	}
	return false
}

// splitCross parts the words of one level into those that look at the value
// alone and those that look at other fields.
func splitCross(words []string) (own, cross []string) {
	for _, w := range words {
		if isCross(w) {
			cross = append(cross, w)
		} else {
			own = append(own, w)
		}
	}
	return own, cross
}

// crossCheck is a compiled cross-field word.
type crossCheck struct {
	text   string // for validator
	always bool
	fault  *vocab.Fault
}

// compileCross checks the parameters of a word on field f of owner, which has
// the given wire names by Go name.
func compileCross(text string, f *model.Field, owner reflect.Type, wire map[string]string) (crossCheck, error) {
	check := crossCheck{text: text}
	var messages []string
	for _, w := range alternatives(text) {
		known, ok := crossWords[w.name]
		if !ok {
			return check, fmt.Errorf("%q mixes words that look at other fields with %q, which does not; write a Validate method", text, w.text)
		}
		told, err := crossParams(known.params, w, f, owner, wire)
		if err != nil {
			return check, err
		}
		check.always = check.always || known.always
		messages = append(messages, fmt.Sprintf(known.msg, told))
		check.fault = valueError(strings.Join(messages, ", or "))
		if known.typ != "" {
			check.fault = &vocab.Fault{Type: known.typ, Msg: check.fault.Msg}
		}
	}
	return check, nil
}

// crossParams checks the parameter of a word and returns it in wire names.
func crossParams(kind params, w word, f *model.Field, owner reflect.Type, wire map[string]string) (string, error) {
	names := []string{w.param}
	if kind >= fieldList {
		names = splitParams(w.param)
	}
	if w.param == "" || len(names) == 0 || kind == fieldPairs && len(names)%2 != 0 {
		return "", fmt.Errorf("%q: write %s", w.text, w.name+map[params]string{oneField: "=Field", anyField: "=Field", fieldList: "=Field Field", fieldPairs: "=Field value"}[kind])
	}
	var told []string
	for i := 0; i < len(names); i++ {
		other, err := follow(owner, names[i])
		if err != nil {
			return "", fmt.Errorf("%q: %w", w.text, err)
		}
		phrase := wireName(names[i], wire)
		switch kind {
		case oneField:
			err = compatible(f.Type, other)
		case fieldPairs:
			i++
			err = fitsKind(other, names[i])
			phrase += " is " + names[i]
		}
		if err != nil {
			return "", fmt.Errorf("%q: %w", w.text, err)
		}
		told = append(told, phrase)
	}
	joint := ", "
	if kind == fieldPairs {
		joint = " and "
	}
	return strings.Join(told, joint), nil
}

// follow finds the type of Inner.Name in a struct. A place inside a list or map
// is only known at request time; its type is nil.
func follow(t reflect.Type, path string) (reflect.Type, error) {
	for name := range strings.SplitSeq(path, ".") {
		if strings.Contains(name, "[") {
			return nil, nil
		}
		for t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct {
			return nil, fmt.Errorf("%v has no field %s", t, name)
		}
		sf, ok := t.FieldByName(name)
		if !ok {
			return nil, fmt.Errorf("%v has no field %s%s", t, name, suggestField(t, name))
		}
		if hopsPointer(t, sf) {
			return nil, fmt.Errorf("%s lies behind an embedded pointer, which may be nil; write a Validate method", name)
		}
		t = sf.Type
	}
	return t, nil
}

// hopsPointer reports whether a promoted field is reached through an embedded
// pointer: validator panics when it is nil.
func hopsPointer(t reflect.Type, sf reflect.StructField) bool {
	for _, i := range sf.Index[:len(sf.Index)-1] {
		if t = t.Field(i).Type; t.Kind() == reflect.Pointer {
			return true
		}
	}
	return false
}

// seenKind is the kind that validator sees of a type, once views have been
// registered: of an Opt or a pointer what is inside.
func seenKind(t reflect.Type) reflect.Kind {
	for {
		if layout, ok := vocab.OptOf(t); ok {
			t = layout.Elem
		} else if t.Kind() == reflect.Pointer {
			t = t.Elem()
		} else {
			break
		}
	}
	if v := viewOf(t); v != nil {
		return v.kind
	}
	return t.Kind()
}

// compatible reports fields that validator would never find comparable.
func compatible(t *model.Type, other reflect.Type) error {
	if other == nil {
		return nil
	}
	a, b := seenKind(t.Base().Go), seenKind(other)
	if a != b {
		return fmt.Errorf("%v cannot be compared with %v; give both the same type", t.Base().Go, other)
	}
	if v := viewOf(t.Base().Go); v != nil && v.presence {
		return fmt.Errorf("objects cannot be compared; write a Validate method")
	}
	return nil
}

// fitsKind reports a value that cannot be one of the other field's.
func fitsKind(other reflect.Type, value string) (err error) {
	if other == nil || value == "nil" {
		return nil
	}
	switch k := seenKind(other); {
	case k == reflect.Bool:
		if value != "true" && value != "false" {
			return fmt.Errorf("%q is neither true nor false", value)
		}
	case reflect.Int <= k && k <= reflect.Int64, k == reflect.Slice || k == reflect.Map || k == reflect.Array:
		_, err = strconv.ParseInt(value, 0, 64)
	case reflect.Uint <= k && k <= reflect.Uintptr:
		_, err = strconv.ParseUint(value, 0, 64)
	case k == reflect.Float32 || k == reflect.Float64:
		_, err = strconv.ParseFloat(value, 64)
	}
	if err != nil {
		return fmt.Errorf("%q is no value of %v", value, other)
	}
	return nil
}

// wireName prints a Go path with the wire name of its first field.
func wireName(path string, wire map[string]string) string {
	first, rest, nested := strings.Cut(path, ".")
	if name, ok := wire[first]; ok {
		first = name
	}
	if nested {
		return first + "." + rest
	}
	return first
}
