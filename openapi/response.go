package openapi

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/swaggest/openapi-go/openapi31"

	"github.com/signet-go/signet/internal/model"
)

// answer is one entry of the responses while it is put together.
type answer struct {
	descriptions []string
	media        []string // in order of their first use
	schemas      map[string][]schema
	content      map[string]*openapi31.MediaType
	entity       openapi31.Response
}

// answers are the entries of one operation in order.
type answers struct {
	keys  []string
	byKey map[string]*answer
}

func (a *answers) at(key string) *answer {
	if known := a.byKey[key]; known != nil {
		return known
	}
	fresh := &answer{schemas: map[string][]schema{}, content: map[string]*openapi31.MediaType{}}
	a.byKey[key] = fresh
	a.keys = append(a.keys, key)
	return fresh
}

// describeResponses describes what the operation may answer.
func (b *Builder) describeResponses(op *Operation, e *openapi31.Operation, used *used) error {
	all := &answers{byKey: map[string]*answer{}}
	for i := range op.Responses {
		r := &op.Responses[i]
		key, err := statusKey(r.Status)
		if err != nil {
			return err
		}
		a := all.at(key)
		if err := b.addResponse(op, r, a); err != nil {
			return fmt.Errorf("response %s: %w", key, err)
		}
	}
	b.addValidationError(op, all)
	responses := &openapi31.Responses{}
	for i, key := range all.keys {
		response := openapi31.ResponseOrReference{Response: all.byKey[key].finish(b.statusText(key, i == 0), used)}
		if key == "default" {
			responses.WithDefault(response)
			continue
		}
		responses.WithMapOfResponseOrReferenceValuesItem(key, response)
	}
	e.WithResponses(*responses)
	return nil
}

// statusKey is what OpenAPI calls a status: 200, 4XX, default.
func statusKey(status int) (string, error) {
	switch {
	case status == 0:
		return "default", nil
	case status >= 1 && status <= 5:
		return strconv.Itoa(status) + "XX", nil
	case status >= 100 && status <= 599:
		return strconv.Itoa(status), nil
	default:
		return "", fmt.Errorf("response %d: a status is from 100 to 599, 1 to 5 for a range, or 0 for the default", status)
	}
}

var rangeTexts = map[string]string{
	"1XX": "Information", "2XX": "Success", "3XX": "Redirection", "4XX": "Client Error", "5XX": "Server Error", "default": "Default Response",
}

// statusText describes a status that nobody has described.
func (b *Builder) statusText(key string, first bool) string {
	if b.compat && first && key[0] == '2' {
		return "Successful Response"
	}
	if text := rangeTexts[key]; text != "" {
		return text
	}
	if status, err := strconv.Atoi(key); err == nil && http.StatusText(status) != "" {
		return http.StatusText(status)
	}
	return "Additional Response"
}

func (b *Builder) addResponse(op *Operation, r *Response, a *answer) error {
	if r.Description != "" && !slices.Contains(a.descriptions, r.Description) {
		a.descriptions = append(a.descriptions, r.Description)
	}
	for _, x := range r.Extensions {
		a.entity.WithMapOfAnythingItem(x.Name, x.Value)
	}
	if err := b.addHeaders(r, a); err != nil {
		return err
	}
	for _, l := range r.Links { // past the entity, whose parameters are texts
		known, _ := a.entity.MapOfAnything["links"].(ordered)
		a.entity.WithMapOfAnythingItem("links", append(known, member{l.Name, l.entity()}))
	}
	switch {
	case bodyless(r.Status):
		return nil
	case r.Error:
		media, s := b.errorBody(op.Problem)
		a.add(media, s, r.Examples)
		return nil
	case r.Type == nil && r.MediaType == "":
		return nil
	case r.Type == nil:
		a.add(r.MediaType, nil, r.Examples)
		return nil
	}
	return b.addBody(op, r, a)
}

// bodyless reports whether HTTP forbids a body in the answer.
func bodyless(status int) bool {
	return status == 1 || status >= 100 && status < 200 || status == 204 || status == 205 || status == 304
}

func (b *Builder) addBody(op *Operation, r *Response, a *answer) error {
	s, err := b.value(r.Type, output)
	if err != nil {
		return err
	}
	media := r.MediaType
	if media == "" {
		media = jsonMedia
	}
	if r.Stream {
		b.addStream(a, media, s, r.Examples)
		return nil
	}
	if len(s) > 0 {
		s = b.titled(s, spacedTitle("Response_"+op.ID))
	}
	a.add(media, s, r.Examples)
	return nil
}

// addStream describes the items of a stream. FastAPI writes itemSchema, which
// OpenAPI has from 3.2 on; a valid 3.1 document describes the whole as a list,
// and 3.2 reads that in the same way.
func (b *Builder) addStream(a *answer, media string, item schema, examples []Example) {
	if media == "text/event-stream" {
		item = eventSchema(item)
	}
	if b.compat {
		a.add(media, nil, examples).WithMapOfAnythingItem("itemSchema", item)
		return
	}
	a.add(media, schema{"type": "array", "items": item}, examples)
}

// eventSchema describes a server-sent event whose data is the JSON of an item.
func eventSchema(item schema) schema {
	data := schema{"type": "string"}
	required := []string(nil)
	if len(item) > 0 {
		data["contentMediaType"], data["contentSchema"] = jsonMedia, item
		required = []string{"data"}
	}
	o := object{required: required, properties: ordered{
		{"data", data},
		{"event", schema{"type": "string"}},
		{"id", schema{"type": "string"}},
		{"retry", schema{"type": "integer", "minimum": 0}},
	}}
	return o.schema("")
}

// add notes a body; a nil schema says nothing about it.
func (a *answer) add(media string, s schema, examples []Example) *openapi31.MediaType {
	m := a.content[media]
	if m == nil {
		m = &openapi31.MediaType{}
		a.content[media] = m
		a.media = append(a.media, media)
	}
	same := func(known schema) bool { return sameSchema(known, s) }
	if s != nil && !slices.ContainsFunc(a.schemas[media], same) {
		a.schemas[media] = append(a.schemas[media], s)
	}
	if len(examples) > 0 {
		known, _ := m.MapOfAnything["examples"].(ordered)
		m.WithMapOfAnythingItem("examples", append(known, namedExamples(examples)...))
	}
	return m
}

// finish returns the entity; several bodies of one media type are alternatives.
func (a *answer) finish(text string, used *used) *openapi31.Response {
	a.entity.Description = text
	if len(a.descriptions) > 0 {
		a.entity.Description = strings.Join(a.descriptions, "; ")
	}
	for _, media := range a.media {
		m := a.content[media]
		switch list := a.schemas[media]; len(list) {
		case 0:
		case 1:
			describeMedia(m, list[0], used)
		default:
			branches := make([]any, len(list))
			for i, s := range list {
				branches[i] = s
			}
			describeMedia(m, schema{"anyOf": branches}, used)
		}
		eachRef(m.MapOfAnything["itemSchema"], used.add)
		a.entity.WithContentItem(media, *m)
	}
	return &a.entity
}

func (b *Builder) addHeaders(r *Response, a *answer) error {
	for _, f := range r.Headers {
		s, err := b.field(f, output, use{title: f.Name, bare: true, text: true})
		if err != nil {
			return fmt.Errorf("header %s: %w", f.Name, err)
		}
		h := &openapi31.Header{Schema: s, Description: optional(f.Doc.Description)}
		if f.Doc.Deprecated {
			h.WithDeprecated(true)
		}
		a.entity.WithHeadersItem(f.Name, openapi31.HeaderOrReference{Header: h})
	}
	if len(r.Cookies) > 0 {
		a.entity.WithHeadersItem("Set-Cookie", openapi31.HeaderOrReference{Header: cookieHeader(r.Cookies)})
	}
	return nil
}

func cookieHeader(cookies []*model.Field) *openapi31.Header {
	names := make([]string, len(cookies))
	for i, f := range cookies {
		names[i] = f.Name
		if f.Doc.Description != "" {
			names[i] += " (" + f.Doc.Description + ")"
		}
	}
	text := "Sets " + strings.Join(names, ", ") + "."
	return &openapi31.Header{Schema: schema{"type": "string"}, Description: &text}
}
