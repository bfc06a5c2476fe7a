"""Which node runs next: of those whose gradients are complete, the one recorded last.

Nodes of equal rank (`AccumulateGrad` all have the highest) come in the order in which the heap of
the C++ standard library (GNU's) gives them, since hooks can observe it.
"""


class ReadyQueue:
    """A max-heap of (node, gradients) by `sequence_nr`, as std::push_heap and std::pop_heap."""

    def __init__(self):
        self._heap = []

    def __bool__(self):
        return bool(self._heap)

    def push(self, node, grads):
        self._sift_up(self._heap, len(self._heap), (node, grads))

    def pop(self):
        heap = self._heap
        top, last = heap[0], heap.pop()
        if heap:
            self._sift_down(last)
        return top

    @staticmethod
    def _sift_up(heap, hole, item):
        if hole == len(heap):
            heap.append(item)
        rank = item[0].sequence_nr
        while hole > 0:
            parent = (hole - 1) // 2
            if heap[parent][0].sequence_nr >= rank:
                break
            heap[hole] = heap[parent]
            hole = parent
        heap[hole] = item

    def _sift_down(self, item):
        """Moves the hole at the top down to a leaf, along the larger children, then `item` up."""
        heap, hole, count = self._heap, 0, len(self._heap)
        child = 2
        while child < count:
            if heap[child][0].sequence_nr < heap[child - 1][0].sequence_nr:
                child -= 1
            heap[hole] = heap[child]
            hole, child = child, 2 * child + 2
        if child == count:
            heap[hole] = heap[child - 1]
            hole = child - 1
        self._sift_up(heap, hole, item)
