package depend

import (
	"reflect"

	"github.com/signet-go/signet/internal/signature"
)

// Plan says what runs for one operation, in order, and what feeds each argument.
type Plan struct {
	Nodes   []*Node // dependencies in the order in which they run
	Handler *Node   // its position is after the last dependency
	Singles []*Single

	// BeforeBody is how many of Nodes run before the body is read.
	BeforeBody int
}

// Node is one call of the plan.
type Node struct {
	Declaration *Declaration // nil for the handler
	Func        *signature.Func
	Feeds       []Feed // one for each argument
	NeedsBody   bool   // reads the body, or needs a dependency that does
	Position    int    // in run order
}

// Feed says where an argument's value comes from: another node's result, a
// value of the app's lifetime, or, with neither, the request itself by role.
type Feed struct {
	Node   *Node
	Single *Single
}

// Single is a dependency of the app's lifetime: built once at start, the same
// for every request.
type Single struct {
	Declaration *Declaration
	Type        reflect.Type
	Needs       []*Single     // in argument order; nil where the argument is the start's context
	Value       reflect.Value // set by Start
}
