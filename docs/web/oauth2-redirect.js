// The identity provider sends the browser here, with its answer in the query
// (code flows) or in the fragment (implicit flow). The page hands the answer to
// the Swagger UI that opened this window.
(function () {
	"use strict";
	const status = (text) => { document.getElementById("status").textContent = text; };
	const pending = window.opener && window.opener.swaggerUIRedirectOauth2;
	if (!pending) {
		status("No sign-in is waiting for this answer. Close this window and authorize again from the documentation page.");
		return;
	}
	const {auth, state, redirectUrl} = pending;
	const refuse = (message) => pending.errCb({authId: auth.name, source: "auth", level: "error", message});
	const inFragment = /[#&](code|access_token|error)=/.test(location.hash);
	const answer = Object.fromEntries(new URLSearchParams((inFragment ? location.hash : location.search).slice(1)));
	const flow = auth.schema.get("flow");

	if (answer.error) {
		const details = [answer.error_description, answer.error_uri].filter(Boolean).join(" ");
		refuse("Authorization failed: " + answer.error + (details && ": " + details));
	} else if (answer.state !== state) {
		// Somebody else's answer: taking it would sign the user in as them.
		refuse("Authorization refused: the answer's state is not the one that was sent.");
	} else if (["accessCode", "authorizationCode", "authorization_code"].includes(flow) && !auth.code) {
		if (answer.code) {
			delete pending.state;
			auth.code = answer.code;
			pending.callback({auth, redirectUrl});
		} else {
			refuse("Authorization failed: the answer holds no code.");
		}
	} else {
		pending.callback({auth, token: answer, isValid: true, redirectUrl});
	}
	window.close();
})();
