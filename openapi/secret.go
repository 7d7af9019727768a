package openapi

import (
	"maps"

	"github.com/swaggest/jsonschema-go"
)

// secret describes a Secret: its value for who sends it; who gets it gets
// asterisks in a string.
func secret(s schema, d direction) schema {
	if d == output {
		return schema{"type": "string", "format": "password", "writeOnly": true}
	}
	s = maps.Clone(s)
	s["writeOnly"] = true
	if s["$ref"] == nil && s["format"] == nil {
		s["format"] = "password"
	}
	return s
}

// typedSecret is secret for jsonschema-go's own use.
func typedSecret(typed jsonschema.Schema, d direction) (s jsonschema.Schema, err error) {
	plain, err := typed.ToSchemaOrBool().ToSimpleMap()
	if err != nil {
		return s, err
	}
	var out jsonschema.SchemaOrBool
	if err := out.FromSimpleMap(secret(plain, d)); err != nil {
		return s, err
	}
	return *out.TypeObject, nil
}
