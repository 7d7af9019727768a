package securityschemes

import "github.com/signet-go/signet"

// Account is the answer to a name and a password. Never do that.
type Account struct {
	Username string `json:"username"`
	Password string `json:"password"`
}

func byBasic(c signet.Basic) Account { return Account(c) }

func perhapsByBasic(c signet.Opt[signet.Basic]) any {
	if c, ok := c.Get(); ok {
		return Account(c)
	}
	return advice
}

// Sent is the answer to other credentials.
type Sent struct {
	Scheme      string `json:"scheme"`
	Credentials string `json:"credentials"`
}

func byBearer(token signet.Bearer) Sent { return Sent{"Bearer", string(token)} }

func perhapsByBearer(token signet.Opt[signet.Bearer]) any {
	if token, ok := token.Get(); ok {
		return byBearer(token)
	}
	return advice
}

func perhapsByDigest(digest signet.Opt[signet.Digest]) any {
	if digest, ok := digest.Get(); ok {
		return Sent{"Digest", string(digest)}
	}
	return advice
}

// BasicOptional serves clients without a name too, but not those with a
// malformed one.
func BasicOptional() *signet.App { return one(perhapsByBasic) }

// BasicRealm says what the password is for.
func BasicRealm() *signet.App {
	return one(byBasic, signet.Scheme("HTTPBasic", signet.HTTPBasic{Realm: "simple"}))
}

// BasicRealmDescription says so in the document too.
func BasicRealmDescription() *signet.App {
	return one(byBasic, signet.Scheme("HTTPBasic", signet.HTTPBasic{Realm: "simple", Description: "HTTPBasic scheme"}))
}

// BearerDescription describes a token.
func BearerDescription() *signet.App {
	return one(byBearer, signet.Scheme("HTTPBearer", signet.HTTPBearer{Description: "HTTP Bearer token scheme"}))
}

// BearerOptional serves clients without a token too.
func BearerOptional() *signet.App { return one(perhapsByBearer) }

// DigestOptional serves clients without a digest too.
func DigestOptional() *signet.App { return one(perhapsByDigest) }

// Greeting is an answer.
type Greeting struct {
	Message string `json:"message"`
}

func root() Greeting { return Greeting{"Hello, World!"} }

func anyToken(signet.Bearer) error { return nil }

// TopLevel guards the whole app.
func TopLevel() *signet.App {
	app := signet.New(signet.Depends(anyToken))
	app.Handle(root, app.GET("/"))
	return app
}
