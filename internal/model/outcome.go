package model

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// Outcomes is a result struct of which one field says how the request ended:
// each is a pointer, tagged with the status of its answer.
type Outcomes struct {
	Go   reflect.Type // the struct
	List []Outcome    // in order of declaration
}

// Outcome is one of them.
type Outcome struct {
	GoName      string
	Status      int
	Description string
	Type        reflect.Type // of the pointer
	Offset      uintptr
}

// Empty reports whether the outcome is an answer without a body by its type.
func (o *Outcome) Empty() bool {
	t := o.Type.Elem()
	return t.Kind() == reflect.Struct && t.NumField() == 0
}

// IsOutcomes reports whether t, a struct or a pointer to one, has a field whose
// tag gives a status.
func IsOutcomes(t reflect.Type) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return false
	}
	for i := range t.NumField() {
		if t.Field(i).Tag.Get("status") != "" {
			return true
		}
	}
	return false
}

// ReadOutcomes describes outcomes; all mistakes of its fields come joined.
func ReadOutcomes(t reflect.Type) (*Outcomes, error) {
	all := &Outcomes{Go: t}
	var mistakes []error
	for i := range t.NumField() {
		o, err := readOutcome(t.Field(i))
		if err != nil {
			mistakes = append(mistakes, fmt.Errorf("field %s: %w", t.Field(i).Name, err))
		}
		all.List = append(all.List, o)
	}
	return all, errors.Join(mistakes...)
}

func readOutcome(sf reflect.StructField) (Outcome, error) {
	text := sf.Tag.Get("status")
	status, err := strconv.Atoi(text)
	switch {
	case text == "":
		return Outcome{}, errors.New(`every field of such a result is one outcome and has a tag such as status:"200"; put headers and cookies into an envelope that the field points to`)
	case err != nil || status < 200 || status > 599:
		return Outcome{}, fmt.Errorf(`status:%q is not the status of an answer: it is from 200 to 599`, text)
	case !sf.IsExported():
		return Outcome{}, errors.New("has a tag but is unexported; begin its name with a capital letter")
	case sf.Type.Kind() != reflect.Pointer:
		return Outcome{}, fmt.Errorf("an outcome is a pointer, so that nil says which did not happen; write *%s", strings.TrimPrefix(sf.Type.String(), "*"))
	}
	return Outcome{GoName: sf.Name, Status: status, Description: sf.Tag.Get("description"), Type: sf.Type, Offset: sf.Offset}, nil
}
