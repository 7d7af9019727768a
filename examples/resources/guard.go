package main

import "github.com/signet-go/signet"

// Key is the API key that clients have to know.
type Key string

// Credentials are read from the request; the type of the field says that it is
// a credential, its tag where it stands.
type Credentials struct {
	Key signet.APIKey `header:"X-API-Key"`
}

var errKey = signet.NewError(401, "the API key is not valid")

// knowsKey is a dependency of the group: it runs before any of its handlers. An
// empty key admits nobody.
func knowsKey(in *Credentials, key Key) error {
	if key == "" || !in.Key.Equal(string(key)) {
		return errKey
	}
	return nil
}
