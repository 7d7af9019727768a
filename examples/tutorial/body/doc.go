// Package body reads JSON bodies into structs.
//
// A field tagged body:"" is the whole body. Its members follow the rules of all
// fields: required unless a pointer, an Opt or with a default. Beside it, the
// request struct may read the path and the query. FastAPICompat lets an error
// show the object that lacks a member, as FastAPI does.
package body
