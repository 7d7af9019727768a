package customresponse

import (
	"encoding/json"

	"github.com/signet-go/signet"
)

// Item is one of a list.
type Item struct {
	ID string `json:"item_id"`
}

func readItems() []Item { return []Item{{"Foo"}} }

// Tutorial001 answers with JSON, which needs no class of its own to be fast.
func Tutorial001() *signet.App {
	app := signet.New()
	app.Handle(readItems, app.GET("/items/"))
	return app
}

const look = `
    <html>
        <head>
            <title>Some HTML in here</title>
        </head>
        <body>
            <h1>Look ma! HTML!</h1>
        </body>
    </html>
    `

func readPage() signet.HTML { return look }

// Tutorial002 answers with a page.
func Tutorial002() *signet.App {
	app := signet.New()
	app.Handle(readPage, app.GET("/items/"))
	return app
}

// Page is an answer of HTML with a status and headers of its own.
type Page struct {
	Status int         `status:""`
	Cache  string      `header:"Cache-Control"`
	HTML   signet.HTML `body:""`
}

func readWholePage() Page { return Page{200, "no-store", look} }

// Tutorial003 chooses all of the answer.
func Tutorial003() *signet.App {
	app := signet.New()
	app.Handle(readWholePage, app.GET("/items/"))
	return app
}

func hello() signet.Text { return "Hello World" }

// Tutorial005 answers with plain text.
func Tutorial005() *signet.App {
	app := signet.New()
	app.Handle(hello, app.GET("/"))
	return app
}

func readMessage() ([]byte, error) {
	return json.MarshalIndent(map[string]string{"message": "Hello World"}, "", "  ")
}

// Tutorial009c encodes on its own; the media type makes the bytes the body.
func Tutorial009c() *signet.App {
	app := signet.New()
	app.Handle(readMessage, app.GET("/", signet.ContentType("application/json")))
	return app
}
