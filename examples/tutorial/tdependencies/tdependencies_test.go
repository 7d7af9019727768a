package tdependencies

import (
	"testing"

	"github.com/signet-go/signet/examples/tutorial/internal/exchange"
	"github.com/signet-go/signet/signettest"
)

func TestTutorial(t *testing.T) {
	counted, journaled := DependencyCache(), DependencyContextmanager()
	const token = "Authorization: Bearer token"
	exchange.Run(t, []exchange.Exchange{
		{App: DependencyAfterYieldRaise(), Request: "GET /catching", Status: 418, Answer: `{"detail":"Session error"}`},
		{App: DependencyAfterYieldRaise(), Request: "GET /broken", Status: 200, Answer: `{"message":"all good?"}`},
		{App: counted, Request: "GET /counter/", Status: 200, Answer: `{"counter":1}`},
		{App: counted, Request: "GET /sub-counter/", Status: 200, Answer: `{"counter":2,"subcounter":2}`},
		{App: counted, Request: "GET /sub-counter-no-cache/", Status: 200, Answer: `{"counter":4,"subcounter":3}`},
		{App: counted, Request: "GET /scope-counter/", Status: 200, Answer: `{"counter":5,"scope_counter_1":6,"scope_counter_2":6}`},
		{App: journaled, Request: "GET /sync_async", Status: 200, Answer: `"asyncgen started"`},
		{App: journaled, Request: "GET /sync_raise", Status: 500, Answer: `{"detail":"Internal Server Error"}`},
		{App: DependencyDuplicates(), Request: "POST /no-duplicates", Body: `{"item":{"data":"a"}}`, Status: 422, Answer: "missing body.item2"},
		{App: DependencyDuplicates(), Request: "POST /no-duplicates", Body: `{"item":{"data":"a"},"item2":{"data":"b"}}`,
			Status: 200, Answer: `[{"data":"a"},{"data":"b"}]`},
		{App: DependencyDuplicates(), Request: "POST /with-duplicates-sub", Body: `{"data":"a"}`,
			Status: 200, Answer: `[{"data":"a"},[{"data":"a"},{"data":"a"}]]`},
		{App: DependencyParamless(), Request: "GET /get-credentials", Header: token, Status: 200, Answer: `{"token":"token","scopes":["a","b"]}`},
		{App: DependencyParamless(), Request: "GET /parameterless-without-scopes", Header: token, Status: 401, Answer: `{"detail":"a or b not in scopes"}`},
		{App: ParamInPathAndDependency(), Request: "GET /users/42", Status: 200},
		{App: RepeatedDependencySchema(), Request: "GET /", Header: "Someheader: hello", Status: 200, Answer: `{"dep1":"hello","dep2":"hello123"}`},
		{App: RouteScope(), Request: "GET /users/rick", Status: 200, Answer: `{"user_id":"rick","path":"/users/{user_id}"}`},
	})
}

// TestCleanups: b ends before a does, and work after the answer comes before both.
func TestCleanups(t *testing.T) {
	t.Parallel()
	client := signettest.New(t, DependencyContextmanager())
	client.GET("/context_b_bg").Want(200)
	var seen map[string]string
	client.GET("/context_b").Want(200).JSON(&seen)
	if got, want := seen["bg"], "bg set - b: started b - a: started a"; got != want {
		t.Errorf("the work after the answer noted %q; want %q", got, want)
	}
	if seen["context_b"] != "started b" {
		t.Errorf("context b is %q while the handler runs", seen["context_b"])
	}
}

func TestOverrides(t *testing.T) {
	t.Parallel()
	type keyed struct {
		K string `query:"k"`
	}
	paths := []string{"/main-depends/", "/decorator-depends/", "/router-depends/", "/router-decorator-depends/"}
	own := signettest.New(t, DependencyOverrides())
	fixed := signettest.New(t, DependencyOverrides(), signettest.Override[Commons](func() Commons { return Commons{nil, 5, 10} }))
	other := signettest.New(t, DependencyOverrides(), signettest.Override[Commons](func(in *keyed) Commons { return Commons{&in.K, 0, 0} }))
	for _, path := range paths {
		own.GET(path).Want(422)
		own.GET(path + "?q=foo").Want(200)
		fixed.GET(path).Want(200)
		other.GET(path + "?q=foo").Want(422)
		other.GET(path + "?k=bar").Want(200)
	}
	fixed.GET("/main-depends/?q=foo").WantJSON(`{"in":"main-depends","params":{"q":null,"skip":5,"limit":10}}`)
}
