// Conformance serves one app of examples/tutorial, so that recorded requests
// can be replayed against it:
//
//	go run ./internal/conformance path_params/tutorial001 -port 8001
//	go run ./internal/conformance -list
//
// The names are those of the cases: the area, a slash, the app. Where one case
// holds several apps, -app name@line picks one of them.
package main
