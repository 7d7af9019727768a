package operation

import (
	"fmt"
	"reflect"
	"unsafe"

	"github.com/signet-go/signet/internal/depend"
	"github.com/signet-go/signet/internal/invoke"
	"github.com/signet-go/signet/internal/signature"
	"github.com/signet-go/signet/internal/vocab"
)

// step is one compiled call: a dependency or the handler.
type step struct {
	node *depend.Node
	call invoke.Call

	fails, cleans                bool    // it returns an error, a cleanup
	errorAt, cleanupAt, resultAt uintptr // in the frame, where it returns one

	slots  []int // request structs that it takes
	needs  []int // steps whose values it takes
	guards bool  // it, or one whose value it takes, takes credentials
}

// slot is one request struct of an operation, filled for one step's argument.
type slot struct {
	owner   *depend.Node
	arg     int
	pointer bool         // the frame holds a pointer to a fresh struct, else the struct
	typ     reflect.Type // the struct
	at      uintptr      // in the frame
}

// String names the argument that the slot is.
func (s slot) String() string {
	return fmt.Sprintf("%s: argument %d: %s", s.owner.Func.Place.Name, s.arg+1, signature.TypeName(s.typ))
}

// compileSteps lays out the frame and compiles the calls of a plan.
func (op *Operation) compileSteps(plan *depend.Plan) error {
	nodes := append(append([]*depend.Node(nil), plan.Nodes...), plan.Handler)
	layout := newFrameLayout()
	ins, outs := make([][]int, len(nodes)), make([][]int, len(nodes))
	for i, n := range nodes {
		ins[i], outs[i] = layout.arguments(n), layout.results(n)
	}
	layout.seal()
	op.layout = layout
	op.placeRoles()
	for i, n := range nodes {
		s := &step{node: n}
		var err error
		s.call, err = invoke.Compile(n.Func.Value, layout.offsets(ins[i]), layout.offsets(outs[i]))
		if err != nil {
			return fmt.Errorf("%v: %w", n.Func, err)
		}
		s.placeResults(layout.offsets(outs[i]))
		op.placeInputs(s, layout.offsets(ins[i]))
		op.steps = append(op.steps, s)
	}
	op.beforeBody = plan.BeforeBody
	op.placeSingles(plan)
	return nil
}

func (s *step) placeResults(offsets []uintptr) {
	f := s.node.Func
	if f.Result >= 0 {
		s.resultAt = offsets[f.Result]
	}
	if f.Cleanup >= 0 {
		s.cleans, s.cleanupAt = true, offsets[f.Cleanup]
	}
	if f.Err >= 0 {
		s.fails, s.errorAt = true, offsets[f.Err]
	}
}

func (op *Operation) placeInputs(s *step, offsets []uintptr) {
	s.guards = s.node.Func.HoldsCredential()
	for i, a := range s.node.Func.Arguments {
		if feed := s.node.Feeds[i]; feed.Node != nil {
			s.needs = append(s.needs, feed.Node.Position)
			s.guards = s.guards || op.steps[feed.Node.Position].guards
		}
		if a.Role != signature.Input {
			continue
		}
		s.slots = append(s.slots, len(op.slots))
		op.slots = append(op.slots, slot{
			owner: s.node, arg: i, pointer: a.Type.Kind() == reflect.Pointer, typ: a.Input.Go, at: offsets[i],
		})
	}
}

// run calls the function and returns its error, after keeping its cleanup: a
// provider that fails has nothing to undo.
func (s *step) run(x *exchange) error {
	s.call(x.frame)
	if s.fails {
		if err := *at[error](x.frame, s.errorAt); err != nil {
			return err
		}
	}
	if s.cleans {
		if undo := *at[vocab.Cleanup](x.frame, s.cleanupAt); undo != nil {
			x.cleanups = append(x.cleanups, cleanup{undo, s})
		}
	}
	return nil
}

// result points to the value that the function made.
func (s *step) result(x *exchange) unsafe.Pointer { return unsafe.Add(x.frame, s.resultAt) }
