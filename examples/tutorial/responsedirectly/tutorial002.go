package responsedirectly

import (
	"io"
	"net/http"

	"github.com/signet-go/signet"
)

const shampoo = `<?xml version="1.0"?>
    <shampoo>
    <Header>
        Apply shampoo here.
    </Header>
    <Body>
        You'll have to use soap here.
    </Body>
    </shampoo>
    `

func writeLegacyData(w http.ResponseWriter) error {
	w.Header().Set("Content-Type", "application/xml")
	_, err := io.WriteString(w, shampoo)
	return err
}

// Tutorial002 writes XML itself, and tells the document so.
func Tutorial002() *signet.App {
	app := signet.New()
	app.Handle(writeLegacyData, app.GET("/legacy/", signet.Response(200, nil, "", signet.ResponseContent("application/xml", ""))))
	return app
}
