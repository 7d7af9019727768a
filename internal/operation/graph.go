package operation

import "github.com/signet-go/signet/internal/depend"

// Draw adds the operation's chain to a graph.
func (op *Operation) Draw(g *depend.Graph) { g.Add(op.Info.Method+" "+op.Info.Pattern, op.plan) }
