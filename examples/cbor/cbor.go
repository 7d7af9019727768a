// Package cbor lets clients send and get CBOR (RFC 8949) wherever an app takes
// and answers JSON.
package cbor

import (
	"io"
	"reflect"

	"github.com/fxamacker/cbor/v2"

	"github.com/signet-go/signet"
)

// Media is the media type of CBOR.
const Media = "application/cbor"

// codec is CBOR with the strictness that a body from anywhere asks for.
type codec struct {
	encode cbor.EncMode
	decode cbor.DecMode
}

func newCodec() (*codec, error) {
	encode, err := cbor.CoreDetEncOptions().EncMode()
	if err != nil {
		return nil, err
	}
	decode, err := cbor.DecOptions{
		DupMapKey:      cbor.DupMapKeyEnforcedAPF,
		IndefLength:    cbor.IndefLengthForbidden,
		DefaultMapType: reflect.TypeFor[map[string]any](),
	}.DecMode()
	return &codec{encode, decode}, err
}

// Encode writes one value.
func (c *codec) Encode(w io.Writer, v any) error { return c.encode.NewEncoder(w).Encode(v) }

// Decode reads one value, and refuses anything after it.
func (c *codec) Decode(r io.Reader, v any) error {
	body, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	return c.decode.Unmarshal(body, v)
}

// Reading is what a sensor has measured.
type Reading struct {
	Sensor  string  `json:"sensor" validate:"min=3"`
	Celsius float64 `json:"celsius" validate:"gte=-273.15"`
	Samples int     `json:"samples" default:"1"`
}

// AddReading is a reading as a sensor sends it.
type AddReading struct {
	Body Reading `body:""`
}

// App returns an app that answers a reading with itself, as JSON or as CBOR.
func App() (*signet.App, error) {
	c, err := newCodec()
	if err != nil {
		return nil, err
	}
	app := signet.New(signet.Title("Readings"), signet.Codec(Media, c))
	app.Handle(func(in *AddReading) (Reading, error) { return in.Body, nil }, app.POST("/readings", signet.Status(201)))
	return app, nil
}
