package metadata

import "github.com/signet-go/signet"

const about = `The API of a chimichanga shop. 🌯

## Items

They can be **read**.

## Users

They come _later_.
`

func readSwords() []Item {
	return []Item{{"Katana"}}
}

// Tutorial001x1 says who is behind the API and on what terms.
func Tutorial001x1() *signet.App {
	app := signet.New(
		signet.Title("ChimichangApp"),
		signet.Summary("What the kitchen has."),
		signet.Description(about),
		signet.Version("0.0.1"),
		signet.TermsOfService("http://example.com/terms/"),
		signet.Contact(signet.ContactInfo{
			Name:  "Deadpoolio the Amazing",
			URL:   "http://x-force.example.com/contact/",
			Email: "dp@x-force.example.com",
		}),
		signet.License(signet.LicenseInfo{Name: "Apache 2.0", Identifier: "Apache-2.0"}))
	app.Handle(readSwords, app.GET("/items/"))
	return app
}
