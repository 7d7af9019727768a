package tdependencies

import "github.com/signet-go/signet"

// Item is the body, or a member of it.
type Item struct {
	Data string `json:"data"`
}

// WholeBody reads the body.
type WholeBody struct {
	Item Item `body:""`
}

// FirstMember reads a member of the body.
type FirstMember struct {
	Item Item `body:"item"`
}

// SecondMember reads another one.
type SecondMember struct {
	Item2 Item `body:"item2"`
}

type (
	// Whole is the item that a dependency found in the whole body.
	Whole Item
	// Second is the item that a dependency found in a member.
	Second Item
	// Pair is two items.
	Pair [2]Item
)

func findWhole(in *WholeBody) Whole { return Whole(in.Item) }

func findSecond(in *SecondMember) Second { return Second(in.Item2) }

func pairItems(item, again Whole) Pair { return Pair{Item(item), Item(again)} }

func readDuplicates(item, again Whole) []Item { return []Item{Item(item), Item(again)} }

func readBoth(in *FirstMember, second Second) []Item { return []Item{in.Item, Item(second)} }

func readNested(item Whole, pair Pair) []any { return []any{item, pair} }

// DependencyDuplicates has handlers and dependencies that want the same body.
// One function reads the whole, for all others; or each reads a member of it.
func DependencyDuplicates() *signet.App {
	app := signet.New(signet.Provide(findWhole), signet.Provide(findSecond), signet.Provide(pairItems))
	app.Handle(readDuplicates, app.POST("/with-duplicates"))
	app.Handle(readBoth, app.POST("/no-duplicates"))
	app.Handle(readNested, app.POST("/with-duplicates-sub"))
	return app
}
