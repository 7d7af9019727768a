package handlingerrors

import (
	"log/slog"
	"net/http"

	"github.com/signet-go/signet"
)

var errThree = signet.NewError(http.StatusTeapot, "Nope! I don't like 3.")

// ReadNumbered asks for an item by its number.
type ReadNumbered struct {
	ItemID int `path:"item_id"`
}

// Numbered is the answer.
type Numbered struct {
	ItemID int `json:"item_id"`
}

func readNumbered(in *ReadNumbered) (*Numbered, error) {
	if in.ItemID == 3 {
		return nil, errThree
	}
	return &Numbered{in.ItemID}, nil
}

// logErrors logs what is answered with an error, the client's mistakes too, and
// leaves the answer as it is.
func logErrors(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		status := &statusWriter{ResponseWriter: w}
		next.ServeHTTP(status, r)
		if status.code >= 400 {
			slog.InfoContext(r.Context(), "an error was answered", "status", status.code, "path", r.URL.Path)
		}
	})
}

// statusWriter remembers the status.
type statusWriter struct {
	http.ResponseWriter
	code int
}

func (w *statusWriter) WriteHeader(code int) {
	w.code = code
	w.ResponseWriter.WriteHeader(code)
}

// Unwrap lets http.ResponseController through.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Tutorial006 watches all errors with a middleware.
func Tutorial006() *signet.App {
	app := signet.New()
	app.Use(logErrors)
	app.Handle(readNumbered, app.GET("/items/{item_id}"), signet.Raises(errThree))
	return app
}
