package depend

import "github.com/signet-go/signet/internal/signature"

// Plan says what runs for one operation, in order, and what feeds each argument.
type Plan struct {
	Nodes   []*Node // dependencies in the order in which they run
	Handler *Node   // its position is after the last dependency
	Singles []*Single
	Used    []*Declaration // what the layers declare of all this, in their order
	Freed   bool           // Public took away a dependency that would have run

	// BeforeBody is how many of Nodes run before the body is read.
	BeforeBody int
}

// Node is one call of the plan.
type Node struct {
	Declaration *Declaration   // nil for the handler
	Declared    []*Declaration // all that mean this call, Declaration the first
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
