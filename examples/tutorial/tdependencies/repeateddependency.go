package tdependencies

import "github.com/signet-go/signet"

// SomeHeader reads a header.
type SomeHeader struct {
	Text string `header:"Someheader"`
}

type (
	// Plain is the header's text.
	Plain string
	// Marked is the text with a mark.
	Marked string
)

func readHeader(in *SomeHeader) Plain { return Plain(in.Text) }

func markHeader(text Plain) Marked { return Marked(text + "123") }

// Texts is the answer.
type Texts struct {
	Dep1 Plain  `json:"dep1"`
	Dep2 Marked `json:"dep2"`
}

func readTexts(plain Plain, marked Marked) Texts { return Texts{plain, marked} }

// RepeatedDependencySchema has a dependency that two ways lead to; the document
// lists its parameter once.
func RepeatedDependencySchema() *signet.App {
	app := signet.New(signet.Provide(readHeader), signet.Provide(markHeader))
	app.Handle(readTexts, app.GET("/"))
	return app
}
