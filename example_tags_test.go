package signet_test

import (
	"fmt"
	"math/big"
	"time"

	"github.com/signet-go/signet"
)

// Level lists its values: Enum is all that an enum needs.
type Level string

func (Level) Enum() []Level { return []Level{"low", "high"} }

// A type with the method Enum() []T takes its values only, wherever it stands.
func ExampleApp_enum() {
	app := signet.New()
	app.Handle(func(in struct {
		Level Level `query:"level" default:"low"`
	}) Level {
		return in.Level
	}, app.GET("/alarm"))
	fetch(app, "GET", "/alarm?level=high", "")
	fetch(app, "GET", "/alarm?level=huge", "")
	// Output:
	// 200 "high"
	// 422 {"detail":[{"type":"enum","loc":["query","level"],"msg":"must be 'low' or 'high'","input":"huge","ctx":{"expected":"'low' or 'high'"}}]}
}

// Amount stands for a decimal type of any module: it needs no more than
// UnmarshalText and MarshalText.
type Amount struct{ cents big.Rat }

func (a *Amount) UnmarshalText(text []byte) error { return a.cents.UnmarshalText(text) }

func (a Amount) MarshalText() ([]byte, error) { return []byte(a.cents.FloatString(2)), nil }

// The tag format:"decimal" reads a type with a text form from a JSON number or a
// string, digit by digit. Numbers of any size have types of their own.
func ExampleApp_numbers() {
	type payment struct {
		Amount Amount    `json:"amount" format:"decimal"`
		Units  big.Int   `json:"units" minimum:"1"`
		Rate   big.Float `json:"rate"`
	}
	app := signet.New()
	app.Handle(func(in struct {
		Payment payment `body:""`
	}) payment {
		return in.Payment
	}, app.POST("/payments"))
	fetch(app, "POST", "/payments", `{"amount":19.90,"units":123456789012345678901234567890,"rate":0.1}`)
	fetch(app, "POST", "/payments", `{"amount":"much","units":0,"rate":"1e-3"}`)
	// Output:
	// 200 {"amount":"19.90","units":123456789012345678901234567890,"rate":0.1}
	// 422 {"detail":[{"type":"decimal_parsing","loc":["body","amount"],"msg":"must be a number","input":"much"},{"type":"greater_than_equal","loc":["body","units"],"msg":"must be at least 1","input":0,"ctx":{"ge":1}}]}
}

// The tag timeFormat chooses another form for a time than RFC 3339.
func ExampleApp_timeFormat() {
	type shift struct {
		Day   time.Time `json:"day" timeFormat:"02.01.2006"`
		Start time.Time `json:"start" timeFormat:"unix"`
	}
	app := signet.New()
	app.Handle(func(in struct {
		Since time.Time `query:"since" timeFormat:"2006-01"`
		Shift shift     `body:""`
	}) shift {
		fmt.Println(in.Since.Month(), in.Shift.Start.UTC())
		return in.Shift
	}, app.POST("/shifts"))
	fetch(app, "POST", "/shifts?since=2026-11", `{"day":"21.11.2026","start":1795271400}`)
	fetch(app, "POST", "/shifts?since=2026-11", `{"day":"2026-11-21","start":1795271400}`)
	// Output:
	// November 2026-11-21 14:30:00 +0000 UTC
	// 200 {"day":"21.11.2026","start":1795271400}
	// 422 {"detail":[{"type":"datetime_parsing","loc":["body","day"],"msg":"must be a time like 21.11.2026","input":"2026-11-21","ctx":{"error":"not the form of 21.11.2026"}}]}
}

// The tag style reads a list from one text. The tag strict on a blank field
// refuses what no field reads.
func ExampleApp_lists() {
	type search struct {
		_     struct{}            `strict:"query"`
		IDs   []int               `query:"id" style:"csv"`
		Tags  map[string]struct{} `query:"tag"`
		Sizes []float64           `query:"size" style:"pipes"`
	}
	app := signet.New()
	app.Handle(func(in *search) string { return fmt.Sprint(in.IDs, len(in.Tags), in.Sizes) }, app.GET("/search"))
	fetch(app, "GET", "/search?id=1,2&tag=a&tag=b&tag=a&size=0.5|2", "")
	fetch(app, "GET", "/search?id=1,x&page=2", "")
	// Output:
	// 200 "[1 2] 2 [0.5 2]"
	// 422 {"detail":[{"type":"int_parsing","loc":["query","id",1],"msg":"must be a whole number","input":"x"},{"type":"extra_forbidden","loc":["query","page"],"msg":"is not known here","input":"2"}]}
}

// Members that only the server sets are never read, and those that only clients
// set are never written. The document has a schema for each direction.
func ExampleApp_readOnly() {
	type account struct {
		ID       int    `json:"id" readOnly:"true"`
		Name     string `json:"name"`
		Password string `json:"password" writeOnly:"true" format:"password"`
	}
	app := signet.New()
	app.Handle(func(in struct {
		Account account `body:""`
	}) account {
		in.Account.ID++
		return in.Account
	}, app.POST("/accounts"))
	fetch(app, "POST", "/accounts", `{"id":99,"name":"Ada","password":"open sesame"}`)
	// Output: 200 {"id":1,"name":"Ada"}
}

// Names of members have dots between them; lists and maps are gone through.
func ExampleExclude() {
	type author struct {
		Name  string `json:"name"`
		Email string `json:"email"`
	}
	type post struct {
		Title   string   `json:"title"`
		Authors []author `json:"authors"`
	}
	app := signet.New()
	app.Handle(func() post { return post{"Hello", []author{{"Ada", "ada@example.com"}}} },
		app.GET("/post", signet.Exclude("authors.email")))
	fetch(app, "GET", "/post", "")
	// Output: 200 {"title":"Hello","authors":[{"name":"Ada"}]}
}

func ExampleOmitDefaults() {
	type settings struct {
		Theme string  `json:"theme" default:"light"`
		Font  *string `json:"font"`
		Size  int     `json:"size" default:"12"`
	}
	app := signet.New()
	app.Handle(func() settings { return settings{Theme: "light", Size: 14} }, app.GET("/settings", signet.OmitDefaults()))
	fetch(app, "GET", "/settings", "")
	// Output: 200 {"size":14}
}

func ExampleTimeOfDay() {
	type alarm struct {
		At   signet.TimeOfDay `json:"at"`
		Wait signet.Duration  `json:"wait"`
	}
	app := signet.New()
	app.Handle(func(in struct {
		Alarm alarm `body:""`
	}) alarm {
		return in.Alarm
	}, app.POST("/alarm"))
	fetch(app, "POST", "/alarm", `{"at":"14:30:00","wait":"PT1H30M"}`)
	fetch(app, "POST", "/alarm", `{"at":"25:00:00","wait":"PT90S"}`)
	// Output:
	// 200 {"at":"14:30:00","wait":"PT1H30M"}
	// 422 {"detail":[{"type":"time_parsing","loc":["body","at"],"msg":"must be a time of day that exists","input":"25:00:00","ctx":{"error":"no such time"}}]}
}

func ExampleDuration() {
	app := signet.New()
	app.Handle(func(in struct {
		Wait signet.Duration `query:"wait" default:"PT5S"`
	}) signet.Duration {
		return in.Wait
	}, app.GET("/wait"))
	fetch(app, "GET", "/wait", "")
	fetch(app, "GET", "/wait?wait=P1D", "")
	// Output:
	// 200 "PT5S"
	// 200 "P1D"
}

func ExampleNull() {
	type patch struct {
		Title signet.Opt[string] `json:"title"`
		Pages signet.Opt[int]    `json:"pages"`
	}
	app := signet.New()
	app.Handle(func() patch { return patch{Title: signet.Null[string](), Pages: signet.Some(3)} }, app.GET("/patch"))
	fetch(app, "GET", "/patch", "")
	// Output: 200 {"title":null,"pages":3}
}

func ExamplePage() {
	type list struct {
		Skip  int `query:"skip" default:"0" minimum:"0"`
		Limit int `query:"limit" default:"2" minimum:"1" maximum:"100"`
	}
	titles := []string{"Emma", "Persuasion", "Sanditon"}
	app := signet.New()
	app.Handle(func(in *list) signet.Page[string] {
		from := min(in.Skip, len(titles))
		to := min(from+in.Limit, len(titles))
		return signet.NewPage(titles[from:to], len(titles), in.Skip, in.Limit)
	}, app.GET("/titles"))
	fetch(app, "GET", "/titles?skip=2", "")
	// Output: 200 {"items":["Sanditon"],"total":3}
}
