// Package openapi describes operations as an OpenAPI 3.1 document.
//
// What a field is called, whether it is required and whether it may be null
// comes from the model that the binder reads too; constraints come from the
// rules that check requests. So the document cannot promise what the server
// does not do. What a type looks like beside that, jsonschema-go finds out, once
// per type and direction: enums, exposed and prepared schemas, oneOf, titles. The
// parts of the document are openapi-go's entities.
//
// A Document is plain data; Builder.Build renders it. The same Document always
// gives the same bytes.
package openapi
