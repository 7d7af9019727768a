package responsemodel

import (
	"net/http"

	"github.com/signet-go/signet"
)

// Article is an article of the shop.
type Article struct {
	Name        string  `json:"name"`
	Description *string `json:"description"`
	Price       float64 `json:"price"`
	Tax         float64 `json:"tax" default:"10.5"`
}

// ArticleName is an article's name and what it is.
type ArticleName struct {
	Name        string  `json:"name"`
	Description *string `json:"description"`
}

// PublicArticle is an article without its tax.
type PublicArticle struct {
	ArticleName
	Price float64 `json:"price"`
}

// ReadArticle asks for an article.
type ReadArticle struct {
	ItemID string `path:"item_id"`
}

var errNoArticle = signet.NewError(http.StatusNotFound, "no such article")

func readArticle(in *ReadArticle) (*Article, error) {
	fighters, baz := "The Bar fighters", "There goes my baz"
	switch in.ItemID {
	case "foo":
		return &Article{"Foo", nil, 50.2, 10.5}, nil
	case "bar":
		return &Article{"Bar", &fighters, 62, 20.2}, nil
	case "baz":
		return &Article{"Baz", &baz, 50.2, 10.5}, nil
	}
	return nil, errNoArticle
}

// Tutorial005 serves one function on two routes, each with a model of its own.
func Tutorial005() *signet.App {
	app := signet.New()
	app.Handle(readArticle,
		app.GET("/items/{item_id}/name", signet.ResponseModel[ArticleName]()),
		app.GET("/items/{item_id}/public", signet.ResponseModel[PublicArticle]()))
	return app
}
