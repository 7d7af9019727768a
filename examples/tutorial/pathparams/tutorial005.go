package pathparams

import "github.com/signet-go/signet"

// ModelName is one of the models that the service knows.
type ModelName string

// The models.
const (
	AlexNet ModelName = "alexnet"
	ResNet  ModelName = "resnet"
	LeNet   ModelName = "lenet"
)

// GetModel asks for a model; any other name is answered with 422.
type GetModel struct {
	Name ModelName `path:"model_name" enum:"alexnet,resnet,lenet"`
}

// Model is the answer.
type Model struct {
	Name    ModelName `json:"model_name"`
	Message string    `json:"message"`
}

func getModel(in *GetModel) Model {
	switch in.Name {
	case AlexNet:
		return Model{in.Name, "Deep Learning FTW!"}
	case LeNet:
		return Model{in.Name, "LeCNN all the images"}
	}
	return Model{in.Name, "Have some residuals"}
}

// Tutorial005 takes one of a few values.
func Tutorial005() *signet.App {
	app := signet.New()
	app.Handle(getModel, app.GET("/models/{model_name}"))
	return app
}
