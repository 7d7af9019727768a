package operation

import (
	"errors"
	"fmt"
	"net/http"
	"reflect"

	"github.com/signet-go/signet/binding"
	"github.com/signet-go/signet/internal/failure"
	"github.com/signet-go/signet/internal/signature"
	"github.com/signet-go/signet/internal/vocab"
)

// compileOutput chooses the encoder and the status of a good answer.
func (op *Operation) compileOutput() error {
	t := op.fn.ResultType()
	op.status = op.Settings.Status
	if t == nil {
		return op.compileNoOutput()
	}
	results, err := op.results()
	if err != nil {
		return err
	}
	if _, streamed := vocab.StreamOf(t); streamed {
		return op.compileSequence(t, results)
	}
	op.output, err = binding.CompileResult(t, results)
	if err != nil {
		return fmt.Errorf("result %s: %w", vocab.NameOf(t), err)
	}
	op.pointer, op.streams = t.Kind() == reflect.Pointer, op.output.Streams()
	op.contentType = op.output.ContentLines()
	op.compileOffers()
	if list := op.output.Outcomes(); list != nil {
		return op.settleOutcomes(t, list)
	}
	return op.settleStatus(t)
}

// compileNoOutput refuses what layers say about a result that there is none of.
func (op *Operation) compileNoOutput() error {
	s := &op.Settings
	switch {
	case s.ContentType != "":
		return fmt.Errorf("ContentType(%q): the function returns no value to be of that type", s.ContentType)
	case s.ResponseModel != nil:
		return fmt.Errorf("ResponseModel[%v]: the function returns no value to narrow", s.ResponseModel)
	case !s.Selection.Empty():
		return errors.New("the function returns no value to select members of; take away Include, Exclude and the options Omit…")
	case op.status != 0:
	case op.fn.Takes(signature.Writer):
		op.status = http.StatusOK // for the document: what the function writes nobody knows
	default:
		op.status = http.StatusNoContent
	}
	return nil
}

// results says how the layers want results to be written.
func (op *Operation) results() (binding.Results, error) {
	s := &op.Settings
	c := binding.Results{Types: op.kit.Types, Plans: op.kit.Plans(false, false), ContentType: s.ContentType, Renderer: s.Renderer}
	c.Selection = &s.Selection
	if m := s.ResponseModel; m != nil {
		as, err := op.kit.Types.ReadType(m)
		if err != nil {
			return c, fmt.Errorf("ResponseModel[%v]: %w", m, err)
		}
		c.As = as
	}
	return c, nil
}

// settleOutcomes leaves the status to a result that says it itself.
func (op *Operation) settleOutcomes(t reflect.Type, list []binding.Outcome) error {
	if op.Settings.Status != 0 {
		return fmt.Errorf("Status(%d): the result %v says the status itself, one for each of its fields", op.Settings.Status, t)
	}
	if op.Settings.ResponseDescription != "" {
		return fmt.Errorf("ResponseDescription: the result %v has several answers; give its fields tags description:\"…\"", t)
	}
	op.status = list[0].Status // for the document; each request has its own
	return nil
}

// settleStatus chooses the status of a good answer that has a result.
func (op *Operation) settleStatus(t reflect.Type) error {
	switch redirects := op.output.Redirects(); {
	case op.status == 0 && redirects:
		op.status = http.StatusTemporaryRedirect
	case op.status == 0:
		op.status = http.StatusOK
	case redirects && op.status >= 200 && !binding.Redirects(op.status):
		return fmt.Errorf("Status(%d) is not a redirect, which the function returns; use 301, 302, 303, 307 or 308", op.status)
	case op.status >= 200 && failure.Bodyless(op.status) && op.contentType != nil:
		return fmt.Errorf("Status(%d) has no body, but the function returns %s; return only an error", op.status, vocab.NameOf(t))
	}
	return nil
}
