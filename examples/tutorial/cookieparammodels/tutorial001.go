package cookieparammodels

import "github.com/signet-go/signet"

// Cookies are read from the Cookie header.
type Cookies struct {
	SessionID       string  `cookie:"session_id"`
	FatebookTracker *string `cookie:"fatebook_tracker"`
	GoogallTracker  *string `cookie:"googall_tracker"`
}

// Shown is the answer: the cookies as they were understood.
type Shown struct {
	SessionID       string  `json:"session_id"`
	FatebookTracker *string `json:"fatebook_tracker"`
	GoogallTracker  *string `json:"googall_tracker"`
}

func readItems(in *Cookies) Shown {
	return Shown(*in)
}

// Tutorial001 reads a struct from the cookies.
func Tutorial001() *signet.App {
	app := signet.New()
	app.Handle(readItems, app.GET("/items/"))
	return app
}
