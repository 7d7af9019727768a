package biggerapplications

import "github.com/signet-go/signet"

// Message is an answer.
type Message struct {
	Message string `json:"message"`
}

func updateAdmin() Message { return Message{"Admin getting schwifty"} }

// admin is a group that several apps share: it says nothing of prefixes,
// tags and tokens.
func admin() *signet.Group {
	group := signet.NewGroup()
	group.Handle(updateAdmin, group.POST("/"))
	return group
}
