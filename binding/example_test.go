package binding_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"unsafe"

	"github.com/signet-go/signet/binding"
	"github.com/signet-go/signet/internal/constraint"
	"github.com/signet-go/signet/internal/jsonplan"
	"github.com/signet-go/signet/internal/model"
)

type getItems struct {
	Shop  int      `path:"shop"`
	Limit int      `query:"limit" default:"10"`
	Tags  []string `query:"tag"`
	Token string   `header:"X-Token"`
}

type items struct {
	Total int      `header:"X-Total"`
	Body  []string `body:""`
}

func Example() {
	types, checks := model.NewReader(), constraint.NewCompiler()
	plans := jsonplan.NewCompiler(types, checks, jsonplan.Options{})

	// When the app starts: read the struct and compile a plan for the route.
	request, err := types.ReadRequest(reflect.TypeFor[getItems]())
	if err != nil {
		panic(err)
	}
	inputs, err := request.Resolve([]string{"shop"}) // /shops/{shop}/items
	if err != nil {
		panic(err)
	}
	plan, err := binding.Compile([]binding.Slot{{Request: request, Inputs: inputs}}, binding.Config{Plans: plans, Checks: checks})
	if err != nil {
		panic(err)
	}

	// For each request: run it.
	bind := func(r *http.Request, shop string) {
		var in getItems
		var invalid binding.Invalid
		plan.BindParams(r, []string{shop}, []unsafe.Pointer{unsafe.Pointer(&in)}, &invalid)
		fmt.Printf("%+v\n", in)
		for _, mistake := range invalid.Fields() {
			fmt.Println(mistake.Loc, mistake.Type)
		}
	}
	r := httptest.NewRequest("GET", "/shops/7/items?tag=red&tag=new", nil)
	r.Header.Set("X-Token", "t")
	bind(r, "7")
	bind(httptest.NewRequest("GET", "/shops/x/items?limit=many", nil), "x")
	// Output:
	// {Shop:7 Limit:10 Tags:[red new] Token:t}
	// {Shop:0 Limit:0 Tags:[] Token:}
	// [path shop] int_parsing
	// [query limit] int_parsing
	// [header x-token] missing
}

func ExampleCompileResult() {
	types := model.NewReader()
	plans := jsonplan.NewCompiler(types, constraint.NewCompiler(), jsonplan.Options{})
	output, err := binding.CompileResult(reflect.TypeFor[items](), binding.Results{Types: types, Plans: plans})
	if err != nil {
		panic(err)
	}
	header := http.Header{}
	result := items{Total: 40, Body: []string{"a", "b"}}
	body, _, err := output.Append(nil, unsafe.Pointer(&result), header)
	fmt.Println(string(body), header, err)
	// Output: ["a","b"] map[X-Total:[40]] <nil>
}
