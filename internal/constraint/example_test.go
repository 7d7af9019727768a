package constraint_test

import (
	"fmt"
	"reflect"
	"unsafe"

	"github.com/signet-go/signet/internal/constraint"
	"github.com/signet-go/signet/internal/model"
)

func ExampleCompiler_Field() {
	type item struct {
		Tags []string `json:"tags" validate:"max=3,dive,min=2"`
	}
	t, _ := model.NewReader().ReadType(reflect.TypeFor[item]())
	rules, err := constraint.NewCompiler().Field(t.Object.Fields[0])
	if err != nil {
		fmt.Println(err)
		return
	}
	tags := []string{"new", "x"}
	for _, v := range rules.Check(unsafe.Pointer(&tags), nil) {
		fmt.Println(v.Path, v.Fault.Type, v.Fault.Msg)
	}
	fmt.Println(rules.Keywords(), rules.Items().Keywords())
	// Output:
	// [1] string_too_short must have at least 2 characters
	// [{maxItems 3}] [{minLength 2}]
}

func ExampleCompiler_Struct() {
	type period struct {
		From int `json:"from"`
		To   int `json:"to" validate:"gtefield=From"`
	}
	t, _ := model.NewReader().ReadType(reflect.TypeFor[period]())
	rules, err := constraint.NewCompiler().Struct(t.Go, t.Object.Fields, t.Validates)
	if err != nil {
		fmt.Println(err)
		return
	}
	p := period{From: 3, To: 1}
	for _, v := range rules.Check(unsafe.Pointer(&p), nil) {
		fmt.Println(v.Path, v.Fault.Type, v.Fault.Msg)
	}
	// Output: [to] value_error must be at least from
}
