package signet_test

import (
	"fmt"
	"net/http/httptest"

	"github.com/signet-go/signet"
)

func ExampleInclude() {
	app := signet.New()
	app.Handle(findBooks,
		app.GET("/titles", signet.Include("title")),
		app.GET("/sizes", signet.Exclude("title")))
	fetch(app, "GET", "/titles?limit=1", "")
	fetch(app, "GET", "/sizes?limit=1", "")
	// Output:
	// 200 [{"title":"Emma"}]
	// 200 [{"pages":474}]
}

func ExampleOmitNull() {
	type review struct {
		Stars int     `json:"stars" default:"5"`
		Text  *string `json:"text"`
	}
	app := signet.New()
	app.Handle(func() review { return review{Stars: 5} },
		app.GET("/all"),
		app.GET("/known", signet.OmitNull()),
		app.GET("/unusual", signet.OmitDefaults()))
	fetch(app, "GET", "/all", "")
	fetch(app, "GET", "/known", "")
	fetch(app, "GET", "/unusual", "")
	// Output:
	// 200 {"stars":5,"text":null}
	// 200 {"stars":5}
	// 200 {}
}

func ExampleOmitAbsent() {
	type patch struct {
		Title signet.Opt[string] `json:"title"`
		Pages signet.Opt[int]    `json:"pages"`
	}
	app := signet.New()
	app.Handle(func() patch { return patch{Title: signet.Null[string]()} }, app.GET("/changes", signet.OmitAbsent()))
	fetch(app, "GET", "/changes", "")
	// Output: 200 {"title":null}
}

// A result whose fields have statuses is one of several answers. The document
// lists them all.
func ExampleApp_Handle_outcomes() {
	type shelveBook struct {
		Title string `path:"title"`
		Body  Book   `body:""`
	}
	type shelved struct {
		Created  *Book     `status:"201" description:"The book is new."`
		Replaced *Book     `status:"200"`
		Full     *struct{} `status:"507"`
	}
	app := signet.New()
	app.Handle(func(in *shelveBook) (shelved, error) {
		if in.Title == "Emma" {
			return shelved{Replaced: &in.Body}, nil
		}
		return shelved{Created: &in.Body}, nil
	}, app.PUT("/books/{title}"))
	fetch(app, "PUT", "/books/Emma", `{"title":"Emma","pages":480}`)
	fetch(app, "PUT", "/books/Silas", `{"title":"Silas","pages":200}`)
	// Output:
	// 200 {"title":"Emma","pages":480}
	// 201 {"title":"Silas","pages":200}
}

func ExampleNewPage() {
	type listPrimes struct {
		Skip  int `query:"skip" default:"0" validate:"gte=0"`
		Limit int `query:"limit" default:"2" validate:"gte=1,lte=100"`
	}
	primes := []int{2, 3, 5, 7, 11}
	app := signet.New()
	app.Handle(func(in *listPrimes) signet.Page[int] {
		from := min(in.Skip, len(primes))
		to := min(from+in.Limit, len(primes))
		return signet.NewPage(primes[from:to], len(primes), in.Skip, in.Limit)
	}, app.GET("/primes"))
	w := httptest.NewRecorder()
	app.ServeHTTP(w, httptest.NewRequest("GET", "/primes?skip=3", nil))
	fmt.Println(w.Body)
	fmt.Println(w.Header().Get("Link"))
	// Output:
	// {"items":[7,11],"total":5}
	// <?skip=0&limit=2>; rel="first", <?skip=1&limit=2>; rel="prev", <?skip=4&limit=2>; rel="last"
}
