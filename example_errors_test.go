package signet_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http/httptest"
	"strings"

	"github.com/signet-go/signet"
)

// responses prints the answers of the app's only operation in the document.
func responses(app *signet.App) {
	var doc bytes.Buffer
	if err := signet.WriteOpenAPI(&doc, app); err != nil {
		fmt.Println(err)
	}
	_, list, _ := strings.Cut(doc.String(), `"responses":`)
	list, _, _ = strings.Cut(list, `}}},"components"`)
	fmt.Println(list)
}

// Headers stay with the error, wherever it is returned.
func ExampleHeader() {
	busy := signet.NewError(503, "try again later", signet.Header("Retry-After", "5"))
	app := signet.New()
	app.Handle(func() error { return busy }, app.GET("/"))

	w := httptest.NewRecorder()
	app.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	fmt.Println(w.Code, w.Body, "after", w.Header().Get("Retry-After"), "seconds")
	// Output: 503 {"detail":"try again later"} after 5 seconds
}

func ExampleRaises() {
	app := signet.New(signet.Raises(signet.NewError(503, "try again later", signet.Header("Retry-After", "5"))))
	app.Handle(func() (signet.Text, error) { return "fine", nil }, app.GET("/health"))
	responses(app)
	// Output: {"200":{"description":"OK","content":{"text/plain":{"schema":{"type":"string"}}}},"503":{"description":"try again later","headers":{"Retry-After":{"style":"simple","schema":{"examples":["5"],"type":"string"}}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/HTTPError"},"examples":{"try again later":{"value":{"detail":"try again later"}}}}}}}
}

// A group can have problems (RFC 9457) where the rest of the app has not.
func ExampleProblemJSON_group() {
	expired := signet.NewError(410, "the offer has ended",
		signet.Type("https://example.com/ended"), signet.Title("Ended"))
	app := signet.New()
	v2 := app.Group("/v2", signet.ProblemJSON())
	app.Handle(func() error { return expired }, app.GET("/offer"), v2.GET("/offer"))
	fetch(app, "GET", "/offer", "")
	fetch(app, "GET", "/v2/offer", "")
	// Output:
	// 410 {"detail":"the offer has ended"}
	// 410 {"type":"https://example.com/ended","title":"Ended","status":410,"detail":"the offer has ended"}
}

// The app's functions answer where no route matches, too.
func ExampleOnError_unmatched() {
	page := func(err *signet.Error) (signet.HTML, error) {
		return signet.HTML(fmt.Sprintf("<h1>%d</h1>", err.Status())), nil
	}
	app := signet.New(signet.OnError(page, 404, 405))
	app.Handle(findBooks, app.GET("/books"))
	fetch(app, "GET", "/nowhere", "")
	fetch(app, "DELETE", "/books", "")
	// Output:
	// 404 <h1>404</h1>
	// 405 <h1>405</h1>
}

// A status that a function chooses while it runs is in no signature. Raises
// documents it where the function returns an error, Response where it returns
// an answer of its own.
func ExampleOnError_document() {
	errNoStock := errors.New("no row in the table stock")
	soldOut := signet.NewError(409, "sold out")
	app := signet.New(signet.Raises(soldOut), signet.OnError(func(err error) error {
		if errors.Is(err, errNoStock) {
			return soldOut
		}
		return nil // stays as it is
	}))
	app.Handle(func() error { return fmt.Errorf("sell: %w", errNoStock) }, app.POST("/orders"))
	fetch(app, "POST", "/orders", "")
	responses(app)
	// Output:
	// 409 {"detail":"sold out"}
	// {"204":{"description":"No Content"},"409":{"description":"sold out","content":{"application/json":{"schema":{"$ref":"#/components/schemas/HTTPError"},"examples":{"sold out":{"value":{"detail":"sold out"}}}}}}}
}

// Debug is for the programmer's own machine.
func ExampleDebug() {
	for _, options := range [][]signet.Option{nil, {signet.Debug()}} {
		app := signet.New(append(options, signet.Logger(slog.New(slog.NewTextHandler(io.Discard, nil))))...)
		app.Handle(func() error { return errors.New("no row in the table users") }, app.GET("/"))
		fetch(app, "GET", "/", "")
	}
	// Output:
	// 500 {"detail":"Internal Server Error"}
	// 500 {"detail":"no row in the table users","chain":["*errors.errorString: no row in the table users"]}
}
