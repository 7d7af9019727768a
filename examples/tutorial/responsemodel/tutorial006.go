package responsemodel

import "github.com/signet-go/signet"

func readArticleName(in *ReadArticle) (*ArticleName, error) {
	a, err := readArticle(in)
	if err != nil {
		return nil, err
	}
	return &ArticleName{a.Name, a.Description}, nil
}

func readPublicArticle(in *ReadArticle) (*PublicArticle, error) {
	a, err := readArticle(in)
	if err != nil {
		return nil, err
	}
	return &PublicArticle{ArticleName{a.Name, a.Description}, a.Price}, nil
}

// Tutorial006 gives the same answers with two functions: more to write, and the
// compiler sees every member.
func Tutorial006() *signet.App {
	app := signet.New()
	app.Handle(readArticleName, app.GET("/items/{item_id}/name"))
	app.Handle(readPublicArticle, app.GET("/items/{item_id}/public"))
	return app
}
