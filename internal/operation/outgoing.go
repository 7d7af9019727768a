package operation

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/signet-go/signet/internal/depend"
	"github.com/signet-go/signet/internal/layer"
	"github.com/signet-go/signet/internal/route"
	"github.com/signet-go/signet/internal/signature"
	"github.com/signet-go/signet/openapi"
)

// Outgoing is a request that the app sends, a webhook or a callback: it is
// described like an operation, and never served.
type Outgoing struct {
	Name       string
	Expression string // where a callback goes; empty for a webhook
	Operation  *Operation
}

// String is the option that declares it.
func (o *Outgoing) String() string {
	if o.Expression == "" {
		return fmt.Sprintf("Webhook(%q)", o.Name)
	}
	return fmt.Sprintf("Callback(%q)", o.Name)
}

// CompileOutgoing reads the function of a webhook or a callback. All mistakes
// come joined.
func CompileOutgoing(kit *Kit, o layer.Outgoing) (*Outgoing, error) {
	if err := checkOutgoing(o); err != nil {
		return nil, err
	}
	fn, err := signature.ReadHandler(kit.Types, o.Func)
	if err != nil {
		return nil, err
	}
	pattern, err := route.Parse("/")
	if err != nil {
		return nil, err
	}
	layers := []*layer.Settings{{Name: "app"}, o.Settings} // the app's settings are about what it answers
	op, err := Compile(kit, Source{
		Func: fn, Method: strings.ToUpper(o.Method), Pattern: pattern, Layers: layers, Depends: make([]depend.Layer, len(layers)), Place: o.Settings.Place.String(),
	})
	if err != nil {
		return nil, err
	}
	return &Outgoing{Name: o.Name, Expression: o.Expression, Operation: op}, nil
}

// outgoingMethods are those that OpenAPI has a place for.
const outgoingMethods = "GET, PUT, POST, DELETE, OPTIONS, HEAD, PATCH, TRACE"

func checkOutgoing(o layer.Outgoing) error {
	var mistakes []error
	if o.Name == "" {
		mistakes = append(mistakes, errors.New("it has no name"))
	}
	if !slices.Contains(strings.Split(outgoingMethods, ", "), strings.ToUpper(o.Method)) {
		mistakes = append(mistakes, fmt.Errorf("method %q has no place in the document; use one of %s", o.Method, outgoingMethods))
	}
	s := o.Settings
	if len(s.Depends) > 0 || len(s.Middleware) > 0 || len(s.Callbacks) > 0 {
		mistakes = append(mistakes, errors.New("the app sends this request: it has no dependencies, middleware and callbacks"))
	}
	return errors.Join(mistakes...)
}

// compileCallbacks reads what the app sends because of the operation.
func (op *Operation) compileCallbacks() error {
	var mistakes []error
	for _, c := range op.Settings.Callbacks {
		outgoing, err := CompileOutgoing(op.kit, c)
		if c.Expression == "" {
			err = errors.Join(err, fmt.Errorf("it has no URL; write an expression such as %q", "{$request.body#/callback_url}"))
		}
		if err != nil {
			mistakes = append(mistakes, under(fmt.Sprintf("Callback(%q)", c.Name), err)...)
			continue
		}
		op.Callbacks = append(op.Callbacks, outgoing)
	}
	return errors.Join(mistakes...)
}

// under puts a name in front of each joined mistake.
func under(name string, err error) []error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []error
		for _, e := range joined.Unwrap() {
			all = append(all, under(name, e)...)
		}
		return all
	}
	return []error{fmt.Errorf("%s: %w", name, err)}
}

// Describe tells the document what the app sends. How the receiver refuses is
// not for the app to say, but FastAPI does.
func (o *Outgoing) Describe() (*openapi.Operation, error) {
	d, err := o.Operation.Describe()
	if err != nil || o.Operation.kit.Compat {
		return d, err
	}
	d.ValidationError = false
	d.Responses = slices.DeleteFunc(d.Responses, func(r openapi.Response) bool { return r.Error })
	return d, nil
}

func (op *Operation) describeCallbacks(d *openapi.Operation) error {
	for _, c := range op.Callbacks {
		described, err := c.Describe()
		if err != nil {
			return fmt.Errorf("Callback(%q): %w", c.Name, err)
		}
		d.Callbacks = append(d.Callbacks, openapi.Callback{Name: c.Name, Expression: c.Expression, Operation: described})
	}
	return nil
}
