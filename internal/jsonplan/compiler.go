package jsonplan

import (
	"errors"
	"fmt"
	"maps"
	"sync"

	"github.com/signet-go/signet/internal/constraint"
	"github.com/signet-go/signet/internal/model"
)

// Options are what an app decides about JSON.
type Options struct {
	Strict      bool // members that nothing reads are mistakes
	StrictTypes bool // no coercion: "5" is no int, 1 is no bool
	Echo        bool // mistakes show arrays, objects and the object around what is missing; secrets never
	MaxDepth    int  // of arrays and objects in each other; 0 means 512
	MaxErrors   int  // mistakes that one decode reports; 0 means 100
}

// Compiler makes plans and remembers them by type. It is safe for concurrent use.
type Compiler struct {
	types   *model.Reader
	checks  *constraint.Compiler
	options Options

	mu          sync.Mutex // guards the maps, held while compiling
	readers     map[*model.Type]reader
	writers     map[*model.Type]writer
	projections map[projected]writer
	selected    map[selected]*model.Type

	dynamic   sync.Map  // reflect.Type to writer: what was found in interfaces
	decodings sync.Pool // of *decoding
}

// NewCompiler returns a compiler that reads types through types and takes the
// constraints of fields from checks.
func NewCompiler(types *model.Reader, checks *constraint.Compiler, o Options) *Compiler {
	if o.MaxDepth == 0 {
		o.MaxDepth = 512
	}
	if o.MaxErrors == 0 {
		o.MaxErrors = 100
	}
	return &Compiler{
		types:       types,
		checks:      checks,
		options:     o,
		readers:     map[*model.Type]reader{},
		writers:     map[*model.Type]writer{},
		projections: map[projected]writer{},
		selected:    map[selected]*model.Type{},
		decodings:   sync.Pool{New: func() any { return new(decoding) }},
	}
}

// session is one compilation. What it makes joins the compiler's plans only
// when all of it is well: a recursive type finds its own unfinished plan here.
type session struct {
	*Compiler
	readers     shelf[*model.Type, reader]
	writers     shelf[*model.Type, writer]
	projections shelf[projected, writer]
	later       []func() error // checks that need finished plans
}

func (c *Compiler) compile(f func(*session) error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := &session{
		Compiler:    c,
		readers:     shelf[*model.Type, reader]{kept: c.readers, made: map[*model.Type]reader{}},
		writers:     shelf[*model.Type, writer]{kept: c.writers, made: map[*model.Type]writer{}},
		projections: shelf[projected, writer]{kept: c.projections, made: map[projected]writer{}},
	}
	mistakes := []error{f(s)}
	for _, check := range s.later {
		mistakes = append(mistakes, check())
	}
	if err := errors.Join(mistakes...); err != nil {
		return err
	}
	s.readers.keep()
	s.writers.keep()
	s.projections.keep()
	return nil
}

// inside puts words in front of each mistake of a joined error, so that none
// depends on the line above it.
func inside(where string, err error) error {
	list, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return fmt.Errorf("%s: %w", where, err)
	}
	var placed []error
	for _, mistake := range list.Unwrap() {
		placed = append(placed, inside(where, mistake))
	}
	return errors.Join(placed...)
}

// shelf holds plans: those that are kept for good, and those just made.
type shelf[K comparable, V any] struct{ kept, made map[K]V }

func (s shelf[K, V]) find(k K) (V, bool) {
	if v, ok := s.made[k]; ok {
		return v, true
	}
	v, ok := s.kept[k]
	return v, ok
}

func (s shelf[K, V]) add(k K, v V) { s.made[k] = v }

func (s shelf[K, V]) keep() { maps.Copy(s.kept, s.made) }
