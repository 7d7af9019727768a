package main

import "github.com/signet-go/signet"

var errNone = signet.NewError(404, "no such resource")

// Page is the part of a list that a client wants; every list embeds it.
type Page struct {
	Skip  int `query:"skip" default:"0" validate:"gte=0"`           // Number of resources to leave out.
	Limit int `query:"limit" default:"10" validate:"gte=1,lte=100"` // How many at most.
}

// List is what the lists read.
type List struct {
	Page
	Q string `query:"q" default:"" validate:"max=100"` // Only resources whose name contains this.
}

// One names a resource. A route calls its wildcard either way.
type One struct {
	ID ID `path:"resource_id,resource_uuid"` // As the list shows it.
}

// Create is a resource to be.
type Create struct {
	Body New `body:""`
}

// Replace is a resource and what it shall be.
type Replace struct {
	One
	Body New `body:""`
}

// Patch is a resource and the members to change.
type Patch struct {
	One
	Body Change `body:""`
}

// list finds resources by their name. They come in the order in which they were
// made.
func list(in *List, store *Store) []Resource {
	return store.list(in.Q, in.Skip, in.Limit)
}

// create makes a resource.
func create(in *Create, store *Store) Resource { return store.add(in.Body) }

// get shows all of one resource.
func get(in *One, store *Store) (Resource, error) { return store.get(in.ID) }

// replace puts other values into a resource. Its picture stays.
func replace(in *Replace, store *Store) (Resource, error) {
	return store.change(in.ID, func(r *Resource) { r.New = in.Body })
}

// change sets the members that are sent. The others stay as they are.
func change(in *Patch, store *Store) (Resource, error) {
	return store.change(in.ID, func(r *Resource) { in.Body.apply(&r.New) })
}

// remove deletes a resource, with its picture.
func remove(in *One, store *Store) error { return store.remove(in.ID) }
