package depend

import (
	"fmt"
	"slices"
	"strings"

	"github.com/signet-go/signet/internal/signature"
)

// Graph is a picture of the chains of several plans: who needs what. It is
// filled in the order of the table, so equal tables make equal texts.
type Graph struct {
	vertices []vertex
	edges    []edge
	known    map[vertexKey]int // index into vertices
	linked   map[edge]bool
	count    map[string]int // of vertices by kind
}

type vertex struct {
	id    string // r1, n1, s1: of a route, for each request, of the app's lifetime
	lines []string
}

type edge struct {
	from, to int
	runs     bool // a Depends that no argument asks for
}

// vertexKey tells functions apart as requests do.
type vertexKey struct {
	identity
	single bool
}

// NewGraph returns an empty graph.
func NewGraph() *Graph {
	return &Graph{known: map[vertexKey]int{}, linked: map[edge]bool{}, count: map[string]int{}}
}

// AddSingles adds what has the app's lifetime.
func (g *Graph) AddSingles(singles []*Single) {
	for _, s := range singles {
		g.single(s)
	}
}

// Add adds a route, written "GET /items", and its chain.
func (g *Graph) Add(route string, p *Plan) {
	at := g.vertex("r", route, p.Handler.Func.Place.Name)
	asked := map[*Node]bool{}
	for _, n := range append(slices.Clone(p.Nodes), p.Handler) {
		for _, feed := range n.Feeds {
			asked[feed.Node] = true
		}
	}
	for _, n := range p.Nodes {
		to := g.node(n)
		if !asked[n] {
			g.link(edge{at, to, true})
		}
		g.feed(to, n)
	}
	g.feed(at, p.Handler)
}

// feed links a vertex to what its function takes.
func (g *Graph) feed(from int, n *Node) {
	for _, feed := range n.Feeds {
		switch {
		case feed.Node != nil:
			g.link(edge{from, g.node(feed.Node), false})
		case feed.Single != nil:
			g.link(edge{from, g.single(feed.Single), false})
		}
	}
}

func (g *Graph) node(n *Node) int { return g.function("n", n.Func, false) }

func (g *Graph) single(s *Single) int {
	if at, ok := g.known[vertexKey{identify(s.Declaration.Func), true}]; ok {
		return at
	}
	at := g.function("s", s.Declaration.Func, true)
	for _, needed := range s.Needs {
		if needed != nil {
			g.link(edge{at, g.single(needed), false})
		}
	}
	return at
}

func (g *Graph) function(kind string, f *signature.Func, single bool) int {
	key := vertexKey{identify(f), single}
	if at, ok := g.known[key]; ok {
		return at
	}
	lines := []string{f.Place.Name}
	if t := f.ResultType(); t != nil {
		lines = append(lines, t.String())
	}
	g.known[key] = g.vertex(kind, lines...)
	return g.known[key]
}

func (g *Graph) vertex(kind string, lines ...string) int {
	g.count[kind]++
	g.vertices = append(g.vertices, vertex{fmt.Sprint(kind, g.count[kind]), lines})
	return len(g.vertices) - 1
}

func (g *Graph) link(e edge) {
	if !g.linked[e] {
		g.linked[e] = true
		g.edges = append(g.edges, e)
	}
}

// Mermaid is the graph as a flowchart of mermaid.js.
func (g *Graph) Mermaid() string {
	escape := strings.NewReplacer("#", "#35;", `"`, "#quot;", "<", "#lt;", ">", "#gt;")
	shapes := map[byte][2]string{'r': {"([", "])"}, 'n': {"[", "]"}, 's': {"[(", ")]"}}
	var b strings.Builder
	b.WriteString("flowchart LR\n")
	for _, v := range g.vertices {
		shape := shapes[v.id[0]]
		fmt.Fprintf(&b, "\t%s%s\"%s\"%s\n", v.id, shape[0], v.label(escape, "<br>"), shape[1])
	}
	for _, e := range g.edges {
		arrow := "-->"
		if e.runs {
			arrow = "-.->"
		}
		fmt.Fprintf(&b, "\t%s %s %s\n", g.vertices[e.from].id, arrow, g.vertices[e.to].id)
	}
	return b.String()
}

// DOT is the graph in the language of Graphviz.
func (g *Graph) DOT() string {
	escape := strings.NewReplacer(`\`, `\\`, `"`, `\"`)
	shapes := map[byte]string{'r': "oval", 'n': "box", 's': "cylinder"}
	var b strings.Builder
	b.WriteString("digraph {\n\trankdir=LR\n")
	for _, v := range g.vertices {
		fmt.Fprintf(&b, "\t%s [shape=%s, label=\"%s\"]\n", v.id, shapes[v.id[0]], v.label(escape, `\n`))
	}
	for _, e := range g.edges {
		style := ""
		if e.runs {
			style = " [style=dashed]"
		}
		fmt.Fprintf(&b, "\t%s -> %s%s\n", g.vertices[e.from].id, g.vertices[e.to].id, style)
	}
	b.WriteString("}\n")
	return b.String()
}

func (v vertex) label(escape *strings.Replacer, gap string) string {
	lines := make([]string, len(v.lines))
	for i, line := range v.lines {
		lines[i] = escape.Replace(line)
	}
	return strings.Join(lines, gap)
}
