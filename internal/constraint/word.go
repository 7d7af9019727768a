package constraint

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
)

// compileWord compiles one word of a validate tag for a subject.
func (c *Compiler) compileWord(s *subject, text string) (rule, error) {
	parts := alternatives(text)
	if len(parts) == 1 {
		return c.compilePart(s, parts[0])
	}
	var tests []test
	var messages []string
	var schemas []any
	for _, w := range parts {
		r, err := c.compilePart(s, w)
		if err != nil {
			return rule{}, err
		}
		tests = append(tests, r.ok)
		messages = append(messages, r.fault.Msg)
		if len(r.keywords) > 0 {
			schemas = append(schemas, schema(r.keywords))
		}
	}
	r := rule{check{ok: anyOf(tests), fault: valueError(strings.Join(messages, ", or "))}, nil}
	if len(schemas) == len(parts) { // what one of them cannot say must not be refused
		r.keywords = []Keyword{{"anyOf", schemas}}
	}
	return r, nil
}

func schema(list []Keyword) map[string]any {
	m := map[string]any{}
	for _, k := range list {
		m[k.Name] = k.Value
	}
	return m
}

func (c *Compiler) compilePart(s *subject, w word) (rule, error) {
	if _, ok := comparisons[w.name]; ok {
		return s.compare(w)
	}
	switch w.name {
	case "":
		return rule{}, fmt.Errorf("%q names no check; write a word of validator in front of = and on both sides of |", w.text)
	case "oneof", "noneof":
		return s.oneOf(w)
	case "unique":
		return c.unique(s, w)
	case "structonly", "nostructlevel":
		return rule{}, fmt.Errorf("%q has no meaning here: objects in a request are always checked; remove it", w.name)
	case "omitempty", "omitnil", "omitzero":
		return rule{}, fmt.Errorf("%q cannot be one of several alternatives", w.text)
	}
	if s.kind == reflect.Struct && s.typ.Kind != model.Time || s.kind == reflect.Interface {
		return rule{}, c.notFor(s, w)
	}
	known, isText := textWords[w.name]
	msg, isWide := wideWords[w.name]
	var r rule
	switch {
	case isText && textual(s, w.name):
		if known.param != w.given {
			return rule{}, paramMistake(w, known.param)
		}
		r = known.compile(s, w)
		if s.kind != reflect.String { // number, numeric, boolean: true of every value of the kind
			r.ok, r.keywords = func(unsafe.Pointer) bool { return true }, nil
		}
	case isWide:
		r = rule{check: check{fault: valueError(msg)}}
	case isText, !isWide && s.kind != reflect.String:
		return rule{}, c.notFor(s, w)
	default:
		r = rule{check: check{fault: valueError("must be a valid " + strings.ReplaceAll(w.name, "_", " "))}}
	}
	if r.ok != nil {
		return r, nil
	}
	var err error
	r.ok, err = c.byValidator(s, w)
	if known.quick != nil {
		r.ok = known.quicker(r.ok)
	}
	return r, err
}

func paramMistake(w word, takes bool) error {
	if takes {
		return fmt.Errorf("%q needs a parameter: %s=…", w.text, w.name)
	}
	return fmt.Errorf("%q: %s takes no parameter", w.text, w.name)
}

// notFor is the mistake of a word on a kind that it cannot check, or of a word
// that nobody knows.
func (c *Compiler) notFor(s *subject, w word) error {
	if err := c.known(w); err != nil {
		return err
	}
	return fmt.Errorf("%q is for text, not for %s; remove it, or write a Validate method", w.text, s.describe())
}

// known reports a word that validator does not know.
func (c *Compiler) known(w word) error {
	_, err := c.try("", w.text)
	if errors.Is(err, errUnknown) {
		return fmt.Errorf("%q is not a word of validator%s", w.name, suggestWord(w.name))
	}
	return nil
}

// byValidator has validator check the word. It is tried once on a zero value:
// what it panics about is the developer's mistake, and shows now.
func (c *Compiler) byValidator(s *subject, w word) (test, error) {
	if err := c.known(w); err != nil {
		return nil, err
	}
	if _, err := c.try(reflect.New(s.seen).Elem().Interface(), w.text); err != nil {
		return nil, fmt.Errorf("%q does not fit %s: %w", w.text, s.describe(), err)
	}
	value := boxed(s.seen)
	return func(p unsafe.Pointer) bool {
		return c.validator.VarCtx(context.Background(), value(p), w.text) == nil
	}, nil
}

var errUnknown = errors.New("unknown word")

// try runs validator and makes an error of its panic.
func (c *Compiler) try(v any, text string) (ok bool, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("validator: %v", r)
			if strings.HasPrefix(fmt.Sprint(r), "Undefined validation") {
				err = errUnknown
			}
		}
	}()
	return c.validator.Var(v, text) == nil, nil
}
