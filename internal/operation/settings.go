package operation

import (
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"strings"

	"github.com/signet-go/signet/internal/layer"
)

// checkSettings reports what options say that no answer and no document can
// hold, so that it does not come to light with the first request.
func (op *Operation) checkSettings() error {
	s := &op.Settings
	mistakes := []error{op.checkResponses(), op.checkRaises(), checkExtensions(s.Extensions), op.checkExamples()}
	if s.Status != 0 && (s.Status < 200 || s.Status > 599) {
		mistakes = append(mistakes, fmt.Errorf("Status(%d): the status of an answer is from 200 to 599", s.Status))
	}
	if s.MaxBody != nil && *s.MaxBody < 0 {
		mistakes = append(mistakes, fmt.Errorf("MaxBody(%d): a limit is a number of bytes, 0 for the default of 1 MiB", *s.MaxBody))
	}
	if s.MaxUpload != nil && *s.MaxUpload < 0 {
		mistakes = append(mistakes, fmt.Errorf("MaxUpload(%d): a limit is a number of bytes, 0 for the default of 32 MiB", *s.MaxUpload))
	}
	if s.ContentType != "" {
		if _, _, err := mime.ParseMediaType(s.ContentType); err != nil || !strings.Contains(s.ContentType, "/") {
			mistakes = append(mistakes, fmt.Errorf("ContentType(%q) is no media type; write one such as %q", s.ContentType, "image/png"))
		}
	}
	if s.KeepAlive != nil && *s.KeepAlive < 0 {
		mistakes = append(mistakes, fmt.Errorf("KeepAlive(%v): a stream cannot be idle for less than no time; 0 sends no comments", *s.KeepAlive))
	}
	return errors.Join(mistakes...)
}

// checkResponses reports models that the document could not describe.
func (op *Operation) checkResponses() error {
	var mistakes []error
	for _, r := range op.Settings.Responses {
		mistakes = append(mistakes, op.checkResponse(r))
	}
	return errors.Join(mistakes...)
}

// checkRaises reports errors that no answer could be.
func (op *Operation) checkRaises() error {
	var mistakes []error
	for _, e := range op.raised() {
		if e == nil {
			mistakes = append(mistakes, errors.New("Raises(nil): nil is no error; name those that functions return, made by signet.NewError"))
			continue
		}
		if _, err := op.refusals.Style.Body(e); err != nil {
			mistakes = append(mistakes, fmt.Errorf("Raises(%d): %w", e.Status(), err))
		}
	}
	return errors.Join(mistakes...)
}

func checkExtensions(list []layer.Extension) error {
	var mistakes []error
	for _, e := range list {
		if !strings.HasPrefix(e.Name, "x-") {
			mistakes = append(mistakes, fmt.Errorf("Extension(%q): the name of an extension begins with x-", e.Name))
		}
		if _, err := json.Marshal(e.Value); err != nil {
			mistakes = append(mistakes, fmt.Errorf("Extension(%q): %w", e.Name, err))
		}
	}
	return errors.Join(mistakes...)
}
