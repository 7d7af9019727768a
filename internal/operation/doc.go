// Package operation compiles, serves and describes one function on one route.
//
// Compile turns the folded layers into plans: the order of the dependencies, a
// frame that holds every argument and result of one request, a binder, an
// encoder. Serve runs them; serve.go is the page that says what a request goes
// through. Describe tells the document the same facts.
package operation
