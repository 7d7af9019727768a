package templates

import (
	"embed"
	"html/template"
	"io/fs"
	"net/http"

	"github.com/signet-go/signet"
)

//go:embed static templates
var files embed.FS

// ReadItem asks for one item.
type ReadItem struct {
	ID string `path:"id"`
}

// itemPage is what templates/item.html shows.
type itemPage struct {
	ID     string
	Self   string // URL of the page
	Styles string // URL of its style sheet
}

// pages answers with pages that link to routes of the app.
type pages struct{ app *signet.App }

func (p pages) readItem(r *http.Request, in *ReadItem) (*signet.View, error) {
	self, err := p.app.URL("read_item", in.ID)
	if err != nil {
		return nil, err
	}
	styles, err := p.app.URL("static", "styles.css")
	if err != nil {
		return nil, err
	}
	page := itemPage{ID: in.ID, Self: "http://" + r.Host + self, Styles: styles}
	return &signet.View{Name: "item.html", Data: page}, nil
}

// Tutorial001 shows an item as a page with links to itself and to a file.
func Tutorial001() *signet.App {
	static, err := fs.Sub(files, "static")
	if err != nil {
		panic(err) // the name is a constant
	}
	app := signet.New(signet.Templates(template.Must(template.ParseFS(files, "templates/*.html"))))
	app.Static("/static", static)
	app.Handle(pages{app}.readItem, app.GET("/items/{id}", signet.Name("read_item")))
	return app
}
