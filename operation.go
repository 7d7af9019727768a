package signet

import (
	"reflect"

	"github.com/signet-go/signet/internal/layer"
)

// operationOption is a setting of a route or a function.
type operationOption struct {
	name string
	set  func(*layer.Settings)
}

func (o operationOption) applyToRoute(s *layer.Settings) { o.set(s) }
func (o operationOption) applyToHandle(h *handling)      { o.set(h.settings) }

// String is the option's name.
func (o operationOption) String() string { return o.name }

// Name names a route for App.URL. The default is the operation's id, which for a
// function's first route is the function's own name; a Hidden route has none.
// Several routes may share a name.
func Name(name string) OperationOption {
	return operationOption{"Name", func(s *layer.Settings) { s.RouteName = name }}
}

// OperationID sets the operation's id in the document; one that is taken is a
// mistake that App.Err reports. The default is the function's bare name, with the
// path and the method where that is taken; a closure has method and path.
func OperationID(id string) OperationOption {
	return operationOption{"OperationID", func(s *layer.Settings) { s.OperationID = id }}
}

// Status sets the status of a good answer, from 200 to 599. The default is 200, or
// 204 where the function returns no value. See Reply for one that depends on the
// request.
func Status(code int) OperationOption {
	return operationOption{"Status", func(s *layer.Settings) { s.Status = code }}
}

// ContentType sets the media type of a good answer. A string or a []byte is then
// written as it is, not as JSON; an io.Reader, a File, HTML and Text get this type in
// place of their own. A result that stays JSON takes only a type of JSON, such as
// application/hal+json.
func ContentType(media string) OperationOption {
	return operationOption{"ContentType", func(s *layer.Settings) { s.ContentType = media }}
}

// ResponseModel narrows the answer to the members of T, found by wire name and
// recursively, and documents T. A member that T needs and the result lacks is a
// mistake that App.Err reports.
func ResponseModel[T any]() OperationOption {
	return operationOption{"ResponseModel", func(s *layer.Settings) { s.ResponseModel = reflect.TypeFor[T]() }}
}

// Include writes of the answer only the members that the paths name, and
// documents only these. A path is wire names with dots between, "owner.id"; it
// goes through lists and maps to their items. The lists of a route stand in
// place of those of its Handle. Beside ResponseModel the model's members count.
func Include(paths ...string) OperationOption {
	return operationOption{"Include", func(s *layer.Settings) { s.Selection.Include = append(s.Selection.Include, paths...) }}
}

// Exclude leaves the members that the paths name out of the answer and of its
// schema. See Include.
func Exclude(paths ...string) OperationOption {
	return operationOption{"Exclude", func(s *layer.Settings) { s.Selection.Exclude = append(s.Selection.Exclude, paths...) }}
}

// OmitNull leaves members that are null out of the answer, at any depth. Items
// of lists and maps stay.
func OmitNull() OperationOption {
	return operationOption{"OmitNull", func(s *layer.Settings) { s.Selection.OmitNull = true }}
}

// OmitDefaults leaves members that equal their default tag out of the answer,
// at any depth, and pointers and Opts without a default that are null.
func OmitDefaults() OperationOption {
	return operationOption{"OmitDefaults", func(s *layer.Settings) { s.Selection.OmitDefaults = true }}
}

// OmitAbsent leaves members whose Opt is absent out of the answer, at any
// depth: only what was set leaves, null included. Without it they are null,
// unless their json tag has omitzero.
func OmitAbsent() OperationOption {
	return operationOption{"OmitAbsent", func(s *layer.Settings) { s.Selection.OmitAbsent = true }}
}

// ResponseDescription describes the good answer in the document. The default is
// the status' text.
func ResponseDescription(text string) OperationOption {
	return operationOption{"ResponseDescription", func(s *layer.Settings) { s.ResponseDescription = text }}
}

// Example adds an example of the request body to the document. Its name tells
// several apart; its value is written as JSON and not checked against the body's
// type.
func Example(name string, value any) OperationOption {
	return Examples(NamedExample{Name: name, Value: value})
}

// NamedExample is an example of a body or a parameter.
type NamedExample struct {
	Name        string
	Summary     string
	Description string // Markdown
	Value       any
}

// Examples adds examples of the request body to the document. A route without a
// body, two of one name, and a value that JSON cannot hold are mistakes that
// App.Err reports.
func Examples(list ...NamedExample) OperationOption {
	return operationOption{"Examples", func(s *layer.Settings) { s.Examples = append(s.Examples, layerExamples(list)...) }}
}

// text is a Summary or a Description: of the app, a route or a function.
type text struct {
	operationOption
	app func(*config)
}

func (o text) applyToApp(c *config) { o.app(c) }

// TextOption is for New, where it describes the API, and for a route or Handle.
type TextOption interface {
	Option
	OperationOption
}

// Summary is a short text: of the API in New, of the operation elsewhere, where
// the default is the words of the function's name. See DocComments.
func Summary(line string) TextOption {
	return text{operationOption{"Summary", func(s *layer.Settings) { s.Summary = line }}, func(c *config) { c.document.Summary = line }}
}

// Description is a longer text in Markdown: of the API in New, of the
// operation elsewhere.
func Description(markdown string) TextOption {
	return text{operationOption{"Description", func(s *layer.Settings) { s.Description = markdown }}, func(c *config) { c.document.Description = markdown }}
}
