package signet_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/signet-go/signet"
)

// The types of TestSelectionsOfUnions: two variants with a member in common.
type (
	vehicle interface{ Wheels() int }
	truck   struct {
		Plate   string   `json:"plate"`
		Load    *float64 `json:"load"`
		Made    maker    `json:"made"`
		Axles   int      `json:"axles" default:"2"`
		Serial  string   `json:"serial" readOnly:"true"`
		Trailer vehicle  `json:"trailer,omitempty"`
	}
	bicycle struct {
		Kind string `json:"kind"`
		Made maker  `json:"made"`
		Gear int    `json:"gear"`
	}
	maker struct {
		Name string  `json:"name"`
		City *string `json:"city"`
	}
	fleet struct {
		Name string    `json:"name"`
		All  []vehicle `json:"all"`
	}
)

func (truck) Wheels() int    { return 6 }
func (*bicycle) Wheels() int { return 2 }

func vehicles() signet.Option {
	return signet.Union[vehicle]("kind", signet.Variant[truck]("truck"), signet.Variant[*bicycle]("bike"))
}

func fleetOf() fleet {
	return fleet{"f", []vehicle{
		truck{Plate: "p", Axles: 2, Made: maker{Name: "m"}, Serial: "s", Trailer: truck{Axles: 3, Made: maker{Name: "t"}}},
		&bicycle{Made: maker{Name: "b"}, Gear: 7},
	}}
}

func TestSelectionsOfUnions(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		options []signet.RouteOption
		want    string
	}{
		{"members of one variant", []signet.RouteOption{signet.Include("all.plate")}, `{"all":[{"kind":"truck","plate":"p"},{"kind":"bike"}]}`},
		{"members of both", []signet.RouteOption{signet.Include("all.made.name", "all.gear")},
			`{"all":[{"kind":"truck","made":{"name":"m"}},{"kind":"bike","made":{"name":"b"},"gear":7}]}`},
		{"the tag alone", []signet.RouteOption{signet.Include("all.kind")}, `{"all":[{"kind":"truck"},{"kind":"bike"}]}`},
		{"all but members", []signet.RouteOption{signet.Exclude("name", "all.load", "all.made.city", "all.trailer", "all.gear")},
			`{"all":[{"kind":"truck","plate":"p","made":{"name":"m"},"axles":2,"serial":"s"},{"kind":"bike","made":{"name":"b"}}]}`},
		{"without nulls", []signet.RouteOption{signet.OmitNull(), signet.Exclude("all.trailer.made", "all.serial")},
			`{"name":"f","all":[{"kind":"truck","plate":"p","made":{"name":"m"},"axles":2,` +
				`"trailer":{"kind":"truck","plate":"","axles":3,"serial":""}},{"kind":"bike","made":{"name":"b"},"gear":7}]}`},
		{"without defaults", []signet.RouteOption{signet.OmitDefaults(), signet.Include("all.axles", "all.trailer.axles")},
			`{"all":[{"kind":"truck","trailer":{"kind":"truck","axles":3}},{"kind":"bike"}]}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			app, book := newApp(vehicles())
			app.Handle(fleetOf, app.GET("/", tt.options...), app.GET("/plain"))
			app.Handle(func() vehicle { return fleetOf().All[1] }, app.GET("/one", signet.Exclude("made")))
			valid(t, app)
			do(t, app, "GET", "/", "").want(t, 200, tt.want)
			do(t, app, "GET", "/one", "").want(t, 200, `{"kind":"bike","gear":7}`)
			book.quiet(t)
		})
	}
}

func TestSelectionMistakesOfUnions(t *testing.T) {
	t.Parallel()
	app, _ := newApp(vehicles())
	app.Handle(fleetOf, app.GET("/", signet.Include("all.plates", "all.made.street"), signet.Exclude("all.kind")))
	message := fmt.Sprint(app.Err())
	for _, want := range []string{
		`Include("all.plates"): signet_test.vehicle has no member "plates"; did you mean "plate"?`,
		`Include("all.made.street"): signet_test.maker has no member "street"`,
		`Exclude("all.kind"): the member tells the variants of signet_test.vehicle apart and always stays`,
	} {
		if !strings.Contains(message, want) {
			t.Errorf("Err() = %s; want it to hold %s", message, want)
		}
	}
}

// TestSelectedUnionDocument: each narrowed variant is a component with its tag.
func TestSelectedUnionDocument(t *testing.T) {
	t.Parallel()
	app, _ := newApp(vehicles())
	app.Handle(fleetOf, app.GET("/", signet.Include("all.plate")), app.GET("/plain"))
	schemas := schemasOf(t, app)
	for name, want := range map[string]string{
		"vehicleWithPlate":   `"oneOf":[{"$ref":"#/components/schemas/truckWithPlate"},{"$ref":"#/components/schemas/bicycleWithNothing"}]`,
		"truckWithPlate":     `{"properties":{"kind":{"const":"truck","type":"string"},"plate":{"type":"string"}},"required":["kind","plate"],"type":"object"}`,
		"bicycleWithNothing": `{"properties":{"kind":{"const":"bike","type":"string"}},"required":["kind"],"type":"object"}`,
		"bicycle":            `"gear":{"type":"integer"}`,
	} {
		if !strings.Contains(schemas[name], want) {
			t.Errorf("%s is %s; want it to hold %s", name, schemas[name], want)
		}
	}
}

// TestVariantReadsNoReadOnly: what only the server sets is not read in a variant
// either.
func TestVariantReadsNoReadOnly(t *testing.T) {
	t.Parallel()
	app, _ := newApp(vehicles())
	app.Handle(func(in struct {
		Vehicle vehicle `body:""`
	}) string {
		return in.Vehicle.(truck).Serial
	}, app.POST("/"))
	do(t, app, "POST", "/", `{"kind":"truck","plate":"p","load":null,"made":{"name":"m","city":null},"serial":"forged"}`).want(t, 200, `""`)
}

// TestOpenInterface: an interface with methods that is no union is written as
// what it holds, and the document says nothing of it.
func TestOpenInterface(t *testing.T) {
	t.Parallel()
	type answer struct {
		Vehicle vehicle `json:"vehicle"`
	}
	app, book := newApp()
	app.Handle(func() answer { return answer{&bicycle{Kind: "k", Gear: 1}} }, app.GET("/"))
	app.Handle(func() vehicle { return truck{} }, app.GET("/whole", signet.Tags("whole")))
	valid(t, app)
	do(t, app, "GET", "/", "").want(t, 200, `{"vehicle":{"kind":"k","made":{"name":"","city":null},"gear":1}}`)
	do(t, app, "GET", "/whole", "").wantStatus(t, 200, `{"plate":""`)
	if got, want := schemasOf(t, app)["answer"], `"properties":{"vehicle":{}}`; !strings.Contains(got, want) {
		t.Errorf("the schema is %s; want it to hold %s", got, want)
	}
	do(t, app, "GET", "/openapi.json", "").wantStatus(t, 200, `"content":{"application/json":{"schema":{}}}`)
	book.quiet(t)
}
