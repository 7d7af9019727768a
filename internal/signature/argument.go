package signature

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strings"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

// Role says where an argument's value comes from.
type Role uint8

// The roles.
const (
	Dependency    Role = iota // a provider that returns exactly this type
	Input                     // a request struct, filled from the request
	Context                   // context.Context of the request
	Request                   // *http.Request
	Writer                    // http.ResponseWriter: the handler takes the answer over
	Reply                     // *vocab.Reply
	Route                     // *vocab.RouteInfo
	Scopes                    // vocab.Scopes that the route requires
	Preconditions             // vocab.Preconditions of the request
	Credential                // credentials of the request
	Failure                   // the error that is answered, in a function of OnError
)

// Argument is one argument of a function.
type Argument struct {
	Role  Role
	Type  reflect.Type
	Input *model.Request // Input: the struct, also when Type points to it

	Credential *vocab.CredentialLayout // Credential: what Type holds
}

// HoldsCredential reports whether credentials of the request reach the function
// by this argument.
func (a *Argument) HoldsCredential() bool {
	return a.Role == Credential || a.Role == Input && len(a.Input.Credentials) > 0
}

var (
	contextType = reflect.TypeFor[context.Context]()
	requestType = reflect.TypeFor[*http.Request]()
	writerType  = reflect.TypeFor[http.ResponseWriter]()
	replyType   = reflect.TypeFor[*vocab.Reply]()
	routeType   = reflect.TypeFor[*vocab.RouteInfo]()
	scopesType  = reflect.TypeFor[vocab.Scopes]()

	preconditionsType = reflect.TypeFor[vocab.Preconditions]()
)

// roleOf returns the role of a type that always means the same.
func roleOf(t reflect.Type) (role Role, fixed bool) {
	switch t {
	case contextType:
		return Context, true
	case requestType:
		return Request, true
	case writerType:
		return Writer, true
	case replyType:
		return Reply, true
	case routeType:
		return Route, true
	case scopesType:
		return Scopes, true
	case preconditionsType:
		return Preconditions, true
	}
	return Dependency, false
}

// mistaken refuses types that people write where another one is meant.
func mistaken(t reflect.Type) error {
	switch t {
	case requestType.Elem(), replyType.Elem(), routeType.Elem():
		return fmt.Errorf("%v: take a pointer to it", t)
	case reflect.PointerTo(scopesType):
		return errors.New("*signet.Scopes: take signet.Scopes")
	case reflect.PointerTo(preconditionsType):
		return errors.New("*signet.Preconditions: take signet.Preconditions")
	case errorType:
		return errors.New("error is a result, not an argument")
	}
	return nil
}

func readArgument(types *model.Reader, t reflect.Type) (Argument, error) {
	a := Argument{Type: t}
	role, fixed := roleOf(t)
	if a.Role = role; fixed {
		return a, nil
	}
	if err := mistaken(t); err != nil {
		return a, err
	}
	layout, err := readCredential(t)
	if err != nil || layout != nil {
		a.Role, a.Credential = Credential, layout
		return a, err
	}
	if !model.IsRequest(t) {
		return a, nil
	}
	a.Role = Input
	of := t
	if of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	input, err := types.ReadRequest(of)
	if err != nil {
		return a, errors.Join(prefixLines(TypeName(of)+": ", err)...)
	}
	a.Input = input
	return a, nil
}

// readCredential returns what credentials an argument holds, nil for none. An
// API key cannot be one: nothing would say where it is.
func readCredential(t reflect.Type) (*vocab.CredentialLayout, error) {
	layout, err := vocab.CredentialOf(t)
	if layout == nil || err != nil {
		return nil, err
	}
	for _, leaf := range layout.Leaves {
		if leaf.Kind == vocab.APIKeyKind {
			return nil, fmt.Errorf("%s: an API key needs a place: make it a field of a request struct, such as Key %s `header:\"X-Key\"`", vocab.NameOf(t), vocab.NameOf(t))
		}
	}
	return layout, nil
}

// TypeName names a type in messages, as users write it; a struct without a name
// of its own would print all of its fields.
func TypeName(t reflect.Type) string {
	named, stars := t, ""
	for named.Kind() == reflect.Pointer && named.Name() == "" {
		named, stars = named.Elem(), stars+"*"
	}
	if named.PkgPath() == replyType.Elem().PkgPath() {
		return stars + "signet" + strings.TrimPrefix(named.String(), "vocab")
	}
	if t.Name() == "" && t.Kind() == reflect.Struct {
		return "struct"
	}
	return t.String()
}
