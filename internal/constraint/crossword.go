package constraint

import (
	"fmt"
	"reflect"
	"slices"
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
	textField                // the same, of text
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

	"postcode_iso3166_alpha2_field": {params: textField, msg: "must be a postal code of %s"},

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
	text   string // for validator, which finds the other fields among the neighbours
	always bool
	fault  *vocab.Fault
}

// crossCompiler compiles the cross-field words of one field.
type crossCompiler struct {
	field  *model.Field
	owner  reflect.Type // the struct that declares the field
	fields []*model.Field
	near   *neighbours // what the words look at
}

// compile checks the parameters of a word and enters the fields that they name.
func (c *crossCompiler) compile(text string) (crossCheck, error) {
	var check crossCheck
	var texts, messages []string
	for _, w := range alternatives(text) {
		known, ok := crossWords[w.name]
		if !ok {
			return check, fmt.Errorf("%q mixes words that look at other fields with %q, which does not; write a Validate method", text, w.text)
		}
		param, told, err := c.params(known.params, w)
		if err != nil {
			return check, fmt.Errorf("%q: %w", w.text, err)
		}
		texts = append(texts, w.name+"="+param)
		check.always = check.always || known.always
		messages = append(messages, fmt.Sprintf(known.msg, told))
		check.fault = valueError(strings.Join(messages, ", or "))
		if known.typ != "" {
			check.fault = &vocab.Fault{Type: known.typ, Msg: check.fault.Msg}
		}
	}
	check.text = strings.Join(texts, "|")
	return check, nil
}

// params checks the parameter of a word. It returns the parameter that names
// the neighbours, and what to tell the client, in wire names.
func (c *crossCompiler) params(kind params, w word) (param, told string, err error) {
	paths := []string{w.param}
	if kind >= fieldList {
		paths = splitParams(w.param)
	}
	if w.param == "" || len(paths) == 0 || kind == fieldPairs && len(paths)%2 != 0 {
		return "", "", fmt.Errorf("write %s", w.name+map[params]string{oneField: "=Field", textField: "=Field", fieldList: "=Field Field", fieldPairs: "=Field value"}[kind])
	}
	joint := ", "
	if kind == fieldPairs {
		joint = " and "
	}
	var names, phrases []string
	for i := 0; i < len(paths); i++ {
		at, err := follow(c.owner, paths[i])
		if err != nil {
			return "", "", err
		}
		name := c.near.add(paths[i], at, kind == textField)
		if w.name == "required_if" && slices.Contains(names, name) {
			return "", "", fmt.Errorf("%s stands there twice; write a Validate method", paths[i])
		}
		names = append(names, name)
		phrase := wirePath(c.fields, c.field.GoName[:strings.LastIndexByte(c.field.GoName, '.')+1], paths[i])
		switch kind {
		case oneField:
			err = compatible(c.field.Type, at.typ)
		case textField:
			err = isText(at.typ)
		case fieldPairs:
			i++
			err = fitsKind(at.typ, paths[i])
			names = append(names, quoted(paths[i]))
			phrase += " is " + paths[i]
		}
		if err != nil {
			return "", "", err
		}
		phrases = append(phrases, phrase)
	}
	return strings.Join(names, " "), strings.Join(phrases, joint), nil
}

// quoted writes a value as a parameter that validator reads as one.
func quoted(value string) string {
	return "'" + strings.NewReplacer(",", "0x2C", "|", "0x7C").Replace(value) + "'"
}

// seenKind is the kind that validator sees of a type: of an Opt or a pointer
// what is inside.
func seenKind(t reflect.Type) reflect.Kind {
	seen := show(t).typ
	for seen.Kind() == reflect.Pointer {
		seen = seen.Elem()
	}
	return seen.Kind()
}

// compatible reports fields that validator would never find comparable.
func compatible(t *model.Type, other reflect.Type) error {
	base := t.Base().Go
	if seenKind(base) != seenKind(other) {
		return fmt.Errorf("%v cannot be compared with %v; give both the same type", base, other)
	}
	if v := viewOf(base); v != nil && v.presence {
		return fmt.Errorf("objects cannot be compared; write a Validate method")
	}
	return nil
}

// isText reports a field of which validator would panic.
func isText(other reflect.Type) error {
	if seenKind(other) != reflect.String {
		return fmt.Errorf("%v is not text", other)
	}
	return nil
}

// fitsKind reports a value that cannot be one of the other field's: validator
// would panic of it at the first request.
func fitsKind(other reflect.Type, value string) (err error) {
	switch k := seenKind(other); {
	case k == reflect.Interface:
		return fmt.Errorf("the kind of %v is not known before the request; write a Validate method", other)
	case k == reflect.Bool:
		if value != "true" && value != "false" && value != "nil" {
			return fmt.Errorf("%q is neither true nor false", value)
		}
	case value == "nil" && (k == reflect.Slice || k == reflect.Map):
	case reflect.Int <= k && k <= reflect.Int64, k == reflect.Slice || k == reflect.Map || k == reflect.Array:
		_, err = strconv.ParseInt(value, 0, 64)
	case reflect.Uint <= k && k <= reflect.Uintptr:
		_, err = strconv.ParseUint(value, 0, 64)
	case k == reflect.Float32 || k == reflect.Float64:
		_, err = strconv.ParseFloat(value, 64)
	}
	if err != nil && value == "nil" {
		return fmt.Errorf("nil is no value of %v; name the field in required_with, required_without or their like", other)
	}
	if err != nil {
		return fmt.Errorf("%q is no value of %v", value, other)
	}
	return nil
}
