package scalar

import (
	"net/url"
	"unsafe"

	"github.com/signet-go/signet/internal/vocab"
)

var (
	urlType    = &vocab.Fault{Type: "url_type", Msg: "must be a URL in a string"}
	urlSyntax  = urlFault("must be a URL like https://example.com/a", "not a valid URL")
	urlNoHost  = urlFault("must be a URL with a host", "the host is empty")
	urlNoStart = urlFault("must be a URL that begins with a scheme like https:", "relative URL without a base")
)

func urlFault(msg, reason string) *vocab.Fault {
	return &vocab.Fault{Type: "url_parsing", Msg: msg, Ctx: map[string]any{"error": reason}}
}

// urlCodec is for url.URL: absolute, and with a host where the scheme is one
// that is followed by //.
func urlCodec() *Codec {
	return &Codec{
		Parse:      parseURL,
		FromString: parseURL,
		TypeFault:  urlType,
		Append: func(b []byte, p unsafe.Pointer) ([]byte, error) {
			return append(b, (*url.URL)(p).String()...), nil
		},
		AppendJSON: func(b []byte, p unsafe.Pointer) ([]byte, error) {
			return AppendString(b, (*url.URL)(p).String()), nil
		},
	}
}

func parseURL(text string, p unsafe.Pointer) *vocab.Fault {
	u, err := url.Parse(text)
	switch {
	case err != nil:
		return urlSyntax
	case u.Scheme == "":
		return urlNoStart
	case u.Host == "" && needsHost(u.Scheme):
		return urlNoHost
	}
	*(*url.URL)(p) = *u
	return nil
}

func needsHost(scheme string) bool {
	switch scheme {
	case "http", "https", "ws", "wss", "ftp":
		return true
	}
	return false
}
