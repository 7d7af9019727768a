package configureswaggerui

import (
	"github.com/signet-go/signet"
	"github.com/signet-go/signet/docs"
)

// Tutorial002 shows code in other colours.
func Tutorial002() *signet.App {
	return newApp(signet.SwaggerUI(docs.Config{Settings: map[string]any{"syntaxHighlight": map[string]any{"theme": "obsidian"}}}))
}
