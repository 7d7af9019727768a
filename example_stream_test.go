package signet_test

import (
	"bufio"
	"context"
	"fmt"
	"iter"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"time"

	"github.com/signet-go/signet"
)

type WatchPrices struct {
	LastEventID int `header:"Last-Event-ID" default:"0" description:"The event after which to go on."`
}

type Price struct {
	Cents int `json:"cents"`
}

// A stream of events that a client can take up again where it left off. The
// iteration ends when yield returns false or the context does: the client is
// gone, or the server shuts down.
func ExampleEventStream() {
	prices := []Price{{199}, {205}, {198}}
	app := signet.New()
	app.Handle(func(ctx context.Context, in *WatchPrices) (signet.EventStream[signet.Event], error) {
		if in.LastEventID > len(prices) {
			return nil, signet.NewError(http.StatusGone, "no such event")
		}
		return func(yield func(signet.Event, error) bool) {
			for i, price := range prices[in.LastEventID:] {
				id := strconv.Itoa(in.LastEventID + i + 1)
				if !yield(signet.Event{ID: id, Event: "price", Data: price}, nil) {
					return
				}
			}
		}, nil
	}, app.GET("/prices"))

	r := httptest.NewRequest("GET", "/prices", nil)
	r.Header.Set("Last-Event-ID", "1")
	w := httptest.NewRecorder()
	app.ServeHTTP(w, r)
	fmt.Print(w.Header().Get("Content-Type"), "\n", w.Body)
	// Output:
	// text/event-stream; charset=utf-8
	// event: price
	// data: {"cents":205}
	// id: 2
	//
	// event: price
	// data: {"cents":198}
	// id: 3
}

// A comment tells proxies and clients that a silent stream is alive.
func ExampleKeepAlive() {
	seen := make(chan struct{})
	app := signet.New()
	app.Handle(func() signet.EventStream[Price] {
		return func(yield func(Price, error) bool) {
			<-seen // nothing to say for a long time
			yield(Price{199}, nil)
		}
	}, app.GET("/prices", signet.KeepAlive(time.Millisecond)))
	server := httptest.NewServer(app)
	defer server.Close()

	resp, err := http.Get(server.URL + "/prices")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer resp.Body.Close()
	lines := bufio.NewScanner(resp.Body)
	lines.Scan()
	fmt.Println(lines.Text())
	close(seen)
	// Output: : ping
}

// An iter.Seq, or an iter.Seq2 with errors, is sent as JSON Lines.
func ExampleApp_Handle_jsonLines() {
	app := signet.New()
	app.Handle(func() iter.Seq[Price] { return slices.Values([]Price{{199}, {205}}) }, app.GET("/prices"))

	fetch(app, "GET", "/prices", "")
	// Output:
	// 200 {"cents":199}
	// {"cents":205}
}
