package signet

import (
	"fmt"
	"io"
)

// GraphFormat is a language for graphs.
type GraphFormat int

// The formats of WriteGraph.
const (
	Mermaid GraphFormat = iota // a flowchart of mermaid.js, which Markdown pages show
	DOT                        // Graphviz
)

// WriteGraph writes a picture of the app's dependencies: each route points to
// what its function takes, and so on; with dashes, to what Depends runs though
// no argument asks for it. Cylinders have the app's lifetime. The text changes
// only when the app does. With mistakes, the error is that of Err.
func WriteGraph(w io.Writer, app *App, format GraphFormat) error {
	t := app.current()
	if t == nil {
		return app.Err()
	}
	var text string
	switch format {
	case Mermaid:
		text = t.Graph().Mermaid()
	case DOT:
		text = t.Graph().DOT()
	default:
		return fmt.Errorf("WriteGraph: format %d is unknown; use signet.Mermaid or signet.DOT", format)
	}
	_, err := io.WriteString(w, text)
	return err
}
