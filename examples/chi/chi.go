// Package chi puts an app beside the routes of a chi router, with the middleware
// of this module around both.
package chi

import (
	"fmt"
	"log/slog"
	"net/http"

	"github.com/go-chi/chi/v5"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/middleware"
)

// Item is what the app answers with.
type Item struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

// GetItem names an item.
type GetItem struct {
	ID int `path:"id" validate:"gte=1"`
}

func getItem(in *GetItem) (*Item, error) {
	if in.ID > 1 {
		return nil, signet.NewError(http.StatusNotFound, "item not found")
	}
	return &Item{in.ID, "lamp"}, nil
}

// Router serves an older handler of chi at /hello, and an app with its
// documentation under /api.
func Router(logger *slog.Logger) http.Handler {
	app := signet.New(signet.Title("Items"), signet.Servers(signet.Server{URL: "/api"}), signet.Logger(logger))
	app.Handle(getItem, app.GET("/items/{id}"))

	r := chi.NewRouter()
	r.Use(
		middleware.Recover(middleware.RecoverOptions{Logger: logger}),
		middleware.RequestID(middleware.RequestIDOptions{}),
		middleware.AccessLog(middleware.AccessLogOptions{Logger: logger}),
		middleware.Compress(middleware.CompressOptions{}),
		middleware.Timeout(middleware.TimeoutOptions{}),
	)
	r.Get("/hello/{name}", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "hello %s", chi.URLParam(r, "name"))
	})
	r.Mount("/api", http.StripPrefix("/api", app))
	return r
}
