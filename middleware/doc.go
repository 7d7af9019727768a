// Package middleware wraps handlers of net/http: an App of this module, a chi
// router, a ServeMux, or anything else that is an [http.Handler].
//
// Every middleware is a func(http.Handler) http.Handler, made once from a
// struct of options. A mistake in the options panics then, at start, with what
// to do. Nothing is shared between two middleware but what their options share,
// a store for instance.
//
// The order is the user's. What works, outermost first:
//
//	app.Use(
//		middleware.Recover(middleware.RecoverOptions{}),         // a 500 instead of a cut connection
//		middleware.Proxy(middleware.ProxyOptions{}),             // who the client is, for all below
//		middleware.RequestID(middleware.RequestIDOptions{}),     // so that all below can log it
//		middleware.AccessLog(middleware.AccessLogOptions{}),
//		middleware.TrustedHosts(middleware.TrustedHostsOptions{Hosts: hosts}),
//		middleware.HTTPSRedirect(middleware.HTTPSRedirectOptions{}),
//		middleware.SecureHeaders(middleware.SecureHeadersOptions{}),
//		middleware.CORS(middleware.CORSOptions{Origins: origins}), // so that scripts can read the refusals below
//		middleware.RateLimit(middleware.RateLimitOptions{}),
//		middleware.BodyLimit(middleware.BodyLimitOptions{}),
//		middleware.Compress(middleware.CompressOptions{}),
//		middleware.Timeout(middleware.TimeoutOptions{}),
//		middleware.Sessions(middleware.SessionsOptions{Keys: keys}),
//	)
//
// Writers that a middleware puts around the one of the server pass on what
// [http.ResponseController] asks for, as well as Flush, Hijack and ReadFrom.
// Middleware that gives the request a context passes r.Pattern up again, so a
// log outside of it knows the route.
package middleware
