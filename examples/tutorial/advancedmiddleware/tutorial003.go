package advancedmiddleware

import (
	"strings"

	"github.com/signet-go/signet"
	"github.com/signet-go/signet/middleware"
	"github.com/signet-go/signet/middleware/compress"
)

func large() signet.Text { return signet.Text(strings.Repeat("x", 4000)) }

// Tutorial003 compresses answers of 1,000 bytes and more, at level 5.
func Tutorial003() *signet.App {
	app := signet.New()
	app.Use(middleware.Compress(middleware.CompressOptions{MinSize: 1000, Encodings: []middleware.Encoding{compress.Gzip(5)}}))
	app.Handle(greet, app.GET("/"))
	app.Handle(large, app.GET("/large"))
	return app
}
