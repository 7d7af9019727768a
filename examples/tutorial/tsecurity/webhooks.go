package tsecurity

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

// newSubscription asks for the token with which the app signs in to its users.
func newSubscription(signet.Bearer, *subscribed) error { return nil }

// WebhooksSecurity sends requests with credentials.
func WebhooksSecurity() *signet.App {
	return signet.New(
		signet.Scheme("HTTPBearer", signet.HTTPBearer{}),
		signet.Webhook("new-subscription", "POST", newSubscription,
			signet.Description("When a new user subscribes, we send this to the URL that you register for the event in the dashboard.")))
}
