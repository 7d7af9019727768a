package binding

import (
	"errors"
	"fmt"
	"net/http"
	"unsafe"

	"github.com/signet-go/signet/internal/constraint"
	"github.com/signet-go/signet/internal/jsonplan"
	"github.com/signet-go/signet/internal/model"
)

// Slot is one request struct of an operation, on its route.
type Slot struct {
	Group   int    // slots of one function share it: it is their place in the order of mistakes
	Place   string // of the argument, for messages: shop.ListItems: argument 2: shop.ListInput
	Request *model.Request
	Inputs  []*model.Input
}

// Config is what binding needs to know of an operation.
type Config struct {
	Plans  *jsonplan.Compiler
	Checks *constraint.Compiler

	MaxBody   int64 // bytes in memory; zero means 1 MiB; a larger body is answered with 413
	MaxUpload int64 // bytes of a body with files; zero means 32 MiB
	MaxErrors int   // mistakes in one report; zero means 100
	MaxPairs  int   // parameters in a query; zero means 10,000; more are a mistake

	Codecs []Codec // forms of bodies beside JSON

	Gzip   bool // bodies may be compressed; the limits hold for what is inside
	Strict bool // fields of a form that nothing reads are mistakes

	Keys []model.Origin // API keys that are read elsewhere, each with one name

	StrictContentType bool // a JSON body must say that it is one
	StrictTypes       bool // no coercion inside JSON
	Echo              bool // echo lists too, as FastAPI does
}

const (
	defaultMaxBody   = 1 << 20
	defaultMaxUpload = 32 << 20
	defaultMaxErrors = 100
	defaultMaxPairs  = 10_000
)

func (c *Config) fillDefaults() {
	if c.MaxBody == 0 {
		c.MaxBody = defaultMaxBody
	}
	if c.MaxErrors == 0 {
		c.MaxErrors = defaultMaxErrors
	}
	if c.MaxPairs == 0 {
		c.MaxPairs = defaultMaxPairs
	}
}

// Plan binds the request structs of one operation. It does not change: one Plan
// may bind many requests at the same time.
type Plan struct {
	texts        []pathText // the plain ones of the path, which cannot fail
	path, header []*step
	query        *queryPlan  // nil: no field reads the query
	cookies      *cookiePlan // nil: no field reads a cookie
	body         *bodyPlan   // nil: no field reads the body
	strict       *strictPlans
	early, late  []*structCheck
	slots        []Slot
	maxErrors    int
}

// wrap puts a field of the slot in front of each mistake of a joined error.
func (s *Slot) wrap(in *model.Input, err error) error {
	if list, ok := err.(interface{ Unwrap() []error }); ok {
		var mistakes []error
		for _, mistake := range list.Unwrap() {
			mistakes = append(mistakes, s.wrap(in, mistake))
		}
		return errors.Join(mistakes...)
	}
	if s.Place == "" {
		return fmt.Errorf("field %s: %w", in.GoName, err)
	}
	return fmt.Errorf("%s: field %s: %w", s.Place, in.GoName, err)
}

// Compile makes the plan of an operation; slots are its request structs, the
// dependencies' in the order in which they run, then the handler's. All
// mistakes come joined, each naming its field.
func Compile(slots []Slot, c Config) (*Plan, error) {
	c.fillDefaults()
	p := &Plan{maxErrors: c.MaxErrors, slots: slots}
	var steps [model.Cookie + 1][]*step
	var inBody []jsonplan.Property
	var mistakes []error
	for i, slot := range slots {
		for order, in := range slot.Inputs {
			if in.Source.InBody() {
				inBody = append(inBody, jsonplan.Property{Base: i, Input: in})
				continue
			}
			s, err := compileStep(i, order, in, &c)
			if err != nil {
				mistakes = append(mistakes, slot.wrap(in, err))
				continue
			}
			steps[in.Source] = append(steps[in.Source], s)
		}
	}
	p.compilePath(steps[model.Path])
	p.header = steps[model.Header]
	p.query = compileQuery(steps[model.Query], c.MaxPairs)
	p.cookies = compileCookies(steps[model.Cookie])
	p.strict = compileStrictPlans(slots, steps[:model.Cookie+1], &c)
	var err error
	if p.body, err = compileBody(slots, inBody, &c); err != nil {
		mistakes = append(mistakes, err)
	}
	mistakes = append(mistakes, p.compileChecks(slots, &c)...)
	return p, errors.Join(mistakes...)
}

// BindParams fills all fields but those of the body. wild holds the values of
// the route's wildcards by position, bases the addresses of the zero structs,
// one per slot. Structs without body fields are complete afterwards: also
// their cross-field constraints and Validate have been checked.
func (p *Plan) BindParams(r *http.Request, wild []string, bases []unsafe.Pointer, bad *Invalid) {
	bad.most, bad.slots = p.maxErrors, p.slots
	p.bindPath(wild, bases, bad)
	if p.query != nil {
		p.query.bind(r.URL.RawQuery, bases, bad)
	}
	p.bindHeader(r, bases, bad)
	if p.cookies != nil {
		p.cookies.bind(r.Header["Cookie"], bases, bad)
	}
	if p.strict != nil {
		p.strict.refuse(r, bad)
	}
	checkStructs(p.early, bases, bad)
}

// HasBody reports whether a field is read from the body.
func (p *Plan) HasBody() bool { return p.body != nil }

// BodySlots returns the slots with fields that are read from the body, in
// order: they are complete after BindBody.
func (p *Plan) BodySlots() []int {
	if p.body == nil {
		return nil
	}
	return p.body.slots
}
