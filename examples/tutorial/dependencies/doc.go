// Package dependencies gives handlers what other functions make.
//
// A dependency is a function with the arguments of a handler. Depends runs it
// for every route of its layer; Provide runs it where an argument has the type
// of its result. What a dependency reads is checked, and documented, as if the
// handler read it.
package dependencies
