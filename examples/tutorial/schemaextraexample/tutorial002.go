package schemaextraexample

import "github.com/signet-go/signet"

// Article is an item with an example of each member.
type Article struct {
	Name        string   `json:"name" example:"Foo"`
	Description *string  `json:"description" example:"A very nice Item"`
	Price       float64  `json:"price" example:"35.4"`
	Tax         *float64 `json:"tax" example:"3.2"`
}

// UpdateArticle replaces an article.
type UpdateArticle struct {
	ID   int     `path:"item_id"`
	Item Article `body:""`
}

// ArticleResult is what was updated.
type ArticleResult struct {
	ID   int     `json:"item_id"`
	Item Article `json:"item"`
}

func updateArticle(in *UpdateArticle) ArticleResult { return ArticleResult{in.ID, in.Item} }

// Tutorial002 has examples of members in the schema.
func Tutorial002() *signet.App {
	app := signet.New()
	app.Handle(updateArticle, app.PUT("/items/{item_id}"))
	return app
}
