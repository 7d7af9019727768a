package table

import "github.com/signet-go/signet/internal/depend"

// Graph draws the chains of all operations, in order of registration.
func (t *Table) Graph() *depend.Graph {
	g := depend.NewGraph()
	for _, op := range t.operations {
		op.Draw(g)
	}
	g.AddSingles(t.singles)
	return g
}
