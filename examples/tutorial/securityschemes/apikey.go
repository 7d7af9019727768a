package securityschemes

import "github.com/signet-go/signet"

// User is the answer.
type User struct {
	Username string `json:"username"`
}

// Advice is the answer to who has no account.
type Advice struct {
	Msg string `json:"msg"`
}

var advice = Advice{"Create an account first"}

type (
	// HeaderKey asks for a key in a header.
	HeaderKey struct {
		Key signet.APIKey `header:"key"`
	}
	// QueryKey asks for a key in the query.
	QueryKey struct {
		Key signet.APIKey `query:"key"`
	}
	// CookieKey asks for a key in a cookie.
	CookieKey struct {
		Key signet.APIKey `cookie:"key"`
	}
	// OptionalHeaderKey takes a key in a header.
	OptionalHeaderKey struct {
		Key signet.Opt[signet.APIKey] `header:"key"`
	}
	// OptionalQueryKey takes a key in the query.
	OptionalQueryKey struct {
		Key signet.Opt[signet.APIKey] `query:"key"`
	}
)

func byHeader(in *HeaderKey) User { return User{string(in.Key)} }
func byQuery(in *QueryKey) User   { return User{string(in.Key)} }
func byCookie(in *CookieKey) User { return User{string(in.Key)} }

func perhapsByHeader(in *OptionalHeaderKey) any { return perhaps(in.Key) }
func perhapsByQuery(in *OptionalQueryKey) any   { return perhaps(in.Key) }

func perhaps(key signet.Opt[signet.APIKey]) any {
	if key, ok := key.Get(); ok {
		return User{string(key)}
	}
	return advice
}

// one is an app with one function.
func one(fn any, opts ...signet.Option) *signet.App {
	app := signet.New(opts...)
	app.Handle(fn, app.GET("/users/me"))
	return app
}

// CookieDescription describes a key in a cookie.
func CookieDescription() *signet.App {
	return one(byCookie, signet.Scheme("APIKeyCookie", signet.APIKeyScheme{In: "cookie", Name: "key", Description: "An API Cookie Key"}))
}

// HeaderDescription describes a key in a header.
func HeaderDescription() *signet.App {
	return one(byHeader, signet.Scheme("APIKeyHeader", signet.APIKeyScheme{In: "header", Name: "key", Description: "An API Key Header"}))
}

// HeaderOptional serves clients without a key too.
func HeaderOptional() *signet.App { return one(perhapsByHeader) }

// Query wants a key in the query.
func Query() *signet.App { return one(byQuery) }

// QueryOptional serves clients without a key too.
func QueryOptional() *signet.App { return one(perhapsByQuery) }
