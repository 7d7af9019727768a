package operation

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/signet-go/signet/binding"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/negotiate"
	"github.com/signet-go/signet/internal/vocab"
	"github.com/signet-go/signet/openapi"
)

const jsonMedia = "application/json"

// compileOffers lists the forms of a good answer that is JSON, where the app has
// another one.
func (op *Operation) compileOffers() {
	if len(op.kit.Codecs) == 0 || op.output == nil || op.streams || op.output.ContentType() != jsonMedia {
		return
	}
	op.offers = append([]string{jsonMedia}, codecForms(op.kit.Codecs)...)
	op.unacceptable = vocab.NewError(http.StatusNotAcceptable, "the answer can be "+strings.Join(op.offers, ", "), vocab.ErrorHeader("Vary", "Accept"))
}

// codecForms lists the media types that codecs read and write.
func codecForms(codecs []binding.Codec) (forms []string) {
	for i := range codecs {
		forms = append(forms, codecs[i].MediaType)
	}
	return forms
}

// negotiate chooses the form of the answer, before the handler does anything.
func (x *exchange) negotiate() error {
	x.offer = negotiate.Choose(x.request.Header["Accept"], x.op.offers)
	if x.offer < 0 {
		return x.op.unacceptable
	}
	return nil
}

// recode puts the chosen form in place of JSON. A handler that has chosen a
// Content-Type itself means the bytes as they are.
func (x *exchange) recode(buf *buffer) (err error) {
	if _, chosen := x.header["Content-Type"]; chosen || x.offer == 0 || len(buf.data) == 0 {
		x.offer = 0
		return nil
	}
	coded, err := x.op.kit.Codecs[x.offer-1].FromJSON(buf.data)
	if err != nil {
		return fmt.Errorf("encode the result as %s: %v", x.op.offers[x.offer], err) // not %w, as in encode
	}
	buf.data = append(buf.data[:0], coded...)
	return nil
}

// nameForm tells the client, and caches, what has been chosen.
func (x *exchange) nameForm(h http.Header) {
	varyByForm(h)
	if x.offer > 0 {
		h["Content-Type"] = []string{x.op.offers[x.offer]}
	}
}

func varyByForm(h http.Header) {
	h["Vary"] = append(h["Vary"][:len(h["Vary"]):len(h["Vary"])], "Accept")
}

// describeForms adds the other forms of bodies to the document.
func (op *Operation) describeForms(d *openapi.Operation, results int) {
	if op.offers != nil {
		for _, r := range d.Responses[:results] {
			if r.Type == nil || r.MediaType != jsonMedia {
				continue
			}
			for _, r.MediaType = range op.offers[1:] {
				d.Responses = append(d.Responses, r)
			}
		}
	}
	if len(op.kit.Codecs) == 0 || !op.readsJSON() {
		return
	}
	d.Body = &openapi.Body{MediaTypes: append([]string{jsonMedia}, codecForms(op.kit.Codecs)...)}
}

// readsJSON reports whether the request's body is JSON: a form or a stream takes
// the whole body for itself.
func (op *Operation) readsJSON() bool {
	reads := false
	for _, in := range op.inputs {
		switch in.Source {
		case model.Body, model.Property:
			reads = true
		case model.Form, model.File, model.Stream:
			return false
		}
	}
	return reads
}
