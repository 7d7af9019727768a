package signettest

import (
	"net/http"
	"reflect"

	"github.com/signet-go/signet/internal/caller"
	"github.com/signet-go/signet/internal/layer"
)

// Option is for New.
type Option interface{ applyToClient(*settings) }

// RequestOption is for one request, or in New for all of them.
type RequestOption interface {
	Option
	applyToRequest(*http.Request)
}

type option func(*settings)

func (o option) applyToClient(s *settings) { o(s) }

// Override puts f in the place of every function of the app that provides T:
// those that layers depend on or provide, and those of the app's lifetime. f is
// such a function itself, declared to return T. Of several for one type the
// last counts; one for a type that nothing provides is a mistake.
func Override[T any](f any) Option {
	o := layer.Override{Type: reflect.TypeFor[T](), Func: f, Place: caller.Here(1)}
	return option(func(s *settings) { s.overrides.List = append(s.overrides.List, o) })
}

// request changes a request.
type request func(*http.Request)

func (o request) applyToClient(s *settings)      { s.each = append(s.each, o) }
func (o request) applyToRequest(r *http.Request) { o(r) }

// Header sets a header, in the place of one that another option has set.
func Header(name, value string) RequestOption {
	return request(func(r *http.Request) {
		if http.CanonicalHeaderKey(name) == "Host" {
			r.Host = value
			return
		}
		r.Header.Set(name, value)
	})
}

// Bearer sends a token in the header Authorization.
func Bearer(token string) RequestOption { return Header("Authorization", "Bearer "+token) }

// BasicAuth sends a name and a password in the header Authorization.
func BasicAuth(username, password string) RequestOption {
	return request(func(r *http.Request) { r.SetBasicAuth(username, password) })
}

// Cookie sends a cookie beside those that the app has set.
func Cookie(name, value string) RequestOption {
	return request(func(r *http.Request) { r.AddCookie(&http.Cookie{Name: name, Value: value}) })
}
