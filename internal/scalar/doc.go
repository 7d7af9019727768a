// Package scalar reads and writes one scalar: the text of a parameter or a JSON
// token on one side, a Go value behind an unsafe pointer on the other.
//
// For settles at start how a type travels and returns a Codec of plain
// functions, which know the width and the form of the type and need no
// reflection, but for types that bring a text form of their own. What a codec
// refuses it says as a vocab.Fault; the faults that do not depend on the value
// are made once, so refusing costs nothing either.
//
// Numbers, bools, strings, times and UUIDs are stored and written without an
// allocation of their own. A stored string shares memory with the text that it
// was read from.
package scalar
