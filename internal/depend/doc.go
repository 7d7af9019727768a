// Package depend orders the dependencies of one operation and says where each
// argument of each function comes from. It works at link time: the result is a
// Plan, which internal/operation lays out in memory and runs.
//
// A layer (app, group, function, route) holds declarations in order. Depends
// runs a function and offers its result by type; Provide only offers it. An
// argument takes the offer of the innermost layer; a dependency's own arguments
// are looked up from the layer of its declaration outward, so that a route can
// never replace what an outer guard sees.
package depend
