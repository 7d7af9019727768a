package customdocsui

import "github.com/signet-go/signet"

// Tutorial001 loads Swagger UI and Redoc from a network of copies.
func Tutorial001() *signet.App {
	return newApp(assets{
		swaggerScript: "https://unpkg.com/swagger-ui-dist@5/swagger-ui-bundle.js",
		swaggerStyle:  "https://unpkg.com/swagger-ui-dist@5/swagger-ui.css",
		redocScript:   "https://unpkg.com/redoc@2/bundles/redoc.standalone.js",
	})
}
