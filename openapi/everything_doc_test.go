package openapi

import (
	"reflect"

	"github.com/signet-go/signet/internal/model"
)

// everything uses each feature of a document.
func everything(f *fixture) *Document {
	return &Document{
		Info: Info{
			Title: "Everything", Summary: "All at once", Description: "With **Markdown** & <tags>.", Version: "2.0",
			TermsOfService: "https://example.com/terms",
			Contact:        &Contact{Name: "Ada", URL: "https://example.com", Email: "ada@example.com"},
			License:        &License{Name: "MIT", Identifier: "MIT"},
		},
		Servers: []Server{{URL: "https://{region}.example.com", Description: "Production", Variables: []ServerVariable{
			{Name: "region", Default: "eu", Enum: []string{"eu", "us"}},
		}}},
		Tags:         []Tag{{Name: "zoo", Description: "Animals", ExternalDocs: &ExternalDocs{URL: "https://example.com/zoo"}}, {Name: "auth"}},
		ExternalDocs: &ExternalDocs{URL: "https://example.com/docs", Description: "More"},
		Schemes: []Scheme{
			{Name: "bearer", Type: HTTP, HTTP: "bearer", BearerFormat: "JWT", Description: "A token."},
			{Name: "basic", Type: HTTP, HTTP: "basic"},
			{Name: "key", Type: APIKey, Key: "X-Key", In: "header"},
			{Name: "oauth", Type: OAuth2, Flows: Flows{
				Password:          &Flow{TokenURL: "https://example.com/token", Scopes: map[string]string{"read": "Read", "write": "Write"}},
				AuthorizationCode: &Flow{AuthorizationURL: "https://example.com/auth", TokenURL: "https://example.com/token"},
				ClientCredentials: &Flow{TokenURL: "https://example.com/token"},
				Implicit:          &Flow{AuthorizationURL: "https://example.com/auth"},
			}},
			{Name: "oidc", Type: OpenIDConnect, OpenIDURL: "https://example.com/.well-known/openid-configuration"},
			{Name: "mtls", Type: MutualTLS},
		},
		Operations: append(everythingRoutes(f), answersOfEachKind(f)...),
		Webhooks: []Webhook{{Name: "born", Operation: &Operation{
			Method: "POST", ID: "born", Summary: "An animal is born", Inputs: f.inputs(nil, listBody{}), Responses: []Response{{Status: 204}},
		}}},
		Extensions: []Extension{{"x-logo", map[string]any{"url": "https://example.com/logo.png"}}},
	}
}

func everythingRoutes(f *fixture) []*Operation {
	shop := []string{"shop"}
	all := f.of(Everything{})
	return []*Operation{{
		Method: "GET", Path: "/zoo/{shop}/{rest}", ID: "search", Summary: "Search", Tags: []string{"zoo"}, Deprecated: true,
		ExternalDocs: &ExternalDocs{URL: "https://example.com/search"},
		Inputs:       f.inputs(shop, searchParams{}, pageParams{}), Wildcards: []string{"shop", "rest"},
		Responses:       []Response{{Status: 200, Type: f.of(Page[Dog]{})}, {Status: 404, Error: true, Description: "no such shop"}, {Status: 404, Error: true, Description: "no such animal"}},
		ValidationError: true,
		Security:        []Requirement{{"bearer": nil}, {"key": nil, "oauth": {"read", "write"}}, {}},
		ParamExamples:   map[string][]Example{"from": {{Name: "b", Summary: "First", Value: "2026-01-01"}, {Name: "a", Value: "2026-02-01"}}},
	}, {
		Method: "POST", Path: "/alpha", ID: "createEverything", Summary: "Create", Inputs: f.inputs(nil, everythingBody{}),
		Responses:       []Response{{Status: 201, Type: all, Headers: responseHeaders(f), Cookies: []*model.Field{{Name: "seen", Type: f.of("")}}}},
		ValidationError: true, Problem: true, Security: []Requirement{},
		Extensions: []Extension{{"x-internal", true}},
	}, {
		Method: "GET", Path: "/alpha", ID: "listEverything", Summary: "List", Responses: []Response{{Status: 200, Type: f.of([]*Everything{})}},
	}, {
		Method: "PATCH", Path: "/alpha", ID: "mergeDogs", Summary: "Merge", Inputs: f.inputs(nil, mergedBody{}), ValidationError: true,
		Responses: []Response{{Status: 200, Type: f.of(map[string]Dog{})}, {Status: 0, Error: true}},
		BodyExamples: []Example{
			{Name: "loud", Summary: "A loud one", Value: map[string]any{"dog": map[string]any{"barks": true}, "loud": true}},
			{Name: "calm", Description: "A calm one", Value: map[string]any{"dog": map[string]any{"barks": false}}},
		},
		Callbacks: []Callback{{"done", "{$request.body#/url}", &Operation{Method: "POST", ID: "done", Responses: []Response{{Status: 200}}}}},
	}, {
		Method: "PUT", Path: "/alpha", ID: "upload", Summary: "Upload", Inputs: f.inputs(nil, upload{}), ValidationError: true,
		Responses: []Response{{Status: 204, Type: all}},
	}, {
		Method: "POST", Path: "/login", ID: "login", Summary: "Log in", Inputs: f.inputs(nil, login{}), ValidationError: true,
		Responses: []Response{{Status: 200, Type: f.of(Pair[string, *Color]{})}, {Status: 4, Error: true}},
	}, {
		Method: "PURGE", Path: "/alpha", ID: "purge", Responses: []Response{{Status: 204}},
	}}
}

func responseHeaders(f *fixture) []*model.Field {
	return []*model.Field{
		{Name: "Location", Type: f.of(""), Doc: model.Doc{Description: "Where it is.", Format: "uri"}},
		{Name: "X-Count", Type: f.of(0)},
	}
}

func answersOfEachKind(f *fixture) []*Operation {
	return []*Operation{{
		Method: "GET", Path: "/text", ID: "text", Summary: "Text",
		Responses: []Response{{Status: 200, Type: f.of(""), MediaType: "text/plain; charset=utf-8"}, {Status: 200, MediaType: "image/png"}},
	}, {
		Method: "GET", Path: "/events", ID: "events", Summary: "Events",
		Responses: []Response{{Status: 200, Type: f.of(Dog{}), Stream: true, MediaType: "text/event-stream"}},
	}, {
		Method: "GET", Path: "/lines", ID: "lines", Summary: "Lines",
		Responses: []Response{{Status: 200, Type: f.of(Cat{}), Stream: true, MediaType: "application/jsonl"}},
	}, {
		Method: "POST", Path: "/raw", ID: "raw", Summary: "Raw bytes",
		Body:      &Body{MediaTypes: []string{"application/octet-stream"}, Required: true, Description: "Anything."},
		Responses: []Response{{Status: 200, Type: f.of(Dog{})}, {Status: 200, Type: f.of(Cat{})}, {Status: 303}},
	}, {
		Method: "GET", Path: "/any", ID: "any", Summary: "Anything",
		Responses: []Response{{Status: 200, Type: f.anyType(), Examples: []Example{{Name: "one", Value: 1}}}, {Status: 429, Description: "Slow down", Error: true}},
	}}
}

func (f *fixture) anyType() *model.Type {
	t, err := f.types.ReadType(reflect.TypeFor[any]())
	if err != nil {
		f.t.Fatal(err)
	}
	return t
}
