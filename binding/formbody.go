package binding

import (
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strings"
	"unsafe"

	"github.com/signet-go/signet/internal/jsonplan"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/internal/vocab"
)

const (
	urlencoded = "application/x-www-form-urlencoded"
	formData   = "multipart/form-data"
)

// formPlan reads a form: urlencoded as a query is, or multipart.
type formPlan struct {
	*queryPlan        // its steps in the order of the fields, and their names
	files      []bool // by name: a step takes files of it
	takesFiles bool
	strict     bool // fields that no step reads are mistakes

	most      int64 // bytes of a multipart body
	overMost  *vocab.Error
	mostTexts int64 // bytes of all its parts that are no files
	overTexts *vocab.Error
}

func compileForm(slots []Slot, fields []jsonplan.Property, c *Config) (*formPlan, error) {
	if len(fields) == 0 {
		return nil, nil
	}
	var steps []*step
	var mistakes []error
	f := &formPlan{strict: c.Strict, most: c.MaxBody, mostTexts: c.MaxBody}
	for order, field := range fields {
		s, err := compileStep(field.Base, order, field.Input, c)
		if err != nil {
			mistakes = append(mistakes, slots[field.Base].wrap(field.Input, err))
			continue
		}
		steps = append(steps, s)
		f.takesFiles = f.takesFiles || s.source == model.File
	}
	if len(mistakes) > 0 {
		return nil, errors.Join(mistakes...)
	}
	f.queryPlan = compileQuery(steps, c.MaxPairs)
	f.source = model.Form
	f.files = make([]bool, len(f.plain.list))
	for _, s := range steps {
		for _, key := range s.keys {
			f.files[key] = f.files[key] || s.source == model.File
		}
	}
	if f.takesFiles {
		f.most = c.MaxUpload
		if f.most == 0 {
			f.most = defaultMaxUpload
		}
	}
	f.overMost = tooLarge(f.most)
	f.overTexts = vocab.NewError(http.StatusRequestEntityTooLarge, fmt.Sprintf("the fields of the form are larger than %d bytes", f.mostTexts))
	return f, nil
}

// bind reads a form that is in memory.
func (f *formPlan) bind(body []byte, r *http.Request, bases []unsafe.Pointer, bad *Invalid) error {
	switch {
	case len(body) == 0:
		f.queryPlan.bind("", bases, bad)
		return nil
	case isURLEncoded(r):
		f.bindPairs(string(body), bases, bad)
		return nil
	case isMultipart(r):
		return f.bindMemory(body, r, bases, bad)
	}
	return f.refuseMedia(bases, bad)
}

func (f *formPlan) bindPairs(form string, bases []unsafe.Pointer, bad *Invalid) {
	f.queryPlan.bind(form, bases, bad)
	if !f.strict {
		return
	}
	strange := strangers{}
	p := pairs{query: form}
	for p.next() {
		at, fault := f.find(&p)
		if at >= 0 || fault != nil {
			continue
		}
		name, _ := p.name() // find has read it
		var input any
		if text, fault := valueOf(p.value, p.escapedValue, p.semicolon); fault == nil {
			input = text
		}
		strange.add(name, input)
	}
	f.refuseStrangers(strange, bad)
}

// strangers are fields that no step reads, each once.
type strangers struct {
	list []vocab.FieldError
	seen map[string]bool
}

func (s *strangers) add(name string, input any) {
	if s.seen[name] || len(s.list) >= defaultMaxErrors {
		return
	}
	if s.seen == nil {
		s.seen = map[string]bool{}
	}
	s.seen[name] = true
	s.list = append(s.list, extraForbidden.At(input, model.Body.Place(), name))
}

var extraForbidden = &vocab.Fault{Type: "extra_forbidden", Msg: "is not a field of the form"}

func (f *formPlan) refuseStrangers(s strangers, bad *Invalid) {
	for _, e := range s.list {
		bad.add(f.slots[0], model.Form, 0, e)
		for _, slot := range f.slots[1:] {
			bad.fail(slot)
		}
	}
}

var (
	errNotForm      = vocab.NewError(http.StatusUnsupportedMediaType, "the body must be a form: send it as "+urlencoded+" or "+formData)
	errNotMultipart = vocab.NewError(http.StatusUnsupportedMediaType, "the body must be a form: send it as "+formData)
	missingInForm   = &vocab.Fault{Type: "missing", Msg: "is required, in a body of type " + urlencoded + " or " + formData}
	missingInParts  = &vocab.Fault{Type: "missing", Msg: "is required, in a body of type " + formData}
)

// refuseMedia answers a body that is no form: each required field is missing, as
// FastAPI says it; if there is none, the type is what is wrong.
func (f *formPlan) refuseMedia(bases []unsafe.Pointer, bad *Invalid) error {
	fault, err := missingInForm, errNotForm
	if f.takesFiles {
		fault, err = missingInParts, errNotMultipart
	}
	required := false
	for _, s := range f.steps {
		if s.required {
			required = true
			r := report{bad: bad, step: s, name: s.names[0]}
			r.fault(fault, nil)
			continue
		}
		s.bindAbsent(bases, bad)
	}
	if required {
		return nil
	}
	return err
}

func isURLEncoded(r *http.Request) bool { return isMedia(r, urlencoded) }

func isMultipart(r *http.Request) bool { return isMedia(r, formData) }

// isMedia reports whether the body is of a type; parameters do not matter.
func isMedia(r *http.Request, want string) bool {
	values := r.Header["Content-Type"]
	if len(values) == 0 {
		return false
	}
	media, _, _ := strings.Cut(values[0], ";")
	return strings.EqualFold(trimBlanks(media), want)
}

var errNoBoundary = vocab.NewError(http.StatusBadRequest, "the Content-Type of a multipart body must name the boundary between its parts")

func boundaryOf(r *http.Request) (string, error) {
	_, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if boundary := parameters["boundary"]; err == nil && boundary != "" {
		return boundary, nil
	}
	return "", errNoBoundary
}
