package operation

import (
	"net/http"
	"slices"

	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/openapi"
)

// describeFile adds what a request for a file may get in place of the whole: parts,
// nothing new, or an error. FastAPI does not.
func (op *Operation) describeFile(d *openapi.Operation, results int) {
	method := op.Info.Method
	if !op.sendsFile() || method != http.MethodGet && method != http.MethodHead || op.kit.Compat {
		return
	}
	whole := slices.IndexFunc(d.Responses[:results], func(r openapi.Response) bool { return r.Status == http.StatusOK })
	addTag(&d.Responses[whole])
	if method == http.MethodGet && !describes(d.Responses, http.StatusPartialContent) {
		part := openapi.Response{Status: http.StatusPartialContent, Description: "The part that Range asks for.", MediaType: d.Responses[whole].MediaType}
		part.Headers = []*model.Field{{Name: "Content-Range", Type: plainText(), Doc: model.Doc{Description: "Which bytes of how many (RFC 9110, 14.4)."}}}
		parts := openapi.Response{Status: http.StatusPartialContent, MediaType: "multipart/byteranges"}
		d.Responses = append(d.Responses, part, parts)
	}
	op.addUnchanged(d, "The client has the file already.")
	op.addStatus(d, http.StatusNotFound, "There is no such file.")
	op.addStatus(d, http.StatusPreconditionFailed, "The file is not the one that If-Match or If-Unmodified-Since asks for.")
	if method == http.MethodGet {
		op.addStatus(d, http.StatusRequestedRangeNotSatisfiable, "The file has no such part.")
	}
}

// sendsFile reports whether an answer of status 200 is a file; those of other
// statuses are sent as a whole.
func (op *Operation) sendsFile() bool {
	return op.output != nil && op.output.SendsFile() && op.status == http.StatusOK
}
