package signet

import (
	"mime"
	"slices"
	"strings"

	"github.com/signet-go/signet/binding"
)

// Codec lets clients of the whole app send and get bodies of mediaType, such as
// application/cbor, wherever they can send and get JSON. A request says so by
// Content-Type; an answer is in the form that Accept likes best, JSON where it
// likes several equally or says nothing, and 406 is the answer where it takes
// none. Errors and streams stay as they are.
//
// The codec works on the plain values of the JSON of a body, so that names,
// presence, defaults, checks and response models are the same in every form;
// []byte is base64 there, as in JSON.
func Codec(mediaType string, codec BodyCodec) Option {
	return appOption{"Codec", func(c *config) {
		c.codecs = append(c.codecs, binding.Codec{MediaType: strings.ToLower(mediaType), BodyCodec: codec})
	}}
}

func (c *config) checkCodecs() {
	for i, codec := range c.codecs {
		media, parameters, err := mime.ParseMediaType(codec.MediaType)
		c.mistakeIf(err != nil || len(parameters) > 0 || !strings.Contains(media, "/") || strings.Contains(media, "*"),
			"Codec(%q): it is no media type such as application/cbor, without parameters", codec.MediaType)
		c.mistakeIf(media == "application/json" || strings.HasSuffix(media, "+json"), "Codec(%q): JSON is read and written by the framework", codec.MediaType)
		c.mistakeIf(codec.BodyCodec == nil, "Codec(%q): the codec is nil", codec.MediaType)
		known := slices.ContainsFunc(c.codecs[:i], func(other binding.Codec) bool { return other.MediaType == codec.MediaType })
		c.mistakeIf(known, "Codec(%q): the media type has a codec already", codec.MediaType)
	}
}
