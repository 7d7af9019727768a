package depend

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/signet-go/signet/internal/caller"
	"github.com/signet-go/signet/internal/signature"
	"github.com/signet-go/signet/internal/vocab"
)

// Single is a dependency of the app's lifetime: built once at start, the same
// for every request.
type Single struct {
	Declaration *Declaration
	Type        reflect.Type  // of the value; nil if it makes none
	Needs       []*Single     // in argument order; nil where the argument is the start's context
	Value       reflect.Value // set when it is built

	built bool
	undo  vocab.Cleanup // nil for nothing to undo
}

// NewSingle returns the single of a declaration, not built yet.
func NewSingle(d *Declaration) *Single {
	return &Single{Declaration: d, Type: d.Func.ResultType()}
}

// Built reports whether the single has been built.
func (s *Single) Built() bool { return s.built }

// ResolveSingles finds what feeds each argument of the singles that are not
// built, and puts all into the order in which they are built: what is needed
// before what needs it, otherwise as declared. offers are what layers declare
// for requests; it cannot feed a single, but messages name it. All mistakes come
// joined, each with its place and the chain of who needs what.
func ResolveSingles(declared []*Single, offers []*Declaration) ([]*Single, error) {
	r := &singleResolver{declared: declared, offers: offers, entered: map[*Single]bool{}}
	r.refuseTwins()
	for _, s := range r.declared {
		if !s.built {
			r.feed(s)
		}
	}
	for _, s := range r.declared {
		r.visit(s, nil)
	}
	return r.order, r.joined()
}

type singleResolver struct {
	declared []*Single
	offers   []*Declaration
	entered  map[*Single]bool
	order    []*Single
	mistakes []singleMistake
}

// singleMistake is reported when all needs are known, for the chain.
type singleMistake struct {
	single *Single
	err    error
}

func (r *singleResolver) report(s *Single, format string, args ...any) {
	r.mistakes = append(r.mistakes, singleMistake{s, fmt.Errorf(format, args...)})
}

func (r *singleResolver) joined() error {
	var all []error
	for _, m := range r.mistakes {
		err := fmt.Errorf("%s: %w%s", m.single, m.err, needers(m.single, r.declared))
		all = append(all, &caller.Error{Place: m.single.Declaration.Place, Err: err})
	}
	return errors.Join(all...)
}

// String names the call that declared the single: Provide(shop.openDB).
func (s *Single) String() string {
	name := "Provide"
	if s.Declaration.Runs {
		name = "Lifespan"
	}
	return name + "(" + s.Declaration.Func.Place.Name + ")"
}

// refuseTwins reports two singles of one type, and drops what is declared twice.
func (r *singleResolver) refuseTwins() {
	var once []*Single
	offers := map[reflect.Type]*Single{}
	for _, s := range r.declared {
		twin := offers[s.Type]
		switch {
		case s.Type == nil || twin == nil:
			once = append(once, s)
			offers[s.Type] = s
		case identify(twin.Declaration.Func) != identify(s.Declaration.Func):
			r.report(s, "%v provides %v, as %v does at %v; an argument of that type could not choose: give one a type of its own",
				s.Declaration.Func, s.Type, twin.Declaration.Func, twin.Declaration.Place)
		}
	}
	r.declared = once
}

// feed finds the single of each argument of s.
func (r *singleResolver) feed(s *Single) {
	s.Needs = make([]*Single, len(s.Declaration.Func.Arguments))
	for i, a := range s.Declaration.Func.Arguments {
		switch a.Role {
		case signature.Context:
		case signature.Dependency:
			s.Needs[i] = r.find(a.Type)
			if s.Needs[i] == nil {
				r.report(s, "argument %d: %s", i+1, r.lack(a.Type))
			}
		default:
			r.report(s, "argument %d: %v is part of a request, but the function runs once, at the start; to run it for each request, pass signet.Provide(%s) to signet.New, a group or a route",
				i+1, signature.TypeName(a.Type), s.Declaration.Func.Place.Name)
		}
	}
}

func (r *singleResolver) find(t reflect.Type) *Single {
	for _, s := range r.declared {
		if s.Type == t {
			return s
		}
	}
	return nil
}

// lack says why no single provides t.
func (r *singleResolver) lack(t reflect.Type) string {
	for _, d := range r.offers {
		if d.Func.ResultType() == t {
			return fmt.Sprintf("%v makes %v for each request (%v), but the function runs once, at the start; provide both with App.Provide, or both with signet.Provide", d.Func, t, d.Place)
		}
	}
	var types []reflect.Type
	for _, s := range r.declared {
		types = append(types, s.Type)
	}
	hint := Nearest(t, types)
	if hint == "" {
		hint = "; add App.Provide(f) with a function f that returns it"
	}
	return fmt.Sprintf("nothing of the app's lifetime provides %v%s", t, hint)
}

// visit appends what s needs and then s; path leads to it.
func (r *singleResolver) visit(s *Single, path []*Single) {
	for i, p := range path {
		if p == s {
			r.reportCycle(path[i:])
			return
		}
	}
	if r.entered[s] {
		return
	}
	r.entered[s] = true
	for _, needed := range s.Needs {
		if needed != nil {
			r.visit(needed, append(path, s))
		}
	}
	r.order = append(r.order, s)
}

func (r *singleResolver) reportCycle(circle []*Single) {
	text := ""
	for _, s := range circle {
		text += fmt.Sprintf("\n\t%v needs", s.Declaration.Func)
	}
	err := fmt.Errorf("dependencies go in a circle:%s\n\t%v", text, circle[0].Declaration.Func)
	r.mistakes = append(r.mistakes, singleMistake{&Single{Declaration: circle[0].Declaration}, err})
}

// needers is the chain of who needs s: at each step the first that was declared.
func needers(s *Single, declared []*Single) string {
	text := ""
	seen := map[*Single]bool{s: true}
	for s = needer(s, declared); s != nil && !seen[s]; s = needer(s, declared) {
		seen[s] = true
		text += "\n\tneeded by " + s.Declaration.Func.String()
	}
	return text
}

func needer(of *Single, declared []*Single) *Single {
	for _, s := range declared {
		for _, needed := range s.Needs {
			if needed == of {
				return s
			}
		}
	}
	return nil
}
