package signet_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http/httptest"

	"github.com/signet-go/signet"
)

// packed is JSON in base64: a form of bodies that needs no other module. See
// examples/cbor for one that is of use.
type packed struct{}

func (packed) Encode(w io.Writer, v any) error {
	text, err := json.Marshal(v)
	if err == nil {
		_, err = io.WriteString(w, base64.StdEncoding.EncodeToString(text))
	}
	return err
}

func (packed) Decode(r io.Reader, v any) error {
	return json.NewDecoder(base64.NewDecoder(base64.StdEncoding, r)).Decode(v)
}

func ExampleCodec() {
	var form signet.BodyCodec = packed{} // JSON in base64
	app := signet.New(signet.Codec("application/x-packed", form))
	app.Handle(func() Price { return Price{199} }, app.GET("/price"))

	for _, accept := range []string{"*/*", "application/x-packed", "image/png"} {
		r := httptest.NewRequest("GET", "/price", nil)
		r.Header.Set("Accept", accept)
		w := httptest.NewRecorder()
		app.ServeHTTP(w, r)
		fmt.Println(w.Code, w.Header().Get("Content-Type"), w.Body)
	}
	// Output:
	// 200 application/json {"cents":199}
	// 200 application/x-packed eyJjZW50cyI6MTk5fQ==
	// 406 application/json {"detail":"the answer can be application/json, application/x-packed"}
}
