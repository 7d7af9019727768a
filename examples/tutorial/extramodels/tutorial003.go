package extramodels

import "github.com/signet-go/signet"

// CarItem is a car.
type CarItem struct {
	Description string `json:"description"`
	Type        string `json:"type" default:"car"`
}

// PlaneItem is a plane.
type PlaneItem struct {
	Description string `json:"description"`
	Type        string `json:"type" default:"plane"`
	Size        int    `json:"size"`
}

// ReadItem asks for an item.
type ReadItem struct {
	ID string `path:"item_id"`
}

func readItem(in *ReadItem) (any, error) {
	switch in.ID {
	case "item1":
		return CarItem{"All my friends drive a low rider", "car"}, nil
	case "item2":
		return PlaneItem{"Music is my aeroplane, it's my aeroplane", "plane", 5}, nil
	}
	return nil, signet.NewError(404, "no such item")
}

// Tutorial003 answers with a car or a plane; the document shows both.
func Tutorial003() *signet.App {
	app := signet.New()
	app.Handle(readItem, app.GET("/items/{item_id}",
		signet.Response(200, PlaneItem{}, "", signet.ResponseContent("application/json", CarItem{}))))
	return app
}
