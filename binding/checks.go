package binding

import (
	"fmt"
	"strings"
	"unsafe"

	"github.com/signet-go/signet/internal/constraint"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// structCheck checks a whole request struct once its fields are valid.
type structCheck struct {
	slot   int
	rules  *constraint.StructRules
	places map[string]place // by wire name
	whole  string           // the source that mistakes of the whole struct name
}

// place leads to a field: its source and its name there.
type place struct {
	loc    []any
	checks bool // the field has constraints of its own
	silent bool // its value is not echoed
}

// compileChecks plans the checks of whole structs: early ones run when the
// parameters are bound, late ones when the body is.
func (p *Plan) compileChecks(slots []Slot, c *Config) (mistakes []error) {
	for i, slot := range slots {
		fields := make([]*model.Field, len(slot.Inputs))
		for n, in := range slot.Inputs {
			fields[n] = &in.Field
		}
		rules, err := c.Checks.Struct(slot.Request.Go, fields, slot.Request.Validates)
		if err != nil {
			mistakes = append(mistakes, fmt.Errorf("%v: %w", slot.Request.Go, err))
			continue
		}
		if rules == nil {
			continue
		}
		check := &structCheck{slot: i, rules: rules, places: placesOf(slot.Inputs), whole: wholeOf(slot.Inputs)}
		if check.whole == model.Body.String() {
			p.late = append(p.late, check)
			continue
		}
		p.early = append(p.early, check)
	}
	return mistakes
}

// placesOf finds the place for each wire name. Where two sources have the same
// name, the field with constraints is meant.
func placesOf(inputs []*model.Input) map[string]place {
	places := map[string]place{}
	for _, in := range inputs {
		at := place{loc: []any{in.Source.Place()}, checks: in.Validate != "", silent: silent(in)}
		switch in.Source {
		case model.Body, model.Raw, model.Stream:
		case model.Header:
			at.loc = append(at.loc, strings.ToLower(in.Name))
		default:
			at.loc = append(at.loc, in.Name)
		}
		if known, ok := places[in.Name]; !ok || at.checks && !known.checks {
			places[in.Name] = at
		}
	}
	return places
}

// wholeOf returns the source that stands for a whole struct: the body if it
// has a part there, else that of the first field.
func wholeOf(inputs []*model.Input) string {
	for _, in := range inputs {
		if in.Source.InBody() {
			return in.Source.Place()
		}
	}
	if len(inputs) == 0 {
		return model.Query.String() // every field is one of other routes
	}
	return inputs[0].Source.Place()
}

func checkStructs(checks []*structCheck, bases []unsafe.Pointer, bad *Invalid) {
	for _, c := range checks {
		if bad.Failed(c.slot) {
			continue
		}
		for _, v := range c.rules.Check(bases[c.slot], nil) {
			bad.Add(c.slot, c.mistake(v))
		}
	}
}

func (c *structCheck) mistake(v constraint.Violation) vocab.FieldError {
	if len(v.Path) == 0 {
		return v.Fault.At(nil, c.whole)
	}
	name, _ := v.Path[0].(string)
	at, known := c.places[name]
	if !known {
		return v.Fault.At(nil, c.whole)
	}
	input := v.Input
	if at.silent {
		input = nil
	}
	loc := append([]any{}, at.loc...)
	return v.Fault.At(input, append(loc, v.Path[1:]...)...)
}
