// Package bodymultipleparams takes a body apart.
//
// body:"" is the whole body, and a pointer makes it optional. body:"item" is
// one property of it; several such fields together describe one JSON object.
package bodymultipleparams
