// Package signet is a web framework in which the signature of a plain Go
// function is the API contract. From the function and its structs come routing,
// binding, validation, dependency injection, the answer, and an OpenAPI 3.1
// document that cannot disagree with the code.
//
//	type ListItems struct {
//		Q     signet.Opt[string] `query:"q"`
//		Limit int                `query:"limit" default:"10" validate:"gte=1,lte=100"`
//	}
//
//	func listItems(ctx context.Context, in *ListItems) ([]Item, error)
//
//	app := signet.New(signet.Title("Items"))
//	app.Handle(listItems, app.GET("/items"), app.GET("/products", signet.Deprecated()))
//	log.Fatal(app.Run(context.Background(), ":8000")) // /docs, /openapi.json
//
// # Arguments
//
// A handler takes, by type and in any order: context.Context, *http.Request,
// request structs (a struct, or a pointer to one, with source tags), values of
// dependencies, credentials, *Reply, *RouteInfo, and http.ResponseWriter if it
// writes the answer itself.
//
// # Source tags
//
// A field of a request struct is read from where its tag says: path, query,
// header, cookie, body:"" (the whole JSON body), body:"name" (one property of
// it). A tag holds names separated by commas, which are tried in that order.
// Further tags: default, validate (go-playground/validator), the keywords of
// JSON Schema (minimum, maxLength, pattern, enum, …), description, title,
// example, deprecated, format.
//
// # Credentials
//
// Bearer, Basic and Digest are arguments, or fields of a request struct; an
// APIKey is a field placed by its source tag. Missing or malformed ones are
// answered with 401 before the function that takes them runs and before the body
// is read. Opt makes them optional, AnyOf takes one of two kinds. Whether they
// are the right ones is for the function to say, most often a dependency of the
// app (Depends), so that only what is Public is open.
//
// # Results
//
// Nothing or error (204), T or (T, error) (200). T is any JSON value, or an
// envelope: a struct with fields tagged header, cookie, status and body.
//
// # Three moments
//
// Registration records. Linking, before the first request, compiles everything
// and reports all mistakes together (App.Err). Serving runs what was compiled.
package signet
