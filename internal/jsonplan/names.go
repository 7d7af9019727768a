package jsonplan

// names finds the position of a member by its name. The table is made large
// enough that hardly two names share a slot; those that do stand in the slots
// that follow.
type names struct {
	list  []string
	slots []uint32 // position + 1, 0 for none; a power of two long
}

func newNames(list []string) names {
	size := 8
	for size < 2*len(list) {
		size *= 2
	}
	n := names{list: list, slots: make([]uint32, size)}
	for tries := 0; n.fill() > 0 && tries < 3; tries++ {
		size *= 2
		n.slots = make([]uint32, size)
	}
	return n
}

// fill enters all names and returns how many are not in the slot of their hash.
func (n *names) fill() (displaced int) {
	for k, name := range n.list {
		slot := n.slot(name)
		for n.slots[slot] != 0 {
			slot = (slot + 1) & (len(n.slots) - 1)
			displaced++
		}
		n.slots[slot] = uint32(k + 1)
	}
	return displaced
}

// find returns the position of a name, -1 if it is not in the list.
func (n *names) find(name string) int {
	for slot := n.slot(name); ; slot = (slot + 1) & (len(n.slots) - 1) {
		k := int(n.slots[slot]) - 1
		if k < 0 || n.list[k] == name {
			return k
		}
	}
}

func (n *names) slot(name string) int {
	l := len(name)
	if l == 0 {
		return 0
	}
	h := uint(l)*31 + uint(name[0])*7 + uint(name[l-1])*61 + uint(name[l/2])*131
	return int(h^h>>5) & (len(n.slots) - 1)
}
