package invoke_test

import (
	"fmt"
	"reflect"
	"strings"
	"unsafe"

	"github.com/signet-go/signet/internal/invoke"
)

func ExampleCompile() {
	var frame struct{ text, upper string }
	call, err := invoke.Compile(reflect.ValueOf(strings.ToUpper),
		[]uintptr{unsafe.Offsetof(frame.text)}, []uintptr{unsafe.Offsetof(frame.upper)})
	if err != nil {
		fmt.Println(err)
		return
	}
	frame.text = "ada"
	call(unsafe.Pointer(&frame))
	fmt.Println(frame.upper)
	// Output: ADA
}
