package refusal

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

// call is one call of a Func. A failed request is rare and its functions few, so
// they are called by reflection.
type call struct {
	f       *Func
	request *http.Request
	route   *vocab.RouteInfo // nil where none was matched
	given   reflect.Value    // the error, as f takes it
	status  int              // that it would be answered with
	reply   *vocab.Reply     // nil unless f takes it
	written *recorder        // nil unless f takes an http.ResponseWriter
}

// run returns what f puts in the error's place: an error, or an answer; neither
// leaves the error as it is. failed is f's own failure.
func (c *call) run() (instead error, answer *failure.Answer, failed error) {
	defer func() {
		v := recover()
		if err, ok := v.(error); ok && errors.Is(err, http.ErrAbortHandler) {
			panic(v)
		}
		if v != nil {
			failed = failure.NewPanic(v)
		}
	}()
	results := c.f.fn.Value.Call(c.arguments())
	if c.f.fn.Err >= 0 {
		if err, _ := results[c.f.fn.Err].Interface().(error); err != nil {
			return err, nil, nil
		}
	}
	if c.written != nil {
		return nil, c.written.answer(), nil
	}
	if c.f.output == nil {
		return nil, nil, nil
	}
	answer, failed = c.encode(results[c.f.fn.Result])
	return nil, answer, failed
}

func (c *call) arguments() []reflect.Value {
	arguments := make([]reflect.Value, len(c.f.fn.Arguments))
	for i, a := range c.f.fn.Arguments {
		switch a.Role {
		case signature.Failure:
			arguments[i] = c.given
		case signature.Context:
			arguments[i] = reflect.ValueOf(c.request.Context())
		case signature.Request:
			arguments[i] = reflect.ValueOf(c.request)
		case signature.Route:
			arguments[i] = reflect.ValueOf(c.route)
		case signature.Reply:
			c.reply = new(vocab.Reply) // what the failed function set is dropped
			arguments[i] = reflect.ValueOf(c.reply)
		case signature.Writer:
			c.written = &recorder{header: http.Header{}}
			arguments[i] = reflect.ValueOf(c.written)
		}
	}
	return arguments
}

// encode writes f's result: with the status of an outcome, of an envelope, of
// Reply, or the error's own. A nil pointer leaves the error as it is.
func (c *call) encode(result reflect.Value) (*failure.Answer, error) {
	if result.Kind() == reflect.Pointer && result.IsNil() {
		return nil, nil
	}
	a := &failure.Answer{Status: c.status, Header: http.Header{}}
	if c.reply != nil {
		status, header := vocab.ReplyParts(c.reply)
		if status != 0 {
			a.Status = status
		}
		if header != nil {
			a.Header = header
		}
	}
	at := reflect.New(result.Type())
	at.Elem().Set(result)
	output, p := c.f.output, at.UnsafePointer()
	if output.Outcomes() != nil {
		outcome, within, err := output.Choose(p)
		if err != nil {
			return nil, err
		}
		output, p, a.Status = outcome.Output, within, outcome.Status
	}
	body, status, err := output.Append(nil, p, a.Header)
	if err != nil {
		return nil, fmt.Errorf("encode the result: %w", err)
	}
	switch {
	case status != 0:
		a.Status = status
	case output.Redirects() && !binding.Redirects(a.Status):
		a.Status = http.StatusTemporaryRedirect
	}
	if a.Status < 200 || a.Status > 599 {
		return nil, fmt.Errorf("the answer's status is %d; use 200 to 599", a.Status)
	}
	a.ContentType, a.Body = output.ContentType(), body
	return a, nil
}
