package openapi_test

import (
	"fmt"
	"log"
	"reflect"

	"github.com/signet-go/signet/internal/constraint"
	"github.com/signet-go/signet/internal/model"
	"github.com/signet-go/signet/openapi"
)

// Greeting is what the operation of the example answers.
type Greeting struct {
	Text string `json:"text" description:"What to say."`
}

func ExampleBuilder() {
	types := model.NewReader()
	greeting, err := types.ReadType(reflect.TypeFor[Greeting]())
	if err != nil {
		log.Fatal(err)
	}
	doc, err := openapi.NewBuilder(types, constraint.NewCompiler(), nil).Build(&openapi.Document{
		Info: openapi.Info{Title: "Greeter", Version: "1.0.0"},
		Operations: []*openapi.Operation{{
			Method: "GET", Path: "/greet/{name}", ID: "greet", Wildcards: []string{"name"},
			Responses: []openapi.Response{{Status: 200, Type: greeting}},
		}},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s", doc.YAML().Body)
	// Output:
	// openapi: "3.1.0"
	// info:
	//   title: Greeter
	//   version: "1.0.0"
	// paths:
	//   /greet/{name}:
	//     get:
	//       operationId: greet
	//       parameters:
	//         - name: name
	//           in: path
	//           required: true
	//           schema:
	//             type: string
	//       responses:
	//         "200":
	//           description: OK
	//           content:
	//             application/json:
	//               schema:
	//                 $ref: "#/components/schemas/Greeting"
	// components:
	//   schemas:
	//     Greeting:
	//       properties:
	//         text:
	//           description: What to say.
	//           type: string
	//       required:
	//         - text
	//       type: object
}
