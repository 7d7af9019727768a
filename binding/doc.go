// Package binding fills request structs from requests and writes results, by
// plans that are compiled once per operation.
//
// Compile makes one Plan for all request structs of an operation, so that the
// query and the cookies are scanned once, however many dependencies read them.
// A Plan works in two steps: BindParams reads what the request line and the
// header say, BindBody reads the body. Mistakes of the client are collected in
// an Invalid, all of them, in the order in which a report lists them.
//
// CompileResult makes an Output, which writes a result as JSON and, for an
// envelope, sets headers and cookies.
//
// Plans and Outputs are immutable and safe for concurrent use. They work on
// unsafe.Pointers to values of the types they were compiled for: whoever calls
// them vouches for that.
package binding
