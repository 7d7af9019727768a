package configureswaggerui

import (
	"github.com/signet-go/signet"
	"github.com/signet-go/signet/docs"
)

// Tutorial001 shows code without colours.
func Tutorial001() *signet.App {
	return newApp(signet.SwaggerUI(docs.Config{Settings: map[string]any{"syntaxHighlight": false}}))
}
