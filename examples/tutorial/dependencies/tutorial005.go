package dependencies

import "github.com/signet-go/signet"

// QueryText is the text to search for.
type QueryText struct {
	Q string `query:"q" default:""`
}

// LastQuery is the text that was searched for the last time.
type LastQuery struct {
	LastQuery *string `cookie:"last_query"`
}

// Query is the text of this request, which may be empty.
type Query string

// Remembered is the text of this request or of the last one, nil for neither.
type Remembered struct {
	Text *string `json:"q_or_cookie"`
}

func extractQuery(in *QueryText) Query { return Query(in.Q) }

func queryOrCookie(q Query, last *LastQuery) Remembered {
	if q == "" {
		return Remembered{last.LastQuery}
	}
	text := string(q)
	return Remembered{&text}
}

func readQuery(query Remembered) Remembered { return query }

// Tutorial005 has a dependency that needs another one.
func Tutorial005() *signet.App {
	app := signet.New(signet.Provide(extractQuery), signet.Provide(queryOrCookie))
	app.Handle(readQuery, app.GET("/items/"))
	return app
}
