package signet_test

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"time"

	"github.com/signet-go/signet"
)

// Shape and its variants are the types of ExampleUnion.
type (
	Shape  interface{ Area() float64 }
	Circle struct {
		Radius float64 `json:"radius" exclusiveMinimum:"0"`
	}
	Square struct {
		Side float64 `json:"side" exclusiveMinimum:"0"`
	}
)

func (c Circle) Area() float64 { return 3 * c.Radius * c.Radius } // about
func (s Square) Area() float64 { return s.Side * s.Side }

func shapeUnion() signet.Option {
	return signet.Union[Shape]("kind", signet.Variant[Circle]("circle"), signet.Variant[Square]("square"))
}

// exchangeOf sends a JSON body and prints the answer.
func exchangeOf(app *signet.App, body string) {
	r := httptest.NewRequest("POST", "/", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	app.ServeHTTP(w, r)
	fmt.Println(w.Code, w.Body)
}

func ExampleUnion() {
	app := signet.New(shapeUnion())
	app.Handle(func(in struct {
		Shape Shape `body:""`
	}) float64 {
		return in.Shape.Area()
	}, app.POST("/"))

	exchangeOf(app, `{"kind":"square","side":2}`)
	exchangeOf(app, `{"radius":-1,"kind":"circle"}`)
	exchangeOf(app, `{"kind":"line"}`)
	// Output:
	// 200 4
	// 422 {"detail":[{"type":"greater_than","loc":["body","circle","radius"],"msg":"must be greater than 0","input":-1,"ctx":{"gt":0}}]}
	// 422 {"detail":[{"type":"union_tag_invalid","loc":["body"],"msg":"must have one of 'circle', 'square' as \"kind\"","input":null,"ctx":{"discriminator":"'kind'","expected_tags":"'circle', 'square'","tag":"line"}}]}
}

func ExampleVariant() {
	app := signet.New(shapeUnion())
	app.Handle(func() []Shape { return []Shape{Circle{1}, Square{2}} }, app.POST("/"))
	exchangeOf(app, `{}`)
	// Output: 200 [{"kind":"circle","radius":1},{"kind":"square","side":2}]
}

func ExampleUnionVariant() {
	variants := []signet.UnionVariant{signet.Variant[Circle]("circle"), signet.Variant[Square]("square")}
	app := signet.New(signet.Union[Shape]("kind", variants...))
	fmt.Println(app.Err())
	// Output: <nil>
}

func ExampleSecret() {
	type login struct {
		Name     string                `json:"name"`
		Password signet.Secret[string] `json:"password" minLength:"8"`
	}
	app := signet.New()
	app.Handle(func(in struct {
		Login login `body:""`
	}) login {
		fmt.Println(in.Login, len(in.Login.Password.Reveal()))
		return in.Login
	}, app.POST("/"))

	exchangeOf(app, `{"name":"Ada","password":"open sesame"}`)
	exchangeOf(app, `{"name":"Ada","password":"sesame"}`)
	// Output:
	// {Ada **********} 11
	// 200 {"name":"Ada","password":"**********"}
	// 422 {"detail":[{"type":"string_too_short","loc":["body","password"],"msg":"must have at least 8 characters","input":null,"ctx":{"min_length":8}}]}
}

func ExampleNewSecret() {
	key := signet.NewSecret("k-123")
	fmt.Println(key, key.Reveal())
	// Output: ********** k-123
}

// A map to nothing is a set; the tags timeFormat and format:"decimal" choose how
// times and decimal types travel.
func ExampleApp_types() {
	type event struct {
		At   time.Time           `json:"at" timeFormat:"02.01.2006 15:04"`
		Sent time.Time           `json:"sent" timeFormat:"unix"`
		Tags map[string]struct{} `json:"tags" maxItems:"3"`
	}
	app := signet.New()
	app.Handle(func(in struct {
		Event event `body:""`
	}) event {
		return in.Event
	}, app.POST("/"))

	exchangeOf(app, `{"at":"21.11.2026 14:30","sent":1795271400,"tags":["go","api","go"]}`)
	// Output: 200 {"at":"21.11.2026 14:30","sent":1795271400,"tags":["api","go"]}
}
