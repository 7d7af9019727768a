package openapi

import "slices"

// errorBodies are the components of what the framework itself answers. Clients
// know them by name.
type errorBodies struct {
	plain, validation, item    *component
	problem, validationProblem *component
}

// addValidationError adds the answer 422, unless the operation describes it. An
// error of that status is another answer beside it.
func (b *Builder) addValidationError(op *Operation, all *answers) {
	described := func(r Response) bool { return r.Status == 4 || r.Status == 0 || r.Status == 422 && !r.Error }
	if !op.ValidationError || slices.ContainsFunc(op.Responses, described) {
		return
	}
	a := all.at("422")
	if b.compat {
		a.descriptions = []string{"Validation Error"}
	}
	if op.Problem {
		a.add(problemMedia, b.validationProblem(), nil)
		return
	}
	a.add(jsonMedia, b.validationBody(), nil)
}

// errorBody describes the body of an error that is not about fields.
func (b *Builder) errorBody(problem bool) (media string, s schema) {
	if problem {
		return problemMedia, b.problem()
	}
	if b.errors.plain == nil {
		o := &object{}
		o.add("detail", b.titled(schema{}, "Detail"), true)
		b.errors.plain = b.fixed("HTTPError", o)
	}
	return jsonMedia, schema{"$ref": ref{b.errors.plain, output}}
}

func (b *Builder) validationBody() schema {
	if b.errors.validation == nil {
		o := &object{}
		o.add("detail", b.titled(b.fieldErrors(), "Detail"), false)
		b.errors.validation = b.fixed("HTTPValidationError", o)
	}
	return schema{"$ref": ref{b.errors.validation, output}}
}

// fieldErrors describes the list of a client's mistakes.
func (b *Builder) fieldErrors() schema {
	if b.errors.item == nil {
		step := schema{"anyOf": []any{schema{"type": "string"}, schema{"type": "integer"}}}
		o := &object{}
		o.add("loc", b.titled(schema{"type": "array", "items": step}, "Location"), true)
		o.add("msg", b.titled(schema{"type": "string"}, "Message"), true)
		o.add("type", b.titled(schema{"type": "string"}, "Error Type"), true)
		o.add("input", b.titled(schema{}, "Input"), false)
		o.add("ctx", b.titled(schema{"type": "object"}, "Context"), false)
		b.errors.item = b.fixed("ValidationError", o)
	}
	return schema{"type": "array", "items": schema{"$ref": ref{b.errors.item, output}}}
}

const problemMedia = "application/problem+json"

// problem describes the problem details of RFC 9457. A detail that is no text
// travels under errors.
func (b *Builder) problem() schema {
	if b.errors.problem == nil {
		b.errors.problem = b.fixed("Problem", b.problemObject(schema{}))
	}
	return schema{"$ref": ref{b.errors.problem, output}}
}

func (b *Builder) validationProblem() schema {
	if b.errors.validationProblem == nil {
		b.errors.validationProblem = b.fixed("ValidationProblem", b.problemObject(b.fieldErrors()))
	}
	return schema{"$ref": ref{b.errors.validationProblem, output}}
}

func (b *Builder) problemObject(errors schema) *object {
	o := &object{}
	o.add("type", b.titled(schema{"type": "string", "format": "uri-reference"}, "Type"), true)
	o.add("title", b.titled(schema{"type": "string"}, "Title"), true)
	o.add("status", b.titled(schema{"type": "integer"}, "Status"), true)
	o.add("detail", b.titled(schema{"type": "string"}, "Detail"), false)
	o.add("errors", b.titled(errors, "Errors"), false)
	return o
}

func (b *Builder) fixed(name string, o *object) *component {
	c := &component{title: name, fixed: true}
	title := ""
	if b.compat {
		title = name
	}
	c.set(output, o.schema(title))
	return c
}
