package operation

import (
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"sync"
	"time"

	"github.com/signet-go/signet/binding"
	"github.com/signet-go/signet/internal/depend"
	"github.com/signet-go/signet/internal/layer"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/refusal"
	"github.com/signet-go/signet/internal/route"
	"github.com/signet-go/signet/internal/security"
	"github.com/signet-go/signet/internal/signature"
	"github.com/signet-go/signet/internal/vocab"
)

// Source says what to compile: a function on a route.
type Source struct {
	Func    *signature.Func
	Method  string
	Pattern *route.Pattern
	Layers  []*layer.Settings // app, groups, function, route
	Depends []depend.Layer    // what each layer declares, read
	Singles []*depend.Single
	OnError *refusal.Chain // of the layers; may be nil
	Place   string         // of the registration
}

// Operation is a function on a route, compiled. It is immutable once it serves.
type Operation struct {
	// What a request reads stands together and first: it is then a few lines of
	// the processor's cache, of which an app has as many as it has routes.

	pattern     string
	handler     http.Handler // the middleware of the groups and the route; nil without any
	exposed     bool         // a function can reach the *http.Request, so it carries the route
	preset      bool         // template holds anything at all
	pointer     bool         // the result is a pointer, which must not be nil
	streams     bool         // the result is written piece by piece, after the commit
	status      int          // of a good answer, unless envelope or Reply say otherwise
	beforeBody  int          // how many steps run before the body is read
	roles       roles
	slots       []slot
	credentials []credential // in the order of the steps that need them
	steps       []*step
	binder      *binding.Plan
	deliver     delivery
	output      *binding.Output   // nil: no result, or a stream
	sequence    *binding.Sequence // nil: the result is not streamed item by item
	contentType []string          // of a good answer, shared by all: replaced in a header, never changed; nil: no body
	keepAlive   time.Duration     // of an event stream: the pause after which a comment is sent; 0 for none
	tags        tags              // nil: answers have none but their handler's
	kit         *Kit
	refusals    *refusal.Plan
	offers      []string      // media types of a good answer, JSON first; nil: there is no choice
	exchanges   *sync.Pool    // of *exchange, shared with operations whose frames are alike
	template    reflect.Value // what a frame holds before a request

	Info     *vocab.RouteInfo
	Pattern  *route.Pattern
	Settings layer.Settings

	Callbacks []*Outgoing

	SeveralMethods bool // its route was registered for more than this method
	Shadowed       bool // an earlier route takes all its requests, and that is allowed

	unacceptable *vocab.Error // the answer where none of the offers is taken

	fn      *signature.Func
	plan    *depend.Plan
	inputs  []*model.Input // of all slots, in order
	layout  *frameLayout
	schemes []*Scheme    // of the credentials, each once
	scopes  vocab.Scopes // that layers and dependencies require
}

// Compile makes the operation of a source. All mistakes come joined.
func Compile(kit *Kit, src Source) (*Operation, error) {
	op := &Operation{
		Pattern:  src.Pattern,
		Settings: layer.Fold(src.Layers),
		kit:      kit,
		fn:       src.Func,
	}
	op.Info = op.describeRoute(src)
	op.refusals = kit.Refusals(&op.Settings, src.OnError)
	op.refusals.Route = op.Info
	op.pattern = op.Info.Pattern
	plan, err := depend.Resolve(src.Depends, src.Singles, src.Func)
	if err != nil {
		return nil, err
	}
	op.plan = plan
	if err := op.compileSteps(plan); err != nil {
		return nil, err
	}
	if err := errors.Join(op.compileCredentials(), op.placeScopes(src), op.compileInput(), op.compileOutput(), op.checkSettings(), op.compileCallbacks()); err != nil {
		return nil, err
	}
	if err := op.compileTags(); err != nil {
		return nil, err
	}
	op.deliver = op.chooseDelivery()
	op.wrap(src.Layers)
	op.exchanges = kit.exchanges(op.shape())
	return op, nil
}

// BareName is the identifier of the operation's function, empty for a closure.
func (op *Operation) BareName() string { return op.fn.Place.BareName() }

func (op *Operation) describeRoute(src Source) *vocab.RouteInfo {
	s := &op.Settings
	name := s.RouteName
	if name == "" {
		name = src.Func.Place.BareName()
	}
	return &vocab.RouteInfo{
		Method:      src.Method,
		Pattern:     src.Pattern.String(),
		Name:        name,
		Summary:     s.Summary,
		Tags:        s.Tags,
		Deprecated:  s.Deprecated,
		Hidden:      s.Hidden,
		Function:    src.Func.Place.Name,
		Place:       src.Place,
		OperationID: s.OperationID,
		Roles:       s.Roles,
	}
}

// compileInput resolves every request struct against the route's wildcards and
// compiles one binder for them all.
func (op *Operation) compileInput() error {
	var names []string
	for _, w := range op.Pattern.Wildcards() {
		names = append(names, w.Name)
	}
	slots := make([]binding.Slot, len(op.slots))
	var mistakes []error
	for i, s := range op.slots {
		argument := s.owner.Func.Arguments[s.arg]
		inputs, err := argument.Input.Resolve(names)
		if err != nil {
			mistakes = append(mistakes, inArgument(s, err)...)
		}
		op.commentInputs(argument.Input.Go, inputs)
		slots[i] = binding.Slot{Place: s.String(), Group: s.owner.Position, Request: argument.Input, Inputs: inputs}
		op.inputs = append(op.inputs, inputs...)
	}
	mistakes = append(mistakes, op.unfed(names)...)
	if len(mistakes) > 0 {
		return errors.Join(mistakes...)
	}
	var err error
	op.binder, err = binding.Compile(slots, op.bindingConfig())
	return err
}

func (op *Operation) bindingConfig() binding.Config {
	s := &op.Settings
	c := binding.Config{
		Plans:             op.kit.Plans(on(s.Strict), on(s.StrictTypes)),
		Checks:            op.kit.Checks,
		StrictContentType: s.StrictContentType == nil || *s.StrictContentType,
		StrictTypes:       on(s.StrictTypes),
		Echo:              op.kit.Compat,
		Keys:              op.keyOrigins(),
		Strict:            on(s.Strict),
		Gzip:              on(s.Gzip),
		Codecs:            op.kit.Codecs,
	}
	if s.MaxUpload != nil {
		c.MaxUpload = *s.MaxUpload
	}
	if s.MaxBody != nil {
		c.MaxBody = *s.MaxBody
	}
	return c
}

// keyOrigins are the places of the API keys that the operation reads.
func (op *Operation) keyOrigins() (origins []model.Origin) {
	sources := map[security.Place]model.Source{security.InHeader: model.Header, security.InQuery: model.Query, security.InCookie: model.Cookie}
	for _, c := range op.credentials {
		for _, l := range c.leaves {
			if l.Kind == vocab.APIKeyKind {
				origins = append(origins, model.Origin{Source: sources[l.in], Names: []string{l.key}})
			}
		}
	}
	return origins
}

// unfed reports wildcards that no field reads, where nothing else could read them.
func (op *Operation) unfed(names []string) []error {
	fed := make([]bool, len(names))
	for _, in := range op.inputs {
		if in.Source == model.Path && in.Wildcard >= 0 {
			fed[in.Wildcard] = true
		}
	}
	for _, s := range op.steps {
		if f := s.node.Func; f.Takes(signature.Request) || f.Takes(signature.Route) {
			return nil
		}
	}
	var mistakes []error
	for i, name := range names {
		if !fed[i] {
			mistakes = append(mistakes, fmt.Errorf("wildcard {%s} feeds nothing: give a field of a request struct the tag path:%q, or take *http.Request", name, name))
		}
	}
	return mistakes
}

// inArgument puts the function and the argument in front of each mistake.
func inArgument(s slot, err error) []error {
	var all []error
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			all = append(all, inArgument(s, e)...)
		}
		return all
	}
	return []error{fmt.Errorf("%v: %w", s, err)}
}

// wrap puts the middleware of the layers inside the app around the operation.
func (op *Operation) wrap(layers []*layer.Settings) {
	chain := layer.Middleware(layers[1:]) // the app's own wraps the whole app
	op.exposed = len(chain) > 0
	for _, s := range op.steps {
		op.exposed = op.exposed || s.node.Func.Takes(signature.Request)
	}
	if len(chain) == 0 {
		return
	}
	op.handler = http.HandlerFunc(op.serveInside)
	for i := len(chain) - 1; i >= 0; i-- {
		op.handler = chain[i](op.handler)
	}
}

func on(b *bool) bool { return b != nil && *b }
