function (config) {
	"use strict";
	const {settings, oauth2Redirect, oauth} = config;
	const presets = [SwaggerUIBundle.presets.apis];
	if (window.SwaggerUIStandalonePreset) {
		presets.push(SwaggerUIStandalonePreset);
	}
	const ui = SwaggerUIBundle({
		// Identity providers want an absolute URL. Only the browser knows it: a
		// proxy may have put the page under another host and path.
		oauth2RedirectUrl: new URL(oauth2Redirect, document.baseURI).href,
		...settings,
		dom_id: "#swagger-ui",
		presets,
		// What JSON cannot say: functions, plugins.
		...window.swaggerUISettings,
	});
	if (oauth) {
		ui.initOAuth(oauth);
	}
	window.ui = ui;
}
