package bench

import (
	"encoding/json"
	"fmt"
	"time"
)

// greeting is the answer of W1.
type greeting struct {
	Message string `json:"message"`
}

// echo is the answer of W2: its parameters.
type echo struct {
	ID    int64    `json:"id"`
	Page  int      `json:"page"`
	Limit int      `json:"limit"`
	Q     string   `json:"q"`
	Tags  []string `json:"tags"`
	Token string   `json:"token"`
}

type size struct {
	Width  float64 `json:"width" validate:"gt=0,lte=10000"`
	Height float64 `json:"height" validate:"gt=0,lte=10000"`
	Unit   string  `json:"unit" validate:"oneof=cm mm in"`
}

// newItem is the body of W3 and W6.
type newItem struct {
	Name      string    `json:"name" validate:"min=3,max=64"`
	Email     *string   `json:"email,omitempty" validate:"email"`
	Price     float64   `json:"price" validate:"gte=0.01,lte=100000"`
	Quantity  int       `json:"quantity" validate:"gte=0,lte=10000"`
	Active    bool      `json:"active"`
	CreatedAt time.Time `json:"created_at"`
	Tags      []string  `json:"tags" validate:"max=10"`
	Size      size      `json:"size"`
}

// item is the answer of W3 and the element of W5.
type item struct {
	ID int64 `json:"id"`
	newItem
}

type address struct {
	Street  string `json:"street" validate:"min=1,max=200"`
	City    string `json:"city" validate:"min=1,max=100"`
	Zip     string `json:"zip" validate:"min=3,max=12"`
	Country string `json:"country" validate:"len=2"`
}

type customer struct {
	Name    string  `json:"name" validate:"min=1,max=100"`
	Email   string  `json:"email" validate:"email"`
	Address address `json:"address"`
}

type line struct {
	SKU      string            `json:"sku" validate:"min=4,max=32"`
	Title    string            `json:"title" validate:"min=1,max=120"`
	Quantity int               `json:"quantity" validate:"gte=1,lte=1000"`
	Price    float64           `json:"price" validate:"gte=0,lte=1000000"`
	Kind     string            `json:"kind" validate:"oneof=book toy food tool"`
	Tags     []string          `json:"tags" validate:"max=5"`
	Attrs    map[string]string `json:"attrs" validate:"max=8"`
}

// order is the body of W4: about 20 KB.
type order struct {
	Customer customer  `json:"customer"`
	Currency string    `json:"currency" validate:"oneof=USD EUR GBP JPY"`
	PlacedAt time.Time `json:"placed_at"`
	Lines    []line    `json:"lines" validate:"min=1,max=1000"`
	Note     *string   `json:"note,omitempty" validate:"max=500"`
}

// receipt is the answer of W4.
type receipt struct {
	Customer string  `json:"customer"`
	Lines    int     `json:"lines"`
	Units    int     `json:"units"`
	Total    float64 `json:"total"`
}

// login and account are what the dependencies of W7 find.
type (
	login   struct{ id, user string }
	account struct{ name, role string }
)

// report is the answer of W7.
type report struct {
	User  string `json:"user"`
	Role  string `json:"role"`
	Login string `json:"login"`
	Rows  int    `json:"rows"`
}

const (
	goodItem = `{"name":"Wooden train set","email":"ana.silva@example.com","price":49.95,"quantity":12,"active":true,` +
		`"created_at":"2026-01-02T15:04:05Z","tags":["toy","wood","kids"],"size":{"width":30.5,"height":12.25,"unit":"cm"}}`
	badItem = `{"name":"ab","email":"not-an-email","price":-5,"quantity":20000,"active":true,` +
		`"created_at":"2026-01-02T15:04:05Z","tags":["toy","wood","kids"],"size":{"width":30.5,"height":12.25,"unit":"cm"}}`
)

var (
	logins   = map[string]*login{"Bearer key-of-ana": {"login-1", "ana"}}
	accounts = map[string]*account{"ana": {"Ana Silva", "admin"}}
	items    = makeItems(100)
	anOrder  = makeOrder(100)
)

func makeItems(n int) []item {
	list := make([]item, n)
	for i := range list {
		email := fmt.Sprintf("seller%d@example.com", i)
		list[i] = item{int64(1000 + i), newItem{
			Name: fmt.Sprintf("Item of the catalogue, number %d", i), Email: &email, Price: 9.99 + float64(i), Quantity: 3 * i,
			Active: i%2 == 0, CreatedAt: time.Date(2026, 1, 2, 15, i%60, 0, 0, time.UTC), Tags: []string{"alpha", "beta", "gamma"},
			Size: size{10.5, float64(i + 1), "cm"},
		}}
	}
	return list
}

func makeOrder(n int) []byte {
	note := "please ring twice"
	o := order{
		Customer: customer{"Ana Silva", "ana.silva@example.com", address{"Rua das Flores 12", "Lisboa", "1200-192", "PT"}},
		Currency: "EUR", PlacedAt: time.Date(2026, 1, 2, 15, 4, 5, 0, time.UTC), Note: &note,
	}
	for i := range n {
		o.Lines = append(o.Lines, line{
			fmt.Sprintf("SKU-%05d", i), fmt.Sprintf("Line with a title, number %d", i), 1 + i%7, 4.5 + float64(i),
			[]string{"book", "toy", "food", "tool"}[i%4], []string{"alpha", "beta"}, map[string]string{"color": "red", "weight": "light"},
		})
	}
	text, err := json.Marshal(o)
	if err != nil {
		panic(err)
	}
	return text
}

func receiptOf(o *order) *receipt {
	r := &receipt{Customer: o.Customer.Name, Lines: len(o.Lines)}
	for i := range o.Lines {
		r.Units += o.Lines[i].Quantity
		r.Total += float64(o.Lines[i].Quantity) * o.Lines[i].Price
	}
	return r
}
