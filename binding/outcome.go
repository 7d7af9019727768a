package binding

import (
	"errors"
	"fmt"
	"strings"
	"unsafe"

	"github.com/signet-go/signet/internal/model"
)

// Outcome is one of the answers that a result may become.
type Outcome struct {
	model.Outcome
	Output *Output // of the pointer
}

// Outcomes lists the answers of a result that is one of several, nil for any
// other result. Such an Output only chooses: what it returns from Choose writes.
func (o *Output) Outcomes() []Outcome { return o.outcomes }

func (o *Output) compileOutcomes(c *Results) error {
	t := o.result
	if o.pointer {
		t = t.Elem()
	}
	all, err := model.ReadOutcomes(t)
	if err != nil {
		return err
	}
	if c.As != nil {
		return fmt.Errorf("%v has a model for each status, so there is not one to narrow to %v; give the fields other types", t, c.As.Go)
	}
	var mistakes []error
	for _, each := range all.List {
		made, err := compileOutcome(&each, c)
		if err != nil {
			mistakes = append(mistakes, fmt.Errorf("field %s: %w", each.GoName, err))
		}
		o.outcomes = append(o.outcomes, Outcome{each, made})
	}
	o.content = o.commonContent()
	return errors.Join(mistakes...)
}

// commonContent is the Content-Type of all outcomes that have a body, empty if
// they differ.
func (o *Output) commonContent() (common string) {
	for _, each := range o.outcomes {
		if each.Output == nil || each.Output.content == "" {
			continue
		}
		if common != "" && common != each.Output.content {
			return ""
		}
		common = each.Output.content
	}
	return common
}

func compileOutcome(each *model.Outcome, c *Results) (*Output, error) {
	if each.Empty() {
		return &Output{result: each.Type, pointer: true, envelope: &model.Envelope{Go: each.Type.Elem()}}, nil
	}
	if model.IsOutcomes(each.Type) {
		return nil, errors.New("an outcome has no outcomes of its own; list them all in one struct")
	}
	o, err := CompileResult(each.Type, *c)
	switch {
	case err != nil:
		return nil, err
	case o.envelope != nil && o.envelope.Status != nil:
		return nil, fmt.Errorf(`%v has a status field, and the tag status:"%d" says the status`, each.Type.Elem(), each.Status)
	case o.streamed != nil:
		return nil, fmt.Errorf("%v is streamed, and one of several answers is not; return it alone, and the others as errors", each.Type.Elem())
	case o.content != "" && (each.Status == 204 || each.Status == 205 || each.Status == 304):
		return nil, fmt.Errorf("an answer of status %d has no body; write *struct{}", each.Status)
	}
	return o, nil
}

// Choose returns the outcome that the result at p holds and where its value
// lies. Its error, the server's, says that the result holds none or several.
func (o *Output) Choose(p unsafe.Pointer) (*Outcome, unsafe.Pointer, error) {
	if o.pointer {
		p = *(*unsafe.Pointer)(p)
	}
	var chosen *Outcome
	for i := range o.outcomes {
		each := &o.outcomes[i]
		if *(*unsafe.Pointer)(unsafe.Add(p, each.Offset)) == nil {
			continue
		}
		if chosen != nil {
			return nil, nil, fmt.Errorf("the function set both %s and %s of %v; one says how the request ended", chosen.GoName, each.GoName, o.result)
		}
		chosen = each
	}
	if chosen == nil {
		return nil, nil, fmt.Errorf("the function set none of the fields %s of %v", o.outcomeNames(), o.result)
	}
	return chosen, unsafe.Add(p, chosen.Offset), nil
}

func (o *Output) outcomeNames() string {
	names := make([]string, len(o.outcomes))
	for i := range o.outcomes {
		names[i] = o.outcomes[i].GoName
	}
	return strings.Join(names, ", ")
}
