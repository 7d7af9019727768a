package binding

import (
	"mime"
	"strings"

	"github.com/signet-go/signet/internal/vocab"
)

// notJSON is the mistake of a body whose type is not JSON.
var notJSON = &vocab.Fault{
	Type: "model_attributes_type",
	Msg:  "must be JSON: send it with Content-Type: application/json",
}

// checkMedia returns what is wrong with the Content-Type header of a JSON body:
// its values are those of the request. Parameters but charset mean nothing.
func checkMedia(values []string, strict bool) *vocab.Fault {
	if len(values) == 0 || values[0] == "" {
		if strict {
			return notJSON
		}
		return nil
	}
	media, parameters, _ := strings.Cut(values[0], ";")
	if !isJSON(trimBlanks(media)) {
		return notJSON
	}
	if parameters == "" || strings.EqualFold(trimBlanks(parameters), "charset=utf-8") {
		return nil
	}
	return checkCharset(values[0])
}

// isJSON reports whether a media type is application/json or application/…+json.
func isJSON(media string) bool {
	const application, json, suffix = "application/", "json", "+json"
	if len(media) < len(application) || !strings.EqualFold(media[:len(application)], application) {
		return false
	}
	sub := media[len(application):]
	return strings.EqualFold(sub, json) ||
		len(sub) > len(suffix) && strings.EqualFold(sub[len(sub)-len(suffix):], suffix)
}

// checkCharset refuses encodings other than UTF-8, of which ASCII is a part.
// Parameters that cannot be read are passed over, as FastAPI does.
func checkCharset(contentType string) *vocab.Fault {
	_, parameters, err := mime.ParseMediaType(contentType)
	charset := parameters["charset"]
	if err != nil || charset == "" || strings.EqualFold(charset, "utf-8") ||
		strings.EqualFold(charset, "utf8") || strings.EqualFold(charset, "us-ascii") {
		return nil
	}
	msg := "must be encoded as UTF-8, and the Content-Type header says that it is not"
	return &vocab.Fault{Type: "json_invalid", Msg: msg, Ctx: map[string]any{"error": msg}}
}
