package responsemodel

import (
	"io"
	"net/http"

	"github.com/signet-go/signet"
)

// portal is where those who teleport go.
const portal = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"

// GetPortal asks for a portal, or to go through it.
type GetPortal struct {
	Teleport bool `query:"teleport" default:"false"`
}

func writePortal(w http.ResponseWriter, r *http.Request, in *GetPortal) error {
	if in.Teleport {
		http.Redirect(w, r, portal, http.StatusTemporaryRedirect)
		return nil
	}
	w.Header().Set("Content-Type", "application/json")
	_, err := io.WriteString(w, `{"message":"Here's your interdimensional portal."}`)
	return err
}

// Tutorial003x02 writes the answer itself. The parameters are bound and checked
// as ever; the document cannot know the answer.
func Tutorial003x02() *signet.App {
	app := signet.New()
	app.Handle(writePortal, app.GET("/portal"))
	return app
}
