package responsechangestatuscode

import (
	"sync"

	"github.com/signet-go/signet"
)

// GetOrCreateTask asks for a task, which is made if there is none.
type GetOrCreateTask struct {
	ID string `path:"task_id"`
}

// Task is how it ended: one of the fields is set.
type Task struct {
	Found   *string `status:"200"`
	Created *string `status:"201" description:"There was no such task before."`
}

type tasks struct {
	mu   sync.Mutex // guards list
	list map[string]string
}

func (t *tasks) getOrCreate(in *GetOrCreateTask) Task {
	t.mu.Lock()
	defer t.mu.Unlock()
	if text, ok := t.list[in.ID]; ok {
		return Task{Found: &text}
	}
	text := "This didn't exist before"
	t.list[in.ID] = text
	return Task{Created: &text}
}

// Tutorial001 answers 200 with a task that it knew, 201 with one that it made.
func Tutorial001() *signet.App {
	known := &tasks{list: map[string]string{"foo": "Listen to the Bar Fighters"}}
	app := signet.New()
	app.Handle(known.getOrCreate, app.PUT("/get-or-create-task/{task_id}"))
	return app
}
