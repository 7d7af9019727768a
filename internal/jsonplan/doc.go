// Package jsonplan decodes and encodes JSON by plans that are compiled once
// from a model.
//
// Three layers, each in files of its own:
//
//   - scan*.go and text.go know JSON's syntax and nothing of Go values. A text
//     that breaks RFC 8259, or any of the limits, is refused as a whole: one
//     mistake, json_invalid, with the place of the character.
//   - read*.go give values a meaning: one pass over the text fills the value,
//     remembers which members were sent, fills defaults, checks constraints
//     and collects every mistake with its place.
//   - write*.go append values as JSON; projection.go makes writers that read
//     one type and write the members of another.
//
// A plan is a tree of readers or writers, one per type, immutable and safe for
// concurrent use. A plan works on an unsafe.Pointer to a value of its type;
// whoever holds the plan vouches for the type.
package jsonplan
