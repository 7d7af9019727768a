package openapiwebhooks

import (
	"time"

	"github.com/signet-go/signet"
)

// Subscription is what the webhook tells.
type Subscription struct {
	Username   string    `json:"username"`
	MonthlyFee float64   `json:"monthly_fee"`
	StartDate  time.Time `json:"start_date"`
}

type subscribed struct {
	Body Subscription `body:""`
}

// newSubscription is the handler that the app's users write.
func newSubscription(*subscribed) error { return nil }

func readUsers() []string { return []string{"Rick", "Morty"} }

// Tutorial001 sends its users a request when somebody subscribes.
func Tutorial001() *signet.App {
	app := signet.New(signet.Webhook("new-subscription", "POST", newSubscription,
		signet.Description("When a new user subscribes, we send this to the URL that you register for the event in the dashboard.")))
	app.Handle(readUsers, app.GET("/users/"))
	return app
}
