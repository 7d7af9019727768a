package signet_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/signet-go/signet"
)

// errorAnswers lists the answers of GET /a/{id} in the document that are no good
// ones: status, description, media type and schema.
func errorAnswers(t *testing.T, app *signet.App) []string {
	t.Helper()
	valid(t, app)
	var doc struct {
		Paths map[string]map[string]struct {
			Responses map[string]struct {
				Description string
				Content     map[string]struct{ Schema map[string]any }
			}
		}
	}
	got := do(t, app, "GET", "/openapi.json", "")
	if err := json.Unmarshal([]byte(got.body), &doc); err != nil {
		t.Fatalf("%s: %v", got.call, err)
	}
	var list []string
	for status, r := range doc.Paths["/a/{id}"]["get"].Responses {
		if status[0] == '2' {
			continue
		}
		text := status + " " + r.Description
		for media, content := range r.Content {
			name, _ := content.Schema["$ref"].(string)
			if name == "" {
				name = fmt.Sprint(content.Schema["type"])
			}
			text += " " + media + " " + name[strings.LastIndexByte(name, '/')+1:]
		}
		list = append(list, text)
	}
	slices.Sort(list)
	return list
}

type failed struct {
	Code string `json:"code"`
}

// The document has what functions of OnError answer, as far as their signatures
// say what that is.
func TestOnErrorInTheDocument(t *testing.T) {
	t.Parallel()
	raises := signet.Raises(signet.NewError(404, "no such thing"), signet.NewError(409, "taken"))
	plain := []string{"401 Not authenticated application/json HTTPError", "404 no such thing application/json HTTPError", "409 taken application/json HTTPError",
		"422 Unprocessable Entity application/json HTTPValidationError"}
	tests := []struct {
		name    string
		options []signet.Option
		want    []string
	}{
		{"nothing", nil, plain},
		{"looks only", []signet.Option{signet.OnError(func(error) {})}, plain},
		{"another type", []signet.Option{signet.OnError(func(*soldOut) failed { return failed{} })}, plain},
		{"any error", []signet.Option{signet.OnError(func(error) failed { return failed{} })},
			[]string{"401 Not authenticated application/json failed", "404 no such thing application/json failed", "409 taken application/json failed", "422 Unprocessable Entity application/json failed"}},
		{"mistakes", []signet.Option{signet.OnError(func(*signet.ValidationError) []failed { return nil })},
			[]string{plain[0], plain[1], plain[2], "422 Unprocessable Entity application/json array"}},
		{"a status", []signet.Option{signet.OnError(func(*signet.Error) *failed { return nil }, 404)},
			[]string{plain[0], "404 no such thing application/json failed", plain[2], plain[3]}},
		{"envelope", []signet.Option{signet.OnError(func(*signet.Error) house { return house{} }, 409)},
			[]string{plain[0], plain[1], "409 taken application/json object", plain[3]}},
		{"written", []signet.Option{signet.OnError(func(http.ResponseWriter, *signet.Error) {}, 409)},
			[]string{plain[0], plain[1], "409 taken", plain[3]}},
		{"problem beside", []signet.Option{signet.ProblemJSON(), signet.OnError(func(*signet.Error) failed { return failed{} }, 409)},
			[]string{"401 Not authenticated application/problem+json Problem", "404 no such thing application/problem+json Problem", "409 taken application/json failed",
				"422 Unprocessable Entity application/problem+json ValidationProblem"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			app, _ := newApp(tt.options...)
			app.Handle(func(*Numbered, signet.Bearer) error { return nil }, app.GET("/a/{id}"), raises)
			if got := errorAnswers(t, app); !slices.Equal(got, tt.want) {
				t.Errorf("the document has\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
		})
	}
}
