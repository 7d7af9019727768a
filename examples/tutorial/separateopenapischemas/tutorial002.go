package separateopenapischemas

import "github.com/signet-go/signet"

// Part has one schema: what the zero value leaves out is optional both ways.
type Part struct {
	Name        string  `json:"name"`
	Description *string `json:"description,omitempty"`
}

// CreatePart makes a part.
type CreatePart struct {
	Part Part `body:""`
}

// Shown is a part as it is answered.
type Shown struct {
	Name        string  `json:"name"`
	Description *string `json:"description"`
}

func createPart(in *CreatePart) Part { return in.Part }

func readParts() []Part {
	text := "Device to travel through the multi-rick-verse"
	return []Part{{"Portal Gun", &text}, {Name: "Plumbus"}}
}

// Tutorial002 keeps one schema for both directions of Part; the answers name a
// model of their own.
func Tutorial002() *signet.App {
	app := signet.New()
	app.Handle(createPart, app.POST("/items/", signet.ResponseModel[Shown]()))
	app.Handle(readParts, app.GET("/items/", signet.ResponseModel[[]Shown]()))
	return app
}
